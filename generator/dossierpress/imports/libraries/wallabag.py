"""wallabag: its export in JSON, with texts, tags and what readers marked in them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from dossierpress.imports.item import Batch, Highlight
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.libraries.csl import batch_of
from dossierpress.imports.libraries.reading import Export, listed_in, text_of, texts_of
from dossierpress.imports.libraries.saved import Saved, item_of

_SILENT: Final = frozenset(
    "id uid title url given_url origin_url hashed_url hashed_given_url content created_at updated_at"
    " published_at published_by language tags annotations preview_picture domain_name mimetype reading_time"
    " is_archived is_public archived_at starred_at http_status headers user_name user_email user_id"
    " is_not_parsed _links".split()
)


def read(export: Export, ledger: Ledger) -> Batch:
    """Every entry that has an address; the others are named."""
    found = export.json()
    inner = found.get("_embedded", found) if isinstance(found, dict) else found
    listed = inner.get("items") if isinstance(inner, dict) else inner
    if not isinstance(listed, list):
        raise export.fault("this is no list of entries", "in wallabag: All entries → Export → JSON")
    items = []
    for number, each in enumerate(listed):
        place = f"{export.name}: entry {number + 1}"
        if isinstance(each, dict) and text_of(each.get("url")):
            items.append(item_of(_saved(each, place), "wallabag", place, ledger))
        else:
            ledger.needs_hand(place, "this entry has no address")
    return batch_of("wallabag", export, items)


def _saved(entry: Mapping[str, Any], place: str) -> Saved:
    url = text_of(entry.get("url"))
    extra = {
        key: value for key, value in entry.items() if key not in _SILENT and value not in (None, "", 0, [])
    }
    return Saved(
        title=text_of(entry.get("title")) or url,
        url=url,
        markup=text_of(entry.get("content")),
        date=text_of(entry.get("published_at")),
        saved=text_of(entry.get("created_at")),
        authors=tuple(texts_of(entry.get("published_by"))),
        language=text_of(entry.get("language")),
        tags=tuple(_tags(entry.get("tags"))),
        picture=text_of(entry.get("preview_picture")),
        extra=extra,
        highlights=tuple(_highlights(entry, place)),
    )


def _tags(value: Any) -> Iterable[str]:
    for each in value if isinstance(value, list) else ():
        yield text_of(each.get("label")) if isinstance(each, dict) else text_of(each)


def _highlights(entry: Mapping[str, Any], place: str) -> Iterable[Highlight]:
    for each in listed_in(entry, "annotations"):
        if words := text_of(each.get("quote")):
            yield Highlight(words, text_of(each.get("text")), origin=place)
