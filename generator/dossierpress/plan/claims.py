"""The page of each claim: who makes it, what speaks for and against it, and what became of it."""

from collections.abc import Iterable

from dossierpress.model.dossier import Claim
from dossierpress.model.references import claim_in
from dossierpress.model.site import PlacedDossier
from dossierpress.plan.addresses import claim_address, claim_anchor
from dossierpress.plan.backlinks import referrers, to_page, to_places
from dossierpress.plan.cards import dossier_card
from dossierpress.plan.desk import Desk
from dossierpress.plan.evidenceviews import ClaimChangeView, ClaimView
from dossierpress.plan.outputs import Cause, Output
from dossierpress.plan.pageviews import ClaimPageView
from dossierpress.plan.quotations import evidence_of
from dossierpress.plan.routes import dossier_address
from dossierpress.plan.summaries import dossier_link, dossier_summary, head, site_view
from dossierpress.plan.views import CitedView
from dossierpress.plan.words import date_view


def claim_page(desk: Desk, name: str, claim: str) -> Iterable[Output]:
    """The page of a claim. Two claims of one id are one problem, which READ tells."""
    dossier = desk.dossier(name)
    number = next(number for number, each in enumerate(dossier.document.meta.claims) if each.id == claim)
    view = claim_page_view(desk, dossier, number)
    cause = Cause(dossier.document.path, f"claims[{number}].id")
    yield desk.page(view.page.address, "claim.html", view, cause)


def claim_view(desk: Desk, dossier: PlacedDossier, claim: Claim, number: int) -> ClaimView:
    """A claim as its dossier and its own page show it. Two that contradict each other both say so."""
    key, address = f"claims[{number}]", claim_address(dossier.id, claim.id)
    whole = tuple(claim_in(dossier.id, each) for each in claim.contradicts)
    contradicts = cited_all(desk, dossier, whole, f"{key}.contradicts")
    known = {each.address for each in contradicts}
    led = dict.fromkeys(
        (
            *to_page(referrers(desk, address)),
            *to_places(referrers(desk, dossier_address(dossier.id)), (claim_anchor(claim.id),)),
        )
    )
    back = (each.what for each in led if each.how == "contradicts" and each.what.address not in known)
    return ClaimView(
        anchor=claim_anchor(claim.id),
        address=address,
        text=claim.text,
        status=claim.status,
        by=desk.named("people", claim.by),
        supporting=cited_all(desk, dossier, claim.for_, f"{key}.for"),
        against=cited_all(desk, dossier, claim.against, f"{key}.against"),
        contradicts=(*contradicts, *back),
        history=tuple(
            ClaimChangeView(date=date_view(each.date, desk.language), status=each.status, text=each.text)
            for each in claim.history
        ),
        referrers=tuple(each for each in led if each.how != "contradicts"),
    )


def cited_all(
    desk: Desk, dossier: PlacedDossier, references: tuple[str, ...], key: str
) -> tuple[CitedView, ...]:
    """What the references under one key of a dossier lead to, as far as readers can follow."""
    path = dossier.document.path
    found = (
        desk.cited(text, path, key if len(references) == 1 else f"{key}[{number}]")
        for number, text in enumerate(references)
    )
    return tuple(cited for cited in found if cited is not None)


def claim_page_view(desk: Desk, dossier: PlacedDossier, number: int) -> ClaimPageView:
    """What the page of a claim shows."""
    claim = dossier.document.meta.claims[number]
    view, link = claim_view(desk, dossier, claim, number), dossier_link(desk, dossier.id)
    picture = dossier_card(desk.config, dossier) or dossier_summary(desk, dossier.id).cover
    return ClaimPageView(
        site=site_view(desk),
        page=head(desk, view.address, claim.text, "", (link,), dossier.mark, image=picture),
        dossier=link,
        claim=view,
        supporting=tuple(evidence_of(desk, claim.for_)),
        against=tuple(evidence_of(desk, claim.against)),
    )
