"""The chosen text laid over the page's own lines: which of them it is made of."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from dossierpress.clip.lines import Line
from dossierpress.model.wordcount import words_of

_SHINGLE = 4
# So much of a line must be in the chosen text.
_SHARE = 0.5
# Two lines may claim a few words of the chosen text both.
_SLACK = 3
_MOST_PLACES = 4
# How many words a line may have lost or gained on its way into the chosen text.
_DRIFT = 12


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the chosen text a line may stand, in words, and how much of it is there."""

    line: int
    start: int
    end: int
    weight: int


def lay(lines: list[Line], chosen: str) -> None:
    """Mark the lines that the chosen text is made of, each part of it once and in the page's order."""
    places = _all(lines, chosen)
    for number in _heaviest_chain(places):
        lines[number].kept = True
        lines[number].why = "text"


def _all(lines: list[Line], chosen: str) -> list[_Place]:
    text = _Chosen(chosen)
    return [place for number, line in enumerate(lines) for place in text.places(number, line)]


class _Chosen:
    """The chosen text, with an index of where its runs of words and its short lines stand."""

    def __init__(self, text: str) -> None:
        self.words: list[str] = []
        self.runs: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.short: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for line in text.splitlines():
            words = words_of(line)
            if words:
                self.short[tuple(words)].append(len(self.words))
            self.words.extend(words)
        for start in range(len(self.words) - _SHINGLE + 1):
            self.runs[tuple(self.words[start : start + _SHINGLE])].append(start)

    def places(self, number: int, line: Line) -> list[_Place]:
        """Where a line may stand."""
        words, size = line.words, len(line.words)
        if size < _SHINGLE:
            starts = self.short.get(tuple(words), ()) if words else ()
            return [_Place(number, start, start + size, size) for start in starts]
        # By how far into the text a line would begin; one that lost or gained words votes for several near.
        votes: dict[int, int] = defaultdict(int)
        for offset in range(size - _SHINGLE + 1):
            for start in self.runs.get(tuple(words[offset : offset + _SHINGLE]), ()):
                votes[start - offset] += 1
        found: list[_Place] = []
        for start in sorted(votes, key=lambda start: (-votes[start], start))[:_MOST_PLACES]:
            held = sum(count for near, count in votes.items() if abs(near - start) <= _DRIFT)
            if held >= _SHARE * (size - _SHINGLE + 1):
                found.append(_Place(number, max(0, start), start + size, min(size, held + _SHINGLE - 1)))
        return found


def _heaviest_chain(places: list[_Place]) -> list[int]:
    """The lines of the heaviest chain of places that overlap in neither the page nor the chosen text."""
    # `ends` rises, and so does the weight of the best chain that ends there.
    chains: list[tuple[int, int, int]] = []  # end in the text, weight, index of its last place
    before: list[int] = [-1] * len(places)
    by_line: dict[int, list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        by_line[place.line].append(index)
    for line in sorted(by_line):
        fresh = []
        for index in by_line[line]:
            place = places[index]
            at = bisect_right(chains, place.start + _SLACK, key=lambda chain: chain[0]) - 1
            weight = place.weight
            if at >= 0:
                weight += chains[at][1]
                before[index] = chains[at][2]
            fresh.append((place.end, weight, index))
        for chain in fresh:
            _insert(chains, chain)
    at = chains[-1][2] if chains else -1
    found = []
    while at >= 0:
        found.append(places[at].line)
        at = before[at]
    return found[::-1]


def _insert(chains: list[tuple[int, int, int]], chain: tuple[int, int, int]) -> None:
    """Put a chain where it belongs, unless an earlier end weighs as much; drop what it makes needless."""
    at = bisect_right(chains, chain[0], key=lambda each: each[0])
    if at and chains[at - 1][1] >= chain[1]:
        return
    end = at
    while end < len(chains) and chains[end][1] <= chain[1]:
        end += 1
    begin = at
    while begin and chains[begin - 1][0] == chain[0]:
        begin -= 1
    chains[begin:end] = [chain]
