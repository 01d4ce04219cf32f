"""Atom and RSS, each entry an article: with its text a draft, without one a work that we know of."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any, Final

import feedparser

from dossierpress.imports.item import Batch
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.libraries.csl import batch_of
from dossierpress.imports.libraries.reading import Export, text_of
from dossierpress.imports.libraries.saved import Saved, item_of
from dossierpress.imports.text.markup import from_text

# A description that is longer than this is the text.
_LONGEST_SUMMARY: Final = 600
_KEPT: Final = ("comments", "rights", "license")


def read(export: Export, ledger: Ledger) -> Batch:
    """Every entry of a feed that has a title or an address; the others are named."""
    data = export.plain_xml().encode("utf-8", "replace")
    found = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not found.get("version") or not found.entries:
        raise export.fault("this is no feed with entries", "save its Atom or RSS again", _broken(found) or 1)
    if line := _broken(found):
        ledger.needs_hand(f"{export.name}:{line}", "the feed breaks here; entries behind it may be missing")
    items = []
    for number, entry in enumerate(found.entries):
        place = f"{export.name}: entry {number + 1}"
        saved = _saved(entry, found.feed)
        if saved.title:
            items.append(item_of(saved, "the feed", place, ledger))
        else:
            ledger.needs_hand(place, "this entry has neither title nor address")
    return batch_of("feed", export, items)


def _broken(found: Any) -> int:
    """The line at which a feed breaks, 0 where it does not; feedparser puts one before the first."""
    number = getattr(found.get("bozo_exception"), "getLineNumber", None)
    return max(1, number() - 1) if number is not None else 0


def _saved(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Saved:
    texts = [each for each in entry.get("content") or () if text_of(each.get("value"))]
    detail = entry.get("summary_detail") or {}
    summary = text_of(entry.get("summary"))
    text = next((each for each in texts if "html" in str(each.get("type"))), next(iter(texts), None))
    if text is None and ("<p" in summary or len(summary) > _LONGEST_SUMMARY):
        text, summary = {"value": summary, "type": detail.get("type")}, ""
    markup = text_of(text.get("value")) if text else ""
    if markup and "html" not in str(text.get("type") if text else "") and "<" not in markup:
        markup = from_text(markup)
    source = (entry.get("source") or {}).get("title") or feed.get("title")
    url = text_of(entry.get("link"))
    language = text_of(entry.get("language") or (text or {}).get("language") or feed.get("language"))
    enclosed = [text_of(each.get("href")) for each in entry.get("enclosures") or ()]
    extra = {key: text_of(entry.get(key)) for key in _KEPT if text_of(entry.get(key))}
    return Saved(
        title=text_of(entry.get("title")) or url,
        url=url,
        markup=markup,
        base=text_of((text or {}).get("base")),
        source=text_of(source),
        date=text_of(entry.get("published") or entry.get("updated")),
        standfirst="" if summary == markup else summary,
        authors=tuple(_authors(entry)),
        language=language,
        tags=tuple(text_of(each.get("label") or each.get("term")) for each in entry.get("tags") or ()),
        extra=extra | ({"enclosures": enclosed} if enclosed else {}),
    )


def _authors(entry: Mapping[str, Any]) -> Iterable[str]:
    for each in entry.get("authors") or ():
        yield text_of(each.get("name"))
