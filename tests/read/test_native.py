"""The native parser's lines, and the items that its HTML would count wrongly."""

from dossierpress.read import native
from dossierpress.read.outline import Item


def test_each_line_has_its_number_and_its_blocks() -> None:
    text = "é\n\n- a\n  1. b\n     c\n\n> ```\n> x\n> ```\n\nd[^1]\n\n[^1]: never part of it\n"
    found = {each.line.words: (each.number, each.line.blocks) for each in native.lines(text)}
    assert found["é"] == (1, ())
    assert found["a"] == (3, (Item(None, begins=True),))
    assert found["b"] == (4, (Item(None, begins=False), Item(1, begins=True)))
    assert found["c"] == (5, (Item(None, begins=False), Item(1, begins=False)))
    assert found["x"] == (8, ("quotation", "code"))
    assert "neverpartofit" not in found


def test_raw_items_are_counted_too() -> None:
    text = "<ul>\n<li>\nraw\n</li>\n</ul>\n\n1986. a\n\n1990. b\n\n- x\n- y\n    3. c\n    9. d\n"
    assert native.departing_items(text) == {2: 1990}


def test_lazy_numbers_count_by_themselves() -> None:
    assert native.departing_items("1. a\n1. b\n1. c\n") == {}
