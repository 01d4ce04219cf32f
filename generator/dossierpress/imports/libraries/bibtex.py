"""BibTeX and BibLaTeX: entries with TeX resolved; a broken entry is named by its line."""

import re
from collections.abc import Mapping
from typing import Any, Final

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    MonthIntMiddleware,
    NormalizeFieldKeys,
    RemoveEnclosingMiddleware,
    ResolveStringReferencesMiddleware,
)
from bibtexparser.model import DuplicateBlockKeyBlock, Entry

from dossierpress.imports.item import Batch, Item
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.libraries.csl import batch_of, reference
from dossierpress.imports.libraries.reading import Export
from dossierpress.imports.libraries.ris import attached

_TYPES: Final = {
    "article": "article-newspaper", "online": "webpage", "electronic": "webpage", "www": "webpage",
    "misc": "document", "techreport": "report", "report": "report", "book": "book",
    "incollection": "chapter", "inbook": "chapter", "unpublished": "document", "thesis": "thesis",
    "phdthesis": "thesis", "mastersthesis": "thesis", "video": "broadcast", "audio": "broadcast",
    "letter": "personal_communication", "newsarticle": "article-newspaper",
}  # fmt: skip
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "container-title": ("journaltitle", "journal", "booktitle", "maintitle", "eventtitle", "titleaddon"),
    "publisher": ("publisher", "institution", "organization", "school", "howpublished"),
    "publisher-place": ("location", "address"),
    "language": ("langid", "language"),
    "abstract": ("abstract",),
    "DOI": ("doi",),
    "ISSN": ("issn",),
    "page": ("pages",),
    "edition": ("edition",),
    "section": ("section", "chapter"),
    "note": ("note", "annote", "annotation"),
    "keyword": ("keywords", "keyword"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
}
_TAKEN: Final = frozenset("title subtitle author date year month day url urldate file shorttitle".split())
_VERBATIM: Final = frozenset(("url", "doi", "file"))
# Babel's names of languages, as BibLaTeX uses them.
_LANGUAGES: Final = {
    "english": "en", "american": "en-US", "british": "en-GB", "german": "de", "ngerman": "de", "french": "fr",
    "spanish": "es", "italian": "it", "portuguese": "pt", "dutch": "nl", "russian": "ru",
    "arabic": "ar", "urdu": "ur",
}  # fmt: skip
# A time of day behind it, Zotero spoils on the way.
_DAY: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")
_AND: Final = re.compile(r"\s+and\s+(?![^{}]*\})")


class _Decoding(LatexDecodingMiddleware):
    """TeX resolved, but for addresses, whose `%` and `&` mean nothing there."""

    def transform_entry(self, entry: Entry, *args: Any, **kwargs: Any) -> Any:
        """The entry with its fields as plain text."""
        kept = {each.key: each.value for each in entry.fields if each.key in _VERBATIM}
        made = super().transform_entry(entry, *args, **kwargs)
        for each in made.fields if isinstance(made, Entry) else ():
            each.value = kept.get(each.key, each.value)
        return made


def read(export: Export, ledger: Ledger) -> Batch:
    """The references of a BibTeX file."""
    return batch_of("bibtex", export, items(export, ledger))


def items(export: Export, ledger: Ledger) -> list[Item]:
    """Every entry that has a title; the others are named."""
    library = _parsed(export)
    found: list[Item] = []
    for block in library.failed_blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, DuplicateBlockKeyBlock) and isinstance(block.ignore_error_block, Entry):
            found.extend(_item(block.ignore_error_block, export, ledger))
        else:
            ledger.needs_hand(f"{export.name}:{line}", "this entry cannot be read")
    for entry in library.entries:
        found.extend(_item(entry, export, ledger))
    return found


def _parsed(export: Export) -> Library:
    steps = [
        ResolveStringReferencesMiddleware(True),
        RemoveEnclosingMiddleware(True),
        NormalizeFieldKeys(),
        MonthIntMiddleware(True),
        _Decoding(keep_math_mode=False),
    ]
    try:
        return parse_string(export.text(), parse_stack=steps)
    except (ValueError, RecursionError, IndexError, KeyError) as error:
        raise export.fault("this is not BibTeX that can be read", "export it again") from error


def _item(entry: Entry, export: Export, ledger: Ledger) -> list[Item]:
    fields = {str(each.key): str(each.value).strip() for each in entry.fields}
    place = f"{export.name}:{(entry.start_line or 0) + 1}"
    title = ": ".join(part for name in ("title", "subtitle") if (part := _bare(fields.get(name, ""))))
    if not title:
        ledger.needs_hand(place, "this entry has no title")
        return []
    csl: dict[str, Any] = {
        name: next((value for key in keys if (value := _bare(fields.get(key, "")))), "")
        for name, keys in _NAMES.items()
    }
    used = {key for keys in _NAMES.values() for key in keys} | _TAKEN
    csl |= {key: _bare(value) for key, value in fields.items() if key not in used}
    csl |= {
        "type": _TYPES.get(entry.entry_type.lower(), "document"),
        "title": title,
        "author": [_name(each) for each in _AND.split(fields.get("author", "")) if each.strip()],
        "issued": _date(fields),
        "accessed": {"raw": (_DAY.match(fields.get("urldate", "")) or [""])[0]},
        "URL": fields.get("url", ""),
        "language": _LANGUAGES.get(csl["language"].lower(), csl["language"]),
        "page": csl["page"].replace("--", "–"),
    }
    return [reference(csl, place, ledger, attached(export, _files(fields.get("file", ""))))]


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[{}]", "", text).split())


def _date(fields: Mapping[str, str]) -> dict[str, Any]:
    if fields.get("date"):
        return {"raw": fields["date"]}
    parts = [fields.get(name, "").strip() for name in ("year", "month", "day")]
    numbers = []
    for part in parts:
        if not part.isdecimal():
            break
        numbers.append(part)
    return {"date-parts": [numbers]} if numbers else {"raw": fields.get("year", "")}


def _name(written: str) -> dict[str, str]:
    written = written.strip()
    if written.startswith("{") and written.endswith("}"):
        return {"literal": _bare(written)}
    parts = [_bare(each) for each in written.split(",")]
    if len(parts) == 1:
        *given, family = parts[0].split() or [""]
        return {"family": family, "given": " ".join(given)}
    suffix = parts[1] if len(parts) > 2 else ""
    return {"family": parts[0], "given": parts[-1], "suffix": suffix}


def _files(written: str) -> list[str]:
    """The paths in a field as JabRef and Zotero write it: `Title:path:type;…`, or just paths."""
    found = []
    for each in re.split(r"(?<!\\);", written):
        parts = [part.replace("\\:", ":").replace("\\;", ";") for part in re.split(r"(?<!\\):", each.strip())]
        path = parts[1] if len(parts) >= 3 else parts[0]
        if path:
            found.append(path.replace("\\\\", "\\"))
    return found
