"""Who appears with whom: people and organisations that articles of a dossier name together."""

import math
from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from dossierpress.model.collation import sort_key
from dossierpress.plan.desk import Desk, fact
from dossierpress.plan.drawings import KnotView, NetworkView, PairView, ThreadView
from dossierpress.plan.rolls import reprinted
from dossierpress.plan.summaries import names, summary
from dossierpress.plan.views import NameView

# Rows of the table, names of the drawing, and how thick a thread is at most.
MOST_PAIRS, MOST_KNOTS, THICKEST = 20, 12, 5
_WIDTH, _HEIGHT, _RADIUS = 640, 320, 125
# Two names need no drawing; longer ones would not fit beside their points.
_LEAST_KNOTS, _LONGEST = 3, 26


@fact
def network(desk: Desk, dossier: str) -> NetworkView | None:
    """The pairs of names with most articles first; None where no article names two. Copies do not count."""
    copies = reprinted(desk, "dossiers", dossier)
    found: dict[tuple[NameView, NameView], list[str]] = {}
    for article in desk.dossier(dossier).articles:
        if article not in copies:
            named = {*names(desk, article, "people"), *names(desk, article, "organisations")}
            in_order = sorted(named, key=lambda name: (sort_key(name.name, desk.language), name.address))
            for pair in combinations(in_order, 2):
                found.setdefault(pair, []).append(article)
    if not found:
        return None
    listed = sorted(
        found.items(),
        key=lambda item: (-len(item[1]), *(sort_key(name.name, desk.language) for name in item[0])),
    )
    pairs = tuple(
        PairView(one=one, other=other, articles=tuple(summary(desk, name) for name in articles))
        for (one, other), articles in listed[:MOST_PAIRS]
    )
    knots, threads = _drawn(pairs)
    return NetworkView(
        pairs=pairs, more=len(found) - len(pairs), width=_WIDTH, height=_HEIGHT, knots=knots, threads=threads
    )


def _drawn(pairs: Iterable[PairView]) -> tuple[tuple[KnotView, ...], tuple[ThreadView, ...]]:
    """The names with most company on a circle, and a thread between two who appear together."""
    weights: Counter[NameView] = Counter()
    for pair in pairs:
        weights[pair.one] += len(pair.articles)
        weights[pair.other] += len(pair.articles)
    chosen = [name for name, _ in weights.most_common(MOST_KNOTS)]
    if len(chosen) < _LEAST_KNOTS:
        return (), ()
    knots = {name: _knot(name, 2 * math.pi * number / len(chosen)) for number, name in enumerate(chosen)}
    threads = (
        ThreadView(
            x1=knots[pair.one].x,
            y1=knots[pair.one].y,
            x2=knots[pair.other].x,
            y2=knots[pair.other].y,
            weight=min(len(pair.articles), THICKEST),
        )
        for pair in pairs
        if pair.one in knots and pair.other in knots
    )
    return tuple(knots.values()), tuple(threads)


def _knot(name: NameView, angle: float) -> KnotView:
    return KnotView(
        name=name.name if len(name.name) <= _LONGEST else f"{name.name[: _LONGEST - 1].rstrip()}…",
        x=round(_WIDTH / 2 + _RADIUS * math.sin(angle), 1),
        y=round(_HEIGHT / 2 - _RADIUS * math.cos(angle), 1),
        on_left=math.sin(angle) < 0,
    )
