"""RIS: references line by line, a record at a time, so that a broken one is named by its line."""

import re
from collections.abc import Mapping
from typing import Any, Final

import rispy

from dossierpress.imports.item import Attachment, Batch, Item
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.libraries.csl import batch_of, reference
from dossierpress.imports.libraries.reading import Export, text_of, texts_of
from dossierpress.imports.text.markup import from_html

_BEGIN: Final = re.compile(r"(?m)^TY  ?- ")
_TYPES: Final = {
    "NEWS": "article-newspaper", "MGZN": "article-magazine", "JOUR": "article-journal",
    "EJOUR": "article-journal",
    "BLOG": "post-weblog", "ELEC": "webpage", "WEB": "webpage", "ICOMM": "webpage", "PCOMM": "interview",
    "INTV": "interview", "RPRT": "report", "GOVDOC": "report",
    "BOOK": "book", "CHAP": "chapter", "THES": "thesis",
    "VIDEO": "broadcast", "SOUND": "broadcast", "MPCT": "broadcast", "GEN": "document",
}  # fmt: skip
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title", "primary_title", "translated_title"),
    "container-title": (
        "secondary_title",
        "journal_name",
        "alternate_title1",
        "alternate_title2",
        "tertiary_title",
    ),
    "abstract": ("abstract", "notes_abstract"),
    "publisher": ("publisher",),
    "publisher-place": ("place_published",),
    "language": ("language",),
    "edition": ("edition",),
    "section": ("section",),
    "DOI": ("doi",),
    "ISSN": ("issn",),
    "volume": ("volume",),
    "issue": ("number",),
    "archive": ("name_of_database",),
    "archive_location": ("archival_location", "accession_number"),
}
_TAKEN: Final = frozenset(
    (
        "type_of_reference id authors first_authors secondary_authors year publication_year date access_date"
        " urls url start_page end_page keywords notes file_attachments1 file_attachments2 link1 link2"
        " unknown_tag"
    ).split()
)


def read(export: Export, ledger: Ledger) -> Batch:
    """The references of a RIS file."""
    return batch_of("ris", export, items(export, ledger))


def items(export: Export, ledger: Ledger) -> list[Item]:
    """Every record that has a title; the others are named."""
    text = export.text().removeprefix("\ufeff")
    starts = [found.start() for found in _BEGIN.finditer(text)]
    if not starts:
        raise export.fault(
            "no line in it begins a record with `TY  - `", "export RIS, or say what it is: --from"
        )
    found: list[Item] = []
    for begin, end in zip(starts, [*starts[1:], len(text)], strict=True):
        place = f"{export.name}:{text.count(chr(10), 0, begin) + 1}"
        record = _record(text[begin:end])
        if record is None or not (csl := _csl(record))["title"]:
            ledger.needs_hand(place, "this record cannot be read, or has no title")
            continue
        names = [*texts_of(record.get("file_attachments1")), *texts_of(record.get("file_attachments2"))]
        names += [each for key in ("link1", "link2") for each in texts_of(record.get(key))]
        for tag, values in record.get("unknown_tag", {}).items():
            ledger.add("other fields, kept under `extra`", place, f"{tag}: {'; '.join(map(str, values))}")
            csl[str(tag)] = "; ".join(map(str, values))
        notes = [from_html(each)[0] if "<" in each else each for each in texts_of(record.get("notes"))]
        found.append(reference(csl, place, ledger, attached(export, names), "\n\n".join(notes)))
    return found


def attached(export: Export, names: list[str]) -> list[Attachment]:
    """The files that a reference names."""
    kept = []
    for name in names:
        if not name.startswith(("http://", "https://")):
            held = export.beside(name)
            kept.append(Attachment(name.replace("\\", "/").rpartition("/")[2], held or (lambda: None)))
    return kept


def _record(text: str) -> dict[str, Any] | None:
    end = re.search(r"(?m)^ER  ?-", text)
    body = text[: end.start()] if end else text
    try:
        found = rispy.loads(f"{body.rstrip()}\nER  - \n", enforce_list_tags=False)
    except (ValueError, KeyError, IndexError, TypeError, OSError):
        return None
    return dict(found[0]) if found else None


def _csl(record: Mapping[str, Any]) -> dict[str, Any]:
    kind = text_of(record.get("type_of_reference"))
    pages = [text_of(record.get(name)) for name in ("start_page", "end_page")]
    names = [*texts_of(record.get("authors")), *texts_of(record.get("first_authors"))]
    csl: dict[str, Any] = {
        name: next((value for key in keys if (value := _joined(record.get(key)))), "")
        for name, keys in _NAMES.items()
    }
    csl |= {
        "type": _TYPES.get(kind, "document" if kind else ""),
        "author": [_name(each) for each in names],
        "issued": _date(record.get("date")) or _date(record.get("year") or record.get("publication_year")),
        "accessed": _date(record.get("access_date")),
        "URL": next(iter(texts_of(record.get("urls")) or texts_of(record.get("url"))), ""),
        "page": "–".join(dict.fromkeys(each for each in pages if each)),
        "keyword": texts_of(record.get("keywords")),
    }
    used = {key for keys in _NAMES.values() for key in keys} | _TAKEN
    csl |= {key: value for key, each in record.items() if key not in used and (value := _joined(each))}
    return csl


def _joined(value: Any) -> str:
    """A value; several of one tag, which RIS allows for few and tools write for many, one after another."""
    return " ".join(texts_of(value))


def _name(written: str) -> dict[str, str]:
    family, comma, given = written.partition(",")
    given, _, suffix = given.partition(",")
    return (
        {"family": family.strip(), "given": given.strip(), "suffix": suffix.strip()}
        if comma
        else {"literal": written.strip()}
    )


def _date(value: Any) -> dict[str, Any] | None:
    parts = re.fullmatch(r"(\d{4})(?:/(\d{1,2})?(?:/(\d{1,2})?)?(?:/.*)?)?", text_of(value))
    if parts is None:
        return {"raw": text_of(value)} if text_of(value) else None
    numbers = [each for each in parts.groups() if each]
    return {"date-parts": [numbers]}
