"""Who took what, and who holds each thing, by numbers: nothing is unpacked before it is asked for."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

_NUMBERS = "I"
_SIZE = array(_NUMBERS).itemsize
# Where each list ends, and all lists one after another.
Lists = tuple[bytes, bytes]


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers as they are written down."""
    return array(_NUMBERS, numbers).tobytes()


def unpacked(data: bytes | memoryview) -> "array[int]":
    """The same numbers."""
    return array(_NUMBERS, bytes(data))


class Graph:
    """What each number took, and who holds it. What is other than was written is kept beside it."""

    def __init__(self, taken: Lists = (b"", b""), holders: Lists = (b"", b"")) -> None:
        self._taken, self._holders = _Table(taken), _Table(holders)
        self._other: dict[int, bytes] = {}
        # By number, those who took it since; found out when somebody asks.
        self._further: dict[int, list[int]] | None = None

    def taken(self, number: int) -> bytes:
        """What a number took."""
        found = self._other.get(number)
        return self._taken.at(number) if found is None else found

    def take(self, number: int, stamp: bytes) -> bool:
        """Let a number have taken this; whether that is new."""
        before = self.taken(number)
        if before == stamp:
            return False
        self._other[number] = stamp
        if self._further is not None:
            for each in set(unpacked(stamp)).difference(unpacked(before)):
                self._further.setdefault(each, []).append(number)
        return True

    def holders(self, number: int) -> Iterator[int]:
        """Who took a number."""
        if self._further is None:
            self._further = {}
            for holder, stamp in self._other.items():
                for each in set(unpacked(stamp)).difference(unpacked(self._taken.at(holder))):
                    self._further.setdefault(each, []).append(holder)
        for holder in (*unpacked(self._holders.at(number)), *self._further.get(number, ())):
            other = self._other.get(holder)
            # What was written of a holder that took something else since is no longer true.
            if other is None or number in unpacked(other):
                yield holder

    def reached(self, first: Iterable[int]) -> list[int]:
        """These, and all that they took, and what that took, and so on, in order."""
        waiting, found = set(first), set()
        while waiting:
            found |= waiting
            taken: set[int] = set()
            for number in waiting:
                taken.update(unpacked(self.taken(number)))
            waiting = taken - found
        return sorted(found)

    def renumbered(self, held: Iterable[int], new: Mapping[int, int]) -> "Graph":
        """The same of these numbers alone, each with a new one."""
        taken = [[new[each] for each in unpacked(self.taken(number))] for number in held]
        holders: list[list[int]] = [[] for _ in taken]
        for number, stamp in enumerate(taken):
            for each in stamp:
                holders[each].append(number)
        return Graph(_lists(taken), _lists(holders))

    def written(self) -> tuple[Lists, Lists]:
        """What each took and who holds it, of a graph that was just numbered."""
        return self._taken.lists, self._holders.lists


class _Table:
    """Lists of numbers that lie one after another."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self._ends = unpacked(lists[0])
        self._all = memoryview(lists[1])

    def at(self, number: int) -> bytes:
        """One list, packed; empty for a number that has none."""
        if number >= len(self._ends):
            return b""
        begin = self._ends[number - 1] if number else 0
        return bytes(self._all[begin * _SIZE : self._ends[number] * _SIZE])


def _lists(lists: list[list[int]]) -> Lists:
    return packed(accumulate(map(len, lists))), b"".join(map(packed, lists))
