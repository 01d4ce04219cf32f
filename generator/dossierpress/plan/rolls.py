"""Lists of articles, as facts: who stands in them, and by what they are ordered, counted and drawn."""

import msgspec

from dossierpress.model.article import used_names
from dossierpress.model.dates import Date
from dossierpress.model.site import NameKind
from dossierpress.plan.desk import Desk, fact
from dossierpress.plan.instants import last_touched, latest_day

# Names that make articles related when they share them.
_KINDS_IN_COMMON: tuple[NameKind, ...] = ("tags", "people", "organisations", "places")


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An article in a list.

    `touched` is when it last changed, as its file tells; `corrected` the day of our last correction.
    """

    id: str
    date: Date
    source: str
    touched: str
    corrected: str
    withdrawn: bool
    mark: str


@fact
def entry(desk: Desk, name: str) -> Entry:
    """An article as lists have it."""
    meta = desk.article(name).meta
    return Entry(
        id=name,
        date=meta.date,
        source=meta.source,
        touched=last_touched(meta, desk.config.timezone),
        corrected=latest_day(
            (each.date for each in meta.corrections if each.by == "curator"), desk.config.timezone
        ),
        withdrawn=meta.status == "withdrawn",
        mark=desk.mark("article", name),
    )


@fact
def roll(desk: Desk, kind: str, name: str) -> tuple[Entry, ...]:
    """The articles of a dossier, of a name (`tags`, …), or all of them, the oldest first."""
    return tuple(entry(desk, each) for each in desk.listed(kind, name))


@fact
def unwithdrawn(desk: Desk, kind: str, name: str) -> tuple[str, ...]:
    """The articles of a dossier, of a name, or all of them, in their order, but for withdrawn ones."""
    return tuple(each.id for each in roll(desk, kind, name) if not each.withdrawn)


@fact
def members(desk: Desk, kind: str, name: str) -> tuple[str, ...]:
    """The articles of a dossier or of a name, but for withdrawn ones, in no order that a date decides."""
    return tuple(sorted(each.id for each in roll(desk, kind, name) if not each.withdrawn))


@fact
def count(desk: Desk, kind: str, name: str) -> int:
    """How many those are."""
    return len(members(desk, kind, name))


@fact
def features(desk: Desk, article: str) -> tuple[tuple[NameKind, str], ...]:
    """What an article may have in common with others: its names, each with its kind."""
    meta = desk.article(article).meta
    found = (
        (kind, named.slug)
        for kind in _KINDS_IN_COMMON
        for text in used_names(kind, meta)
        if (named := desk.name(kind, text)) is not None
    )
    return tuple(dict.fromkeys(found))


@fact
def day(desk: Desk, article: str) -> int:
    """The first day of an article's date as a number: every month as long as the longest."""
    year, month, number = desk.article(article).meta.date.first
    return year * 372 + month * 31 + number


@fact
def months(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Articles by month (`2011/03`; `2011/00` where they say only the year), the oldest first."""
    found: dict[str, list[str]] = {}
    for each in roll(desk, "articles", ""):
        found.setdefault(month_of(each.date), []).append(each.id)
    return {month: tuple(names) for month, names in found.items()}


@fact
def calendar(desk: Desk) -> tuple[tuple[str, int], ...]:
    """How many articles each month has."""
    return tuple(sorted((month, len(names)) for month, names in months(desk).items()))


@fact
def in_month(desk: Desk, month: str) -> tuple[str, ...]:
    """The articles of a month."""
    return months(desk)[month]


def month_of(date: Date) -> str:
    """The month in which the archive has a date; `2011/00` when it says only the year."""
    in_year = date.first[0] == date.last[0]
    month = date.first[1] if in_year and date.first[1] == date.last[1] else 0
    return f"{year_text(date.first[0])}/{month:02}"


def year_text(year: int) -> str:
    """A year as addresses have it."""
    return f"{year:04}" if year >= 0 else f"-{-year:04}"
