"""One file that holds a whole, and after it what has changed since: a small change is a small write.

Each record is hashed over the one before. What is damaged, cut off, or written by somebody else in between
ends the file for its readers: they know what was true some builds ago, which costs time and nothing else.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

_LENGTH = 8
_CHECK = 32
# When changes come to this part of the whole, all is written anew.
_PART = 4


class Chain:
    """The records of a file. It is read once, and then written once."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._last = b""
        self._end = self._first = self._size = 0

    def read(self) -> Iterator[memoryview]:
        """The whole, and each change, as far as they are sound."""
        try:
            data = memoryview(self._place.read_bytes())
        except OSError:
            return
        self._size = len(data)
        while self._end + _LENGTH + _CHECK <= len(data):
            begin = self._end + _LENGTH
            end = begin + _CHECK + int.from_bytes(data[self._end : begin])
            record = data[begin + _CHECK : end]
            if end > len(data) or _check(self._last, record) != data[begin : begin + _CHECK]:
                return
            self._last, self._end = bytes(data[begin : begin + _CHECK]), end
            self._first = self._first or end
            yield record

    def has_room(self, size: int) -> bool:
        """Whether a change of so many bytes may be added to what was read."""
        return self._first > 0 and self._end + size - self._first < self._first / _PART

    def add(self, data: bytes) -> None:
        """Add a change to what was read. Raises OSError."""
        with self._place.open("r+b") as file:
            if file.seek(0, os.SEEK_END) != self._size:
                return  # another build has written since; what it wrote is as good
            file.truncate(self._end)
            file.seek(self._end)
            file.write(_record(self._last, data))

    def begin(self, data: bytes) -> None:
        """Write the whole. Raises OSError."""
        draft = self._place.with_name(f"{self._place.name}.{os.getpid()}")
        try:
            draft.write_bytes(_record(b"", data))
            draft.replace(self._place)
        except OSError:
            draft.unlink(missing_ok=True)
            raise


def _record(last: bytes, data: bytes) -> bytes:
    return b"".join((len(data).to_bytes(_LENGTH), _check(last, data), data))


def _check(last: bytes, data: bytes | memoryview) -> bytes:
    found = hashlib.sha256(last)
    found.update(data)
    return found.digest()
