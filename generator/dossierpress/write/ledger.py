"""What a folder's writer notes down: the manifest of what it wrote, the journal of what is under way."""

import os
from collections.abc import Collection
from pathlib import Path
from typing import TypeVar

import msgspec

WORK = ".dossier"
MANIFEST_FILE = ".dossier-manifest.json"
FORMAT = 1
# So many files are brought to the disk one by one; each waits for it once.
_FEW = 50
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
# Parts of a path that lead nowhere, or elsewhere.
_NOWHERE = frozenset(("", ".", ".."))


class Manifest(msgspec.Struct, frozen=True):
    """Every file of the newest site with the SHA-256 of its bytes, by path."""

    format: int
    files: dict[str, str]

    def is_sound(self) -> bool:
        """Whether every path stays inside the folder."""
        return self.format == FORMAT and all(map(is_safe, self.files))


class Journal(msgspec.Struct, frozen=True):
    """What is to be done: staged files and the paths that they take, paths to delete, the manifest then."""

    format: int
    renames: tuple[tuple[str, str], ...]
    deletions: tuple[str, ...]
    manifest: dict[str, str]

    def is_sound(self) -> bool:
        """Whether every path stays inside the folder, and every staged name in the staging folder."""
        return (
            self.format == FORMAT
            and all(staged.isdecimal() and is_safe(path) for staged, path in self.renames)
            and all(map(is_safe, (*self.deletions, *self.manifest)))
        )


R = TypeVar("R", Manifest, Journal)


def load(place: Path, kind: type[R]) -> R | None:
    """A record of ours; None when it is missing, a link, damaged, of another format, or leads out.

    Raises OSError when it is there and cannot be read: then nobody knows what is ours.
    """
    if place.is_symlink() or not place.exists():
        return None
    data = place.read_bytes()
    try:
        record = msgspec.json.decode(data, type=kind)
    except (ValueError, RecursionError, msgspec.MsgspecError):
        return None
    return record if record.is_sound() else None


def save(place: Path, record: Manifest | Journal, work: Path) -> None:
    """Put a record in place at once: written in the folder `work`, brought to the disk, renamed."""
    content = msgspec.json.format(msgspec.json.encode(record), indent=1)
    draft = work / "draft.json"
    draft.unlink(missing_ok=True)
    with draft.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(place)
    _settle(place.parent)


def is_safe(path: str) -> bool:
    """Whether a path, relative and with forward slashes, stays inside the folder and off our records."""
    parts = path.split("/")
    return (
        path.isprintable()
        and "\\" not in path
        and _NOWHERE.isdisjoint(parts)
        and parts[0] not in (WORK, MANIFEST_FILE)
    )


def folders_of(path: str) -> set[str]:
    """The folders that a path lies in."""
    parts = path.split("/")
    return {"/".join(parts[:depth]) for depth in range(1, len(parts))}


def stage(staging: Path, name: str, data: bytes) -> None:
    """Write a new file to the staging folder. A site has thousands: nothing is asked twice of the system."""
    handle = os.open(f"{staging}{os.sep}{name}", _NEW, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


def flush(staging: Path, names: Collection[str]) -> None:
    """Bring staged files to the disk, and the way to them, before a journal speaks of them.

    A few by themselves; for many it is cheaper to bring all that the machine has written. The folder
    between is brought there with the journal.
    """
    if len(names) > _FEW and hasattr(os, "sync"):
        os.sync()
        return
    for name in names:
        with (staging / name).open("rb+") as file:
            os.fsync(file.fileno())
    for folder in (staging, staging.parent.parent):
        _settle(folder)


def _settle(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can do that."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read_holder(holder: Path) -> str:
    """Who holds the lock, as that process wrote it down."""
    try:
        return holder.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return "an unknown process"
