"""Where a clipping goes: the article, its capture and pictures beside it, and a record."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from dossierpress import __version__
from dossierpress.articlefile import dump
from dossierpress.clip.article import article_of
from dossierpress.clip.clipping import Clipping, Decisions
from dossierpress.clip.fields import Field
from dossierpress.model.names import slugify
from dossierpress.read.files import ARTICLES, BUNDLE_FILE

_ENDINGS: Final = {"html": "html", "mhtml": "mhtml", "warc": "warc", "text": "txt", "pdf": "pdf"}
RECORD: Final = "clip.json"
_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class Kept:
    """The files of a clipping: paths below the site's folder, and what each holds."""

    article: str
    text: str
    files: dict[str, bytes]


def kept(
    clipping: Clipping, data: bytes, name: str, place: tuple[str, str, str], decisions: Decisions
) -> Kept:
    """Lay out a clipping. `place` is the content folder, the dossier (or none) and the day; `name` its id."""
    content, home, day = place
    folder = f"{content}/{home or ARTICLES}/{name}"
    capture = f"capture.{ending_of(clipping, data)}"
    record = article_of(clipping, day, capture)
    text = dump(record, clipping.body)
    files = {f"{folder}/{capture}": data}
    files |= {f"{folder}/{file}": picture for file, picture in sorted(clipping.files.items())}
    files[f"{folder}/{RECORD}"] = record_of(clipping, decisions, text)
    return Kept(f"{folder}/{BUNDLE_FILE}", text, files)


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


def record_of(clipping: Clipping, decisions: Decisions, text: str) -> bytes:
    """The record that lies beside a capture: where fields came from, every line's fate, the decisions."""
    said: dict[str, Any] = {
        "made_by": f"dossierpress {__version__}",
        "capture": {
            "sha256": clipping.sha256,
            "kind": clipping.kind,
            "encoding": clipping.encoding,
            "address": clipping.address,
        },
        "article": hashlib.sha256(text.encode()).hexdigest(),
        "decisions": {
            "keep": list(decisions.keep),
            "drop": list(decisions.drop),
            "set": dict(sorted(decisions.set.items())),
        },
        "chosen": {"by": clipping.extractor, "agreement": round(clipping.agreement, 3)},
        "fields": {name: _field(found) for name, found in sorted(clipping.fields.items()) if found},
        "needs_review": list(clipping.needs_review),
        "proposals": [
            {"written": each.written, "meant": each.meant, "around": each.around}
            for each in clipping.proposals
        ],
        "lines": [
            {"line": number, "kept": line.kept, "why": line.why, "text": line.text}
            for number, line in enumerate(clipping.lines, start=1)
        ],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def decisions_in(record: bytes) -> tuple[Decisions, str]:
    """What was decided by a record, and the digest of the article that it was written with."""
    try:
        said = json.loads(record)
        made = said["decisions"]
        values = {str(name): str(value) for name, value in made["set"].items()}
        return Decisions(tuple(map(int, made["keep"])), tuple(map(int, made["drop"])), values), str(
            said["article"]
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Decisions(), ""


def _field(found: Field) -> dict[str, Any]:
    said: dict[str, Any] = {"value": found.value, "from": found.place}
    if found.is_guess:
        said["guess"] = True
    if len(found.agree) > 1:
        said["agree"] = list(found.agree)
    if found.rivals:
        said["rivals"] = [{"value": each.value, "from": each.place} for each in found.rivals]
    return said
