"""`tdmrep.json`: which pages machines are asked not to mine (TDM Reservation Protocol of the W3C's group)."""

from collections.abc import Iterable
from urllib.parse import quote

from dossierpress.formats.plainjson import plain_json
from dossierpress.plan.addresses import base_of
from dossierpress.plan.desk import Desk
from dossierpress.plan.outputs import Bodies, Cause, Output, produced
from dossierpress.plan.plan import Export
from dossierpress.plan.views import View
from dossierpress.schema.config import CONFIG_FILE

FILE = ".well-known/tdmrep.json"


class ReservedView(View, frozen=True):
    """A page or picture that is reserved, and where its terms stand."""

    location: str
    policy: str = ""


class ReservationsView(View, frozen=True):
    """Everything that is reserved."""

    reserved: tuple[ReservedView, ...]


def reserved_places(desk: Desk) -> tuple[ReservedView, ...]:
    """Each reserved article's page, and its picture."""
    return tuple(ReservedView(location=address, policy=policy) for address, policy in desk.reserved())


def reservations_file(desk: Desk, _name: str) -> Iterable[Output]:
    """The file, which machines look for at the root of a host only; a site without reservations has none."""
    if base_of(desk.config.url) == "/" and (found := reserved_places(desk)):
        yield produced(FILE, write_reservations, ReservationsView(reserved=found), Cause(CONFIG_FILE))


def write_reservations(view: ReservationsView, _bodies: Bodies) -> bytes:
    """The bytes of the file."""
    rules: list[dict[str, str | int]] = []
    for each in view.reserved:
        rules.append({"location": quote(each.location), "tdm-reservation": 1})
        if each.policy:
            rules[-1]["tdm-policy"] = each.policy
    return plain_json(rules)


reservations = Export("reservations", own=reservations_file)
