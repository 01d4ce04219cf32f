"""Stamps: which facts each unit of the plan took when it was last planned, and what each of these said.

Out of date is one question: which facts say something else now, and which units held one of them? A fact
that is made of others is asked anew only when one of these differs. Damage or loss costs time alone: a unit
without a stamp is planned.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial

import msgspec

from dossierpress.memo.graph import Graph, packed, unpacked
from dossierpress.plan.check import Claim
from dossierpress.plan.desk import Facts, is_made
from dossierpress.plan.plan import Planned, Unit
from dossierpress.plan.shelf import Fact
from dossierpress.problems import Problem

_BETWEEN = "\0"
# Units are numbered among the facts, under names that no fact has.
_UNIT = "unit" + _BETWEEN


class Known(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a unit gave when it was planned."""

    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]
    to_check: tuple[tuple[str, Problem], ...]


class Written(msgspec.Struct, frozen=True, array_like=True):
    """All of it as it is written down: facts and units by number, what each took, and who holds each.

    `leaves` are the numbers of facts that are made of no others.
    """

    names: list[str]
    digests: list[bytes]
    leaves: bytes
    taken: tuple[bytes, bytes]
    holders: tuple[bytes, bytes]
    units: dict[str, Known]


class News(msgspec.Struct, array_like=True):
    """What changed since it was written down: new names, and by number or name what is other."""

    names: list[str] = []
    leaves: list[int] = []
    digests: dict[int, bytes] = {}
    taken: dict[int, bytes] = {}
    units: dict[str, Known | None] = {}


class Stamps:
    """The stamps of the last build, by which this one knows what it must plan."""

    def __init__(self, written: Written | None = None, news: Iterable[News] = ()) -> None:
        written = written or Written([], [], b"", (b"", b""), (b"", b""), {})
        self._names, self._digests = written.names, written.digests
        self._leaves = unpacked(written.leaves)
        self._graph = Graph(written.taken, written.holders)
        self.units = written.units
        self._numbers: dict[str, int] = {}
        # What facts say that differ; known for good only when all that held them was planned.
        self._differing: dict[int, bytes] = {}
        self._stay: dict[int, bool] = {}
        self.news = News()
        for each in news:
            self._take_in(each)

    def _take_in(self, news: News) -> None:
        self._names += news.names
        self._digests += [b""] * len(news.names)
        self._leaves.extend(news.leaves)
        for number, digest in news.digests.items():
            self._digests[number] = digest
        for number, stamp in news.taken.items():
            self._graph.take(number, stamp)
        for unit, known in news.units.items():
            if known is None:
                self.units.pop(unit, None)
            else:
                self.units[unit] = known

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
        """The units that must be planned. From now on `facts` know what was kept of those that stay."""
        self._differing, self._stay = {}, {}
        facts.before = partial(self._before, facts)
        held, names = self.units, self._names
        changed = {names[number].removeprefix(_UNIT) for number in self._out_of_date(facts)}
        return [unit for unit in units if (name := name_of(unit)) in changed or name not in held]

    def _out_of_date(self, facts: Facts) -> Iterator[int]:
        """The numbers of units that hold a fact which differs now."""
        names, digest = self._names, facts.shelf.digest
        waiting = [number for number in self._leaves if self._differs(number, digest(_fact(names[number])))]
        asked: set[int] = set()
        while waiting:
            for holder in self._graph.holders(waiting.pop()):
                if holder in asked:
                    continue
                asked.add(holder)
                if names[holder].startswith(_UNIT):
                    yield holder
                elif not self._stays(facts, holder):
                    waiting.append(holder)

    def _stays(self, facts: Facts, number: int) -> bool:
        """Whether a fact says what it did: all that it took does, or else it does itself."""
        known = self._stay.get(number)
        if known is None:
            if number in self._differing:
                return False
            known = all(self._stays(facts, each) for each in unpacked(self._graph.taken(number)))
            if not known:
                self._stay[number] = False  # until that is known: it is made anew
                known = not self._differs(number, facts.digest(_fact(self._names[number])))
            self._stay[number] = known
        return known

    def _before(self, facts: Facts, fact: Fact) -> bytes:
        """What was kept of a fact that says what it did; empty when it says something else, or is new."""
        self._count()
        number = self._numbers.get(_BETWEEN.join(fact))
        return self._digests[number] if number is not None and self._stays(facts, number) else b""

    def _count(self) -> None:
        if len(self._numbers) != len(self._names):
            self._numbers = {name: number for number, name in enumerate(self._names)}

    def _differs(self, number: int, digest: bytes) -> bool:
        if self._digests[number] == digest:
            return False
        self._differing[number] = digest
        return True

    def learn(self, facts: Facts, planned: Iterable[tuple[Unit, Planned]], units: Iterable[Unit]) -> None:
        """Know units as they were planned now, and only those that there are now."""
        self._count()
        for number, digest in self._differing.items():
            self._digests[number] = self.news.digests[number] = digest
        facts.before = lambda _fact: b""
        for name in self.units.keys() - {name_of(unit) for unit in units}:
            del self.units[name]
            self.news.units[name] = None
            self._take(self._numbers[_UNIT + name], b"")
        for unit, found in planned:
            name = name_of(unit)
            known = Known(found.claims, found.problems, found.to_check)
            self.units[name] = self.news.units[name] = known
            self._take(self._number(_UNIT + name), self._stamp(facts, found.stamp))
        for fact, made_of in list(facts.stamps.items()):
            if (place := self._numbers.get(_BETWEEN.join(fact))) is not None:
                self._take(place, self._stamp(facts, made_of))

    def _take(self, number: int, stamp: bytes) -> None:
        if self._graph.take(number, stamp):
            self.news.taken[number] = stamp

    def _stamp(self, facts: Facts, stamp: Iterable[Fact]) -> bytes:
        return packed([self._fact_number(facts, fact) for fact in stamp])

    def _fact_number(self, facts: Facts, fact: Fact) -> int:
        name = _BETWEEN.join(fact)
        number = self._numbers.get(name)
        if number is None:
            number = self._number(name)
            self._digests[number] = self.news.digests[number] = facts.digest(fact)
            made_of = facts.stamps.get(fact)
            if made_of is not None:
                self._take(number, self._stamp(facts, made_of))
        return number

    def _number(self, name: str) -> int:
        """The number of a name, perhaps a new one."""
        if name in self._numbers:
            return self._numbers[name]
        number = self._numbers[name] = len(self._names)
        self._names.append(name)
        self._digests.append(b"")
        self.news.names.append(name)
        if not name.startswith(_UNIT) and not is_made(name.partition(_BETWEEN)[0]):
            self._leaves.append(number)
            self.news.leaves.append(number)
        return number

    def written(self) -> Written:
        """All of it, as it is written down; what no unit holds, nor any fact that one holds, is let go."""
        self._count()
        held = self._graph.reached(self._numbers[_UNIT + name] for name in self.units)
        new = {number: place for place, number in enumerate(held)}
        self._graph = self._graph.renumbered(held, new)
        self._leaves = unpacked(packed(new[number] for number in self._leaves if number in new))
        self._names = [self._names[number] for number in held]
        self._digests = [self._digests[number] for number in held]
        self._numbers, self.news = {}, News()
        taken, holders = self._graph.written()
        return Written(self._names, self._digests, packed(self._leaves), taken, holders, self.units)


def name_of(unit: Unit) -> str:
    """A unit's name, as it is written down."""
    return _BETWEEN.join(unit)


def _fact(name: str) -> Fact:
    return tuple(name.split(_BETWEEN))
