"""Attachments of an item as captures: kept byte for byte beside it, with their digests."""

import hashlib
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import PurePosixPath

from dossierpress.imports.item import Held, Item
from dossierpress.imports.ledger import Ledger
from dossierpress.model.article import Capture
from dossierpress.model.names import slugify


@dataclass(frozen=True, slots=True)
class Kept:
    """A capture and its bytes."""

    capture: Capture
    held: Held


def kept_captures(item: Item, ledger: Ledger) -> tuple[Kept, ...]:
    """The attachments of an item that are there."""
    found: list[Kept] = []
    names: set[str] = set()
    for each in item.attachments:
        data = each.held()
        if data is None:
            ledger.add("attachments that are not there", item.origin, each.name)
            continue
        name = _free(each.name, names)
        kind = each.type or guess_type(name)[0] or ""
        capture = Capture(file=name, sha256=hashlib.sha256(data).hexdigest(), type=kind, note=each.note)
        found.append(Kept(capture, each.held))
        ledger.add("attachments, captures now", item.origin, each.name)
    return tuple(found)


def _free(name: str, taken: set[str]) -> str:
    path = PurePosixPath(name.replace("\\", "/").rpartition("/")[2])
    ending = path.suffix.lower() if path.suffix[1:].isalnum() and path.suffix.lower() != ".md" else ".bin"
    stem = slugify(path.stem) or "capture"
    number, free = 1, f"{stem}{ending}"
    while free in taken:
        number += 1
        free = f"{stem}-{number}{ending}"
    taken.add(free)
    return free
