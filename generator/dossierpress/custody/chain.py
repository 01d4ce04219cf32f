"""`custody.jsonl`: who collected, moved and published what, each line hashed over the one before. Pure.

A line that was altered, dropped, put elsewhere or cut off is named, with its line in the file.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

import msgspec

from dossierpress.problems import Problem

CHAIN_FILE: Final = "custody.jsonl"
HEAD_FILE: Final = "custody.head"
_FIRST: Final = "0" * 64
_RESTORE: Final = "restore the file from your repository's history; nothing is ever edited in it, only added"

Event = Literal["collected", "moved", "published"]


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that happened: `at` is an instant in RFC 3339, `before` and `hash` tie it to its place."""

    n: int
    at: str
    event: Event
    file: str = ""
    sha256: str = ""
    by: str = ""
    tool: str = msgspec.field(default="", name="with")
    to: str = ""
    note: str = ""
    before: str = ""
    hash: str = ""


class Head(NamedTuple):
    """How many lines a chain had at some moment, and the hash of the last."""

    entries: int = 0
    hash: str = ""


class Chain(NamedTuple):
    """The lines of the file that can be read, each with its number in the file."""

    entries: tuple[tuple[int, Entry], ...] = ()

    @property
    def head(self) -> Head:
        """Where the chain ends."""
        return Head(self.entries[-1][1].n, self.entries[-1][1].hash) if self.entries else Head()


def following(head: Head, entry: Entry) -> Entry:
    """An entry as the next of a chain that ends there."""
    placed = msgspec.structs.replace(entry, n=head.entries + 1, before=head.hash or _FIRST, hash="")
    return msgspec.structs.replace(placed, hash=_hash(placed))


def line_of(entry: Entry) -> str:
    """An entry as a line of the file."""
    return msgspec.json.encode(entry).decode() + "\n"


def head_line(head: Head) -> str:
    """A head as the text of `custody.head`."""
    return f"{head.entries} {head.hash}\n"


def read_head(text: str) -> Head | None:
    """The head that a text names; None when it names none."""
    count, _, digest = text.strip().partition(" ")
    return Head(int(count), digest) if count.isdecimal() and len(digest) == len(_FIRST) else None


def read_chain(data: bytes) -> tuple[Chain, tuple[Problem, ...]]:
    """The chain in a file, and what was done to it."""
    entries: list[tuple[int, Entry]] = []
    problems: list[Problem] = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            entries.append((number, msgspec.json.decode(line, type=Entry)))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            problems.append(_problem(number, "altered", "this line is no entry any more: it was altered"))
    unreadable = {each.line for each in problems}
    return Chain(tuple(entries)), (*problems, *_faults(entries, unreadable))


def _faults(entries: list[tuple[int, Entry]], unreadable: set[int]) -> Iterator[Problem]:
    places = {entry.n: number for number, entry in entries}
    altered = {number for number, entry in entries if _hash(entry) != entry.hash}
    last, last_line = Head(0, _FIRST), 0
    highest = 0
    for number, entry in entries:
        if number in altered:
            yield _problem(number, "altered", f"entry {entry.n} was altered: its hash is another")
        elif entry.n <= highest:
            yield _problem(number, "reordered", f"entry {entry.n} stands after entry {highest}: reordered")
        elif entry.n > last.entries + 1:
            missing = [n for n in range(last.entries + 1, entry.n) if n not in places]
            if missing and not unreadable & set(range(last_line + 1, number)):
                named = f"{missing[0]}" if len(missing) == 1 else f"{missing[0]} to {missing[-1]}"
                yield _problem(number, "dropped", f"before this line something was dropped: entry {named}")
        elif entry.before != last.hash and last_line not in altered:
            # Whoever rewrites a line with a hash that fits betrays it by the next one.
            line = last_line or number
            yield _problem(line, "altered", f"entry {last.entries or entry.n} was altered, and hashed anew")
        if entry.n > highest:
            last, last_line, highest = Head(entry.n, entry.hash), number, entry.n


def against(chain: Chain, pinned: Head, where: str) -> Iterable[Problem]:
    """What is wrong with a chain of which a head was noted before, at the place `where`."""
    if not pinned.entries:
        return
    by_number: Mapping[int, tuple[int, Entry]] = {entry.n: (number, entry) for number, entry in chain.entries}
    found = by_number.get(pinned.entries)
    if found is None and chain.head.entries < pinned.entries:
        line = chain.entries[-1][0] if chain.entries else 1
        told = f"the end was cut off: {where} pins {pinned.entries} entries, here are {chain.head.entries}"
        yield _problem(line, "cut", told)
    elif found is not None and found[1].hash != pinned.hash:
        told = f"entry {pinned.entries} is not the one that {where} pins: the chain was written anew"
        yield _problem(found[0], "altered", told)


def _hash(entry: Entry) -> str:
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(entry, hash=""))).hexdigest()


def _problem(line: int, what: str, message: str) -> Problem:
    return Problem(
        path=CHAIN_FILE, code=f"custody-{what}", message=message, hint=_RESTORE, line=line, column=1
    )
