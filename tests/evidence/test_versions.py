"""Two versions of a text, word by word: every change with the words around it, and none of typography."""

import pytest

from dossierpress.evidence.versions import changes_between

LONG = " ".join(f"word{n}" for n in range(60))


def told(before: str, after: str) -> list[list[tuple[str, str]]]:
    return [[(each.kind, each.text) for each in change] for change in changes_between(before, after)]


def test_each_change_stands_among_the_words_around_it() -> None:
    (first, second) = told(f"one {LONG} two", f"ONE {LONG} TWO")
    assert first[:2] == [("removed", "one"), ("added", "ONE")]
    assert first[2] == ("same", " ".join(LONG.split()[:8]) + " …")
    assert second == [
        ("same", "… " + " ".join(LONG.split()[-8:])),
        ("removed", "two"),
        ("added", "TWO"),
    ]


def test_changes_that_are_near_are_one() -> None:
    (change,) = told("a x b y c", "a X b Y c")
    assert [text for _, text in change] == ["a", "x", "X", "b", "y", "Y", "c"]


@pytest.mark.parametrize(("before", "after"), [("", ""), ("one two", "one  two"), ("“a” b", "'a' b")])
def test_typography_is_no_change(before: str, after: str) -> None:
    assert told(before, after) == []


@pytest.mark.parametrize(("before", "after"), [("", "one"), ("one", ""), ("one", "two")])
def test_all_is_other(before: str, after: str) -> None:
    pieces = [each for change in told(before, after) for each in change]
    assert [(kind, text) for kind, text in pieces] == [
        (kind, text) for kind, text in (("removed", before), ("added", after)) if text
    ]
