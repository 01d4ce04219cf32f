"""Where everything lives, and what every reference and link leads to."""

from collections.abc import Mapping
from unicodedata import normalize

import msgspec
from msgspec.structs import replace

from dossierpress.model.media import Media
from dossierpress.model.references import Reference, parse_reference, place_of
from dossierpress.model.site import Named, NameKind, Site
from dossierpress.plan.addresses import claim_address
from dossierpress.plan.scripts import is_written_in
from dossierpress.plan.views import CitedView, NameView
from dossierpress.plan.words import direction_of
from dossierpress.schema.config import Config, Indexes
from dossierpress.schema.records import nearest

MEDIA = "/media/"


def article_address(article: str) -> str:
    """Where an article lives, whatever dossiers it is in."""
    return f"/articles/{article}/"


def dossier_address(dossier: str) -> str:
    """Where a dossier lives."""
    return f"/dossiers/{dossier}/"


def page_address(page: str) -> str:
    """Where a plain page lives."""
    return f"/{page}/"


def quote_anchor(quote: str) -> str:
    """The id of a quotation on its article's page."""
    return f"dp-quote-{quote}"


class Found(msgspec.Struct, frozen=True):
    """What a reference leads to; else why it leads nowhere (`why`: malformed, held, broken, unknown)."""

    view: CitedView | None = None
    why: str = ""
    hint: str = ""


class Routes:
    """Resolves references and names. `media` are the files of the curator's that are published."""

    def __init__(self, site: Site, config: Config, media: Mapping[str, Media]) -> None:
        self.site, self.config, self.media = site, config, media
        self._named: dict[tuple[NameKind, str], NameView | None] = {}
        # By address, the fragments of what is not shown.
        self._gone = {
            article_address(article.id): {*article.gone, *map(quote_anchor, article.gone)}
            for article in site.articles.values()
            if article.gone
        }

    def files(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """By path (NFC), the address of the page that a Markdown file becomes, and the ids in its text."""
        found: dict[str, tuple[str, tuple[str, ...]]] = {}
        for article in self.site.articles.values():
            found[normalize("NFC", article.path)] = (article_address(article.id), article.body.ids)
        for page in self.site.pages.values():
            found[normalize("NFC", page.path)] = (page_address(page.id), page.body.ids)
        for dossier in self.site.dossiers.values():
            document = dossier.document
            found[normalize("NFC", document.path)] = (dossier_address(dossier.id), document.body.ids)
        return found

    def named(self, kind: NameKind, text: str) -> NameView | None:
        """A name in a file as it is shown: with its page when published articles use it."""
        if not text:
            return None
        if (kind, text) not in self._named:
            found = self.site.name(kind, text)
            self._named[kind, text] = NameView(name=text) if found is None else self.name_view(found)
        return self._named[kind, text]

    def name_view(self, named: Named) -> NameView:
        """A known name with its page."""
        address = name_address(self.config.indexes, named.kind, named.slug) if named.articles else ""
        language, direction = self._foreign(self._language_of(named))
        return NameView(name=named.name, address=address, language=language, direction=direction)

    def _foreign(self, language: str) -> tuple[str, str]:
        return foreign(language, self.config.language)

    def _language_of(self, named: Named) -> str:
        """The language of a name: what its registry says, or that of its articles in a foreign script."""
        known = named.entry.language if named.entry else ""
        if known:
            return known if is_written_in(named.name, known) else ""
        if is_written_in(named.name, self.config.language):
            return ""
        spoken = (self.site.articles[name].meta.language for name in named.articles)
        return next((each for each in spoken if each and is_written_in(named.name, each)), "")

    def cited(self, text: str) -> Found:
        """What a reference leads to."""
        reference = parse_reference(text)
        if reference is None:
            return Found(why="malformed")
        if self.is_held(reference):
            return Found(why="held")
        if self._is_broken(reference):
            return Found(why="broken")
        view = self._lookup(reference)
        return Found(view) if view is not None else Found(why="unknown", hint=self._near(reference))

    def quotation(self, article: str, quote: str) -> str:
        """The reference to a quotation, shown or not, of a named article; empty where it has none such."""
        reference = parse_reference(article)
        owner = self.site.articles.get(reference.id) if reference is not None else None
        if owner is None or not quote:
            return ""
        known = quote in owner.gone or any(each.id == quote for each in owner.meta.quotes)
        return f"{owner.id}#{quote}" if known else ""

    def place(self, address: str, fragment: str) -> str:
        """A place on a page; the page itself where what stood there is no longer shown."""
        return (
            address if place_of(fragment) in self._gone.get(address, ()) else with_fragment(address, fragment)
        )

    def is_held(self, reference: Reference) -> bool:
        """Whether a reference names something that readers may not see."""
        held = self.site.held_back
        if reference.kind in ("article", "quote"):
            return reference.id in held
        return f"dossier:{reference.id}" in held

    def _is_broken(self, reference: Reference) -> bool:
        """Whether a reference names a file that could not be read, which is reported already."""
        name = reference.id if reference.kind in ("article", "quote") else f"dossier:{reference.id}"
        return name in self.site.broken

    def _lookup(self, reference: Reference) -> CitedView | None:
        if reference.kind in ("article", "quote"):
            return self._article(reference)
        dossier = self.site.dossiers.get(reference.id)
        if dossier is None:
            return None
        language, direction = self._foreign(dossier.document.meta.language)
        here = CitedView(
            title=dossier.title,
            address=dossier_address(dossier.id),
            kind="dossier",
            language=language,
            direction=direction,
        )
        if reference.kind == "dossier":
            return here
        claim = next((each for each in dossier.document.meta.claims if each.id == reference.part), None)
        if claim is None:
            return None
        return replace(here, title=claim.text, address=claim_address(dossier.id, claim.id), kind="claim")

    def _article(self, reference: Reference) -> CitedView | None:
        article = self.site.articles.get(reference.id)
        if article is None:
            return None
        address = article_address(article.id)
        language, direction = self._foreign(article.meta.language)
        shown = CitedView(title=article.meta.title, address=address, language=language, direction=direction)
        if reference.kind == "article" or reference.part in article.gone:
            return shown
        if any(quote.id == reference.part for quote in article.meta.quotes):
            return replace(shown, address=f"{address}#{quote_anchor(reference.part)}", kind="quote")
        if not place_of(reference.part):
            return replace(shown, address=f"{address}#{reference.part}")
        return None

    def _near(self, reference: Reference) -> str:
        if reference.kind in ("article", "quote"):
            if reference.id in self.site.articles:
                return f"the article {reference.id} has no quote `{reference.part}`"
            return (
                nearest(reference.id, self.site.articles) or "an article's id is its file's name without .md"
            )
        if reference.id in self.site.dossiers:
            return f"the dossier {reference.id} has no claim `{reference.part}`"
        return nearest(reference.id, self.site.dossiers) or "a dossier's id is its folder's name"


def name_address(indexes: Indexes, kind: NameKind, slug: str) -> str:
    """The page of a name; empty when its index is turned off."""
    return f"/{kind}/{slug}/" if shows_index(indexes, kind) else ""


def foreign(language: str, ours: str) -> tuple[str, str]:
    """Language and direction of a text, both empty when they are the site's."""
    if not language or language == ours:
        return "", ""
    return language, direction_of(language)


def media_address(config: Config, path: str, media: Media | None = None) -> str:
    """Where a file of the curator's is published; in an address, `#` would begin a fragment."""
    path = (media.shown_as if media is not None else "") or path
    return MEDIA + path.removeprefix(config.content + "/").replace("#", "-")


def with_fragment(address: str, fragment: str) -> str:
    """A place on a page, or the page."""
    return f"{address}#{fragment}" if fragment else address


def shows_index(indexes: Indexes, kind: NameKind) -> bool:
    """Whether names of this kind have pages."""
    return bool(getattr(indexes, kind))
