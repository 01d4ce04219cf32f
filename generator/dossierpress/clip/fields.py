"""A field of an article as found: its value, where it came from, whether it is a guess, and its rivals."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """One value that one place gives for a field. `place` is what a curator is told."""

    value: str
    place: str
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """What is taken for a field, and what else was found."""

    value: str = ""
    place: str = ""
    is_guess: bool = False
    agree: tuple[str, ...] = ()
    rivals: tuple[Found, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.value)


def same(value: str) -> str:
    """A value as it is compared: letters and digits alone."""
    return re.sub(r"[\W_]+", "", value).casefold()


def decide(found: Iterable[Found], key: Callable[[str], str] = same) -> Field:
    """The value that two places agree on, else the first; a guess only where there is nothing else."""
    groups: dict[str, list[Found]] = {}
    for each in found:
        if each.value and key(each.value):
            groups.setdefault(key(each.value), []).append(each)
    if not groups:
        return Field()
    first = next(iter(groups.values()))
    best = max(groups.values(), key=lambda group: (_weight(group), group is first))
    value = next((each for each in best if not each.is_guess), best[0])
    rivals = tuple(group[0] for group in groups.values() if group is not best and not group[0].is_guess)
    places = tuple(dict.fromkeys(each.place for each in best))
    return Field(value.value, value.place, all(each.is_guess for each in best), places, rivals)


def _weight(group: list[Found]) -> int:
    """Two places are better than one, and one that a guess bears out than one alone."""
    said = {each.place.partition(" ")[0] for each in group if not each.is_guess}
    return min(2, len(said)) * 2 + any(each.is_guess for each in group) if said else 0
