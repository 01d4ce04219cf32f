"""Samples in, figures out: medians, ratios, and whether the goals are met."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from benchmarks.edits import Rewritten

Stage = Literal[
    "cold", "unchanged", "body", "title", "date", "tag", "status", "order", "name", "add", "rename", "remove",
    "style", "start",
]  # fmt: skip
STAGES: dict[Stage, str] = {
    "cold": "cold build",
    "unchanged": "nothing changed",
    "body": "one body edited",
    "title": "one title edited",
    "date": "one date edited",
    "tag": "one tag exchanged",
    "status": "one article withdrawn",
    "order": "sections of a dossier reordered",
    "name": "one name of the registry edited",
    "add": "one article added",
    "rename": "one article renamed",
    "remove": "one article removed",
    "style": "one style sheet edited",
    "start": "start-up of the command",
}
# Edits that concern more than what shows a text.
REACHING: tuple[Stage, ...] = ("date", "tag", "status", "order", "name", "add", "rename", "remove")
COMMONMARK, PYTHON, EVERYTHING = (
    "dossierpress, commonmark",
    "dossierpress, python-markdown",
    "dossierpress, every default on",
)
HUGO, PELICAN = "hugo", "pelican"


@dataclass(frozen=True)
class Sample:
    """One timed run."""

    articles: int
    contestant: str
    stage: Stage
    wall: float
    cpu: float


@dataclass
class Results:
    """All that a benchmark measured. Peaks are bytes, by articles, contestant and stage."""

    samples: list[Sample] = field(default_factory=list)
    peaks: dict[tuple[int, str, Stage], int] = field(default_factory=dict)
    rewritten: dict[tuple[int, str, Stage], Rewritten] = field(default_factory=dict)
    built: dict[tuple[int, str], str] = field(default_factory=dict)

    def sizes(self) -> list[int]:
        """The corpora that were built, small ones first."""
        return sorted({sample.articles for sample in self.samples})

    def names(self, articles: int) -> list[str]:
        """The contestants that built a corpus, in the order in which they ran."""
        return list(dict.fromkeys(each.contestant for each in self.samples if each.articles == articles))

    def runs(self, articles: int, contestant: str) -> int:
        """How often a contestant was measured."""
        return len(list(self._of(articles, contestant, "cold")))

    def wall(self, articles: int, contestant: str, stage: Stage) -> float | None:
        """Median of the seconds that passed; None where it was not run."""
        return median(each.wall for each in self._of(articles, contestant, stage))

    def cpu(self, articles: int, contestant: str, stage: Stage) -> float | None:
        """Median of the seconds that all processes together worked."""
        return median(each.cpu for each in self._of(articles, contestant, stage))

    def peak(self, articles: int, contestant: str) -> float | None:
        """The largest of the peaks of all stages, in bytes."""
        found = [
            peak for (size, name, _), peak in self.peaks.items() if (size, name) == (articles, contestant)
        ]
        return max(found, default=None)

    def _of(self, articles: int, contestant: str, stage: Stage) -> Iterable[Sample]:
        wanted = (articles, contestant, stage)
        return (each for each in self.samples if (each.articles, each.contestant, each.stage) == wanted)


def median(values: Iterable[float]) -> float | None:
    """The median; None of nothing."""
    found = list(values)
    return statistics.median(found) if found else None


def ratio(value: float | None, to: float | None) -> float | None:
    """How many times `to` a value is; None where one is missing or there is nothing to compare with."""
    return None if value is None or not to else value / to


@dataclass(frozen=True)
class Verdict:
    """A goal, what was measured, and whether that is enough; `met` is None where it was not measured."""

    goal: str
    measured: str
    met: bool | None


@dataclass(frozen=True)
class _Goal:
    """A time that is at most so many times another generator's in the same run."""

    stage: Stage
    contestant: str
    at_most: float
    rival: str = HUGO
    articles: int = 10_000


GOALS = (
    _Goal("cold", COMMONMARK, 0.3),
    _Goal("cold", PYTHON, 0.9),
    _Goal("cold", PYTHON, 0.1, PELICAN, 1_000),
    _Goal("unchanged", COMMONMARK, 0.02),
    _Goal("unchanged", PYTHON, 0.02),
    _Goal("body", COMMONMARK, 0.06),
    _Goal("body", PYTHON, 0.06),
    _Goal("title", COMMONMARK, 0.06),
    _Goal("title", PYTHON, 0.06),
    *(
        _Goal(stage, contestant, at_most)
        for contestant, at_most in ((PYTHON, 0.08), (EVERYTHING, 0.15))
        for stage in REACHING
    ),
    _Goal("unchanged", EVERYTHING, 0.025),
    _Goal("body", EVERYTHING, 0.12),
    _Goal("title", EVERYTHING, 0.12),
    _Goal("style", PYTHON, 0.5),
    _Goal("style", EVERYTHING, 0.6),
)
MOST_MEMORY = 0.5
MOST_START = 0.150


def verdicts(results: Results) -> list[Verdict]:
    """Every goal, with what came of it."""
    given = [*(_time(results, goal) for goal in GOALS)]
    for contestant in (COMMONMARK, PYTHON):
        given += [_edit(results, contestant, "body"), _edit(results, contestant, "title")]
        given.append(_memory(results, contestant))
        given += [_growth(results, contestant, smaller) for smaller in (1_000, 10_000)]
    return [*given, _start(results)]


def _time(results: Results, goal: _Goal) -> Verdict:
    ours = results.wall(goal.articles, goal.contestant, goal.stage)
    theirs = results.wall(goal.articles, goal.rival, goal.stage)
    found = ratio(ours, theirs)
    rival = goal.rival.capitalize()
    words = f"{STAGES[goal.stage]}, {_engine(goal.contestant)}, {goal.articles:,} articles"
    return Verdict(
        f"{words}: at most {goal.at_most:g} × {rival}",
        "" if found is None else f"{found:.3g} × ({ours:.2f} s : {theirs:.2f} s)",
        None if found is None else found <= goal.at_most,
    )


def _edit(results: Results, contestant: str, stage: Stage) -> Verdict:
    articles = max((size for size, name, _ in results.rewritten if name == contestant), default=0)
    found = results.rewritten.get((articles, contestant, stage))
    if stage == "body":
        goal = "exactly one article page, its feeds and its JSON rewritten"
        met = found and (found.articles, found.pages, found.others) == (1, 0, 0)
        words = found.words if found else ""
    else:
        goal = "only what shows the title rewritten"
        met = found and found.without_title == 0
        words = f"{found.words}; {found.without_title} of them without the title" if found else ""
    return Verdict(
        f"{STAGES[stage]}, {_engine(contestant)}: {goal}", words, None if found is None else bool(met)
    )


def _memory(results: Results, contestant: str) -> Verdict:
    ours, theirs = results.peak(10_000, contestant), results.peak(10_000, HUGO)
    found = ratio(ours, theirs)
    return Verdict(
        f"peak memory, {_engine(contestant)}, 10,000 articles: at most {MOST_MEMORY:g} × Hugo",
        ""
        if found is None
        else f"{found:.2g} × ({(ours or 0) / 1e6:,.0f} MB : {(theirs or 0) / 1e6:,.0f} MB)",
        None if found is None else found <= MOST_MEMORY,
    )


def _growth(results: Results, contestant: str, smaller: int) -> Verdict:
    larger = smaller * 10
    growth = {
        STAGES[stage]: ratio(
            results.wall(larger, contestant, stage), results.wall(smaller, contestant, stage)
        )
        for stage in ("cold", "unchanged")
    }
    growth["memory"] = ratio(results.peak(larger, contestant), results.peak(smaller, contestant))
    found = {name: value for name, value in growth.items() if value is not None}
    return Verdict(
        f"{smaller:,} → {larger:,} articles, {_engine(contestant)}: time and memory at most × 10",
        ", ".join(f"{name} × {value:.1f}" for name, value in found.items()),
        all(value <= 10 for value in found.values()) if len(found) == len(growth) else None,
    )


def _start(results: Results) -> Verdict:
    size = next(iter(results.sizes()), 0)
    found = results.wall(size, PYTHON, "start")
    return Verdict(
        f"start-up of the command: under {MOST_START * 1000:.0f} ms",
        "" if found is None else f"{found * 1000:.0f} ms",
        None if found is None else found < MOST_START,
    )


def _engine(contestant: str) -> str:
    return f"`{contestant.split(', ', maxsplit=1)[-1]}`"
