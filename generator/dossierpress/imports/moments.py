"""Dates and times as other programs write them, as dates that an article may have."""

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import Final

from dossierpress.clip.days import day_in_path, iso_day
from dossierpress.model.dates import date_or_none

# What databases and Go write where there is no date.
_NONE: Final = ("0000-", "0001-01-01")
_LOOSE: Final = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
    r"(?:[T ]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?"
)
_IN_NAME: Final = re.compile(r"(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:T?\d{4,6})?(?:[-_. ]+(?P<rest>.*))?$")


def moment_of(text: str) -> str:
    """A date as an article may have it; empty when the text is none."""
    text = text.strip()
    if not text or text.startswith(_NONE):
        return ""
    if (found := _LOOSE.match(text)) is not None:
        text = _tidy(found) + ("" if _LOOSE.fullmatch(text) or found["hour"] else text[found.end() :])
    for attempt in (text, _mailed(text), iso_day(text)):
        if date_or_none(attempt) is not None:
            return attempt
    return ""


def day_of_name(name: str) -> tuple[str, str]:
    """The day that a file's name begins with, and the rest of the name without ending."""
    stem = PurePosixPath(name).stem
    found = _IN_NAME.match(stem)
    day = moment_of(found["day"]) if found else ""
    return (day, (found["rest"] or "")) if found and day else ("", stem)


def day_of_path(path: str) -> str:
    """The day or month that folders of a path stand for, as in `2011/12/05/x.md`."""
    return day_in_path(f"/{path}")


def is_after(moment: str, day: dt.date) -> bool:
    """Whether a moment lies behind a day."""
    found = date_or_none(moment)
    return found is not None and found.first > (day.year, day.month, day.day)


def _tidy(found: re.Match[str]) -> str:
    day = f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
    if found["hour"] is None:
        return day
    zone = found["zone"] or ""
    zone = "Z" if zone in ("UTC", "GMT") else zone
    return f"{day}T{int(found['hour']):02}:{found['minute']}:{found['second'] or '00'}{zone}"


def _mailed(text: str) -> str:
    """A date as in letters and RSS: `Mon, 13 Jun 2016 11:00:52 +0000`."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return moment.isoformat(timespec="seconds") if moment.year > 1 else ""
