"""Who may see what: everything private is decided here, once, before anything is planned.

First whether a file is shown at all, to whom and when (`verdict`); then what of it (`let_through`). What
comes of it is all that PLAN and every export ever get to see: nothing that they show can hold more.
`docs/decisions/0016-what-is-let-through.md` has the table in words.
"""

import datetime as dt
import html
import re
import unicodedata
import zoneinfo
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import msgspec

from dossierpress.model.article import Article, Quote
from dossierpress.model.dates import Date
from dossierpress.model.document import ArticleDocument, Body, Document, DossierDocument
from dossierpress.model.dossier import Dossier
from dossierpress.model.page import Page
from dossierpress.model.record import Record
from dossierpress.model.site import Mark
from dossierpress.model.wordcount import word_count
from dossierpress.read.takedowns import without_picture

# Somewhere on earth the next day has begun already.
_EARLIER = dt.timedelta(days=1)
D = TypeVar("D", bound=Document)
R = TypeVar("R", bound=Record)
# An article's keys by whose they are, as docs/content.md has them; those of a list in it after a dot. What is
# named nowhere here is taken for the work's own words: the standfirst, the picture, what its people say.
_FACTS = frozenset(
    "id title title_translated type source byline authors.name authors.person authors.role agency date"
    " updated dateline section page edition url same_as language translation_of via accessed archived"
    " captures.file captures.sha256 captures.type captures.taken captures.by captures.tool captures.note"
    " captures.changed.what captures.changed.removed captures.changed.added".split()
)
_OURS = frozenset(
    "dossiers tags people organisations places rights status draft embargo expires note assessment aliases"
    " corrections.date corrections.by corrections.text corrections.url"
    " takedowns.what takedowns.date takedowns.by takedowns.reason takedowns.lifted".split()
)
# Where its text alone was taken down.
_PICTURE = frozenset({"image.file", "image.alt", "image.credit"})
# What stays of anything withdrawn: what it was, and why it is gone. In `extra` there could be anything.
_TOMBSTONES: dict[str, frozenset[str]] = {
    "Article": _FACTS | _OURS,
    "Dossier": frozenset(
        "title curators opened reviewed state period places languages language licence order status draft"
        " embargo aliases changes sections.title sections.id sections.order sections.articles.ref"
        " sections.articles.key".split()
    ),
    "Page": frozenset("title language updated status draft embargo aliases".split()),
}
_LINK_ONLY = _FACTS | _OURS | {"extra"}
# What readers never see of anything.
_SECRETS = ("private_note", "redactions")
_TAG, _WORD = re.compile(r"<[^<>]*>"), re.compile(r"[^\W_]+")


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


def let_through(document: D) -> D:
    """A file that is shown, with what readers may see of it and nothing else."""
    if isinstance(document, ArticleDocument) and document.meta.takedowns:
        bare = without_picture(document.meta, document.path)
        document = msgspec.structs.replace(document, meta=bare)
    meta = document.meta
    if isinstance(document, ArticleDocument) and not shows_work(document.meta):
        return msgspec.structs.replace(document, **_without_work(document))
    if meta.status == "withdrawn":
        kept = _only(meta, _TOMBSTONES[type(meta).__name__])
        return msgspec.structs.replace(document, meta=kept, body=Body())
    secrets: dict[str, Any] = {
        name: type(value)() for name in _SECRETS if (value := getattr(meta, name, None))
    }
    if isinstance(meta, Article) and meta.takedowns:
        secrets["takedowns"] = tuple(
            msgspec.structs.replace(each, names=(), label="", file="") for each in meta.takedowns
        )
    if secrets:
        document = msgspec.structs.replace(document, meta=msgspec.structs.replace(meta, **secrets))
    if isinstance(document, ArticleDocument) and not shows_versions(document.meta):
        document = msgspec.structs.replace(document, versions=())
    if isinstance(meta, Article) and meta.rights.mode == "excerpt":
        return msgspec.structs.replace(document, travels=False)
    return document


def shows_work(meta: Article) -> bool:
    """Whether words of the work may be shown: on its page, and wherever else they are quoted."""
    return shows_body(meta) and meta.rights.mode in ("full", "excerpt")


def shows_body(meta: Article | Dossier | Page) -> bool:
    """Whether a body is shown. Under `link-only` it is the curators' own digest."""
    return meta.status != "withdrawn" and not (isinstance(meta, Article) and meta.taken("text"))


def shows_captures(meta: Article) -> bool:
    """Whether a page may link to the files that are held of the work."""
    return shows_body(meta) and meta.rights.mode == "full"


def shows_versions(meta: Article) -> bool:
    """Whether a page may show what captures say otherwise than one another: it may show all of the work."""
    return shows_captures(meta) and meta.rights.max_words is None


def words_of_work(meta: Article, body: Body) -> tuple[tuple[str, int], ...]:
    """How many words of the work its page shows, by the key that holds them (`body` for its text).

    A quotation that stands in the text or in the standfirst word for word is not counted again.
    """
    if not shows_work(meta):
        return ()
    counts = {"body": body.words}
    read = spoken(f"{meta.standfirst} | {_TAG.sub('', ' '.join(body.parts))}")
    for key, text in _texts(meta):
        if key != "quotes" or spoken(text) not in read:
            counts[key] = counts.get(key, 0) + word_count(text)
    return tuple((key, count) for key, count in counts.items() if count)


def spoken(text: str) -> str:
    """A text as its words alone, so that neither markup nor typography tells two of them apart."""
    words = _WORD.findall(unicodedata.normalize("NFC", html.unescape(text)).casefold())
    return f" {' '.join(words)} "


def _without_work(document: ArticleDocument) -> dict[str, Any]:
    """What is other in an article of which readers see no word of the work."""
    meta, body = document.meta, document.body
    withdrawn = not shows_body(meta)
    shown = _TOMBSTONES["Article"] if withdrawn else _LINK_ONLY
    if withdrawn and meta.status != "withdrawn" and meta.rights.mode in ("full", "excerpt"):
        shown |= _PICTURE
    # Under `link-only` what is told of somebody's words is the curators' own, as the body is.
    told = [n for n, each in enumerate(meta.quotes) if not (withdrawn or _is_of_work(each))]
    quotes = tuple(msgspec.structs.replace(meta.quotes[n], passage="") for n in told)
    kept = _only(meta, shown)
    corrections = tuple(
        each if each.by == "curator" else msgspec.structs.replace(each, text="") for each in kept.corrections
    )
    kept = msgspec.structs.replace(kept, quotes=quotes, corrections=corrections)
    gone = [each.id or str(n) for n, each in enumerate(meta.quotes, start=1) if n - 1 not in told]
    if withdrawn:
        gone += body.ids
    return {
        "meta": kept,
        "body": Body() if withdrawn else body,
        "gone": tuple(gone),
        "travels": not withdrawn,
        "versions": (),
        "stands": tuple(document.stands[n] for n in told if n < len(document.stands)),
    }


def _is_of_work(quote: Quote) -> bool:
    """Whether a quotation gives the work's words; an indirect one is told in the curators'."""
    return quote.kind == "direct"


def _texts(meta: Article) -> Iterator[tuple[str, str]]:
    """The words of the work in its front matter, headline aside, each with its key."""
    yield "standfirst", meta.standfirst
    if meta.image is not None:
        yield "image", meta.image.caption
    yield from (("authors", each.bio) for each in meta.authors)
    yield from (("corrections", each.text) for each in meta.corrections if each.by == "publisher")
    yield from (("quotes", each.text) for each in meta.quotes if _is_of_work(each))


def _only(record: R, names: frozenset[str], prefix: str = "") -> R:
    """A record with the fields of these names alone; the others are as if nobody had written them."""
    kept: dict[str, Any] = {}
    for name in record.__struct_fields__:
        key, value = prefix + name, getattr(record, name)
        if key in names:
            kept[name] = value
        elif any(each.startswith(f"{key}.") for each in names):
            several = isinstance(value, tuple)
            parts = (
                _only(each, names, f"{key}.") for each in (value if several else (value,)) if each is not None
            )
            kept[name] = tuple(parts) if several else next(parts, None)
    return type(record)(**kept)


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
