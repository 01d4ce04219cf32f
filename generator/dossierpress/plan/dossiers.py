"""The page of each dossier, and the list of all."""

from collections import Counter
from collections.abc import Iterable

from dossierpress.model.collation import sort_key
from dossierpress.model.site import Member, NameKind, PlacedDossier
from dossierpress.plan.addresses import claim_anchor
from dossierpress.plan.alternates import api_address, changes_of, data_of, feeds_of, references_of
from dossierpress.plan.backlinks import referrers, to_page
from dossierpress.plan.cards import dossier_card
from dossierpress.plan.changelog import change_anchor, logged
from dossierpress.plan.citations import citation
from dossierpress.plan.claims import cited_all, claim_view
from dossierpress.plan.coverage import counted, coverage
from dossierpress.plan.desk import Desk
from dossierpress.plan.drawings import NameCountView
from dossierpress.plan.events import drawn_events, event_views
from dossierpress.plan.figures import figure_views
from dossierpress.plan.network import network
from dossierpress.plan.outputs import Cause, Output
from dossierpress.plan.pages import redirect_pages
from dossierpress.plan.pageviews import DossiersView, DossierView
from dossierpress.plan.quotations import who_said_what
from dossierpress.plan.rolls import reprinted
from dossierpress.plan.routes import dossier_address
from dossierpress.plan.summaries import (
    body_view,
    dossier_summary,
    head,
    headings,
    member_view,
    names,
    site_view,
    summary,
)
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


def dossiers_page(desk: Desk) -> Iterable[Output]:
    """The list of all dossiers."""
    summaries = (dossier_summary(desk, name) for name in desk.dossiers())
    in_order = sorted(summaries, key=lambda each: sort_key(each.title, desk.language))
    view = DossiersView(site=site_view(desk), page=head(desk, DOSSIERS, ""), dossiers=tuple(in_order))
    yield desk.page(DOSSIERS, "dossiers.html", view, Cause(desk.config.content))


def dossier_page(desk: Desk, name: str) -> Iterable[Output]:
    """The page of a dossier, and what leads to it."""
    dossier = desk.dossier(name)
    address, path = dossier_address(name), dossier.document.path
    yield desk.page(address, "dossier.html", dossier_view(desk, dossier), Cause(path))
    yield from redirect_pages(desk, path, dossier.title, address, dossier.document.meta.aliases)


def dossier_view(desk: Desk, dossier: PlacedDossier) -> DossierView:
    """What the page of a dossier shows."""
    document, meta = dossier.document, dossier.document.meta
    own = dossier_summary(desk, dossier.id)
    config = desk.config
    return DossierView(
        site=site_view(desk),
        page=head(
            desk,
            own.address,
            dossier.title,
            meta.summary or meta.question or None,
            mark=dossier.mark,
            alternates=(
                *feeds_of(config, own.address),
                *(changes_of(config, own.address) if logged(desk, dossier.id) else ()),
                *references_of(config, own.address),
                *data_of(config, api_address("dossiers", dossier.id)),
            ),
            image=dossier_card(config, dossier) or own.cover,
        ),
        summary=own,
        scope=meta.scope,
        curators=tuple(
            CuratorView(name=each.name, orcid=_orcid(each.orcid), url=each.url) for each in meta.curators
        ),
        opened=desk.date(meta.opened),
        reviewed=desk.date(meta.reviewed),
        period=desk.date(meta.period),
        places=tuple(view for name in meta.places if (view := desk.named("places", name))),
        languages=tuple(language_name(tag, desk.language) for tag in meta.languages),
        licence=meta.licence,
        body=body_view(desk, "dossier", dossier.id, document.path),
        contents=headings(desk.text("dossier", dossier.id)),
        sections=tuple(_sections(desk, dossier)),
        timeline=event_views(desk, dossier),
        claims=tuple(claim_view(desk, dossier, each, number) for number, each in enumerate(meta.claims)),
        figures=tuple(figure_views(desk, dossier)),
        paths=tuple(_paths(desk, dossier)),
        changes=tuple(
            ChangeView(
                date=date_view(each.date, desk.language),
                kind=each.kind,
                text=each.text,
                anchor=change_anchor(each),
                refs=cited_all(desk, dossier, each.refs, f"changes[{number}].refs"),
            )
            for number, each in enumerate(meta.changes)
        ),
        citations=tuple(citation(desk, name) for name in dossier.articles),
        extra=meta.extra.values,
        drawn_timeline=drawn_events(desk, dossier),
        coverage=coverage(desk, "dossiers", dossier.id),
        people=_counted(desk, dossier, "people"),
        organisations=_counted(desk, dossier, "organisations"),
        sources=_counted(desk, dossier, "sources"),
        said=who_said_what(desk, dossier.articles),
        referrers=to_page(referrers(desk, own.address), [claim_anchor(each.id) for each in meta.claims]),
        network=network(desk, dossier.id),
    )


def _counted(desk: Desk, dossier: PlacedDossier, kind: NameKind) -> tuple[NameCountView, ...]:
    """The names of a kind in the dossier's articles, those with most first; of copies the first counts."""
    counts: Counter[NameView] = Counter()
    copies = reprinted(desk, "dossiers", dossier.id)
    for article in dossier.articles:
        if article not in copies:
            counts.update(names(desk, article, kind))
    listed = sorted(counts.items(), key=lambda item: (-item[1], sort_key(item[0].name, desk.language)))
    return tuple(counted(name, count) for name, count in listed[:MOST_NAMES])


def _orcid(orcid: str) -> str:
    return f"https://orcid.org/{orcid}" if orcid and not orcid.startswith("https:") else orcid


def _sections(desk: Desk, dossier: PlacedDossier) -> Iterable[SectionView]:
    """The sections, each copy below the article that was first, where no curator gave it a place apart.

    That is in its own section, or anywhere for a copy that no section lists.
    """
    copies = reprinted(desk, "dossiers", dossier.id)
    home = {each.article: section.id for section in dossier.sections for each in section.members}
    below: dict[str, list[Member]] = {}
    moved: set[tuple[str, str]] = set()
    for section in dossier.sections:
        for member in section.members:
            first = copies.get(member.article, "")
            if first and (not section.title or home[first] == section.id):
                below.setdefault(first, []).append(member)
                moved.add((section.id, member.article))
    for section in dossier.sections:
        members = [each for each in section.members if (section.id, each.article) not in moved]
        if members or section.note:
            yield SectionView(
                anchor=f"dp-section-{section.id or 'rest'}",
                title=section.title,
                note=section.note,
                members=tuple(member_view(desk, each, below.pop(each.article, ())) for each in members),
            )


def _paths(desk: Desk, dossier: PlacedDossier) -> Iterable[PathView]:
    """Reading orders; an article that is held back is left out."""
    for number, path in enumerate(dossier.document.meta.paths):
        found = [
            name
            for position, name in enumerate(path.articles)
            for cited in cited_all(desk, dossier, (name,), f"paths[{number}].articles[{position}]")
            if cited.kind == "article"
        ]
        summaries = tuple(summary(desk, name) for name in found)
        yield PathView(anchor=f"dp-path-{path.id}", title=path.title, articles=summaries)
