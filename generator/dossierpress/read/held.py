"""Who may see what: everything private is decided here, once, before anything is planned."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from dossierpress.model.article import Article
from dossierpress.model.dates import Date
from dossierpress.model.document import ArticleDocument, Document, DossierDocument
from dossierpress.model.site import Mark

# Somewhere on earth the next day has begun already.
_EARLIER = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom the site is for: readers, or an editor who also wants drafts, or what lies in the future.

    `now` is an aware time; the command reads the clock, nobody else does.
    """

    now: dt.datetime
    timezone: str = "UTC"
    drafts: bool = False
    future: bool = False


def verdict(document: Document, audience: Audience) -> Mark | None:
    """None when the document is held back; else the mark that it must carry."""
    meta = document.meta
    if isinstance(meta, Article):
        if meta.rights.mode == "private":
            return None
        if meta.expires is not None and _is_over(meta.expires, audience):
            return None
    if meta.status == "draft" or meta.draft:
        return "draft" if audience.drafts else None
    if meta.embargo is not None and not _has_come(meta.embargo, audience):
        return "embargoed" if audience.future else None
    return ""


def published(
    documents: tuple[Document, ...], audience: Audience
) -> tuple[tuple[tuple[Document, Mark], ...], frozenset[str]]:
    """What may be shown, each with its mark, and the ids of the articles that are held back.

    An article is held back with its home dossier: a folder in preparation does not leak.
    """
    verdicts = [(document, verdict(document, audience)) for document in documents]
    closed = {
        document.id for document, mark in verdicts if mark is None and isinstance(document, DossierDocument)
    }
    shown: list[tuple[Document, Mark]] = []
    held: set[str] = set()
    for document, mark in verdicts:
        if mark is None or getattr(document, "home", "") in closed:
            held.add(f"dossier:{document.id}" if isinstance(document, DossierDocument) else document.id)
        else:
            shown.append((document, mark))
    return tuple(shown), frozenset(held)


def turns(documents: Iterable[Document], audience: Audience) -> tuple[float, ...]:
    """The moments at which a verdict changes by itself, in seconds since 1970."""
    moments: set[float] = set()
    for document in documents:
        for date in (document.meta.embargo, getattr(document.meta, "expires", None)):
            if date is not None:
                moments |= _edges(date, audience)
        if isinstance(document, ArticleDocument) and _today(audience) <= document.meta.date.first:
            moments |= {moment - _EARLIER.total_seconds() for moment in _edges(document.meta.date, audience)}
    return tuple(sorted(moments))


def ahead(shown: Iterable[tuple[Document, Mark]], audience: Audience) -> Iterable[ArticleDocument]:
    """Published articles whose date has not come yet, wherever on earth it is latest."""
    far = replace(audience, now=audience.now + _EARLIER)
    for document, mark in shown:
        if isinstance(document, ArticleDocument) and not mark and _today(far) < document.meta.date.first:
            yield document


def _edges(date: Date, audience: Audience) -> set[float]:
    """The instant of a date; of one without a time, when its first day begins and when its last ends."""
    if date.time is not None:
        return {_instant(date, audience).timestamp()}
    zone = zoneinfo.ZoneInfo(audience.timezone)
    edges: set[float] = set()
    with suppress(ValueError, OverflowError):
        edges.add(dt.datetime(*date.first, tzinfo=zone).timestamp())
    with suppress(ValueError, OverflowError):
        edges.add((dt.datetime(*date.last, tzinfo=zone) + dt.timedelta(days=1)).timestamp())
    return edges


def _has_come(date: Date, audience: Audience) -> bool:
    if date.time is not None:
        return audience.now >= _instant(date, audience)
    return _today(audience) >= date.first


def _is_over(date: Date, audience: Audience) -> bool:
    if date.time is not None:
        return audience.now > _instant(date, audience)
    return _today(audience) > date.last


def _today(audience: Audience) -> tuple[int, int, int]:
    here = audience.now.astimezone(zoneinfo.ZoneInfo(audience.timezone))
    return here.year, here.month, here.day


def _instant(date: Date, audience: Audience) -> dt.datetime:
    zone: dt.tzinfo = zoneinfo.ZoneInfo(audience.timezone)
    if date.offset is not None:
        zone = dt.timezone(dt.timedelta(minutes=date.offset))
    return dt.datetime(*date.first, tzinfo=zone) + dt.timedelta(seconds=date.time or 0)
