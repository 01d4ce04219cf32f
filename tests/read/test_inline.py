"""The short cut in the inline pass changes nothing but the time it takes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

from dossierpress.read import markdown as room
from dossierpress.read.inline import _SIGNS, QuickInlineProcessor

CONTENT = Path(__file__).resolve().parents[2] / "content"
PIECES = [
    "*", "**", "_", "__", "`", "``", "\\", "[", "](u)", "][r]", "![", "![a](b)", "[a](b 't')", "<", ">",
    "<b>", "<http://a.b>", "<a@b.c>", "~~", "~~x~~", "&", "&amp;", "&#35;", "  \n", "\n\n", "\n",
    "[^1]", "[^1]: n\n", " ", "- ", "> ", "| a | b |\n|---|---|\n| *c* | d |\n", "HTML",
    "*[HTML]: H\n", "{#x}", "[r]: http://x\n", "# ", "word",
]  # fmt: skip


def both() -> tuple[room.Convert, room.Convert]:
    quick = room.PythonMarkdown(())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "QuickInlineProcessor", InlineProcessor)
        return quick, room.PythonMarkdown(())


QUICK, STOCK = both()


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_gives_what_the_library_gives(text: str) -> None:
    assert QUICK(text) == STOCK(text)


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.md")), ids=lambda path: path.stem)
def test_the_sample_gives_what_the_library_gives(path: Path) -> None:
    text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    assert QUICK(text) == STOCK(text)


def test_the_short_cut_is_taken() -> None:
    """A change of the library's private names would leave it unused, or break it: then look here."""
    assert hasattr(InlineProcessor, "_InlineProcessor__handleInline")
    assert hasattr(InlineProcessor, "_InlineProcessor__applyPattern")
    expressions = {pattern.pattern for pattern in Markdown().inlinePatterns}
    assert len(expressions & set(_SIGNS)) >= 10
    processor = QuickInlineProcessor(Markdown())
    assert processor._InlineProcessor__handleInline("plain") == "plain"  # type: ignore[attr-defined]  # noqa: SLF001
