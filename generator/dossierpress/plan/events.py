"""The timeline of a dossier: what happened when, on whose word, and where dates conflict."""

from collections.abc import Iterator

from dossierpress.model.dossier import Event, OtherDate
from dossierpress.model.site import PlacedDossier
from dossierpress.plan.claims import cited_all
from dossierpress.plan.desk import Desk
from dossierpress.plan.drawings import TimelineView
from dossierpress.plan.evidenceviews import EventView, EvidenceView, OtherDateView
from dossierpress.plan.quotations import evidence_of
from dossierpress.plan.timeline import Told, timeline_view
from dossierpress.plan.words import date_view


def event_views(desk: Desk, dossier: PlacedDossier) -> tuple[EventView, ...]:
    """Events in the order of time, whatever order they were written in."""
    return tuple(
        EventView(
            date=date_view(event.date, desk.language),
            title=event.title,
            certainty=event.certainty,
            cites=cited_all(desk, dossier, event.cites, f"timeline[{number}].cites"),
            place=desk.named("places", event.place),
            evidence=_words(desk, event.cites),
            also_dated=tuple(_other_dates(desk, dossier, event, number)),
        )
        for number, event in _in_order(dossier)
    )


def drawn_events(desk: Desk, dossier: PlacedDossier) -> TimelineView | None:
    """The same as a drawing."""
    events = (
        Told(event.date, event.title, event.certainty, tuple(each.date for each in _shown(desk, event)))
        for _, event in _in_order(dossier)
    )
    return timeline_view(events, desk.language)


def _in_order(dossier: PlacedDossier) -> list[tuple[int, Event]]:
    """Events by date, each with its number in the file."""
    numbered = enumerate(dossier.document.meta.timeline)
    return sorted(numbered, key=lambda item: (item[1].date.sort_key(), item[0]))


def _other_dates(desk: Desk, dossier: PlacedDossier, event: Event, number: int) -> Iterator[OtherDateView]:
    shown = _shown(desk, event)
    for position, other in enumerate(event.also_dated):
        cites = cited_all(desk, dossier, other.cites, f"timeline[{number}].also_dated[{position}].cites")
        if other in shown:
            yield OtherDateView(
                date=date_view(other.date, desk.language),
                text=other.text,
                cites=cites,
                evidence=_words(desk, other.cites),
            )


def _shown(desk: Desk, event: Event) -> tuple[OtherDate, ...]:
    """The other dates but for those that only sources give which readers do not see."""
    return tuple(
        each
        for each in event.also_dated
        if not each.cites or any(desk.resolved(text) is not None for text in each.cites)
    )


def _words(desk: Desk, references: tuple[str, ...]) -> tuple[EvidenceView, ...]:
    return tuple(each for each in evidence_of(desk, references) if each.quote is not None)
