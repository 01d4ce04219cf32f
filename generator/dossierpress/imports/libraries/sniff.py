"""What wrote an exported file, told by its ending and its first lines; nothing where neither shows it."""

import re
from typing import Final

from dossierpress.imports.libraries.reading import Export

_LOOKED_AT: Final = 64 * 1024
_ENDINGS: Final = {
    ".ris": "ris", ".bib": "bibtex", ".bibtex": "bibtex", ".csv": "csv", ".tsv": "csv", ".xlsx": "csv",
    ".xls": "csv", ".ods": "csv", ".zip": "omnivore", ".rss": "feed", ".atom": "feed",
    ".md": "hypothesis",
}  # fmt: skip
# The first of these that the beginning of a file holds.
_MARKS: Final = (
    ("wxr", re.compile(rb"xmlns:wp\s*=\s*[\"']https?://wordpress\.org/export/")),
    ("feed", re.compile(rb"<(?:rss|feed|rdf:RDF)\b[^<>]*>")),
    ("hypothesis", re.compile(rb"\"TextQuoteSelector\"|\"acct:|ns/anno\.jsonld|\"highlights\"\s*:\s*\[")),
    ("wallabag", re.compile(rb"\"is_archived\"\s*:")),
    ("omnivore", re.compile(rb"\"readingProgress\"\s*:")),
    ("zotero", re.compile(rb"\"itemType\"\s*:")),
    ("csl", re.compile(rb"\"(?:issued|container-title|citation-key)\"\s*:|\"type\"\s*:\s*\"[a-z-]+\"")),
    ("ris", re.compile(rb"(?m)^(?:\xef\xbb\xbf)?TY  ?- ")),
    ("bibtex", re.compile(rb"(?m)^\s*@\w+\s*\{")),
)  # fmt: skip


def kind_of(export: Export) -> str:
    """The kind of an export; empty where it does not show."""
    begin = export.data[:_LOOKED_AT]
    if begin.startswith((b"\xff\xfe", b"\xfe\xff")):
        begin = begin.decode("utf-16", "ignore").encode()
    ending = f".{export.name.lower().rpartition('.')[2]}"
    return _ENDINGS.get(ending) or next((kind for kind, mark in _MARKS if mark.search(begin)), "")
