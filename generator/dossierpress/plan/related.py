"""Related articles: those that share tags, names and dossiers, the rare ones weighing more."""

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence

from dossierpress.model.site import NameKind, Site

MOST = 5
# Whole numbers add up to the same sum in any order.
_SCALE = 10**9
# How many mentions are looked through for one article, the rarest names first. What half the site
# has in common says little, and would cost most.
BUDGET = 400
_KINDS: tuple[NameKind, ...] = ("tags", "people", "organisations", "places")

Feature = tuple[str, str]


class Related:
    """For each article the ids of at most five others, the nearest kin first.

    A shared name weighs as the number of articles over the number that have it. A dossier in common
    adds weight, but alone makes no kin: the page shows the dossier already. Ties go to the article that
    is nearer in time.
    """

    def __init__(self, site: Site) -> None:
        self._order = [name for name, each in site.articles.items() if each.meta.status != "withdrawn"]
        self._place = {name: number for number, name in enumerate(self._order)}
        self._names, self._dossiers = _named(site, self._place), _in_dossiers(site, self._place)
        self._mentions: dict[Feature, list[int]] = defaultdict(list)
        for number in range(len(self._order)):
            for feature in (*self._names[number], *self._dossiers[number]):
                self._mentions[feature].append(number)

    def of(self, article: str) -> tuple[str, ...]:
        """The kin of one article; a withdrawn one has none."""
        own = self._place.get(article)
        if own is None:
            return ()
        kin = _kin(own, self._names[own], self._dossiers[own], self._mentions)
        return tuple(self._order[other] for other in kin)


def _kin(
    own: int, names: Sequence[Feature], dossiers: Sequence[Feature], mentions: Mapping[Feature, Sequence[int]]
) -> list[int]:
    scores: dict[int, int] = defaultdict(int)
    left = BUDGET
    for feature in sorted(names, key=lambda each: (len(mentions[each]), each)):
        others = mentions[feature]
        left -= len(others)
        if left < 0:
            break
        weight = _SCALE // len(others)
        for other in others:
            scores[other] += weight
    scores.pop(own, None)
    for feature in dossiers:
        weight = _SCALE // len(mentions[feature])
        for other in mentions[feature]:
            if other in scores:
                scores[other] += weight
    least = min(heapq.nlargest(MOST, scores.values()), default=0)
    best = [(-score, abs(other - own), other) for other, score in scores.items() if score >= least]
    return [other for _, _, other in sorted(best)[:MOST]]


def _named(site: Site, place: Mapping[str, int]) -> list[tuple[Feature, ...]]:
    found: list[list[Feature]] = [[] for _ in place]
    for kind in _KINDS:
        for named in site.each_name(kind):
            for article in named.articles:
                if article in place:
                    found[place[article]].append((kind, named.slug))
    return [tuple(each) for each in found]


def _in_dossiers(site: Site, place: Mapping[str, int]) -> list[tuple[Feature, ...]]:
    found: list[list[Feature]] = [[] for _ in place]
    for dossier in site.dossiers.values():
        for article in dossier.articles:
            if article in place:
                found[place[article]].append(("dossiers", dossier.id))
    return [tuple(each) for each in found]
