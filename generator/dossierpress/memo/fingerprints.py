"""Digests of files, remembered: a file that the file system shows to be untouched need not be read again.

Size, modification time, change time and inode must all be what they were. No program can set the change
time, so an edit that keeps size and modification time is seen too. What changed so shortly before it was
read that a second change could hide within one tick of the file system's clock is read again.
"""

import hashlib
import os
import stat
import struct
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

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


# What a fingerprint has of the file system, and its digest, as so many bytes.
_FACTS = struct.Struct("<qqqQ")
_DIGEST = 32


class Noted(msgspec.Struct, frozen=True, array_like=True):
    """Fingerprints of many files in columns, which are loaded, compared and written down at once.

    For each of the `paths`: 32 bytes of `facts` (size, times, inode), and its SHA-256 in `digests`.
    """

    paths: list[str] = []
    facts: bytes = b""
    digests: bytes = b""

    @classmethod
    def of(cls, prints: Mapping[str, Fingerprint]) -> "Noted":
        """Note fingerprints by absolute path."""
        return cls(
            list(prints),
            b"".join(_FACTS.pack(*each[:4]) for each in prints.values()),
            b"".join(bytes.fromhex(each.digest) for each in prints.values()),
        )

    def at(self, number: int) -> Fingerprint:
        """The fingerprint of the path with that number."""
        size, modified, changed, inode = _FACTS.unpack_from(self.facts, number * _FACTS.size)
        digest = self.digests[number * _DIGEST : (number + 1) * _DIGEST].hex()
        return Fingerprint(size, modified, changed, inode, digest)

    def only(self, numbers: Iterable[int]) -> "Noted":
        """The same with no more than the paths of these numbers."""
        chosen = list(numbers)
        if len(chosen) == len(self.paths):
            return self
        facts, digests = memoryview(self.facts), memoryview(self.digests)
        return Noted(
            [self.paths[each] for each in chosen],
            b"".join(facts[each * _FACTS.size : (each + 1) * _FACTS.size] for each in chosen),
            b"".join(digests[each * _DIGEST : (each + 1) * _DIGEST] for each in chosen),
        )

    def joined_with(self, other: "Noted") -> "Noted":
        """These files and those of another note, which knows none of them."""
        return Noted(self.paths + other.paths, self.facts + other.facts, self.digests + other.digests)

    def changed(self, folder: str = "") -> Iterator[str]:
        """The files that hold other bytes now; one is read only if somebody can have touched it.

        In `folder` a link that took a file's place counts as well.
        """
        for number, (path, facts) in enumerate(zip(self.paths, _FACTS.iter_unpack(self.facts), strict=True)):
            try:
                now = os.lstat(path)  # a link is looked at more closely
                if (now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino) == facts:
                    continue
                if folder and stat.S_ISLNK(now.st_mode) and path.startswith(folder):
                    yield path
                    continue
                with Path(path).open("rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() == self.at(number).digest:
                        continue
            except OSError:
                pass
            yield path


class Fingerprints:
    """What a build looks at, by absolute path, and what is remembered of files from before.

    `seen` are the files that were read or found untouched, `folders` those that were listed with a digest
    of their names, `missing` what was looked for and not found. `edited`, if given, are the files that
    hold other bytes now than was noted: nothing else need be looked at again.
    """

    def __init__(self, before: Noted | None = None, edited: Collection[str] | None = None) -> None:
        self._before = before or Noted()
        self._edited = edited
        self._numbers: dict[str, int] = {}
        self._untouched: set[int] = set()
        self.seen: dict[str, Fingerprint] = {}
        self.folders: dict[str, str] = {}
        self.missing: set[str] = set()

    def known(self, place: Path | str) -> str:
        """The digest of a file, when nothing can have changed since it was noted; else empty."""
        path = str(place)
        remembered = self.seen.get(path)
        if remembered is not None:
            return remembered.digest if _still_fits(path, remembered) else ""
        number = self._number(path)
        if number is None or (self._edited is not None and path in self._edited):
            return ""
        # Who was told which files are edited has just looked at all of them.
        if self._edited is None and not _still_fits(path, self._before.at(number)):
            return ""
        self._untouched.add(number)
        return self._before.digests[number * _DIGEST : (number + 1) * _DIGEST].hex()

    def are_untouched(self, folder: str, files: Mapping[str, str]) -> bool:
        """Whether all these files of a folder were just found as noted, with these digests."""
        if self._edited is None or any(path.startswith(folder) for path in (*self._edited, *self.seen)):
            return False
        self._number("")
        numbers = [self._numbers.get(f"{folder}{path}", -1) for path in files]
        digests, size = self._before.digests, _DIGEST
        if any(
            number < 0 or digests[number * size : (number + 1) * size].hex() != digest
            for number, digest in zip(numbers, files.values(), strict=True)
        ):
            return False
        self._untouched.update(numbers)
        return True

    def note(self, place: Path, facts: os.stat_result, digest: str) -> None:
        """Remember the digest of a file; `facts` are from before its bytes were read."""
        size = facts.st_size if is_settled(facts, time.time_ns()) else -1
        self.seen[str(place)] = Fingerprint(size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino, digest)

    def expect(self, place: Path, digest: str) -> None:
        """Remember what a file should hold, to be read whenever that is asked."""
        self.seen[str(place)] = Fingerprint(-1, 0, 0, 0, digest)

    def _number(self, path: str) -> int | None:
        if not self._numbers:
            self._numbers = {path: number for number, path in enumerate(self._before.paths)}
        return self._numbers.get(path)

    def noted(self) -> Noted:
        """All that is to be remembered of files."""
        known = {self._number(path) for path in self.seen}
        return self._before.only(sorted(self._untouched - known)).joined_with(Noted.of(self.seen))

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


def _still_fits(path: str, remembered: Fingerprint) -> bool:
    try:
        return remembered.fits(os.stat(path))  # noqa: PTH116  asked of many files
    except OSError:
        return False


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
