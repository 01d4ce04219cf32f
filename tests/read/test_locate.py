"""A problem that knows only a link finds its line, in whatever way the link is spelt there."""

from pathlib import Path

import pytest

from dossierpress.problems import Problem
from dossierpress.read.locate import located
from make import article, write


@pytest.mark.parametrize(
    ("written", "known", "column"),
    [
        ("é-plan.md", "é-plan.md", 9),
        ("é-plan.md", "%C3%A9-plan.md", 9),
        ("é-plan.md#n%C3%B6", "%C3%A9-plan.md#n%C3%B6", 9),
        ("e\u0301-plan.md#nö", "%C3%A9-plan.md#n%C3%B6", 9),
        ("x.md?a=1&amp;b=é", "x.md?a=1&b=%C3%A9", 9),
        ("<é plan.md>", "%C3%A9%20plan.md", 10),
    ],
)
def test_a_link_is_found_at_its_line(written: str, known: str, column: int, tmp_path: Path) -> None:
    write(tmp_path, {"content/a.md": article(f"Text.\n\nSee [x]({written}).")})
    problem = Problem(path="content/a.md", code="x", message="x", text=known)
    (found,) = located([problem], tmp_path)
    assert (found.line, found.column) == (9, column)
    assert found.source.startswith("See [x](")


def test_what_stands_nowhere_is_at_the_top(tmp_path: Path) -> None:
    write(tmp_path, {"content/a.md": article("Text.")})
    (found,) = located([Problem(path="content/a.md", code="x", message="x", text="nowhere")], tmp_path)
    assert (found.line, found.column) == (1, 1)
