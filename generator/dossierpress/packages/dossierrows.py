"""The rows of a dossier: what its curators say, in which order, and what they have found."""

from collections.abc import Iterable, Iterator

from dossierpress.model.site import PlacedDossier
from dossierpress.packages.cells import at, dated, reference_of, row, short
from dossierpress.packages.tables import Row
from dossierpress.plan.desk import Desk
from dossierpress.plan.pageviews import DossierView
from dossierpress.plan.routes import dossier_address
from dossierpress.plan.views import CitedView


def dossier_row(desk: Desk, dossier: PlacedDossier) -> Row:
    """The dossier itself."""
    meta = dossier.document.meta
    return row(
        "dossiers",
        id=dossier.id,
        address=at(desk, dossier_address(dossier.id)),
        title=dossier.title,
        question=meta.question,
        summary=meta.summary,
        scope=meta.scope,
        state=meta.state,
        licence=meta.licence,
        language=meta.language or desk.language,
        curators="; ".join(each.name for each in meta.curators),
        **dated("reviewed", meta.reviewed),
    )


def membership_rows(desk: Desk, dossier: PlacedDossier) -> Iterator[Row]:
    """Where each article stands."""
    place = {name: number for number, name in enumerate(dossier.articles, start=1)}
    for section in dossier.sections:
        for member in section.members:
            yield row(
                "memberships",
                id=f"{dossier.id}/{section.id or 'rest'}/{member.article}",
                address=at(desk, f"{dossier_address(dossier.id)}#dp-section-{section.id or 'rest'}"),
                dossier=dossier.id,
                article=member.article,
                position=place[member.article],
                section=section.title,
                key=member.key,
                note=member.note,
            )


def claim_rows(desk: Desk, dossier: PlacedDossier, page: DossierView) -> Iterator[Row]:
    """What is claimed."""
    for claim in page.claims:
        address = claim.address
        yield row(
            "claims",
            id=reference_of(address),
            address=at(desk, address),
            dossier=dossier.id,
            text=claim.text,
            made_by=claim.by.name if claim.by else "",
            status=claim.status,
        )


def evidence_rows(desk: Desk, page: DossierView) -> Iterator[Row]:
    """What speaks for and against each claim."""
    for claim in page.claims:
        address = claim.address
        stances = {"for": claim.supporting, "against": claim.against, "contradicts": claim.contradicts}
        for stance, cited in stances.items():
            for each in cited:
                yield row(
                    "evidence",
                    id=f"{reference_of(address)}/{stance}/{reference_of(each.address)}",
                    address=at(desk, address),
                    claim=reference_of(address),
                    stance=stance,
                    cited=reference_of(each.address),
                )


def event_rows(desk: Desk, dossier: PlacedDossier, page: DossierView) -> Iterator[Row]:
    """The page has its events in the order of time; the file's dates say more than the page's words."""
    written = sorted(dossier.document.meta.timeline, key=lambda event: event.date.sort_key())
    for event, view in zip(written, page.timeline, strict=True):
        yield row(
            "events",
            id=f"{dossier.id}/event/{short(event.date.text, event.title)}",
            address=at(desk, f"{dossier_address(dossier.id)}#dp-timeline"),
            dossier=dossier.id,
            **dated("date", event.date),
            title=event.title,
            certainty=event.certainty,
            place=view.place.name if view.place else "",
            cited=_references(view.cites),
            also_dated=" ".join(each.date.start for each in view.also_dated),
        )


def figure_rows(desk: Desk, dossier: PlacedDossier, page: DossierView) -> Iterator[Row]:
    """Each value that a source gives."""
    for figure in page.figures:
        for value in figure.values:
            cited = _references((value.source,) if value.source else ())
            yield row(
                "figures",
                id=f"{dossier.id}/figure/{short(figure.question, value.value, cited)}",
                address=at(desk, f"{dossier_address(dossier.id)}#dp-figures"),
                dossier=dossier.id,
                question=figure.question,
                value=value.value,
                cited=cited,
                date=value.date.start if value.date else "",
                quote=value.words.quote.text if value.words and value.words.quote else value.quote,
            )


def _references(cited: Iterable[CitedView]) -> str:
    return " ".join(reference_of(each.address) for each in cited)
