"""What changed in a dossier between two states of a site, as readers see them; no curator need tell.

Of the work's own words, such as a standfirst or a quote, nothing is told that readers may not see now.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, Literal

import msgspec

from dossierpress.model.document import ArticleDocument, Body
from dossierpress.model.dossier import Dossier
from dossierpress.model.site import PlacedDossier, Site

Kind = Literal["added", "removed", "changed"]
# The facts of an article and of a dossier that are compared, each with what people call it.
_ARTICLE: Final = {
    "title": "headline",
    "standfirst": "standfirst",
    "status": "status",
    "date": "date",
    "source": "source",
    "url": "original address",
    "same_as": "reprint of",
}
_DOSSIER: Final = {
    "question": "question",
    "scope": "scope",
    "summary": "summary",
    "state": "state",
    "status": "status",
    "reviewed": "review",
}
# Words of the work: what they were is told only where readers still see them.
_WORDS: Final = frozenset({"standfirst", "quote"})


class Seen(msgspec.Struct, frozen=True):
    """One change: of what (`what`: headline, section, quote, …), about which article, quote or claim.

    `was` and `became` are the words before and after, empty where there were none or none may be told.
    """

    kind: Kind
    what: str
    about: str
    was: str = ""
    became: str = ""


# Whether two bodies have the same text, whatever is marked in it.
Same = Callable[[Body, Body], bool]


def changes(before: Site, after: Site, name: str, same: Same) -> Iterator[Seen]:
    """What is other in a dossier; one that is new or gone is a single change."""
    old, new = before.dossiers.get(name), after.dossiers.get(name)
    if old is None or new is None:
        if new is not None:
            yield Seen("added", "dossier", f"dossier:{name}", became=new.title)
        elif old is not None:
            yield Seen("removed", "dossier", f"dossier:{name}")
        return
    yield from _dossier(old, new, same)
    yield from _membership(before, after, old, new)
    for article in new.articles:
        if article in old.articles:
            yield from _article(before.articles[article], after.articles[article], same)


def _dossier(old: PlacedDossier, new: PlacedDossier, same: Same) -> Iterator[Seen]:
    about = f"dossier:{new.id}"
    if old.title != new.title:
        yield Seen("changed", "headline", about, old.title, new.title)
    then, now = old.document.meta, new.document.meta
    yield from _facts(then, now, _DOSSIER, about)
    if not same(old.document.body, new.document.body):
        yield Seen("changed", "text", about)
    yield from _parts("section", about, _sections(old), _sections(new))
    claims = [{each.id: each.text for each in meta.claims} for meta in (then, now)]
    yield from _parts("claim", f"claim:{new.id}/", *claims)
    statuses = [{each.id: each.status for each in meta.claims} for meta in (then, now)]
    for claim, status in statuses[1].items():
        if claim in statuses[0] and statuses[0][claim] != status:
            yield Seen("changed", "status", f"claim:{new.id}/{claim}", statuses[0][claim], status)
    yield from _parts("event", about, *(_events(meta) for meta in (then, now)))
    yield from _parts("figure", about, *(_figures(meta) for meta in (then, now)))
    for change in now.changes:
        if change not in then.changes:
            yield Seen("added", "note", about, became=f"{change.date.text}: {change.text}")


def _sections(dossier: PlacedDossier) -> dict[str, str]:
    return {each.id or each.title: each.title for each in dossier.sections if each.title}


def _events(meta: Dossier) -> dict[str, str]:
    return {each.title: f"{each.date.text}, {each.certainty}: {each.title}" for each in meta.timeline}


def _figures(meta: Dossier) -> dict[str, str]:
    return {each.question: "; ".join(value.value for value in each.values) for each in meta.figures}


def _membership(before: Site, after: Site, old: PlacedDossier, new: PlacedDossier) -> Iterator[Seen]:
    places, places_now = _places(old), _places(new)
    for name in new.articles:
        if name not in places:
            yield Seen("added", "article", name, became=after.articles[name].meta.title)
        elif places[name] != places_now[name]:
            yield Seen("changed", "section", name, places[name], places_now[name])
    for name in old.articles:
        if name not in places_now:
            # Where readers do not see it any more, its headline is not told either.
            was = before.articles[name].meta.title if name in after.articles else ""
            yield Seen("removed", "article", name, was=was)


def _places(dossier: PlacedDossier) -> dict[str, str]:
    """The sections in which each article stands."""
    found: dict[str, list[str]] = {}
    for section in dossier.sections:
        for member in section.members:
            found.setdefault(member.article, []).append(section.title)
    return {name: ", ".join(filter(None, titles)) for name, titles in found.items()}


def _article(old: ArticleDocument, new: ArticleDocument, same: Same) -> Iterator[Seen]:
    then, now = old.meta, new.meta
    shown = now.status != "withdrawn" and now.rights.mode in ("full", "excerpt")
    for seen in _facts(then, now, _ARTICLE, new.id):
        yield seen if shown or seen.what not in _WORDS else Seen(seen.kind, seen.what, seen.about)
    if then.rights.mode != now.rights.mode:
        yield Seen("changed", "rights", new.id, then.rights.mode, now.rights.mode)
    if not same(old.body, new.body):
        yield Seen("changed", "text", new.id)
    quotes = ({each.id: each.text for each in meta.quotes if each.id} for meta in (then, now))
    for seen in _parts("quote", f"{new.id}#", *quotes):
        yield seen if shown else Seen(seen.kind, seen.what, seen.about)
    for correction in now.corrections:
        if correction not in then.corrections:
            told = correction.text if shown or correction.by == "curator" else ""
            yield Seen("added", "correction", new.id, became=told)


def _facts(then: object, now: object, names: Mapping[str, str], about: str) -> Iterator[Seen]:
    for name, what in names.items():
        was, became = (_words(getattr(each, name)) for each in (then, now))
        if was != became:
            yield Seen("changed", what, about, was, became)


def _words(value: object) -> str:
    return "" if value is None else str(getattr(value, "text", value))


def _parts(what: str, about: str, then: Mapping[str, str], now: Mapping[str, str]) -> Iterable[Seen]:
    """Parts that were added, removed or are other, each by its name."""
    named = about.endswith(("#", "/"))
    for name, words in now.items():
        if then.get(name) != words:
            kind: Kind = "changed" if name in then else "added"
            yield Seen(kind, what, about + name if named else about, then.get(name, ""), words)
    for name, words in then.items():
        if name not in now:
            yield Seen("removed", what, about + name if named else about, words)
