"""What leads to each page and each place on one: links in texts, and what dossiers cite.

Everything here is of the site as readers see it: what is held back neither leads anywhere nor is led to.
A page holds what leads to it, document by document: an edit of one that leads where it did concerns no other.
"""

from collections.abc import Collection, Iterable, Mapping

from dossierpress.model.document import Body, Target
from dossierpress.model.dossier import Dossier
from dossierpress.model.references import claim_in
from dossierpress.model.site import PlacedDossier
from dossierpress.plan.desk import Desk, fact
from dossierpress.plan.leading import whole_address
from dossierpress.plan.routes import article_address, dossier_address, page_address
from dossierpress.plan.views import CitedView, ReferrerView

# What each place on a page is referred to by: by the place's fragment.
Referrers = Mapping[str, tuple[ReferrerView, ...]]
_Found = Iterable[tuple[str, ReferrerView]]


def referrers(desk: Desk, page: str) -> Referrers:
    """Everything that refers to a page or a place on it, each once."""
    return led_by(desk, page) if desk.leading(page) else {}


@fact
def led_by(desk: Desk, page: str) -> dict[str, tuple[ReferrerView, ...]]:
    """The same, where some document may lead to the page."""
    found: dict[str, dict[ReferrerView, None]] = {}
    for kind, name in desk.leading(page):
        for place, referrer in leads(desk, kind, name).get(page, ()):
            found.setdefault(place, {})[referrer] = None
    return {place: tuple(each) for place, each in found.items()}


@fact
def leads(desk: Desk, kind: str, name: str) -> dict[str, tuple[tuple[str, ReferrerView], ...]]:
    """Where a document leads: by the address of each other page, the places on it, and how."""
    found: dict[str, list[tuple[str, ReferrerView]]] = {}
    of_kind = {"dossier": _of_dossier, "article": _of_article, "page": _of_page}
    for address, referrer in of_kind[kind](desk, name):
        page, _, place = address.partition("#")
        if referrer.what.address not in (page, address):
            found.setdefault(page, []).append((place, referrer))
    return {page: tuple(each) for page, each in found.items()}


def to_places(found: Referrers, places: Iterable[str]) -> tuple[ReferrerView, ...]:
    """What refers to some places on a page."""
    return tuple(dict.fromkeys(each for place in places for each in found.get(place, ())))


def to_page(found: Referrers, apart: Collection[str] = ()) -> tuple[ReferrerView, ...]:
    """What refers to a page or a place on it, but for the places `apart`, which tell of their own."""
    return to_places(found, (each for each in found if each not in apart))


def _of_article(desk: Desk, name: str) -> _Found:
    meta = desk.article(name).meta
    here = _page(desk, article_address(name), meta.title, "article", meta.language)
    yield from _links(desk, desk.text("article", name), here)
    yield from _cited(desk, (meta.same_as,), "reprint", here)
    if meta.translation_of is not None:
        yield from _cited(desk, (meta.translation_of.article,), "translation", here)


def _of_page(desk: Desk, name: str) -> _Found:
    here = _page(desk, page_address(name), desk.plain_page(name).meta.title, "page", "")
    yield from _links(desk, desk.text("page", name), here)


def _of_dossier(desk: Desk, name: str) -> _Found:
    dossier = desk.dossier(name)
    meta = dossier.document.meta
    here = _page(desk, dossier_address(name), dossier.title, "dossier", meta.language)
    yield from _links(desk, desk.text("dossier", name), here)
    yield from _claims(desk, dossier, here)
    for event in meta.timeline:
        yield from _cited(desk, event.all_cites, "event", _part(here, event.title, "dp-timeline"), here)
    yield from _figures(desk, meta, here)
    for path in meta.paths:
        yield from _cited(desk, path.articles, "path", _part(here, path.title, f"dp-path-{path.id}"), here)
    for change in meta.changes:
        yield from _cited(desk, change.refs, "change", _part(here, change.text, "dp-changes"), here)


def _claims(desk: Desk, dossier: PlacedDossier, here: CitedView) -> _Found:
    for claim in dossier.document.meta.claims:
        told = desk.resolved(claim_in(dossier.id, claim.id))
        if told is None:
            continue
        for how, references in (("for", claim.for_), ("against", claim.against)):
            yield from _cited(desk, references, how, told, here)
        whole = (claim_in(dossier.id, each) for each in claim.contradicts)
        yield from _cited(desk, whole, "contradicts", told, here)
        speaker = desk.named("people", claim.by)
        if speaker is not None and speaker.address:
            yield speaker.address, ReferrerView(how="claims", what=told, within=here)


def _figures(desk: Desk, meta: Dossier, here: CitedView) -> _Found:
    for figure in meta.figures:
        told = _part(here, figure.question, "dp-figures")
        for value in figure.values:
            reference = desk.quotation(value.article, value.quote) or value.article
            yield from _cited(desk, (reference,), "figure", told, here)


def _links(desk: Desk, body: Body, here: CitedView) -> _Found:
    for target in body.targets:
        if target.image is None and (address := _leads_to(desk, target)):
            yield address, ReferrerView(how="link", what=here)


def _leads_to(desk: Desk, target: Target) -> str:
    """The address of a link in a text; empty where it leads to none that readers can follow."""
    if target.kind == "reference":
        cited = desk.resolved(target.value)
        return cited.address if cited is not None else ""
    if target.kind == "article-file":
        address = desk.page_of(target.value)
        return desk.place(address, target.fragment) if address else ""
    if target.kind == "site":
        return desk.place(whole_address(target.value), target.fragment)
    return ""


def _cited(
    desk: Desk, references: Iterable[str], how: str, what: CitedView, within: CitedView | None = None
) -> _Found:
    """What front matter refers to. References that are wrong are told of where their page is planned."""
    for text in references:
        cited = desk.resolved(text) if text else None
        if cited is not None:
            yield cited.address, ReferrerView(how=how, what=what, within=within)


def _page(desk: Desk, address: str, title: str, kind: str, language: str) -> CitedView:
    language, direction = desk.foreign(language)
    return CitedView(title=title, address=address, kind=kind, language=language, direction=direction)


def _part(here: CitedView, title: str, anchor: str) -> CitedView:
    return CitedView(
        title=title,
        address=f"{here.address}#{anchor}",
        kind="part",
        language=here.language,
        direction=here.direction,
    )
