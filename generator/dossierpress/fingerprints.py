"""Digests of files, remembered: a file that the file system shows to be untouched need not be read again.

Size, modification time, change time and inode must all be what they were. No program can set the change
time, so an edit that keeps size and modification time is seen too. What changed so shortly before it was
read that a second change could hide within one tick of the file system's clock is not remembered.
"""

import hashlib
import os
import time
from pathlib import Path
from typing import NamedTuple

# One tick: of clocks that count nanoseconds (Linux ticks every 10 ms at most), and of those that count
# seconds, or every second one.
_FINE_TICK = 50_000_000
_COARSE_TICK = 2_500_000_000
_SECOND = 1_000_000_000


class Fingerprint(NamedTuple):
    """What the file system says of a file, and the SHA-256 of its bytes."""

    size: int
    modified: int
    changed: int
    inode: int
    digest: str


class Fingerprints:
    """What is remembered (`before`), and what was seen to hold this time (`seen`), by absolute path."""

    def __init__(self, before: dict[str, Fingerprint] | None = None) -> None:
        self.before = before or {}
        self.seen: dict[str, Fingerprint] = {}

    def known(self, place: Path) -> str:
        """The digest of a file, when nothing can have changed since it was noted; else empty."""
        path = str(place)
        remembered = self.seen.get(path) or self.before.get(path)
        if remembered is None:
            return ""
        try:
            facts = os.stat(path)  # noqa: PTH116  asked once a file: the short way counts
        except OSError:
            return ""
        if _of(facts, remembered.digest) != remembered:
            return ""
        self.seen[path] = remembered
        return remembered.digest

    def note(self, place: Path, facts: os.stat_result, digest: str) -> None:
        """Remember the digest of a file; `facts` are from before its bytes were read."""
        if is_settled(facts, time.time_ns()):
            self.seen[str(place)] = _of(facts, digest)

    def digest(self, place: Path) -> str:
        """The digest of a file, read only if it must be. Raises OSError."""
        if known := self.known(place):
            return known
        with place.open("rb") as file:
            facts = os.fstat(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self.note(place, facts, digest)
        return digest


def is_settled(facts: os.stat_result, now: int) -> bool:
    """Whether a change from `now` on (in ns) must show in the times of a file."""
    if os.name == "nt":
        return False  # there the change time is the time of creation
    coarse = facts.st_mtime_ns % _SECOND == 0 or facts.st_ctime_ns % _SECOND == 0
    newest = max(facts.st_mtime_ns, facts.st_ctime_ns)
    return newest + (_COARSE_TICK if coarse else _FINE_TICK) < now


def _of(facts: os.stat_result, digest: str) -> Fingerprint:
    return Fingerprint(facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino, digest)
