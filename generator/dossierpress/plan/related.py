"""Related articles: those that share tags, names and dossiers, the rare ones weighing more."""

import heapq
from collections import defaultdict

from dossierpress.plan.desk import Desk, kept
from dossierpress.plan.rolls import count, day, features, members

MOST = 5
# Whole numbers add up to the same sum in any order.
_SCALE = 10**9
# How many mentions are looked through for one article, the rarest names first. What half the site
# has in common says little, and would cost most.
BUDGET = 400


@kept
def related(desk: Desk, article: str) -> tuple[str, ...]:
    """The ids of at most five others, the nearest kin first; ties go to the article nearer in time."""
    found = kin(desk, article)
    if not found:
        return ()
    own = day(desk, article)
    best = [(-score, abs(day(desk, other) - own), other) for score, other in found]
    return tuple(other for _, _, other in sorted(best)[:MOST])


@kept
def kin(desk: Desk, article: str) -> tuple[tuple[int, str], ...]:
    """The articles with the five highest scores, and all others that have the same as the last of these.

    A shared name weighs as the number of articles over the number that have it. A dossier in common
    adds weight, but alone makes no kin: the page shows the dossier already. A withdrawn article has none.
    """
    if desk.article(article).meta.status == "withdrawn":
        return ()
    names = sorted((count(desk, *feature), feature) for feature in features(desk, article))
    scores: dict[str, int] = defaultdict(int)
    left = BUDGET
    for number, feature in names:
        left -= number
        if left < 0:
            break
        weight = _SCALE // number
        for other in members(desk, *feature):
            scores[other] += weight
    scores.pop(article, None)
    if not scores:
        return ()
    for dossier in desk.homes(article):
        others = members(desk, "dossiers", dossier)
        weight = _SCALE // len(others)
        for other in others:
            if other in scores:
                scores[other] += weight
    least = min(heapq.nlargest(MOST, scores.values()))
    return tuple(sorted((score, other) for other, score in scores.items() if score >= least))
