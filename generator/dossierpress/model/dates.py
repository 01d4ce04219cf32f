"""Dates as curators write them: EDTF level 1 (ISO 8601-2:2019, https://www.loc.gov/standards/datetime/)."""

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

Day = tuple[int, int, int]

_YEAR = r"(?:-?\d{4}|Y-?\d{5,9}|-?\d{3}X|-?\d{2}XX)"
_DATE = re.compile(
    rf"(?P<year>{_YEAR})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[?~%])?", re.ASCII
)
_TIME = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"(?: ?(?P<zone>Z|UTC|[+-]\d\d:?\d\d))?",
    re.ASCII,
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
BEGINNING: Day = (-(10**9), 1, 1)
END: Day = (10**9, 12, 31)


@dataclass(frozen=True, slots=True)
class Date:
    """A date of known precision. `first` and `last` are the days it may span, both included.

    `time` is seconds after midnight as written (None without a time of day), `offset` the zone's
    minutes east of UTC (None when no zone was written: the site's own applies).
    """

    text: str
    first: Day
    last: Day
    approximate: bool = False
    uncertain: bool = False
    time: int | None = None
    offset: int | None = None

    @property
    def is_interval(self) -> bool:
        """Whether two dates were written, with a slash between."""
        return "/" in self.text

    @property
    def precision(self) -> str:
        """`day`, `month`, `season`, `year`, `span` (a decade, a century, an unknown day) or `interval`."""
        if self.is_interval:
            return "interval"
        if self.time is not None:
            return "day"
        bare = self.text.rstrip("?~%")
        if "X" in bare:
            return "span"
        parts = bare.removeprefix("-").removeprefix("Y").lstrip("-").split("-")
        if len(parts) == 2 and int(parts[1]) in _SEASONS:
            return "season"
        return ("year", "month", "day")[len(parts) - 1]

    def sort_key(self) -> tuple[Day, int]:
        """Earliest day first; within a day, by the instant, with dates that have no time before."""
        if self.time is None:
            return self.first, -(10**6)
        return self.first, self.time - 60 * (self.offset or 0)


def known_start(date: Date) -> tuple[int, ...]:
    """Year, month and day of the first day, as far as they are sure; empty where not even the year is.

    A range begins with its first end that is written.
    """
    if date.is_interval:
        return known_start(parse_date(next(part for part in date.text.split("/") if part not in ("", ".."))))
    if date.first[0] != date.last[0] or not 0 < date.first[0] < 10_000:
        return ()
    if date.precision == "season" or date.first[1] != date.last[1]:
        return date.first[:1]
    return date.first[:2] if date.first[2] != date.last[2] else date.first


class DateError(ValueError):
    """The text is no date; the message says what is wrong with it."""


@lru_cache(maxsize=65536)
def parse_date(text: str) -> Date:
    """Read one EDTF level 1 date, interval or timestamp. Raises DateError."""
    if (moment := _TIME.fullmatch(text)) is not None:
        return _timestamp(text, moment)
    if "/" not in text:
        first, last, mark = _span(text)
        return Date(text, first, last, mark in "~%" and mark != "", mark in "?%" and mark != "")
    start_text, _, end_text = text.partition("/")
    if start_text in ("", "..") and end_text in ("", ".."):
        raise DateError("an interval needs at least one end")
    start = (BEGINNING, BEGINNING, "") if start_text in ("", "..") else _span(start_text)
    end = (END, END, "") if end_text in ("", "..") else _span(end_text)
    if end[1] < start[0]:
        raise DateError("the interval ends before it begins")
    marks = start[2] + end[2]
    first = start[0] if start_text not in ("", "..") else end[0]
    return Date(text, first, end[1], "~" in marks or "%" in marks, "?" in marks or "%" in marks)


def date_or_none(text: str) -> Date | None:
    """The date, if the text is one."""
    try:
        return parse_date(text) if text else None
    except DateError:
        return None


def _timestamp(text: str, moment: re.Match[str]) -> Date:
    day, _, _ = _span(moment["date"])
    hour, minute, second = (int(moment[name] or 0) for name in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 60:
        raise DateError("there is no such time of day")
    offset: int | None = None
    if zone := moment["zone"]:
        offset = 0
        if zone not in ("Z", "UTC"):
            hours, minutes = int(zone[1:3]), int(zone[-2:])
            offset = (hours * 60 + minutes) * (-1 if zone[0] == "-" else 1)
            if minutes > 59 or abs(offset) > 18 * 60:
                raise DateError("there is no such time zone")
    return Date(text, day, day, time=hour * 3600 + minute * 60 + second, offset=offset)


def _span(text: str) -> tuple[Day, Day, str]:
    found = _DATE.fullmatch(text)
    if found is None:
        raise DateError("this is not a date")
    years = found["year"].removeprefix("Y")
    low, high = int(years.replace("X", "0")), int(years.replace("X", "9"))
    first_year, last_year = min(low, high), max(low, high)
    mark = found["mark"] or ""
    month, day = found["month"], found["day"]
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise DateError("a day needs its month")
        return (first_year, 1, 1), (last_year, 12, 31), mark
    number = int(month)
    if number in _SEASONS and day is None:
        begin, finish = _SEASONS[number]
        return (first_year, begin, 1), (last_year, finish, _length(last_year, finish)), mark
    if not 1 <= number <= 12:
        raise DateError(f"there is no month {month}")
    length = _length(last_year, number)
    if day is None or day == "XX":
        return (first_year, number, 1), (last_year, number, length), mark
    if not 1 <= int(day) <= length:
        raise DateError(f"there is no day {day} in {years}-{month}")
    return (first_year, number, int(day)), (last_year, number, int(day)), mark


def _length(year: int, month: int) -> int:
    """Days of a month in the proleptic Gregorian calendar, for years of any size."""
    return calendar.monthrange(2000 + year % 400, month)[1]
