"""An item as the record and the text of its file, in the curator's vocabulary."""

import re
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from dossierpress.imports.item import Item
from dossierpress.model.article import ArchivedCopy, Article, Author, Capture, Image, Repost, Rights
from dossierpress.model.dates import date_or_none, parse_date
from dossierpress.model.page import Page
from dossierpress.model.record import Free, is_language_tag, is_web_address
from dossierpress.schema.articlefile import dump

_UNFIT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_DEEPEST: Final = 20


def article_of(
    item: Item, *, image: Image | None, captures: Iterable[Capture], aliases: Iterable[str], undated: str
) -> Article:
    """The front matter of an item. `undated` stands for a date that nobody knows."""
    return Article(
        title=_line(item.title),
        date=date_or_none(item.date) or parse_date(undated),
        type=item.type,
        standfirst=_line(item.standfirst),
        source=_line(item.source),
        byline=_line(item.byline),
        authors=tuple(Author(name=_line(name)) for name in item.authors if _line(name)),
        agency=_line(item.agency),
        updated=date_or_none(item.updated),
        dateline=_line(item.dateline),
        section=_line(item.section),
        page=_line(item.page),
        edition=_line(item.edition),
        url=_address(item.url),
        language=item.language if is_language_tag(item.language) else "",
        image=image,
        via=(Repost(name=_line(item.via[0]), url=_address(item.via[1])),) if item.via[0] else (),
        accessed=date_or_none(item.accessed),
        archived=tuple(ArchivedCopy(url=each) for each in item.archived if _address(each)),
        captures=tuple(captures),
        tags=tuple(item.tags),
        rights=Rights(mode=item.rights),
        status=item.status,
        embargo=date_or_none(item.embargo),
        expires=date_or_none(item.expires),
        note=_clean(item.note),
        private_note=_clean(item.private_note),
        needs_review=tuple(map(_line, item.doubts)),
        aliases=tuple(aliases),
        extra=Free(values=_fit(item.extra, 0)),
    )


def page_of(item: Item, aliases: Iterable[str]) -> Page:
    """The front matter of a plain page; what only an article has goes to `extra`."""
    extra = dict(item.extra)
    for name in ("date", "authors", "tags", "source", "byline", "url", "expires"):
        value = getattr(item, name)
        if value and not (name == "source" and "source" not in item.keys):
            extra.setdefault(name, list(value) if isinstance(value, tuple) else value)
    if item.image is not None:
        extra.setdefault("image", item.image.address)
    return Page(
        title=_line(item.title),
        standfirst=_line(item.standfirst),
        language=item.language if is_language_tag(item.language) else "",
        updated=date_or_none(item.updated),
        status=item.status,
        embargo=date_or_none(item.embargo),
        private_note=_clean(item.private_note),
        aliases=tuple(aliases),
        extra=Free(values=_fit(extra, 0)),
    )


def file_text(record: Article | Page, body: str) -> str:
    """The text of a file."""
    return dump(record, body)


def with_aliases(record: Article | Page, aliases: Iterable[str]) -> Article | Page:
    """The same record with its old addresses."""
    return msgspec.structs.replace(record, aliases=tuple(aliases))


def _address(text: str) -> str:
    return text if is_web_address(text) else ""


def _line(text: str) -> str:
    return " ".join(_UNFIT.sub("", text).split())


def _clean(text: str) -> str:
    return _UNFIT.sub("", text)


def _fit(value: Any, depth: int) -> Any:
    """A free value as front matter may hold it."""
    if depth > _DEEPEST:
        return _clean(str(value))
    if isinstance(value, dict) or hasattr(value, "items"):
        return {_clean(str(key)): _fit(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_fit(each, depth + 1) for each in value]
    return _clean(str(value))
