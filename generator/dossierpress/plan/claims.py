"""The page of each claim: who makes it, what speaks for and against it, and what became of it."""

from collections.abc import Iterable

from dossierpress.model.dossier import Claim
from dossierpress.model.references import claim_in, parse_reference
from dossierpress.model.site import PlacedDossier
from dossierpress.plan.addresses import claim_address, claim_anchor
from dossierpress.plan.backlinks import to_page, to_places
from dossierpress.plan.cards import dossier_card
from dossierpress.plan.evidenceviews import ClaimChangeView, ClaimView, EvidenceView
from dossierpress.plan.outputs import Cause, Output, page
from dossierpress.plan.pageviews import ClaimPageView
from dossierpress.plan.quotations import quote_views
from dossierpress.plan.routes import dossier_address
from dossierpress.plan.summaries import Desk
from dossierpress.plan.views import CitedView, QuoteView
from dossierpress.plan.words import date_view


def claim_pages(desk: Desk) -> Iterable[Output]:
    """One output for each claim of each dossier."""
    for dossier in desk.routes.site.dossiers.values():
        planned: set[str] = set()
        for number, claim in enumerate(dossier.document.meta.claims):
            address = claim_address(dossier.id, claim.id)
            if address in planned:
                continue  # two claims of one id are one problem, which READ tells
            planned.add(address)
            if desk.wants(address):
                cause = Cause(dossier.document.path, f"claims[{number}].id")
                yield page(address, "claim.html", _page(desk, dossier, claim, number), cause)


def claim_view(desk: Desk, dossier: PlacedDossier, claim: Claim, number: int) -> ClaimView:
    """A claim as its dossier and its own page show it. Two that contradict each other both say so."""
    key, address = f"claims[{number}]", claim_address(dossier.id, claim.id)
    whole = tuple(claim_in(dossier.id, each) for each in claim.contradicts)
    contradicts = cited_all(desk, dossier, whole, f"{key}.contradicts")
    known = {each.address for each in contradicts}
    led = dict.fromkeys(
        (
            *to_page(desk.referrers, address),
            *to_places(desk.referrers, dossier_address(dossier.id), (claim_anchor(claim.id),)),
        )
    )
    back = (each.what for each in led if each.how == "contradicts" and each.what.address not in known)
    return ClaimView(
        anchor=claim_anchor(claim.id),
        address=address,
        text=claim.text,
        status=claim.status,
        by=desk.routes.named("people", claim.by),
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
        desk.routes.cited(text, path, key if len(references) == 1 else f"{key}[{number}]")
        for number, text in enumerate(references)
    )
    return tuple(cited for cited in found if cited is not None)


def _page(desk: Desk, dossier: PlacedDossier, claim: Claim, number: int) -> ClaimPageView:
    view = claim_view(desk, dossier, claim, number)
    link = desk.dossier_link(dossier)
    return ClaimPageView(
        site=desk.site_view,
        page=desk.head(
            view.address,
            claim.text,
            "",
            (link,),
            dossier.mark,
            image=dossier_card(desk.routes.config, dossier) or desk.dossier(dossier).cover,
        ),
        dossier=link,
        claim=view,
        supporting=tuple(_evidence(desk, claim.for_)),
        against=tuple(_evidence(desk, claim.against)),
    )


def _evidence(desk: Desk, references: Iterable[str]) -> Iterable[EvidenceView]:
    for text in references:
        reference = parse_reference(text)
        cited = desk.routes.resolved(reference) if reference is not None else None
        if reference is not None and cited is not None:
            shown = _quote(desk, reference.id, reference.part) if cited.kind == "quote" else None
            yield EvidenceView(cited=cited, quote=shown)


def _quote(desk: Desk, article: str, quote: str) -> QuoteView | None:
    document = desk.routes.site.articles[article]
    pairs = zip(document.meta.quotes, quote_views(desk, document), strict=True)
    return next((view for each, view in pairs if each.id == quote), None)
