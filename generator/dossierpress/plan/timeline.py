"""A line of time to draw on: days find their place along it, and long empty stretches are cut short."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

import msgspec

from dossierpress.model.dates import BEGINNING, END, Date, Day
from dossierpress.plan.drawings import (
    ColumnView,
    EventMarkView,
    LineView,
    PeakView,
    StretchView,
    TickView,
    TimelineView,
)
from dossierpress.plan.lettering import NARROW, width_of
from dossierpress.plan.words import (
    date_view,
    month_short,
    month_words,
    numerals,
    reach_of,
    short_words,
    span_words,
)

# Time is counted in months of 31 days, so that every month and every year is equally long on paper.
MONTH, YEAR = 31, 12 * 31
# A stretch without anything is cut when it takes more than this part of the whole, and is then so wide.
_CUT_ABOVE, _CUT_WIDTH = 0.3, 6.0
_MOST_YEARS, _MOST_MONTHS = 8, 4
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
# So far apart are two labels at least, so that none has to go on a narrow screen.
_YEARS_APART, _MONTHS_APART = 9.0, 20.0
# A label that begins further along would leave the paper.
_LAST_LABEL = 93.0
# How far apart two marks in one lane are at least, and how many lanes there are at most.
_APART, _MOST_LANES = 2.2, 5
# So few events have labels; more than fit their lanes are counted, in so many columns of one such length.
_FEW, _MOST_COLUMNS = 3, 60
# The letters of a label, and how far from its mark it begins, in pixels.
_LABEL, _BESIDE = 13.0, 10.0
_BINS = (MONTH, 3 * MONTH, *(years * YEAR for years in _STEPS))
Span = tuple[int, int]


def span_of(date: Date) -> Span:
    """The first and the last day of a date, counted; an open end is where the other end is."""
    first = date.last if date.first == BEGINNING else date.first
    last = date.first if date.last == END else date.last
    return _count(first), _count(last) + 1


def day_of(count: int) -> Day:
    """The day that a number stands for (the last of a short month may be one too far)."""
    return count // YEAR, count % YEAR // MONTH + 1, count % MONTH + 1


@lru_cache(maxsize=8192)
def words_of(span: Span, language: str) -> str:
    """Whole months in words: one month, one year, years, or from one month to another."""
    first, last = span
    begin, end = day_of(first), day_of(last - MONTH)
    if first % YEAR or last % YEAR:
        one = last - first <= MONTH
        return month_words(begin[0], begin[1], language) if one else span_words(begin, end, language)
    return numerals(str(begin[0]) if begin[0] == end[0] else f"{begin[0]} – {end[0]}", language)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of time that is drawn to scale: from `begin` to `end`, at `at`, so many hundredths wide."""

    begin: int
    end: int
    at: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of time in pieces, each to the same scale, with a cut between."""

    pieces: tuple[_Piece, ...]
    unit: int

    def place(self, count: float) -> float:
        """Where a moment is along the line, in hundredths."""
        piece = self.pieces[max(0, bisect_right(self.pieces, count, key=attrgetter("begin")) - 1)]
        within = min(max(count - piece.begin, 0), piece.end - piece.begin)
        return round(piece.at + piece.width * within / (piece.end - piece.begin), 2)

    def mark(self, date: Date) -> tuple[float, float]:
        """Where a date is marked, and how wide it is: nothing for a month and less."""
        first, last = span_of(date)
        if last - first <= MONTH:
            return self.place((first + last) / 2), 0.0
        at = self.place(first)
        return at, round(self.place(last) - at, 2)

    def stretch(self, first: int, last: int, language: str) -> StretchView:
        """A stretch of whole months, with its name."""
        at = self.place(first)
        width = round(self.place(last) - at, 2)
        return StretchView(at=at, width=width, words=words_of((first, last), language))

    def view(self, language: str) -> LineView:
        """The line as templates draw it."""
        cuts = tuple(
            StretchView(
                at=round(before.at + before.width, 2),
                width=round(after.at - before.at - before.width, 2),
                words=words_of((before.end, after.begin), language),
            )
            for before, after in zip(self.pieces, self.pieces[1:], strict=False)
        )
        return LineView(ticks=tuple(self._ticks(language)), cuts=cuts)

    def _ticks(self, language: str) -> Iterable[TickView]:
        """Round years or months, and where the line is cut those on both sides, as far as there is room."""
        most = _MOST_YEARS if self.unit == YEAR else _MOST_MONTHS
        total = sum(piece.end - piece.begin for piece in self.pieces) // self.unit
        step = next((each for each in _STEPS if total / each <= most), _STEPS[-1])
        units = [(piece.begin // self.unit, piece.end // self.unit) for piece in self.pieces]
        # After a cut, before one, and then what is round.
        after = [begin for begin, _ in units[1:]]
        before = [units[0][0], *(end - 1 for _, end in units[:-1])] if after else []
        round_ones = [number for begin, end in units for number in range(begin, end) if number % step == 0]
        apart = _YEARS_APART if self.unit == YEAR else _MONTHS_APART
        shown: dict[float, int] = {}
        for number in (*after, *before, *round_ones):
            at = self.place(number * self.unit)
            if at <= _LAST_LABEL and all(abs(at - other) >= apart for other in shown):
                shown[at] = number
        for at, number in sorted(shown.items()):
            yield TickView(label=self._label(number, language), at=at)

    def _label(self, number: int, language: str) -> str:
        return (
            numerals(str(number), language)
            if self.unit == YEAR
            else month_short(number // 12, number % 12 + 1, language)
        )


def line_of(spans: Iterable[Span]) -> Line | None:
    """A line that holds all these stretches; None when there are none."""
    ordered = sorted(spans)
    if not ordered:
        return None
    begin, end = ordered[0][0], max(last for _, last in ordered)
    unit = YEAR if end - begin > 2 * YEAR else MONTH
    stretches = _joined(ordered, unit, max(2 * unit, int(_CUT_ABOVE * (end - begin))))
    drawn = sum(last - first for first, last in stretches)
    scale = (100 - _CUT_WIDTH * (len(stretches) - 1)) / drawn
    pieces: list[_Piece] = []
    at = 0.0
    for first, last in stretches:
        pieces.append(_Piece(first, last, at, scale * (last - first)))
        at += scale * (last - first) + _CUT_WIDTH
    return Line(tuple(pieces), unit)


class Told(NamedTuple):
    """An event as it is drawn; `others` are further dates that are given for it."""

    date: Date
    title: str
    certainty: str
    others: tuple[Date, ...] = ()


def timeline_view(events: Iterable[Told], language: str) -> TimelineView | None:
    """The timeline as it is drawn. All dates of one event lie in one lane."""
    listed = list(events)
    line = line_of(span_of(date) for event in listed for date in (event.date, *event.others))
    if line is None:
        return None
    marks: list[EventMarkView] = []
    taken: list[float] = []
    is_crowded = False
    for event in listed:
        at, width = line.mark(event.date)
        others = tuple(_other(line, date, language) for date in event.others)
        begin = min((at, *(each.at for each in others)))
        free = [number for number, end in enumerate(taken) if end + _APART <= begin]
        if len(listed) <= _FEW:
            lane = len(marks)
        elif free:
            lane = free[0]
        else:
            is_crowded = is_crowded or len(taken) == _MOST_LANES
            lane = min(len(taken), _MOST_LANES - 1)
        taken[lane : lane + 1] = [max((at + width, *(each.at + each.width for each in others)))]
        mark = EventMarkView(
            at=at, width=width, certainty=event.certainty, title=event.title, lane=lane, others=others
        )
        marks.append(_labelled(mark, event.date, language) if len(listed) <= _FEW else mark)
    bins = _bins(line, Counter(span_of(event.date)[0] for event in listed))
    return TimelineView(
        line=line.view(language),
        marks=tuple(marks),
        lanes=len(taken),
        columns=tuple(_columns(line, bins, language)) if is_crowded else (),
        count=len(listed),
        span=reach_of([event.date for event in listed], language),
        most=peak(bins, language),
    )


def _labelled(mark: EventMarkView, date: Date, language: str) -> EventMarkView:
    """A mark with its date on the side where there is more room; one of several dates has none."""
    if mark.others:
        return mark
    before, after = mark.at, 100 - mark.at - mark.width
    label = short_words(date_view(date, language))
    needed = width_of(label, _LABEL) + _BESIDE
    shown = "" if needed <= max(before, after) / 100 * NARROW else "wide"
    return msgspec.structs.replace(mark, label=label, is_late=before > after, shown=shown)


def peak(counts: Mapping[Span, int], language: str) -> PeakView | None:
    """The stretch with most; None where several have as many, or none has more than one."""
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    if not ordered or ordered[0][1] < 2 or (len(ordered) > 1 and ordered[1][1] == ordered[0][1]):
        return None
    return PeakView(words=words_of(ordered[0][0], language), count=ordered[0][1])


def _bins(line: Line, begins: Mapping[int, int]) -> dict[Span, int]:
    """How many events begin in each month, quarter, year or longer: not more columns than fit a screen."""
    drawn = sum(piece.end - piece.begin for piece in line.pieces)
    step = next(step for step in _BINS if drawn / step <= _MOST_COLUMNS or step == _BINS[-1])
    counts: Counter[Span] = Counter()
    for begin, count in begins.items():
        first = begin // step * step
        counts[first, first + step] += count
    return dict(sorted(counts.items()))


def _columns(line: Line, bins: Mapping[Span, int], language: str) -> Iterable[ColumnView]:
    highest = max(bins.values())
    for (first, last), count in bins.items():
        at = line.place(first)
        yield ColumnView(
            at=at,
            width=round(max(0.5, line.place(last) - at), 2),
            height=round(100 * count / highest, 1),
            count=count,
            words=words_of((first, last), language),
        )


def _other(line: Line, date: Date, language: str) -> StretchView:
    at, width = line.mark(date)
    return StretchView(at=at, width=width, words=short_words(date_view(date, language)))


def _joined(spans: list[Span], unit: int, cut: int) -> list[Span]:
    """Stretches of whole units, joined unless more than `cut` lies between."""
    joined: list[list[int]] = []
    for first, last in spans:
        begin, end = first // unit * unit, -(-last // unit) * unit
        if joined and begin - joined[-1][1] <= cut:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([begin, end])
    return [(begin, end) for begin, end in joined]


def _count(day: Day) -> int:
    return day[0] * YEAR + (day[1] - 1) * MONTH + day[2] - 1
