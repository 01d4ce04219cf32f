"""The whole site, assembled: only what may be published, with every list in its final order."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from dossierpress.model.custody import Examined
from dossierpress.model.document import ArticleDocument, DossierDocument, PageDocument
from dossierpress.model.links import Link
from dossierpress.model.names import match_key
from dossierpress.model.redaction import Redaction
from dossierpress.model.registries import Entry

NameKind = Literal["tags", "sources", "people", "organisations", "places"]
Mark = Literal["", "draft", "embargoed"]
NAME_KINDS: tuple[NameKind, ...] = ("tags", "sources", "people", "organisations", "places")


class Named(msgspec.Struct, frozen=True):
    """A name that articles use. `slug` is its part of the address; `articles` are ids, newest first.

    `path` and `line` say where it comes from: its registry entry, or the first article that uses it.
    """

    kind: NameKind
    slug: str
    name: str
    path: str
    line: int = 0
    entry: Entry | None = None
    articles: tuple[str, ...] = ()


class Member(msgspec.Struct, frozen=True):
    """An article's place in a section of a dossier."""

    article: str
    note: str = ""
    key: bool = False


class PlacedSection(msgspec.Struct, frozen=True):
    """A section with its articles in their final order; the last one may have no title."""

    id: str
    title: str
    note: str
    members: tuple[Member, ...]


class PlacedDossier(msgspec.Struct, frozen=True):
    """A dossier with every member placed; each article stands in it once or more."""

    document: DossierDocument
    title: str
    sections: tuple[PlacedSection, ...]
    mark: Mark = ""

    @property
    def id(self) -> str:
        """The folder's name."""
        return self.document.id

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of its articles in reading order, each once."""
        return tuple(dict.fromkeys(member.article for section in self.sections for member in section.members))


class Site(msgspec.Struct, frozen=True):
    """All that may be published. Articles are by id, oldest first; names by every spelling's match key.

    `held_back` and `broken` name articles by id and dossiers as `dossier:id`: what readers may not see,
    and what could not be read, which is reported already and not again wherever it is mentioned.
    `links` holds what is known of outside addresses, `examined` what was found of captures, by their paths.
    `redactions` are taken out already; whoever names files needs them.
    """

    articles: Mapping[str, ArticleDocument]
    dossiers: Mapping[str, PlacedDossier]
    pages: Mapping[str, PageDocument]
    names: Mapping[NameKind, Mapping[str, Named]]
    marks: Mapping[str, Mark]
    held_back: frozenset[str]
    broken: frozenset[str] = frozenset()
    links: Mapping[str, Link] = {}
    examined: Mapping[str, Examined] = {}
    redactions: tuple[Redaction, ...] = ()

    def name(self, kind: NameKind, text: str) -> Named | None:
        """The name that a text in a file stands for, by id, name or other spelling."""
        return self.names[kind].get(match_key(text))

    def each_name(self, kind: NameKind) -> tuple[Named, ...]:
        """Every name of a kind once, however many spellings it has."""
        return tuple({named.slug: named for named in self.names[kind].values()}.values())
