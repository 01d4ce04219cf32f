"""RO-Crate 1.1: what a folder of files is, who made it and what each file holds, as linked data."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from dossierpress.formats.plainjson import plain_json

METADATA = "ro-crate-metadata.json"
_PROFILE = "https://w3id.org/ro/crate/1.1"
# What Python's own table lacks, or has otherwise from machine to machine.
_TYPES = {
    ".md": "text/markdown", ".json": "application/json", ".csv": "text/csv", ".html": "text/html",
    ".webp": "image/webp", ".avif": "image/avif", ".svg": "image/svg+xml", ".png": "image/png",
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".pdf": "application/pdf",
    ".bib": "application/x-bibtex", ".ris": "application/x-research-info-systems",
    ".yaml": "application/yaml", ".txt": "text/plain",
}  # fmt: skip


class Crate(NamedTuple):
    """What the folder as a whole is."""

    name: str
    description: str
    published: str
    licence: str = ""
    address: str = ""
    creators: tuple[tuple[str, str], ...] = ()
    publisher: tuple[str, str] = ("", "")


def type_of(path: str) -> str:
    """The media type of a file, by its name."""
    ending = path[path.rfind(".") :].lower() if "." in path.rpartition("/")[2] else ""
    return _TYPES.get(ending, "application/octet-stream")


def described(crate: Crate, files: Mapping[str, tuple[str, int]]) -> bytes:
    """The description of a folder: each file with what it is, and how long."""
    creators = list(_people(crate.creators))
    publisher = _publisher(crate.publisher)
    parts = [
        _filled({"@id": _quoted(path), "@type": "File", "name": about or path.rpartition("/")[2],
                 "encodingFormat": type_of(path), "contentSize": str(size)})
        for path, (about, size) in sorted(files.items())
    ]  # fmt: skip
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": crate.name,
        "description": crate.description or crate.name,
        "datePublished": crate.published,
        "license": crate.licence or "Not given: ask the curators.",
        "identifier": crate.address,
        "url": crate.address,
        "creator": [{"@id": each["@id"]} for each in creators],
        "publisher": {"@id": publisher["@id"]} if publisher else None,
        "hasPart": [{"@id": each["@id"]} for each in parts],
    }
    about = {
        "@id": METADATA,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": _PROFILE},
    }
    graph = [about, _filled(root), *creators, *([publisher] if publisher else []), *parts]
    return plain_json({"@context": f"{_PROFILE}/context", "@graph": graph})


def _people(creators: Iterable[tuple[str, str]]) -> Iterable[dict[str, Any]]:
    for number, (name, address) in enumerate(creators, start=1):
        yield {"@id": address or f"#curator-{number}", "@type": "Person", "name": name}


def _publisher(publisher: tuple[str, str]) -> dict[str, Any]:
    name, address = publisher
    return {"@id": address or "#publisher", "@type": "Organization", "name": name} if name else {}


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def _quoted(path: str) -> str:
    return quote(path, safe="/:@!$&'()*+,;=~-._")
