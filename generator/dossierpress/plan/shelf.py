"""What may be asked of the site as it is now, piece by piece: each answer is a fact on which pages depend."""

import hashlib
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import msgspec

from dossierpress.model.custody import Examined
from dossierpress.model.document import ArticleDocument, Body, PageDocument, beside
from dossierpress.model.links import Link
from dossierpress.model.media import Media
from dossierpress.model.site import NAME_KINDS, Named, NameKind, PlacedDossier, Site
from dossierpress.plan.instants import month_of
from dossierpress.plan.leading import Source, leading
from dossierpress.plan.routes import Found, Routes, article_address, media_address
from dossierpress.plan.views import NameView
from dossierpress.schema.config import Config

# The name of a fact, and what it is about: `("article", "gwadar-port")`.
Fact = tuple[str, ...]
_ENCODER = msgspec.msgpack.Encoder()
_DIGEST = 12
TEXTLESS = Body()
_NOTHING = Examined()


class Shelf:
    """The site as its files are now. Everything planning takes of it, it takes by one of these methods.

    `templates` gives a digest of all that a template is made of, `prints` one of all that was read of a file;
    without them facts are compared by what they say.
    """

    def __init__(
        self,
        site: Site,
        config: Config,
        media: Mapping[str, Media],
        templates: Callable[[str], bytes] = lambda _name: b"",
        prints: Mapping[str, bytes] | None = None,
        *,
        relative: bool = False,
    ) -> None:
        self.site, self.settings, self.routes = site, config, Routes(site, config, media)
        self.is_relative = relative
        self._media, self._templates = media, templates
        self._prints = prints or {}

    def config(self) -> Config:
        """The configuration, but for what no page depends on."""
        return msgspec.structs.replace(self.settings, strict=False, publish={}, output="")

    def relative(self) -> bool:
        """Whether pages must also work when they are opened from disk."""
        return self.is_relative

    def template(self, name: str) -> bytes:
        """All that a template is made of, as a digest."""
        return self._templates(name)

    def whole_article(self, name: str) -> tuple[ArticleDocument, str]:
        """An article, and its mark: whether it is a draft or under embargo."""
        return self.site.articles[name], self.site.marks.get(name, "")

    def has_article(self, name: str) -> bool:
        """Whether readers see an article of this id."""
        return name in self.site.articles

    def whole_page(self, name: str) -> tuple[PageDocument, str]:
        """A plain page, and its mark."""
        return self.site.pages[name], self.site.marks.get(f"page:{name}", "")

    def dossier_text(self, name: str) -> Body:
        """The text of a dossier."""
        return self.site.dossiers[name].document.body

    def dossier(self, name: str) -> PlacedDossier:
        """A dossier and its sections, but for its text."""
        dossier = self.site.dossiers[name]
        bare = msgspec.structs.replace(dossier.document, body=TEXTLESS)
        return msgspec.structs.replace(dossier, document=bare)

    def claims(self, dossier: str) -> tuple[str, ...]:
        """The claims of a dossier."""
        return tuple(dict.fromkeys(each.id for each in self.site.dossiers[dossier].document.meta.claims))

    def named(self, kind: NameKind, text: str) -> NameView | None:
        """A name in a file as it is shown: with its page when published articles use it."""
        return self.routes.named(kind, text)

    def name(self, kind: NameKind, text: str) -> Named | None:
        """What is known of a name in a file, but for the articles that use it."""
        found = self.site.name(kind, text)
        return None if found is None else msgspec.structs.replace(found, articles=())

    def registered(self, kind: NameKind, slug: str) -> Named:
        """The same by the name's part of the address."""
        return msgspec.structs.replace(self._by_slug[kind][slug], articles=())

    def shown_name(self, kind: NameKind, slug: str) -> NameView:
        """The same as pages show it."""
        return self.routes.name_view(self._by_slug[kind][slug])

    def names(self, kind: NameKind) -> tuple[tuple[Named, NameView, int], ...]:
        """Every name of a kind that articles use, as pages show it, and how many do."""
        return tuple(
            (
                msgspec.structs.replace(each, articles=()),
                self.routes.name_view(each),
                len(each.articles),
            )
            for each in self._by_slug[kind].values()
            if each.articles
        )

    def listed(self, kind: str, name: str) -> tuple[str, ...]:
        """The articles of a dossier (in reading order), of a name (newest first), or all (oldest first)."""
        if kind == "dossiers":
            return self._orders[name]
        return tuple(self.site.articles) if kind == "articles" else self._by_slug[kind][name].articles

    def calendar(self) -> tuple[tuple[str, int], ...]:
        """Every month that has articles (`2011/03`; `2011/00` for those of a year alone), and how many."""
        return tuple(sorted((month, len(names)) for month, names in self._months.items()))

    def in_month(self, month: str) -> tuple[str, ...]:
        """The articles of a month, the oldest first."""
        return tuple(self._months[month])

    def taken_down(self) -> tuple[str, ...]:
        """The articles of which something was taken down."""
        return tuple(name for name, each in self.site.articles.items() if each.meta.takedowns)

    def reserved(self) -> tuple[tuple[str, str], ...]:
        """What machines are asked to keep from: pages of articles and their pictures, each with its terms."""
        found: list[tuple[str, str]] = []
        for name, article in self.site.articles.items():
            rights, image = article.meta.rights, article.meta.image
            if not rights.is_reserved or article.meta.status == "withdrawn" or self.site.marks.get(name):
                continue
            found.append((article_address(name), rights.policy))
            if image is not None and (media := self._media.get(path := beside(article.path, image.file))):
                found.append((media_address(self.settings, path, media), rights.policy))
        return tuple(found)

    def homes(self, article: str) -> tuple[str, ...]:
        """The dossiers in which an article stands."""
        return self._homes.get(article, ())

    def dossiers(self) -> tuple[str, ...]:
        """Every dossier."""
        return tuple(self.site.dossiers)

    def pages(self) -> tuple[str, ...]:
        """Every plain page."""
        return tuple(self.site.pages)

    def cited(self, reference: str) -> Found:
        """What a reference leads to, or why it leads nowhere."""
        return self.routes.cited(reference)

    def file(self, path: str) -> tuple[str, tuple[str, ...]] | None:
        """The address of the page that a Markdown file becomes, and the ids in its text."""
        return self._files.get(path)

    def leading(self, page: str) -> tuple[Source, ...]:
        """The documents that may lead to a page, by what they say."""
        return self._leading.get(page, ())

    def quotation(self, article: str, quote: str) -> str:
        """The reference to a quotation, shown or not, of a named article; empty where it has none such."""
        return self.routes.quotation(article, quote)

    def place(self, address: str, fragment: str) -> str:
        """A place on a page; the page itself where what stood there is no longer shown."""
        return self.routes.place(address, fragment)

    def is_broken(self, path: str) -> bool:
        """Whether a file could not be read, which is reported already."""
        return path in self.site.broken

    def media(self, path: str) -> Media | None:
        """A file of the curator's that is published."""
        return self._media.get(path)

    def examined(self, path: str) -> Examined:
        """What was found of a capture: proofs of time, and what an archive holds."""
        return self.site.examined.get(path, _NOTHING)

    def has_marks(self) -> bool:
        """Whether the site shows what readers do not see yet."""
        return any(self.site.marks.values()) or any(each.mark for each in self.site.dossiers.values())

    def links(self) -> Mapping[str, Link]:
        """What is known of addresses outside."""
        return self.site.links

    def digest(self, fact: Fact) -> bytes:
        """A digest of what a fact says now; empty when it is about something that is not there any more."""
        try:
            if fact[0] == "whole_article":
                return self._digest_of_article(fact[1])
            if fact[0] == "listed":
                return _digest("\n".join(self.listed(fact[1], fact[2])).encode())
            ask = getattr(self, fact[0], None)  # of an export that is turned off, nobody asks any more
            return b"" if ask is None else digest_of_value(ask(*fact[1:]))
        except KeyError:
            return b""

    def _digest_of_article(self, name: str) -> bytes:
        """All that was read of an article, by the digest of its file where there is one."""
        article = self.site.articles[name]
        known = self._prints.get(article.path)
        if known is None:
            return digest_of_value(self.whole_article(name))
        mark = self.site.marks.get(name, "")
        if not (mark or article.stands or article.versions):
            return known
        return known + _ENCODER.encode((mark, article.stands, article.versions))

    @cached_property
    def _orders(self) -> dict[str, tuple[str, ...]]:
        return {name: dossier.articles for name, dossier in self.site.dossiers.items()}

    @cached_property
    def _by_slug(self) -> dict[str, dict[str, Named]]:
        return {kind: {each.slug: each for each in self.site.each_name(kind)} for kind in NAME_KINDS}

    @cached_property
    def _homes(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for dossier, articles in self._orders.items():
            for name in articles:
                found.setdefault(name, []).append(dossier)
        return {name: tuple(homes) for name, homes in found.items()}

    @cached_property
    def _months(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, article in self.site.articles.items():
            found.setdefault(month_of(article.meta.date), []).append(name)
        return found

    @cached_property
    def _leading(self) -> dict[str, tuple[Source, ...]]:
        return leading(self.routes, lambda: self._files)

    @cached_property
    def _files(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        return self.routes.files()


def digest_of_value(value: Any) -> bytes:
    """A digest of any fact; of a short one, what it says."""
    packed = _ENCODER.encode(value)
    return packed if len(packed) <= _DIGEST else _digest(packed)


def _digest(packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=_DIGEST).digest()
