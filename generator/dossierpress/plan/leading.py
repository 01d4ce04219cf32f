"""Which pages each document may lead to, by what it says; what readers can follow, `backlinks` tells."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from dossierpress.model.document import Body
from dossierpress.model.dossier import Dossier
from dossierpress.model.references import claim_in, parse_reference
from dossierpress.model.site import PlacedDossier
from dossierpress.plan.addresses import claim_address
from dossierpress.plan.routes import Routes, article_address, dossier_address

# Documents by their kind (article, dossier, page) and name.
Source = tuple[str, str]
Files = Mapping[str, tuple[str, tuple[str, ...]]]


def leading(routes: Routes, files: Callable[[], Files]) -> dict[str, tuple[Source, ...]]:
    """By the address of each page, the documents that may lead to it, in the order of the site.

    `files` gives the page of each Markdown file, and is asked only where a text names one.
    """
    found: dict[str, dict[Source, None]] = {}
    site = routes.site
    for dossier in site.dossiers.values():
        pages = (*_named(dossier.document.body, files), *_of_dossier(routes, dossier))
        _enter(found, ("dossier", dossier.id), pages)
    for article in site.articles.values():
        meta, body = article.meta, article.body
        if not (body.targets or meta.same_as or meta.translation_of):
            continue
        original = meta.translation_of.article if meta.translation_of is not None else ""
        _enter(found, ("article", article.id), (*_named(body, files), *_pages((meta.same_as, original))))
    for page in site.pages.values():
        _enter(found, ("page", page.id), _named(page.body, files))
    return {address: tuple(sources) for address, sources in found.items()}


def _enter(found: dict[str, dict[Source, None]], source: Source, pages: Iterable[str]) -> None:
    for address in pages:
        found.setdefault(address, {})[source] = None


def _named(body: Body, files: Callable[[], Files]) -> Iterator[str]:
    """The pages that the links of a text name."""
    for target in body.targets:
        if target.image is not None:
            continue
        if target.kind == "reference":
            yield from _pages((target.value,))
        elif target.kind == "article-file":
            address, _ = files().get(target.value, ("", ()))
            yield address
        elif target.kind == "site":
            yield whole_address(target.value)


def _of_dossier(routes: Routes, dossier: PlacedDossier) -> Iterator[str]:
    meta = dossier.document.meta
    yield from _pages(_references(meta))
    for claim in meta.claims:
        yield from _pages(claim_in(dossier.id, each) for each in claim.contradicts)
        speaker = routes.named("people", claim.by)
        yield speaker.address if speaker is not None else ""


def _references(meta: Dossier) -> Iterator[str]:
    for claim in meta.claims:
        yield from (*claim.for_, *claim.against)
    for event in meta.timeline:
        yield from event.all_cites
    for figure in meta.figures:
        yield from (value.article for value in figure.values)
    for path in meta.paths:
        yield from path.articles
    for change in meta.changes:
        yield from change.refs


def _pages(references: Iterable[str]) -> Iterator[str]:
    """The pages that references name, whether readers see them or not."""
    return (page for text in references if text and (page := _page_named(text)))


# Most references are written more than once, and each is taken apart at every build.
@lru_cache(maxsize=1 << 16)
def _page_named(text: str) -> str:
    reference = parse_reference(text)
    if reference is None:
        return ""
    if reference.kind in ("article", "quote"):
        return article_address(reference.id)
    if reference.kind == "dossier":
        return dossier_address(reference.id)
    return claim_address(reference.id, reference.part)


def whole_address(address: str) -> str:
    """The address of a page as it is published, where a text names it without its last slash."""
    return address if address.endswith("/") else f"{address}/"
