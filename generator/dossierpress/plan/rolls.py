"""Lists of articles, as facts: who stands in them, and by what they are ordered, counted and drawn."""

import msgspec

from dossierpress.model.article import used_names
from dossierpress.model.dates import Date
from dossierpress.model.references import origin
from dossierpress.model.site import NameKind
from dossierpress.plan.desk import Desk, fact, kept
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
    same_as: str


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
        same_as=meta.same_as,
    )


@fact
def roll(desk: Desk, kind: str, name: str) -> tuple[Entry, ...]:
    """The articles of a dossier, of a name (`tags`, …), or all of them, the oldest first."""
    return tuple(entry(desk, each) for each in desk.listed(kind, name))


@fact
def reprinted(desk: Desk, kind: str, name: str) -> dict[str, str]:
    """In a list, the articles that are copies of an older one there, each with that one.

    Copies are what curators say are the same (`same_as`), also where they have in common only an article that
    is not in the list.
    """
    groups: dict[str, list[Entry]] = {}
    for each in roll(desk, kind, name):
        groups.setdefault(origin(each.id, lambda other: _same_as(desk, other)), []).append(each)
    found: dict[str, str] = {}
    for group in groups.values():
        first, *others = sorted(group, key=lambda each: (each.withdrawn, each.date.sort_key(), each.id))
        found |= {each.id: first.id for each in others}
    return found


def _same_as(desk: Desk, article: str) -> str:
    return entry(desk, article).same_as if desk.has_article(article) else ""


@fact
def unwithdrawn(desk: Desk, kind: str, name: str) -> tuple[str, ...]:
    """The articles of a dossier, of a name, or all of them, in their order, but for withdrawn ones."""
    return tuple(each.id for each in roll(desk, kind, name) if not each.withdrawn)


@kept
def members(desk: Desk, kind: str, name: str) -> tuple[str, ...]:
    """The articles of a dossier or of a name, but for withdrawn ones, in no order that a date decides."""
    return tuple(sorted(each.id for each in roll(desk, kind, name) if not each.withdrawn))


@kept
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
