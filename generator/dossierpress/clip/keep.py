"""Where a clipping goes: the article, its capture and pictures beside it, and a record."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from dossierpress.clip.article import article_of
from dossierpress.clip.clipping import Clipping, Decisions
from dossierpress.clip.record import record_of
from dossierpress.model.names import slugify
from dossierpress.read.files import ARTICLES, BUNDLE_FILE
from dossierpress.schema.articlefile import dump

_ENDINGS: Final = {"html": "html", "mhtml": "mhtml", "warc": "warc", "text": "txt", "pdf": "pdf"}
_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class Kept:
    """The files of a clipping: paths below the site's folder, and what each holds."""

    article: str
    text: str
    day: str
    files: dict[str, bytes]


def kept(
    clipping: Clipping, data: bytes, name: str, place: tuple[str, str, str], decisions: Decisions
) -> Kept:
    """Lay out a clipping. `place` is the content folder, the dossier (or none) and the day; `name` its id."""
    content, home, day = place
    folder = f"{content}/{home or ARTICLES}/{name}"
    capture = capture_name(1, ending_of(clipping, data))
    record = article_of(clipping, day, capture)
    text = dump(record, clipping.body)
    files = {f"{folder}/{capture}": data}
    files |= {f"{folder}/{file}": picture for file, picture in sorted(clipping.files.items())}
    files[f"{folder}/{record_name(1)}"] = record_of(clipping, decisions, text, day)
    return Kept(f"{folder}/{BUNDLE_FILE}", text, day, files)


def capture_name(number: int, ending: str) -> str:
    """The file of an article's first, second, … capture."""
    return f"capture{_suffix(number)}.{ending}"


def record_name(number: int) -> str:
    """The file of the record of an article's first, second, … capture."""
    return f"clip{_suffix(number)}.json"


def name_of(clipping: Clipping, taken: Iterable[str], fallback: str) -> str:
    """An id for a clipping that no other article has."""
    words = slugify(clipping.fields["title"].value) or slugify(PurePosixPath(fallback).stem) or "clipping"
    while len(words.encode()) > _LONGEST_NAME and "-" in words:
        words = words.rsplit("-", 1)[0]
    names = set(taken)
    number, name = 1, words
    while name in names:
        number += 1
        name = f"{words}-{number}"
    return name


def ending_of(clipping: Clipping, data: bytes) -> str:
    """The ending of a capture's file."""
    if clipping.kind == "warc":
        return "wacz" if data[:2] == b"PK" else "warc.gz" if data[:2] == b"\x1f\x8b" else "warc"
    return _ENDINGS[clipping.kind] + (".gz" if data[:2] == b"\x1f\x8b" else "")


def _suffix(number: int) -> str:
    return f"-{number}" if number > 1 else ""
