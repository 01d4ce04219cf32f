"""Digests of files, remembered: a file that the file system shows to be untouched need not be read again.

Size, modification time, change time and inode must all be what they were. No program can set the change
time, so an edit that keeps size and modification time is seen too. What changed so shortly before it was
read that a second change could hide within one tick of the file system's clock is read again.
"""

import hashlib
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

# One tick: of clocks that count nanoseconds (Linux ticks every 10 ms at most), and of those that count
# seconds, or every second one.
_FINE_TICK = 50_000_000
_COARSE_TICK = 2_500_000_000
_SECOND = 1_000_000_000


class Fingerprint(NamedTuple):
    """What the file system says of a file, and the SHA-256 of its bytes; a size of -1 is never believed."""

    size: int
    modified: int
    changed: int
    inode: int
    digest: str

    def fits(self, facts: os.stat_result) -> bool:
        """Whether nobody can have touched the file since."""
        return (
            self.size == facts.st_size
            and self.modified == facts.st_mtime_ns
            and self.changed == facts.st_ctime_ns
            and self.inode == facts.st_ino
        )

    def still_holds(self, path: str) -> bool:
        """Whether the file has the same bytes, read only if somebody can have touched it."""
        try:
            if self.fits(os.stat(path)):  # noqa: PTH116  asked of every file: the short way counts
                return True
            with Path(path).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == self.digest
        except OSError:
            return False


class Fingerprints:
    """What a build looks at, by absolute path, and what is remembered of files from before.

    `seen` are the files that were read or found untouched, `folders` those that were listed with a digest
    of their names, `missing` what was looked for in vain.
    """

    def __init__(self, before: dict[str, Fingerprint] | None = None) -> None:
        self.before = before or {}
        self.seen: dict[str, Fingerprint] = {}
        self.folders: dict[str, str] = {}
        self.missing: set[str] = set()

    def known(self, place: Path) -> str:
        """The digest of a file, when nothing can have changed since it was noted; else empty."""
        path = str(place)
        remembered = self.seen.get(path) or self.before.get(path)
        if remembered is None:
            return ""
        try:
            if not remembered.fits(os.stat(path)):  # noqa: PTH116
                return ""
        except OSError:
            return ""
        self.seen[path] = remembered
        return remembered.digest

    def note(self, place: Path, facts: os.stat_result, digest: str) -> None:
        """Remember the digest of a file; `facts` are from before its bytes were read."""
        size = facts.st_size if is_settled(facts, time.time_ns()) else -1
        self.seen[str(place)] = Fingerprint(size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino, digest)

    def expect(self, place: Path, digest: str) -> None:
        """Remember what a file should hold, to be read whenever that is asked."""
        self.seen[str(place)] = Fingerprint(-1, 0, 0, 0, digest)

    def retain(self, folders: Mapping[str, str], missing: Iterable[str], gone: Iterable[Path]) -> None:
        """Remember all that was remembered from before as well, but for files that are `gone`."""
        self.seen = {**self.before, **self.seen}
        for place in gone:
            self.seen.pop(str(place), None)
        self.folders = {**folders, **self.folders}
        self.missing.update(missing)

    def digest(self, place: Path) -> str:
        """The digest of a file, read only if it must be. Raises OSError."""
        if known := self.known(place):
            return known
        with place.open("rb") as file:
            facts = os.fstat(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self.note(place, facts, digest)
        return digest

    def note_folder(self, place: Path) -> None:
        """Remember the names in a folder."""
        self.folders[str(place)] = names_in(str(place))

    def is_there(self, place: Path) -> bool:
        """Whether something is at a place; if not, that is remembered."""
        there = os.path.lexists(place)
        if not there:
            self.missing.add(str(place))
        return there


def names_in(folder: str) -> str:
    """A digest of the names in a folder, hidden ones left out, and which of them are folders or links."""
    try:
        with os.scandir(folder) as listing:
            names = sorted(
                f"{entry.name}\0{entry.is_dir(follow_symlinks=False):d}{entry.is_symlink():d}"
                for entry in listing
                if not entry.name.startswith(".")
            )
    except OSError:
        return "unreadable"
    return hashlib.sha256("\0".join(names).encode("utf-8", "surrogateescape")).hexdigest()


def is_settled(facts: os.stat_result, now: int) -> bool:
    """Whether a change from `now` on (in ns) must show in the times of a file."""
    if os.name == "nt":
        return False  # there the change time is the time of creation
    coarse = facts.st_mtime_ns % _SECOND == 0 or facts.st_ctime_ns % _SECOND == 0
    newest = max(facts.st_mtime_ns, facts.st_ctime_ns)
    return newest + (_COARSE_TICK if coarse else _FINE_TICK) < now
