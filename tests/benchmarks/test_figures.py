"""Medians, ratios and goals; the page and the chart that show them."""

from xml.etree import ElementTree as ET

import pytest
from benchmarks.chart import chart
from benchmarks.edits import Rewritten
from benchmarks.figures import (
    COMMONMARK,
    HUGO,
    PELICAN,
    PYTHON,
    Results,
    Sample,
    Stage,
    median,
    ratio,
    verdicts,
)
from benchmarks.page import goals, machine, page, table

SVG = "{http://www.w3.org/2000/svg}"
ONE_PAGE = Rewritten(articles=1, pages=0, feeds=2, data=1, others=0, without_title=4)
TITLE = Rewritten(articles=3, pages=9, feeds=0, data=0, others=0, without_title=0)


def measured(*given: tuple[int, str, Stage, float]) -> Results:
    """Three runs of each, the middle one as given."""
    factors = (0.5, 3, 1)
    return Results([Sample(*key, wall * by, wall * 2) for *key, wall in given for by in factors])  # type: ignore[arg-type]


@pytest.fixture
def results() -> Results:
    found = measured(
        (1_000, PYTHON, "cold", 2),
        (1_000, PYTHON, "unchanged", 0.1),
        (1_000, PYTHON, "start", 0.1),
        (1_000, HUGO, "cold", 3),
        (1_000, PELICAN, "cold", 19),
        (10_000, PYTHON, "cold", 18),
        (10_000, PYTHON, "unchanged", 1.1),
        (10_000, PYTHON, "body", 0.5),
        (10_000, HUGO, "cold", 20),
        (10_000, HUGO, "unchanged", 22),
        (10_000, HUGO, "body", 20),
    )
    found.peaks = {
        (1_000, PYTHON, "cold"): 90_000_000,
        (10_000, PYTHON, "cold"): 300_000_000,
        (10_000, PYTHON, "body"): 400_000_000,
        (10_000, HUGO, "cold"): 1_000_000_000,
    }
    found.rewritten = {(10_000, PYTHON, "body"): ONE_PAGE, (10_000, PYTHON, "title"): TITLE}
    return found


def verdict_on(results: Results, words: str) -> tuple[str, bool | None]:
    [found] = [each for each in verdicts(results) if each.goal.startswith(words)]
    return found.measured, found.met


def test_median_of_nothing_is_none() -> None:
    assert median([]) is None
    assert median([5, 1, 2]) == 2
    assert median([1, 2, 3, 10]) == 2.5


def test_ratio_needs_both() -> None:
    assert ratio(1, 4) == 0.25
    assert ratio(None, 4) is None
    assert ratio(1, None) is None
    assert ratio(1, 0) is None


def test_figures_are_medians_of_their_own_size_contestant_and_stage(results: Results) -> None:
    assert results.wall(10_000, PYTHON, "cold") == 18
    assert results.cpu(10_000, PYTHON, "cold") == 36
    assert results.wall(10_000, PELICAN, "cold") is None
    assert results.runs(1_000, HUGO) == 3
    assert results.peak(10_000, PYTHON) == 400_000_000


def test_times_are_judged_by_the_rival_in_the_same_corpus(results: Results) -> None:
    assert verdict_on(results, "cold build, `python-markdown`, 10,000") == ("0.9 × (18.00 s : 20.00 s)", True)
    assert verdict_on(results, "cold build, `python-markdown`, 1,000")[1] is False
    assert verdict_on(results, "nothing changed, `python-markdown`")[1] is False
    assert verdict_on(results, "one body edited, `python-markdown`, 10,000")[1] is True


def test_what_was_not_measured_is_not_judged(results: Results) -> None:
    assert verdict_on(results, "cold build, `commonmark`") == ("", None)
    assert verdict_on(results, "one title edited, `commonmark`: only") == ("", None)
    assert verdict_on(results, "10,000 → 100,000 articles, `python-markdown`")[1] is None


def test_memory_is_judged_by_the_highest_stage(results: Results) -> None:
    assert verdict_on(results, "peak memory, `python-markdown`") == ("0.4 × (400 MB : 1,000 MB)", True)


def test_growth_is_judged_by_time_and_memory(results: Results) -> None:
    words, met = verdict_on(results, "1,000 → 10,000 articles, `python-markdown`")
    assert words == "cold build × 9.0, nothing changed × 11.0, memory × 4.4"
    assert met is False


def test_start_up_is_judged_in_milliseconds(results: Results) -> None:
    assert verdict_on(results, "start-up") == ("100 ms", True)


def test_rewritten_files_are_judged(results: Results) -> None:
    goal = "one body edited, `python-markdown`: exactly"
    assert verdict_on(results, goal) == ("1 article page, 2 feeds, 1 JSON files", True)
    assert verdict_on(results, "one title edited, `python-markdown`: only")[1] is True
    results.rewritten[10_000, PYTHON, "body"] = TITLE
    results.rewritten[10_000, PYTHON, "title"] = ONE_PAGE
    assert verdict_on(results, goal)[1] is False
    assert verdict_on(results, "one title edited, `python-markdown`: only")[1] is False


def test_table_has_a_column_for_each_contestant(results: Results) -> None:
    lines = table(results, 10_000).splitlines()
    assert lines[0] == "|  | python-markdown, 3 runs | Hugo, 3 runs |"
    assert lines[2] == "| cold build | 18.00 s (36.00 s CPU; 0.9 ×) | 20.00 s (40.00 s CPU) |"
    assert lines[5] == "| one title edited | – | – |"
    assert {line.count("|") for line in lines} == {4}


def test_page_shows_machine_notes_goals_and_every_size(results: Results) -> None:
    text = page(results, {"machine": "2 cores"}, ["commonmark is missing"])
    for words in ("- machine: 2 cores", "- commonmark is missing", goals(results), table(results, 1_000)):
        assert words in text
    assert "- python-markdown, one body edited: 1 article page, 2 feeds, 1 JSON files" in text
    assert "**not met**" in text


def test_machine_is_described() -> None:
    facts = machine()
    assert " cores, " in facts["machine"]
    assert " GiB, Linux" in facts["machine"]


def test_chart_is_valid_and_scaled(results: Results) -> None:
    results.samples += measured((10_000, COMMONMARK, "cold", 5)).samples
    drawn = ET.fromstring(chart(results, 10_000))
    width, height = int(drawn.attrib["width"]), int(drawn.attrib["height"])
    bars = drawn.findall(f"{SVG}rect")
    assert len(bars) == 3 + 2 + 2
    for bar in bars:
        assert float(bar.attrib["x"]) + float(bar.attrib["width"]) < width - 100
        assert float(bar.attrib["y"]) + float(bar.attrib["height"]) < height
    ours, hugo, _ = (float(bar.attrib["width"]) for bar in bars[:3])
    assert ours / hugo == pytest.approx(0.9, abs=0.01)
    texts = [text.text for text in drawn.findall(f"{SVG}text")]
    assert {"cold build, 10,000 articles", "python-markdown", "Hugo", "18 s", "0.50 s"} <= set(texts)
