"""When things happened, as feeds and site maps say it. Always from the content, never from the clock."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable

from dossierpress.model.article import Article
from dossierpress.model.dates import Date


def instant(date: Date, timezone: str) -> str:
    """The beginning of a date in UTC (RFC 3339); a time without zone is in the site's.

    What lies before the year 2 or after 9998 is moved to the nearest year that any calendar holds, and
    says the day only roughly: a zone could carry it over the edge.
    """
    year, month, day = date.first
    if not 1 < year < 9999:
        return f"{min(max(year, 1), 9999):04}-{month:02}-{min(day, 28):02}T00:00:00Z"
    if date.offset is None and date.time is None:
        return f"{year:04}-{month:02}-{day:02}T00:00:00Z"
    zone: dt.tzinfo = dt.UTC
    if date.offset is not None:
        zone = dt.timezone(dt.timedelta(minutes=date.offset))
    elif date.time is not None and timezone != "UTC":
        zone = zoneinfo.ZoneInfo(timezone)
    moment = dt.datetime(year, month, day, tzinfo=zone) + dt.timedelta(seconds=date.time or 0)
    moment = moment.astimezone(dt.UTC)
    return f"{moment.year:04}-{moment:%m-%dT%H:%M:%SZ}"


def last_touched(meta: Article, timezone: str) -> str:
    """The newest date that an article's file tells: published, updated, read by the curators, corrected.

    So an old article that was read and added yesterday is news for those who follow the site.
    """
    dates = (meta.date, meta.updated, meta.accessed, *(each.date for each in meta.corrections))
    return max(instant(date, timezone) for date in dates if date is not None)


def latest_day(dates: Iterable[Date | None], timezone: str) -> str:
    """The newest of the days among some dates; empty where none tells the day."""
    days = (
        date
        for date in dates
        if date and date.precision == "day" and not date.uncertain and not date.approximate
    )
    return max((instant(date, timezone)[:10] for date in days), default="")


def month_of(date: Date) -> str:
    """The month in which the archive has a date; `2011/00` when it says only the year."""
    in_year = date.first[0] == date.last[0]
    month = date.first[1] if in_year and date.first[1] == date.last[1] else 0
    return f"{year_text(date.first[0])}/{month:02}"


def year_text(year: int) -> str:
    """A year as addresses have it."""
    return f"{year:04}" if year >= 0 else f"-{-year:04}"
