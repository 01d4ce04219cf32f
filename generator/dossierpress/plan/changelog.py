"""What changed in a dossier as curators tell it: its own log, corrections, and what became of its claims."""

from collections.abc import Iterator
from hashlib import sha256

from dossierpress.model.dates import Date
from dossierpress.model.dossier import Change
from dossierpress.model.site import PlacedDossier
from dossierpress.plan.addresses import claim_address
from dossierpress.plan.desk import Desk, fact
from dossierpress.plan.instants import instant
from dossierpress.plan.routes import article_address, dossier_address
from dossierpress.plan.views import View


class LoggedView(View, frozen=True):
    """A change: when (RFC 3339), of what kind, of what, and in which words; `address` is where it stands."""

    when: str
    kind: str
    title: str
    text: str
    address: str


def change_anchor(change: Change) -> str:
    """The id of an entry of a dossier's log on its page."""
    return _anchor(change.date, change.kind, change.text)


def _anchor(date: Date, kind: str, text: str) -> str:
    told = f"{date.text} {kind} {text}"
    return f"dp-change-{sha256(told.encode()).hexdigest()[:10]}"


@fact
def logged(desk: Desk, name: str) -> tuple[LoggedView, ...]:
    """What changed in a dossier, the newest first."""
    dossier = desk.dossier(name)
    found = [*_of_dossier(desk, dossier), *_corrections(desk, dossier)]
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (each.when, each.address), reverse=True))


def _of_dossier(desk: Desk, dossier: PlacedDossier) -> Iterator[LoggedView]:
    meta, address = dossier.document.meta, dossier_address(dossier.id)
    for change in meta.changes:
        yield _logged(desk, change.date, change.kind, dossier.title, change.text, address)
    for claim in meta.claims:
        for step in claim.history:
            text = f"{step.status}: {step.text}" if step.text else step.status
            yield _logged(desk, step.date, "claim", claim.text, text, claim_address(dossier.id, claim.id))


def _corrections(desk: Desk, dossier: PlacedDossier) -> Iterator[LoggedView]:
    for name in dossier.articles:
        meta = desk.article(name).meta
        if desk.mark("article", name):
            continue
        for correction in meta.corrections:
            kind = f"correction by {correction.by}"
            yield _logged(desk, correction.date, kind, meta.title, correction.text, article_address(name))


def _logged(desk: Desk, date: Date, kind: str, title: str, text: str, address: str) -> LoggedView:
    place = f"{address}#{_anchor(date, kind, text)}"
    return LoggedView(
        when=instant(date, desk.config.timezone), kind=kind, title=title, text=text, address=place
    )
