"""Reprints and wire copy: articles that share most of their words are pointed out, and never merged."""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from dossierpress.model.document import ArticleDocument
from dossierpress.model.references import origin
from dossierpress.model.wordcount import words_of
from dossierpress.problems import Problem

# Runs of so many words are compared. Fewer are phrases that everybody uses; more break at every small edit.
_RUN: Final = 5
# So much of the shorter text stands in the other too, at least (tests/evidence/test_reprints.py says why).
ENOUGH: Final = 0.4
# Texts of fewer runs than this are too short to tell.
_SHORTEST: Final = 40
# Of all runs one in so many is looked up first; who shares none of these shares too little.
_SAMPLE: Final = 8
# A run that stands in more texts than this is a form of words of the site itself, such as a footer.
_MOST: Final = 25


class Reprint(NamedTuple):
    """Two texts by their names, and how much of the shorter one stands in the other."""

    one: str
    other: str
    share: float


def reprints(texts: Mapping[str, str], fresh: Iterable[str]) -> Iterator[Reprint]:
    """Every pair of texts that share enough, one of which at least is fresh; in the order of the texts."""
    runs = {name: found for name, text in texts.items() if len(found := _runs(text)) >= _SHORTEST}
    holders = _holders(runs)
    if any(len(names) > _MOST for names in holders.values()):
        counts = Counter(run for found in runs.values() for run in found)
        common = frozenset(run for run, count in counts.items() if count > _MOST)
        runs = {name: found - common for name, found in runs.items() if len(found - common) >= _SHORTEST}
        holders = _holders(runs)
    wanted = set(fresh)
    place = {name: number for number, name in enumerate(runs)}
    for name, found in runs.items():
        if name not in wanted:
            continue
        near = {
            other
            for run in found
            if run % _SAMPLE == 0
            for other in holders[run]
            if other != name and (other not in wanted or place[other] > place[name])
        }
        for other in sorted(near, key=place.__getitem__):
            share = overlap(found, runs[other])
            if share >= ENOUGH:
                yield Reprint(name, other, share)


def unconfirmed(articles: Iterable[ArticleDocument], texts: Mapping[str, str]) -> Iterator[Problem]:
    """Articles that share most of their words with an older one, and do not say so with `same_as`."""
    in_order = sorted(articles, key=lambda each: (each.meta.date.sort_key(), each.id))
    known = {each.id: each for each in in_order}
    held = {name: texts[name] for name in known if name in texts}
    for first, later, share in reprints(held, held):
        begun = {origin(name, lambda each: _same_as(known, each)) for name in (first, later)}
        if len(begun) == 1:
            continue
        yield Problem(
            path=known[later].path,
            code="reprint",
            message=f"{share:.0%} of the words of `{first}` and of this article are the same",
            hint=f"if it was taken from there, or both from one agency, write `same_as: {first}`",
            key="title",
            severity="warning",
        )


def _same_as(known: Mapping[str, ArticleDocument], name: str) -> str:
    return known[name].meta.same_as if name in known else ""


def _holders(runs: Mapping[str, frozenset[int]]) -> dict[int, list[str]]:
    """The texts of each run that is looked up."""
    holders: dict[int, list[str]] = {}
    for name, found in runs.items():
        for run in found:
            if run % _SAMPLE == 0:
                holders.setdefault(run, []).append(name)
    return holders


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of the shorter text stands in the other, from 0 to 1."""
    return len(one & other) / max(1, min(len(one), len(other)))


def _runs(text: str) -> frozenset[int]:
    """The runs of words of a text, each as a number that is the same on every machine."""
    words = words_of(text)
    return frozenset(
        zlib.crc32(" ".join(words[at : at + _RUN]).encode()) for at in range(len(words) - _RUN + 1)
    )
