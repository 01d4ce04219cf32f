"""Stamps: which facts each unit of the plan took when it was last planned, and what each of these said.

Out of date is one question: which facts say something else now, and which units held one of them? A fact
that is made of others is asked anew only when one of these differs. Damage or loss costs time alone: a unit
without a stamp is planned.
"""

from array import array
from collections.abc import Collection, Iterable, Mapping

import msgspec

from dossierpress.plan.claims import Claim
from dossierpress.plan.desk import Facts
from dossierpress.plan.plan import Planned, Unit
from dossierpress.plan.shelf import Fact
from dossierpress.problems import Problem

_NUMBERS = "I"
_BETWEEN = "\0"
# What nobody holds any more is let go when so many facts have come since that was last done.
_MOST_NEW = 20_000


class Known(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is known of a unit that was planned: what it gave, and its stamp as numbers of facts."""

    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]
    to_check: tuple[tuple[str, Problem], ...]
    stamp: bytes


class Written(msgspec.Struct, frozen=True, array_like=True):
    """All of it as it is written down. `stamps` are of facts made of others; `fresh` counts new facts."""

    facts: list[str]
    digests: list[bytes]
    stamps: dict[int, bytes]
    units: dict[str, Known]
    fresh: int


class Stamps:
    """The stamps of the last build, by which this one knows what it must plan."""

    def __init__(self, written: Written | None = None) -> None:
        written = written or Written([], [], {}, {}, 0)
        self._facts = written.facts
        self._digests = written.digests
        self._stamps = written.stamps
        self._fresh = written.fresh
        self.units = written.units
        self._numbers = {name: number for number, name in enumerate(self._facts)}
        # What facts say that differ; known for good only when all that held them was planned.
        self._news: dict[int, bytes] = {}

    def written(self) -> Written:
        """All of it, as it is written down."""
        if self._fresh > _MOST_NEW:
            self._let_go()
        return Written(self._facts, self._digests, self._stamps, self.units, self._fresh)

    def known(self, unit: Unit) -> Known:
        """What a unit gave when it was last planned."""
        return self.units[name_of(unit)]

    def claims_stay(self, fresh: Mapping[Unit, Planned], units: Collection[Unit]) -> bool:
        """Whether these units, of which some were planned now, claim what the last plan did."""
        same = all(
            (known := self.units.get(name_of(unit))) is not None and known.claims == planned.claims
            for unit, planned in fresh.items()
        )
        return same and len(units) + 1 == len(self.units)

    def stale(self, facts: Facts, units: Iterable[Unit]) -> list[Unit]:
        """The units that must be planned."""
        changed = self._changed(facts)
        held = self.units
        return [
            unit
            for unit in units
            if (known := held.get(name_of(unit))) is None or not changed.isdisjoint(_numbers(known.stamp))
        ]

    def _changed(self, facts: Facts) -> set[int]:
        """The numbers of facts that differ now."""
        self._news = {}
        changed = {
            number
            for number, name in enumerate(self._facts)
            if number not in self._stamps and self._differs(number, facts.digest(_fact(name)))
        }
        settled: set[int] = set()
        while True:
            doubtful = [
                number
                for number, stamp in self._stamps.items()
                if number not in settled and not changed.isdisjoint(_numbers(stamp))
            ]
            if not doubtful:
                return changed
            settled.update(doubtful)
            for number in doubtful:
                fact = _fact(self._facts[number])
                if self._differs(number, facts.digest(fact)):
                    changed.add(number)

    def _differs(self, number: int, digest: bytes) -> bool:
        if self._digests[number] == digest:
            return False
        self._news[number] = digest
        return True

    def learn(self, facts: Facts, planned: Iterable[tuple[Unit, Planned]], units: Iterable[Unit]) -> None:
        """Know units as they were planned now, and only those that there are now."""
        for number, digest in self._news.items():
            self._digests[number] = digest
        self._news = {}
        names = {name_of(unit) for unit in units}
        if names != self.units.keys():
            self.units = {name: known for name, known in self.units.items() if name in names}
        for unit, found in planned:
            stamp = self._packed(facts, found.stamp)
            self.units[name_of(unit)] = Known(found.claims, found.problems, found.to_check, stamp)
        for fact, made_of in list(facts.stamps.items()):
            if (known := self._numbers.get(_BETWEEN.join(fact))) is not None:
                self._stamps[known] = self._packed(facts, made_of)

    def _packed(self, facts: Facts, stamp: Iterable[Fact]) -> bytes:
        return array(_NUMBERS, [self._number(facts, fact) for fact in stamp]).tobytes()

    def _number(self, facts: Facts, fact: Fact) -> int:
        name = _BETWEEN.join(fact)
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self._facts)
            self._facts.append(name)
            self._digests.append(facts.digest(fact))
            self._fresh += 1
            made_of = facts.stamps.get(fact)
            if made_of is not None:
                self._stamps[number] = b""
                self._stamps[number] = self._packed(facts, made_of)
        return number

    def _let_go(self) -> None:
        """Forget facts that no unit holds, nor any fact that one holds."""
        waiting = [number for known in self.units.values() for number in _numbers(known.stamp)]
        held: set[int] = set()
        while waiting:
            held.update(waiting)
            made_of = (_numbers(self._stamps[number]) for number in set(waiting) if number in self._stamps)
            waiting = [number for stamp in made_of for number in stamp if number not in held]
        order = sorted(held)
        new = {number: place for place, number in enumerate(order)}

        def renumbered(stamp: bytes) -> bytes:
            return array(_NUMBERS, [new[number] for number in _numbers(stamp)]).tobytes()

        self._stamps = {new[each]: renumbered(self._stamps[each]) for each in order if each in self._stamps}
        self.units = {
            name: msgspec.structs.replace(known, stamp=renumbered(known.stamp))
            for name, known in self.units.items()
        }
        self._facts = [self._facts[number] for number in order]
        self._digests = [self._digests[number] for number in order]
        self._numbers = {name: number for number, name in enumerate(self._facts)}
        self._fresh = 0


def name_of(unit: Unit) -> str:
    """A unit's name, as it is written down."""
    return _BETWEEN.join(unit)


def _fact(name: str) -> Fact:
    return tuple(name.split(_BETWEEN))


def _numbers(stamp: bytes) -> "array[int]":
    return array(_NUMBERS, stamp)
