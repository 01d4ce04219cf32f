"""The page of each dossier, and the list of all."""

from collections import Counter
from collections.abc import Iterable

from dossierpress.model.collation import sort_key
from dossierpress.model.dates import Date
from dossierpress.model.dossier import Event
from dossierpress.model.site import NameKind, PlacedDossier, PlacedSection
from dossierpress.plan.addresses import claim_anchor
from dossierpress.plan.alternates import api_address, data_of, feeds_of, references_of
from dossierpress.plan.backlinks import to_page
from dossierpress.plan.cards import dossier_card
from dossierpress.plan.claims import cited_all, claim_view
from dossierpress.plan.coverage import counted, coverage
from dossierpress.plan.drawings import NameCountView
from dossierpress.plan.evidenceviews import EventView, FigureValueView, FigureView
from dossierpress.plan.outputs import Cause, Output, page
from dossierpress.plan.pageviews import DossiersView, DossierView
from dossierpress.plan.quotations import who_said_what
from dossierpress.plan.routes import dossier_address
from dossierpress.plan.summaries import Desk, headings
from dossierpress.plan.timeline import timeline_view
from dossierpress.plan.views import (
    ChangeView,
    CuratorView,
    NameView,
    PathView,
    SectionView,
)
from dossierpress.plan.words import date_view, language_name

DOSSIERS = "/dossiers/"
# Of each kind; the index of the kind has them all.
MOST_NAMES = 40


def dossier_pages(desk: Desk) -> Iterable[Output]:
    """One output for each dossier, and one for the list."""
    dossiers = desk.routes.site.dossiers.values()
    for dossier in dossiers:
        address = dossier_address(dossier.id)
        if desk.wants(address):
            yield page(address, "dossier.html", _dossier(desk, dossier), Cause(dossier.document.path))
    if not desk.wants(DOSSIERS):
        return
    in_order = sorted(dossiers, key=lambda each: sort_key(each.title, desk.language))
    view = DossiersView(
        site=desk.site_view,
        page=desk.head(DOSSIERS, ""),
        dossiers=tuple(desk.dossier(each) for each in in_order),
    )
    yield page(DOSSIERS, "dossiers.html", view, Cause(desk.routes.config.content))


def _dossier(desk: Desk, dossier: PlacedDossier) -> DossierView:
    document = dossier.document
    meta = document.meta
    summary = desk.dossier(dossier)
    config = desk.routes.config
    return DossierView(
        site=desk.site_view,
        page=desk.head(
            summary.address,
            dossier.title,
            meta.summary or meta.question or None,
            mark=dossier.mark,
            alternates=(
                *feeds_of(config, summary.address),
                *references_of(config, summary.address),
                *data_of(config, api_address("dossiers", dossier.id)),
            ),
            image=dossier_card(config, dossier) or summary.cover,
        ),
        summary=summary,
        scope=meta.scope,
        curators=tuple(
            CuratorView(name=each.name, orcid=_orcid(each.orcid), url=each.url) for each in meta.curators
        ),
        opened=desk.date(meta.opened),
        reviewed=desk.date(meta.reviewed),
        period=desk.date(meta.period),
        places=tuple(view for name in meta.places if (view := desk.routes.named("places", name))),
        languages=tuple(language_name(tag, desk.language) for tag in meta.languages),
        licence=meta.licence,
        body=desk.body(document.body, document.path),
        contents=headings(document.body),
        sections=tuple(_section(desk, each) for each in dossier.sections if each.members or each.note),
        timeline=tuple(_timeline(desk, dossier)),
        claims=tuple(claim_view(desk, dossier, each, number) for number, each in enumerate(meta.claims)),
        figures=tuple(_figures(desk, dossier)),
        paths=tuple(_paths(desk, dossier)),
        changes=tuple(
            ChangeView(
                date=date_view(each.date, desk.language),
                kind=each.kind,
                text=each.text,
                refs=cited_all(desk, dossier, each.refs, f"changes[{number}].refs"),
            )
            for number, each in enumerate(meta.changes)
        ),
        citations=tuple(desk.citation(name) for name in dossier.articles),
        extra=meta.extra.values,
        drawn_timeline=timeline_view(_dated(meta.timeline), desk.language),
        coverage=coverage(desk, dossier.articles),
        people=_counted(desk, dossier, "people"),
        organisations=_counted(desk, dossier, "organisations"),
        sources=_counted(desk, dossier, "sources"),
        said=who_said_what(desk, dossier),
        referrers=to_page(desk.referrers, summary.address, [claim_anchor(each.id) for each in meta.claims]),
    )


def _dated(events: Iterable[Event]) -> Iterable[tuple[Date, str, str]]:
    in_order = sorted(events, key=lambda event: event.date.sort_key())
    return ((event.date, event.title, event.certainty) for event in in_order)


def _counted(desk: Desk, dossier: PlacedDossier, kind: NameKind) -> tuple[NameCountView, ...]:
    """The names of a kind in the dossier's articles, those with most articles first."""
    counts: Counter[NameView] = Counter()
    for article in dossier.articles:
        counts.update(desk.names(article, kind))
    listed = sorted(counts.items(), key=lambda item: (-item[1], sort_key(item[0].name, desk.language)))
    return tuple(counted(name, count) for name, count in listed[:MOST_NAMES])


def _orcid(orcid: str) -> str:
    return f"https://orcid.org/{orcid}" if orcid and not orcid.startswith("https:") else orcid


def _section(desk: Desk, section: PlacedSection) -> SectionView:
    return SectionView(
        anchor=f"dp-section-{section.id or 'rest'}",
        title=section.title,
        note=section.note,
        members=tuple(desk.member(member) for member in section.members),
    )


def _timeline(desk: Desk, dossier: PlacedDossier) -> Iterable[EventView]:
    """Events in the order of time, whatever order they were written in."""
    numbered = enumerate(dossier.document.meta.timeline)
    for number, event in sorted(numbered, key=lambda item: (item[1].date.sort_key(), item[0])):
        yield EventView(
            date=date_view(event.date, desk.language),
            title=event.title,
            certainty=event.certainty,
            cites=cited_all(desk, dossier, event.cites, f"timeline[{number}].cites"),
            place=desk.routes.named("places", event.place),
        )


def _figures(desk: Desk, dossier: PlacedDossier) -> Iterable[FigureView]:
    for number, figure in enumerate(dossier.document.meta.figures):
        values: list[FigureValueView] = []
        for position, value in enumerate(figure.values):
            key = f"figures[{number}].values[{position}].article"
            passage = desk.routes.quotation(value.article, value.quote)
            reference = passage or value.article
            cited = cited_all(desk, dossier, (reference,) if reference else (), key)
            if reference and not cited:
                continue  # its article is held back, and the value with it
            source = cited[0] if cited else None
            words = "" if passage else value.quote
            values.append(FigureValueView(value=value.value, source=source, quote=words))
        yield FigureView(question=figure.question, values=tuple(values))


def _paths(desk: Desk, dossier: PlacedDossier) -> Iterable[PathView]:
    """Reading orders; an article that is held back is left out."""
    for number, path in enumerate(dossier.document.meta.paths):
        found = [
            name
            for position, name in enumerate(path.articles)
            if cited_all(desk, dossier, (name,), f"paths[{number}].articles[{position}]")
        ]
        summaries = tuple(desk.summary(name) for name in found if name in desk.routes.site.articles)
        yield PathView(anchor=f"dp-path-{path.id}", title=path.title, articles=summaries)
