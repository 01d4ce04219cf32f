"""Where everything lives, and what every reference and link leads to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

from msgspec.structs import replace

from dossierpress.config import Config, Indexes
from dossierpress.model.document import Target
from dossierpress.model.media import Media
from dossierpress.model.references import Reference, parse_reference, place_of
from dossierpress.model.site import Named, NameKind, Site
from dossierpress.plan.addresses import claim_address
from dossierpress.plan.scripts import is_written_in
from dossierpress.plan.views import CitedView, NameView
from dossierpress.plan.words import direction_of
from dossierpress.problems import Problem
from dossierpress.records import nearest

MEDIA = "/media/"
_NOTHING = "nothing is published at that address"


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


@dataclass(slots=True)
class Routes:
    """Resolves references, names and links, and gathers those that lead nowhere.

    `media` are the files that exist; `files` and `ids` hold the address of each Markdown file and the
    ids in its body, paths in the Unicode form NFC, `gone` by address the fragments of what is not shown;
    `to_check` are addresses on the site that bodies and the menu name, checked when all outputs are known.
    """

    site: Site
    config: Config
    media: Mapping[str, Media]
    files: Mapping[str, str]
    ids: Mapping[str, Collection[str]]
    gone: Mapping[str, Collection[str]]
    problems: list[Problem] = field(default_factory=list)
    to_check: list[tuple[str, Problem]] = field(default_factory=list)
    _named: dict[tuple[NameKind, str], NameView] = field(default_factory=dict)

    def name_address(self, kind: NameKind, slug: str) -> str:
        """The page of a name; empty when its index is turned off."""
        return f"/{kind}/{slug}/" if shows_index(self.config.indexes, kind) else ""

    def named(self, kind: NameKind, text: str) -> NameView | None:
        """A name in a file as it is shown: with its page when published articles use it."""
        if not text:
            return None
        shown = self._named.get((kind, text))
        if shown is None:
            found = self.site.name(kind, text)
            shown = NameView(name=text) if found is None else self.name_view(found)
            self._named[kind, text] = shown
        return shown

    def name_view(self, named: Named) -> NameView:
        """A known name with its page."""
        address = self.name_address(named.kind, named.slug) if named.articles else ""
        language, direction = self.foreign(self._language_of(named))
        return NameView(name=named.name, address=address, language=language, direction=direction)

    def foreign(self, language: str) -> tuple[str, str]:
        """Language and direction of a text, both empty when they are the site's."""
        if not language or language == self.config.language:
            return "", ""
        return language, direction_of(language)

    def _language_of(self, named: Named) -> str:
        """The language of a name: what its registry says, or that of its articles in a foreign script."""
        known = named.entry.language if named.entry else ""
        if known:
            return known if is_written_in(named.name, known) else ""
        if is_written_in(named.name, self.config.language):
            return ""
        spoken = (self.site.articles[name].meta.language for name in named.articles)
        return next((each for each in spoken if each and is_written_in(named.name, each)), "")

    def media_address(self, path: str) -> str:
        """Where a file of the curator's is published; in an address, `#` would begin a fragment."""
        media = self.media.get(path)
        path = (media.shown_as if media is not None else "") or path
        return MEDIA + path.removeprefix(self.config.content + "/").replace("#", "-")

    def cited(self, text: str, path: str, key: str) -> CitedView | None:
        """What a reference in front matter leads to; None when it is held back or broken."""
        reference = parse_reference(text)
        if reference is None:
            self._unknown(
                path, text, "a reference is article, article#quote, dossier:id or claim:dossier/id", key=key
            )
            return None
        cited = self.resolved(reference)
        if cited is None and not (self.is_held(reference) or self._is_broken(reference)):
            self._unknown(path, text, self._near(reference), key=key)
        return cited

    def resolved(self, reference: Reference) -> CitedView | None:
        """What a reference leads to; None where readers find nothing, whatever the reason."""
        gone = self.is_held(reference) or self._is_broken(reference)
        return None if gone else self._lookup(reference)

    def link(self, target: Target, path: str) -> str:
        """The address of a link in a body; `#` when it is broken (and then there is a problem)."""
        if target.kind == "reference":
            return self._reference_link(target, path)
        if target.kind == "article-file":
            return self._file_link(target, path)
        if target.kind == "media":
            if target.value not in self.media:
                return "#"  # the missing file is already reported by READ
            return _with(self.media_address(target.value), target.fragment)
        is_whole = target.value.endswith("/") or "." in target.value.rsplit("/")[-1]
        address = target.value if is_whole else f"{target.value}/"
        problem = self._problem(path, target.written, _NOTHING, text=target.written)
        self.to_check.append((address, problem))
        return self.place(address, target.fragment)

    def check(self, address: str, written: str, path: str, key: str) -> None:
        """Have it checked, when all outputs are known, that something is published at an address."""
        problem = self._problem(path, written, _NOTHING, key=key, code="broken-link")
        self.to_check.append((address, problem))

    def quotation(self, article: str, quote: str) -> str:
        """The reference to a quotation, shown or not, of a named article; empty where it has none such."""
        reference = parse_reference(article)
        owner = self.site.articles.get(reference.id) if reference is not None else None
        if owner is None or not quote:
            return ""
        known = quote in owner.gone or any(each.id == quote for each in owner.meta.quotes)
        return f"{owner.id}#{quote}" if known else ""

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

    def _reference_link(self, target: Target, path: str) -> str:
        reference = parse_reference(target.value)
        if reference is not None and self.is_held(reference):
            self._held(path, target.written)
            return "#"
        if reference is not None and self._is_broken(reference):
            return "#"
        cited = self._lookup(reference) if reference is not None else None
        if cited is None:
            hint = self._near(reference) if reference else "ref:article, ref:article#quote, ref:dossier:id"
            self._unknown(path, target.written, hint, text=target.written)
            return "#"
        return cited.address

    def _file_link(self, target: Target, path: str) -> str:
        address = self.files.get(target.value)
        if address is None and target.value in self.site.broken:
            return "#"
        if address is None:
            self._unknown(path, target.written, "no published file lies there", text=target.written)
            return "#"
        here = self.place(address, target.fragment)
        place = place_of(target.fragment)
        if place and here != address and place not in self.ids.get(target.value, ()):
            hint = f"{target.value} has no heading with that id"
            self._unknown(path, target.written, hint, text=target.written)
        return here

    def place(self, address: str, fragment: str) -> str:
        """A place on a page; the page itself where what stood there is no longer shown."""
        return address if place_of(fragment) in self.gone.get(address, ()) else _with(address, fragment)

    def _lookup(self, reference: Reference) -> CitedView | None:
        if reference.kind in ("article", "quote"):
            return self._article(reference)
        dossier = self.site.dossiers.get(reference.id)
        if dossier is None:
            return None
        language, direction = self.foreign(dossier.document.meta.language)
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
        language, direction = self.foreign(article.meta.language)
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

    def _unknown(self, path: str, written: str, hint: str, *, key: str = "", text: str = "") -> None:
        self.problems.append(self._problem(path, written, hint, key=key, text=text))

    def _problem(
        self, path: str, written: str, hint: str, *, key: str = "", text: str = "", code: str = ""
    ) -> Problem:
        return Problem(
            path=path,
            code=code or ("broken-link" if text else "unknown-reference"),
            message=f"`{written}` leads nowhere",
            hint=hint,
            key=key,
            text=text,
        )

    def _held(self, path: str, written: str) -> None:
        self.problems.append(
            Problem(
                path=path,
                code="private-link",
                message=f"`{written}` leads to something that is not published yet or any more",
                hint="take the link out, or publish what it leads to",
                text=written,
            )
        )


def _with(address: str, fragment: str) -> str:
    return f"{address}#{fragment}" if fragment else address


def make_routes(site: Site, config: Config, media: Mapping[str, Media]) -> Routes:
    """Settle where every file of the site lives. `media` are paths of files that exist."""
    files: dict[str, str] = {}
    ids: dict[str, Collection[str]] = {}
    for article in site.articles.values():
        path = normalize("NFC", article.path)
        files[path], ids[path] = article_address(article.id), article.body.ids
    for page in site.pages.values():
        path = normalize("NFC", page.path)
        files[path], ids[path] = page_address(page.id), page.body.ids
    for dossier in site.dossiers.values():
        path = normalize("NFC", dossier.document.path)
        files[path], ids[path] = dossier_address(dossier.id), dossier.document.body.ids
    gone = {
        article_address(article.id): {*article.gone, *map(quote_anchor, article.gone)}
        for article in site.articles.values()
        if article.gone
    }
    return Routes(site, config, media, files, ids, gone)


def shows_index(indexes: Indexes, kind: NameKind) -> bool:
    """Whether names of this kind have pages."""
    return bool(getattr(indexes, kind))
