"""Old addresses as the build can answer them: each once, none where something else is."""

import posixpath
from collections.abc import Iterable
from typing import Final
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from dossierpress.imports.item import Batch
from dossierpress.imports.ledger import Ledger
from dossierpress.plan.addresses import file_of, is_inside

_LONGEST: Final = 255


class Claims:
    """Which addresses are taken."""

    def __init__(self, files: Iterable[str]) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()
        for file in files:
            self._take(_folded(file))

    def claim(self, address: str) -> bool:
        """Take an address, unless it is another's."""
        file = _folded(file_of(answering(address)))
        if (
            file in self._files
            or file in self._folders
            or any(each in self._files for each in _parents(file))
        ):
            return False
        self._take(file)
        return True

    def holds(self, address: str) -> bool:
        """Whether something answers at an address already."""
        return _folded(file_of(answering(address))) in self._files

    def _take(self, file: str) -> None:
        self._files.add(file)
        self._folders.update(_parents(file))


def old_address(written: str, batch: Batch) -> str:
    """An old address as a path on this site; empty for one that no static host can answer."""
    try:
        parts = urlsplit(written.strip())
    except ValueError:
        return ""
    if parts.query or (parts.netloc and (parts.hostname or "").removeprefix("www.") not in batch.hosts):
        return ""
    path = normalize("NFC", unquote(parts.path))
    mount = batch.mount.rstrip("/")
    if mount and parts.netloc and (path == mount or path.startswith(f"{mount}/")):
        path = path.removeprefix(mount)
    ends = path.endswith("/")
    path = posixpath.normpath("/" + path.strip("/"))
    path = f"{path}/" if ends and path != "/" else path
    segments = [each for each in path.split("/") if each]
    fits = (
        is_inside(segments)
        and path.isprintable()
        and all(len(each.encode()) <= _LONGEST for each in segments)
    )
    return path if segments and fits and not set("?#\\") & set(path) else ""


def claimed(
    addresses: Iterable[str], batch: Batch, claims: Claims, place: str, ledger: Ledger
) -> tuple[str, ...]:
    """Those of an item's old addresses that are free, in the form that `aliases` takes."""
    found: list[str] = []
    for written in dict.fromkeys(addresses):
        if not written:
            continue
        address = old_address(written, batch)
        if not address:
            ledger.add("old addresses that no static host can answer", place, written)
        elif claims.claim(address):
            found.append(address)
        elif address not in found and not claims.holds(address):
            ledger.add("old addresses that are another's by now", place, written)
    return tuple(found)


def answering(address: str) -> str:
    """The address at which an alias answers."""
    is_file = "." in address.rsplit("/", 1)[-1]
    return address if address.endswith("/") or is_file else f"{address}/"


def _folded(file: str) -> str:
    return normalize("NFC", normalize("NFC", file).casefold())


def _parents(file: str) -> list[str]:
    parts = file.split("/")[:-1]
    return ["/".join(parts[: number + 1]) for number in range(len(parts))]
