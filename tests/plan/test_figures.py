"""Figures: the value that each source gives, when, in which words; and how values in one unit change."""

from pathlib import Path
from typing import Any

import pytest

from make import article, markdown, planned

VALUES = (
    "{value: 4 boats, article: a, quote: k}, {value: 6 boats, article: b, date: 2012-03},"
    " {value: 9 men, article: a}, {value: many, quote: many}"
)


def figure(root: Path, values: str = VALUES, **keys: str) -> Any:
    quotes = "[{id: k, text: They sold 4 boats., who: Ann, said: 2010-01-02}]"
    files = {
        "content/d/dossier.md": markdown(title="D", figures=f"[{{question: How many?, values: [{values}]}}]"),
        "content/d/a.md": article("They sold 4 boats.", date="2011-01-01", quotes=quotes, **keys),
        "content/d/b.md": article("Text.", date="2013-01-01", source="B"),
    }
    return planned(root, files).view("/dossiers/d/").figures[0]


def test_a_value_has_its_source_its_date_and_its_words(tmp_path: Path) -> None:
    first, second, third, fourth = figure(tmp_path).values
    assert first.publication.name == "The Daily"
    assert (first.words.quote.text, first.words.passage) == ("They sold 4 boats.", "/articles/a/#quote-k")
    assert [each.date.start for each in (first, second, third)] == ["2010-01-02", "2012-03", "2011-01-01"]
    assert (second.words, fourth.source, fourth.date, fourth.quote) == (None, None, None, "many")


def test_values_in_one_unit_are_drawn_as_they_change(tmp_path: Path) -> None:
    (drawn,) = figure(tmp_path).drawn
    assert [(mark.words, mark.low, mark.high) for mark in drawn.marks] == [
        ("4 boats", 66.67, 66.67), ("6 boats", 100.0, 100.0),
    ]  # fmt: skip
    assert [tick.label for tick in drawn.scale] == ["0", "2", "4", "6"]
    assert drawn.marks[0].at < drawn.marks[1].at


@pytest.mark.parametrize(
    "values",
    [
        "{value: 4 boats, article: a}",
        "{value: 4 boats, article: a}, {value: 6 boats, article: a}",
        "{value: 4 boats, article: a}, {value: 6 men, article: b}",
        "{value: 4 boats, article: a}, {value: 6 boats}",
        "{value: four, article: a}, {value: six, article: b}",
    ],
)
def test_nothing_is_drawn_that_does_not_change_over_time(tmp_path: Path, values: str) -> None:
    assert figure(tmp_path, values).drawn == ()


def test_a_range_is_drawn_from_end_to_end(tmp_path: Path) -> None:
    (drawn,) = figure(tmp_path, "{value: 0 m, article: a}, {value: 20 to 40 m, date: 2012}").drawn
    assert [(mark.low, mark.high, mark.width > 0) for mark in drawn.marks] == [
        (0.0, 0.0, False), (50.0, 100.0, True),
    ]  # fmt: skip
    assert [tick.label for tick in drawn.scale] == ["0", "10", "20", "30", "40"]


def test_values_far_from_nothing_have_a_scale_of_their_own(tmp_path: Path) -> None:
    (drawn,) = figure(tmp_path, "{value: '203,400,000', article: a}, {value: 174 million, article: b}").drawn
    assert [tick.label for tick in drawn.scale] == ["170M", "180M", "190M", "200M", "210M"]


@pytest.mark.parametrize(("rights", "kept"), [("link-only", True), ("private", False)])
def test_no_word_that_is_withheld_stands_beside_a_value(tmp_path: Path, rights: str, *, kept: bool) -> None:
    values = figure(tmp_path, rights=rights).values
    assert all(each.words is None for each in values)
    assert ("4 boats" in [each.value for each in values]) is kept
