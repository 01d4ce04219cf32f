"""One walk through the plan: units out of date are planned, of all others it is known what they give."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from dossierpress.memo.makers import digest_of
from dossierpress.memo.memory import Memory
from dossierpress.memo.written import Checked
from dossierpress.plan.addresses import address_of
from dossierpress.plan.check import check_claims, dead_addresses
from dossierpress.plan.outputs import Bundle, Cause, MediaFile, Output
from dossierpress.plan.plan import LAST, Planned, Planner
from dossierpress.problems import Problem


class Course:
    """One walk through the plan: units out of date are planned, of all others it is known what they give."""

    def __init__(self, planner: Planner, memory: Memory) -> None:
        self._planner, self._memory = planner, memory
        self._stamps = stamps = memory.stamps
        self.units = planner.units()
        stale = stamps.stale(planner.facts, (*self.units, LAST))
        self._fresh = {unit: planner.plan(unit) for unit in stale if unit != LAST}
        self._parts = [self._fresh.get(unit) or stamps.known(unit) for unit in self.units]
        if LAST in stale or not stamps.claims_stay(self._fresh, self.units):
            self._fresh[LAST] = self._plan_last()
        self._parts.append(self._fresh.get(LAST) or stamps.known(LAST))
        self._plan_offering()
        self._stays = stamps.claims_stay(self._fresh, self.units)
        self._checked: Checked | None = None

    def _plan_last(self) -> Planned:
        return self._planner.plan_last(claim for part in self._parts for claim in part.claims)

    def _plan_offering(self) -> None:
        """Plan pages that offer a package which may be another: they say how large it is."""
        claims = (claim for part in self._fresh.values() for claim in part.claims if claim.offered)
        for page in dict.fromkeys(claim.offered for claim in claims):
            unit = self._planner.unit_at(address_of(page))
            if unit is not None and unit not in self._fresh:
                self._fresh[unit] = self._planner.plan(unit)

    @property
    def pages(self) -> int:
        """How many pages the site has."""
        return sum(claim.is_page for part in self._parts for claim in part.claims)

    def problems(self, files: Iterable[MediaFile], claimed: Iterable[str]) -> Iterator[Problem]:
        """All that is wrong with the plan; `claimed` are files of the theme."""
        for part in self._parts:
            yield from part.problems
        media = [(path, file.cause) for file in files for path in file.paths]
        yield from self._collisions(media, [(path, Cause(path)) for path in sorted(claimed)])
        to_check = [each for part in self._parts for each in part.to_check]
        if to_check:
            known = {claim.path for part in self._parts for claim in part.claims}
            yield from dead_addresses(to_check, known.union(path for path, _ in media))

    def _collisions(
        self, media: list[tuple[str, Cause]], claimed: list[tuple[str, Cause]]
    ) -> tuple[Problem, ...]:
        """What is wrong with addresses; kept for as long as nobody claims another."""
        others = digest_of(msgspec.msgpack.encode((media, claimed)))
        checked = self._memory.checked
        if not (self._stays and checked is not None and checked.others == others):
            claims = (claim for part in self._parts for claim in part.claims)
            checked = Checked(others, check_claims(claims, media, claimed))
        self._checked = checked
        return checked.problems

    def kept(self, is_there: Callable[[str], bool]) -> Iterator[str]:
        """What was made before and is there; a unit of which something is missing is planned now."""
        for unit in (*self.units, LAST):
            if unit in self._fresh:
                continue
            names = [claim.path for claim in self._stamps.known(unit).claims]
            if all(map(is_there, names)):
                yield from names
            else:
                self._fresh[unit] = self._plan_last() if unit == LAST else self._planner.plan(unit)

    def outputs(self) -> Iterator[Output | Bundle]:
        """What was planned in this walk."""
        for part in self._fresh.values():
            yield from part.outputs

    def offers(self) -> Mapping[str, list[str]]:
        """By the file of each page, the packages that it offers."""
        found: dict[str, list[str]] = {}
        for claim in (claim for part in self._parts for claim in part.claims if claim.offered):
            found.setdefault(claim.offered, []).append(claim.path)
        return found

    def learn(self, files: Iterable[MediaFile]) -> None:
        """Know the plan as it is now, and forget what was made of things that it has no more."""
        memory = self._memory
        memory.checked = self._checked
        self._stamps.learn(self._planner.facts, self._fresh.items(), (*self.units, LAST))
        names = {claim.path for part in self._parts for claim in part.claims}
        names.update(file.path for file in files)
        for name in memory.made.keys() - names:
            del memory.made[name]
