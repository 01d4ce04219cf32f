"""Zotero: its own JSON with attachments and notes, or its CSL-JSON, RIS or BibTeX with files."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from dossierpress.imports.item import Attachment, Batch, Item
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.libraries import bibtex, csl, ris
from dossierpress.imports.libraries.reading import Export, listed_in, text_of
from dossierpress.imports.text.markup import from_html

_TYPES: Final = {
    "newspaperArticle": "article-newspaper", "magazineArticle": "article-magazine",
    "journalArticle": "article-journal",
    "blogPost": "post-weblog", "forumPost": "post", "webpage": "webpage", "interview": "interview",
    "report": "report",
    "podcast": "broadcast", "radioBroadcast": "broadcast", "tvBroadcast": "broadcast",
    "videoRecording": "broadcast",
    "letter": "personal_communication", "presentation": "speech", "document": "document",
}  # fmt: skip
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title", "subject", "caseName", "nameOfAct"),
    "container-title": (
        "publicationTitle",
        "blogTitle",
        "websiteTitle",
        "forumTitle",
        "programTitle",
        "bookTitle",
    ),
    "publisher": ("publisher", "institution", "network", "studio", "distributor"),
    "publisher-place": ("place",),
    "abstract": ("abstractNote",),
    "language": ("language",),
    "section": ("section",),
    "page": ("pages",),
    "edition": ("edition",),
    "URL": ("url",),
    "DOI": ("DOI",),
    "ISSN": ("ISSN",),
    "volume": ("volume",),
    "issue": ("issue",),
    "archive": ("archive",),
    "archive_location": ("archiveLocation",),
}
_SILENT: Final = frozenset(
    "key version itemID itemKey itemType libraryID relations dateAdded dateModified uri select collections"
    " tags creators notes attachments seeAlso date accessDate parentItem citationKey".split()
)


def read(export: Export, ledger: Ledger) -> Batch:
    """Everything of one library, in whichever form it was exported."""
    name = export.name.lower()
    if name.endswith(".ris"):
        return csl.batch_of("zotero", export, ris.items(export, ledger))
    if name.endswith((".bib", ".bibtex")):
        return csl.batch_of("zotero", export, bibtex.items(export, ledger))
    found = export.json()
    listed = found.get("items") if isinstance(found, dict) else found
    if not isinstance(listed, list):
        raise export.fault(
            "this is no list of items", "export the library as CSL-JSON, RIS or BibTeX, with files"
        )
    items = [each.get("data", each) for each in listed if isinstance(each, dict)]
    if not any("itemType" in each for each in items if isinstance(each, dict)):
        return csl.batch_of("zotero", export, csl.items(export, ledger))
    return csl.batch_of(
        "zotero", export, _own([each for each in items if isinstance(each, dict)], export, ledger)
    )


def _own(items: list[dict[str, Any]], export: Export, ledger: Ledger) -> Iterable[Item]:
    """Items of Zotero's own JSON; attachments and notes stand in them, or beside them with a key."""
    children: dict[str, list[dict[str, Any]]] = {}
    for each in items:
        if parent := text_of(each.get("parentItem")):
            children.setdefault(parent, []).append(each)
    for number, each in enumerate(items):
        kind = text_of(each.get("itemType"))
        key = text_of(each.get("key") or each.get("itemKey"))
        place = f"{export.name}: {key} (number {number + 1})"
        if each.get("parentItem"):
            continue
        if kind in ("attachment", "note", "annotation") or not (fields := _csl(each))["title"]:
            ledger.needs_hand(
                place, "this has no title" if kind not in ("attachment", "note") else f"a lone {kind}"
            )
            continue
        inner = children.get(key, [])
        files = [
            *listed_in(each, "attachments"),
            *(child for child in inner if child.get("itemType") == "attachment"),
        ]
        notes = [*listed_in(each, "notes"), *(child for child in inner if child.get("itemType") == "note")]
        yield csl.reference(fields, place, ledger, _attached(files, export), _notes(notes))


def _csl(item: Mapping[str, Any]) -> dict[str, Any]:
    used = {key for keys in _FIELDS.values() for key in keys} | _SILENT
    fields: dict[str, Any] = {key: value for key, value in item.items() if key not in used and text_of(value)}
    fields |= {
        name: next((value for key in keys if (value := text_of(item.get(key)))), "")
        for name, keys in _FIELDS.items()
    }
    creators = [
        each
        for each in listed_in(item, "creators")
        if each.get("creatorType") in ("author", "interviewee", "reporter")
    ]
    return fields | {
        "type": _TYPES.get(text_of(item.get("itemType")), "document"),
        "author": [
            {"literal": text_of(each.get("name"))} if each.get("name") else
            {"family": text_of(each.get("lastName")), "given": text_of(each.get("firstName"))}
            for each in creators or listed_in(item, "creators")[:0]
        ],
        "issued": {"raw": text_of(item.get("date"))},
        "accessed": {"raw": text_of(item.get("accessDate"))},
        "keyword": _keywords(item.get("tags")),
    }  # fmt: skip


def _attached(files: list[dict[str, Any]], export: Export) -> list[Attachment]:
    found = []
    for each in files:
        path = text_of(each.get("path") or each.get("localPath") or each.get("filename"))
        if not path:
            continue  # a bare link
        name = path.replace("\\", "/").rpartition("/")[2].removeprefix("storage:")
        key = text_of(each.get("key") or each.get("itemKey"))
        held = export.beside(path.replace("storage:", f"storage/{key}/" if key else "")) or export.beside(
            name
        )
        found.append(
            Attachment(
                name,
                held or (lambda: None),
                text_of(each.get("mimeType") or each.get("contentType")),
                text_of(each.get("title")),
            )
        )
    return found


def _notes(notes: list[dict[str, Any]]) -> str:
    return "\n\n".join(from_html(text_of(each.get("note")))[0] for each in notes if text_of(each.get("note")))


def _keywords(tags: Any) -> list[str]:
    listed = tags if isinstance(tags, list) else []
    return [text_of(each.get("tag") if isinstance(each, dict) else each) for each in listed]
