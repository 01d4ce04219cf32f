"""What leads to each page and each place on one: links in texts, and what dossiers cite.

Everything here is of the site as readers see it: what is held back neither leads anywhere nor is led to.
"""

from collections.abc import Collection, Iterable, Mapping

from dossierpress.model.document import Body, Target
from dossierpress.model.dossier import Dossier
from dossierpress.model.references import claim_in, parse_reference
from dossierpress.model.site import PlacedDossier
from dossierpress.plan.routes import (
    Routes,
    article_address,
    dossier_address,
    page_address,
)
from dossierpress.plan.views import CitedView, ReferrerView

# What each place on a page is referred to by: by the page's address, then by the place's fragment.
Referrers = Mapping[str, Mapping[str, tuple[ReferrerView, ...]]]
_Found = Iterable[tuple[str, ReferrerView]]


def referrers_of(routes: Routes) -> Referrers:
    """Everything that refers to something on the site, by where it leads, each once."""
    found: dict[str, dict[str, dict[ReferrerView, None]]] = {}
    for address, referrer in _all(routes):
        page, _, place = address.partition("#")
        if referrer.what.address not in (page, address):
            found.setdefault(page, {}).setdefault(place, {})[referrer] = None
    return {page: {place: tuple(each) for place, each in places.items()} for page, places in found.items()}


def to_places(referrers: Referrers, page: str, places: Iterable[str]) -> tuple[ReferrerView, ...]:
    """What refers to some places on a page."""
    known = referrers.get(page, {})
    return tuple(dict.fromkeys(each for place in places for each in known.get(place, ())))


def to_page(referrers: Referrers, page: str, apart: Collection[str] = ()) -> tuple[ReferrerView, ...]:
    """What refers to a page or a place on it, but for the places `apart`, which tell of their own."""
    return to_places(referrers, page, (each for each in referrers.get(page, {}) if each not in apart))


def _all(routes: Routes) -> _Found:
    site = routes.site
    for dossier in site.dossiers.values():
        yield from _of_dossier(routes, dossier)
    for article in site.articles.values():
        here = _page(
            routes, article_address(article.id), article.meta.title, "article", article.meta.language
        )
        yield from _links(routes, article.body, here)
        yield from _cited(routes, (article.meta.same_as,), "reprint", here)
        if article.meta.translation_of is not None:
            yield from _cited(routes, (article.meta.translation_of.article,), "translation", here)
    for page in site.pages.values():
        here = _page(routes, page_address(page.id), page.meta.title, "page", "")
        yield from _links(routes, page.body, here)


def _of_dossier(routes: Routes, dossier: PlacedDossier) -> _Found:
    meta, address = dossier.document.meta, dossier_address(dossier.id)
    here = _page(routes, address, dossier.title, "dossier", meta.language)
    yield from _links(routes, dossier.document.body, here)
    yield from _claims(routes, dossier, here)
    for event in meta.timeline:
        told = _part(here, event.title, "dp-timeline")
        yield from _cited(routes, event.cites, "event", told, here)
    yield from _figures(routes, meta, here)
    for path in meta.paths:
        yield from _cited(routes, path.articles, "path", _part(here, path.title, f"dp-path-{path.id}"), here)
    for change in meta.changes:
        yield from _cited(routes, change.refs, "change", _part(here, change.text, "dp-changes"), here)


def _claims(routes: Routes, dossier: PlacedDossier, here: CitedView) -> _Found:
    for claim in dossier.document.meta.claims:
        reference = parse_reference(claim_in(dossier.id, claim.id))
        told = routes.resolved(reference) if reference is not None else None
        if told is None:
            continue
        for how, references in (("for", claim.for_), ("against", claim.against)):
            yield from _cited(routes, references, how, told, here)
        whole = (claim_in(dossier.id, each) for each in claim.contradicts)
        yield from _cited(routes, whole, "contradicts", told, here)
        speaker = routes.named("people", claim.by)
        if speaker is not None and speaker.address:
            yield speaker.address, ReferrerView(how="claims", what=told, within=here)


def _figures(routes: Routes, meta: Dossier, here: CitedView) -> _Found:
    for figure in meta.figures:
        told = _part(here, figure.question, "dp-figures")
        for value in figure.values:
            reference = routes.quotation(value.article, value.quote) or value.article
            yield from _cited(routes, (reference,), "figure", told, here)


def _links(routes: Routes, body: Body, here: CitedView) -> _Found:
    for target in body.targets:
        if target.image is None and (address := _leads_to(routes, target)):
            yield address, ReferrerView(how="link", what=here)


def _leads_to(routes: Routes, target: Target) -> str:
    """The address of a link in a text; empty where it leads to none that readers can follow."""
    if target.kind == "reference":
        reference = parse_reference(target.value)
        cited = routes.resolved(reference) if reference is not None else None
        return cited.address if cited is not None else ""
    if target.kind == "article-file":
        address = routes.files.get(target.value, "")
        return routes.place(address, target.fragment) if address else ""
    if target.kind == "site":
        address = target.value if target.value.endswith("/") else f"{target.value}/"
        return routes.place(address, target.fragment)
    return ""


def _cited(
    routes: Routes, references: Iterable[str], how: str, what: CitedView, within: CitedView | None = None
) -> _Found:
    """What front matter refers to. References that are wrong are told of where their page is planned."""
    for text in references:
        reference = parse_reference(text) if text else None
        cited = routes.resolved(reference) if reference is not None else None
        if cited is not None:
            yield cited.address, ReferrerView(how=how, what=what, within=within)


def _page(routes: Routes, address: str, title: str, kind: str, language: str) -> CitedView:
    language, direction = routes.foreign(language)
    return CitedView(title=title, address=address, kind=kind, language=language, direction=direction)


def _part(here: CitedView, title: str, anchor: str) -> CitedView:
    return CitedView(
        title=title,
        address=f"{here.address}#{anchor}",
        kind="part",
        language=here.language,
        direction=here.direction,
    )
