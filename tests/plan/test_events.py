"""Events: what they cite, the words of quotations among that, and dates that conflict side by side."""

from pathlib import Path
from typing import Any

import pytest

from make import Planned, article, markdown, planned

EVENTS = (
    "[{date: 2011, title: Late, cites: [a, 'a#k', 'claim:d/c']},"
    " {date: 2010-05-01, title: Early, cites: [b], also_dated: [{date: 2010-05-02, text: So the paper.,"
    " cites: ['a#k']}, {date: 2010-06}]}]"
)


def site(root: Path, events: str = EVENTS, **keys: str) -> Planned:
    files = {
        "content/d/dossier.md": markdown(title="D", timeline=events, claims="[{id: c, text: A claim.}]"),
        "content/d/a.md": article("On the 2nd.", quotes="[{id: k, text: On the 2nd., who: Ann}]", **keys),
        "content/d/b.md": article("Text.", title="B"),
    }
    return planned(root, files)


def timeline(found: Planned) -> Any:
    return found.view("/dossiers/d/").timeline


def test_an_event_shows_the_words_of_the_quotations_that_it_cites(tmp_path: Path) -> None:
    event = timeline(site(tmp_path))[1]
    assert [each.kind for each in event.cites] == ["article", "quote", "claim"]
    assert [each.quote.text for each in event.evidence] == ["On the 2nd."]
    assert event.evidence[0].passage == "/articles/a/#quote-k"


def test_dates_that_conflict_stand_side_by_side(tmp_path: Path) -> None:
    found = site(tmp_path)
    event = timeline(found)[0]
    assert (event.title, event.date.iso) == ("Early", "2010-05-01")
    assert [(each.date.iso, each.text) for each in event.also_dated] == [
        ("2010-05-02", "So the paper."), ("2010-06", ""),
    ]  # fmt: skip
    assert [each.quote.text for each in event.also_dated[0].evidence] == ["On the 2nd."]
    drawn = found.view("/dossiers/d/").drawn_timeline
    assert [len(mark.others) for mark in drawn.marks] == [2, 0]


def test_who_gives_another_date_is_led_to_the_event(tmp_path: Path) -> None:
    quote = site(tmp_path).view("/articles/a/").quotes[0]
    assert ("event", "Early") in [(each.how, each.what.title) for each in quote.referrers]


def test_a_date_that_nobody_can_follow_is_a_problem_at_its_line(tmp_path: Path) -> None:
    events = "\n  - date: 2010\n    title: E\n    also_dated:\n      - date: 2011\n        cites: [x]"
    (problem,) = (each for each in site(tmp_path, events).problems if each.code == "unknown-reference")
    assert (problem.path, problem.line) == ("content/d/dossier.md", 8)


@pytest.mark.parametrize(("rights", "dates"), [("link-only", 2), ("private", 1)])
def test_no_date_and_no_word_is_given_away(tmp_path: Path, rights: str, dates: int) -> None:
    """A date that only a source gives which readers do not see is not shown, nor drawn."""
    found = site(tmp_path, rights=rights)
    early, late = timeline(found)
    assert late.evidence == ()
    assert len(early.also_dated) == dates
    assert all(each.evidence == () for each in early.also_dated)
    assert len(found.view("/dossiers/d/").drawn_timeline.marks[0].others) == dates
