"""Where each article stands in a dossier: a reader goes through it in its reading order."""

from collections.abc import Mapping

import msgspec

from dossierpress.plan.desk import Desk, fact
from dossierpress.plan.summaries import dossier_link, summary
from dossierpress.plan.views import MembershipView

OTHERS = 5


class Standing(msgspec.Struct, frozen=True):
    """An article's place in a dossier; its neighbours and a few more are named by id."""

    section: str
    note: str
    key: bool
    position: int
    of: int
    previous: str
    next: str
    others: tuple[str, ...]


def membership_view(desk: Desk, dossier: str, article: str) -> MembershipView:
    """An article's place in a dossier as its page shows it."""
    found = standing(desk, dossier, article)
    return MembershipView(
        dossier=dossier_link(desk, dossier),
        section=found.section,
        note=found.note,
        key=found.key,
        position=found.position,
        of=found.of,
        previous=summary(desk, found.previous) if found.previous else None,
        next=summary(desk, found.next) if found.next else None,
        others=tuple(summary(desk, name) for name in found.others),
    )


@fact
def standing(desk: Desk, dossier: str, article: str) -> Standing:
    """An article's place in a dossier."""
    return standings(desk, dossier)[article]


@fact
def standings(desk: Desk, dossier: str) -> dict[str, Standing]:
    """The place of every article in a dossier: where it stands first, should it stand there twice."""
    placed = desk.dossier(dossier)
    order = placed.articles
    place = {name: number for number, name in enumerate(order)}
    keys = [each.article for section in placed.sections for each in section.members if each.key]
    found: dict[str, Standing] = {}
    for section in placed.sections:
        for member in section.members:
            if member.article in found:
                continue
            number = place[member.article]
            found[member.article] = Standing(
                section=section.title,
                note=member.note,
                key=member.key,
                position=number + 1,
                of=len(order),
                previous=order[number - 1] if number else "",
                next=order[number + 1] if number + 1 < len(order) else "",
                others=_others(order, place, keys, number),
            )
    return found


def _others(
    order: tuple[str, ...], place: Mapping[str, int], keys: list[str], number: int
) -> tuple[str, ...]:
    """A few more articles of a dossier: its key documents first, then those that stand nearest."""
    shown = set(order[max(0, number - 1) : number + 2])
    near = sorted(range(max(0, number - 6), min(len(order), number + 7)), key=lambda at: abs(at - number))
    listed = dict.fromkeys((*keys, *(order[at] for at in near)))
    chosen = [name for name in listed if name not in shown][:OTHERS]
    return tuple(sorted(chosen, key=place.__getitem__))
