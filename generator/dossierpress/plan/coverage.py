"""What was published when, and by whom: the articles of a dossier or a name by month and source."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from dossierpress.model.dates import Date
from dossierpress.plan.desk import Desk, fact
from dossierpress.plan.drawings import (
    CoverageMonthView,
    CoverageRowView,
    CoverageView,
    DotView,
    NameCountView,
)
from dossierpress.plan.rolls import reprinted, roll
from dossierpress.plan.timeline import MONTH, YEAR, Line, Span, line_of, peak, span_of, words_of
from dossierpress.plan.views import NameView
from dossierpress.plan.words import reach_of

# Fewer articles, or only one month, show nothing that the list of them does not.
LEAST = 3
MOST_ROWS = 20
# From this many months without any article on, the silence is shown as a gap.
GAP = 6 * MONTH
# Where an article names no source.
NOBODY = NameView(name="")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An article's month (or year, when it tells no month) and source."""

    span: Span
    source: NameView


@fact
def coverage(desk: Desk, kind: str, name: str) -> CoverageView | None:
    """The coverage of the articles in a list; None when there are too few to show anything.

    Copies of one article count once, where it was first.
    """
    copies = reprinted(desk, kind, name)
    listed = [each for each in roll(desk, kind, name) if each.id not in copies]
    entries = [_Entry(_unit_of(each.date), desk.named("sources", each.source) or NOBODY) for each in listed]
    line = line_of(entry.span for entry in entries)
    if line is None or len(entries) < LEAST or len({entry.span for entry in entries}) < 2:
        return None
    return CoverageView(
        line=line.view(desk.language),
        rows=tuple(_rows(line, entries, desk.language)),
        gaps=tuple(line.stretch(*silence, desk.language) for silence in _silences(entries)),
        months=tuple(_months(entries, desk.language)),
        count=len(entries),
        span=reach_of([each.date for each in listed], desk.language),
        most=peak(Counter(entry.span for entry in entries), desk.language),
    )


@lru_cache(maxsize=8192)
def _unit_of(date: Date) -> Span:
    """The month of a date, or its year when it tells no month. A span of years is shown where it begins."""
    first, last = span_of(date)
    unit = MONTH if last - first <= MONTH else YEAR
    begin = first // unit * unit
    return begin, begin + unit


def _rows(line: Line, entries: list[_Entry], language: str) -> Iterable[CoverageRowView]:
    """A row for each source, the one with most articles first, and one for all others together."""
    spans: dict[NameView, list[Span]] = {}
    for entry in entries:
        spans.setdefault(entry.source, []).append(entry.span)
    listed = sorted(spans.items(), key=lambda item: (-len(item[1]), item[0].name))
    shown = len(listed) if len(listed) <= MOST_ROWS else MOST_ROWS - 1
    for source, mine in listed[:shown]:
        yield CoverageRowView(source=source, count=len(mine), dots=tuple(_dots(line, mine, language)))
    rest = [span for _, mine in listed[shown:] for span in mine]
    if rest:
        yield CoverageRowView(source=None, count=len(rest), dots=tuple(_dots(line, rest, language)))


def _dots(line: Line, spans: list[Span], language: str) -> Iterable[DotView]:
    for span, count in sorted(Counter(spans).items()):
        size = 1 + sum(count > limit for limit in (1, 4, 9))
        yield DotView(at=line.place(sum(span) / 2), count=count, size=size, words=words_of(span, language))


def _silences(entries: list[_Entry]) -> Iterable[Span]:
    """The stretches without any article that are long enough to speak of."""
    spans = sorted(entry.span for entry in entries)
    reached = spans[0][1]
    for first, last in spans:
        if first - reached >= GAP:
            yield reached, first
        reached = max(reached, last)


def counted(name: NameView, count: int) -> NameCountView:
    """A name with the number of articles that it has here."""
    return NameCountView(
        name=name.name,
        address=name.address,
        count=count,
        language=name.language,
        direction=name.direction,
    )


def _months(entries: list[_Entry], language: str) -> Iterable[CoverageMonthView]:
    """Every month that has articles, and every gap, in the order of time."""
    counts: dict[Span, dict[NameView, int]] = {silence: {} for silence in _silences(entries)}
    for entry in entries:
        count_of = counts.setdefault(entry.span, {})
        count_of[entry.source] = count_of.get(entry.source, 0) + 1
    for span, count_of in sorted(counts.items(), key=itemgetter(0)):
        sources = sorted(count_of.items(), key=lambda item: (-item[1], item[0].name))
        yield CoverageMonthView(
            words=words_of(span, language),
            count=sum(count_of.values()),
            sources=tuple(counted(source, count) for source, count in sources),
        )
