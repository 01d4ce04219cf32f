"""A line's words are what two parsers have in common of it."""

import pytest

from dossierpress.read.markdown import converter
from dossierpress.read.outline import Item, words_of


@pytest.mark.parametrize(
    "line",
    [
        "One two",
        "- One two",
        "  12) One two",
        "> > One, two",
        "## One *two* ##",
        "1. - One  two",
        "| One | two |",
    ],
)
def test_signs_are_no_words(line: str) -> None:
    assert words_of(line) == "Onetwo"


def test_the_tree_says_what_each_line_stands_in() -> None:
    text = "# A\n\n> b\n\n3. c\n    - d\n      d2\n\n```\n<e>\n```\n\n| f | g |\n|---|---|\n| h | i |\n"
    lines = dict(converter(()).read(text)[1])
    assert lines["A"] == ("headline",)
    assert lines["b"] == ("quotation",)
    assert lines["c"] == (Item(3, begins=True),)
    assert lines["d"] == (Item(3, begins=False), Item(None, begins=True))
    assert lines["d2"] == (Item(3, begins=False), Item(None, begins=False))
    assert lines["e"] == ("code",)
    assert lines["fg"] == lines["hi"] == ("table",)


def test_nothing_is_noted_unless_it_is_wanted() -> None:
    engine = converter(())
    _, lines = engine.read("one\n\ntwo")
    engine("three")
    assert [line.words for line in lines] == ["one", "two"]
