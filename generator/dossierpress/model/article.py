"""An article: the work, how it is held (the capture), and what the curators say of it (the curation)."""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal

from dossierpress.model.dates import Date
from dossierpress.model.record import (
    Count,
    Free,
    Id,
    LanguageTag,
    OldAddress,
    Record,
    Sha256,
    WebAddress,
)
from dossierpress.model.redaction import Redaction

Status = Literal["draft", "ready", "withdrawn"]
ArticleType = Literal[
    "news",
    "opinion",
    "editorial",
    "interview",
    "wire",
    "press-release",
    "letter",
    "report",
    "transcript",
    "post",
    "document",
]
RightsMode = Literal["full", "excerpt", "link-only", "private"]


class Author(Record, frozen=True):
    """Who wrote the work, as far as is known; `person` is an id or name in the people registry."""

    PLAIN: ClassVar[str] = "name"
    name: str
    person: str = ""
    role: str = ""
    bio: str = ""


class Translation(Record, frozen=True):
    """The work that this one translates."""

    url: WebAddress = ""
    article: str = ""
    language: LanguageTag = ""
    translator: str = ""


class Image(Record, frozen=True):
    """A picture: `file` is relative to the Markdown file."""

    file: str
    alt: str
    caption: str = ""
    credit: str = ""


class Correction(Record, frozen=True):
    """A correction, by the publisher or by the curators."""

    date: Date
    by: Literal["publisher", "curator"]
    text: str
    url: WebAddress = ""


class Repost(Record, frozen=True):
    """Where the work was reposted: how it reached us, when not from its publisher."""

    PLAIN: ClassVar[str] = "name"
    name: str
    url: WebAddress = ""
    date: Date | None = None


class ArchivedCopy(Record, frozen=True):
    """A copy of the work in a web archive."""

    PLAIN: ClassVar[str] = "url"
    url: WebAddress
    service: str = ""
    date: Date | None = None


class Difference(Record, frozen=True):
    """What was different in a later capture of the work: a line from one wording to another, or words."""

    PLAIN: ClassVar[str] = "what"
    what: Literal["headline", "standfirst", "byline", "text"]
    was: str = ""
    became: str = ""
    removed: Count | None = None
    added: Count | None = None


class Capture(Record, frozen=True):
    """A file that we hold as evidence. Its digest is verified at every build; it is not published."""

    file: str
    sha256: Sha256
    type: str = ""
    taken: Date | None = None
    by: str = ""
    tool: str = ""
    note: str = ""
    changed: tuple[Difference, ...] = ()


class Quote(Record, frozen=True):
    """What someone is reported to have said. `as_` is the capacity in which they said it.

    `passage` are the work's words that an indirect one tells of; readers never see it.
    """

    SPELLINGS: ClassVar[Mapping[str, str]] = {"as": "as_"}
    text: str
    id: Id = ""
    who: str = ""
    as_: str = ""
    said: Date | None = None
    to: str = ""
    where: str = ""
    kind: Literal["direct", "indirect"] = "direct"
    language: LanguageTag = ""
    passage: str = ""
    nth: Count | None = None


class Rights(Record, frozen=True):
    """What we may do with the work's text."""

    PLAIN: ClassVar[str] = "mode"
    mode: RightsMode = "full"
    holder: str = ""
    licence: str = ""
    basis: str = ""
    notice: str = ""
    max_words: Count | None = None
    reserved: bool | None = None
    policy: WebAddress = ""

    @property
    def is_reserved(self) -> bool:
        """Whether machines are asked to keep from mining the text, and models from learning it.

        If nobody says so, that is so for others' words which nobody may pass on: an excerpt, or a whole text
        with a holder and without a licence.
        """
        if self.reserved is not None:
            return self.reserved
        return self.mode == "excerpt" or (self.mode == "full" and bool(self.holder) and not self.licence)


class Assessment(Record, frozen=True):
    """The Admiralty code: reliability of the source A to F, credibility of the information 1 to 6."""

    source: Literal["A", "B", "C", "D", "E", "F"]
    information: Literal["1", "2", "3", "4", "5", "6"]
    why: str = ""


class Takedown(Record, frozen=True):
    """What was taken down, when, who asked for it, and why. Once it is `lifted`, all is shown as before.

    `names` and `file` say which names, or which picture; readers see neither.
    """

    what: Literal["item", "text", "name", "image"]
    date: Date
    by: str
    reason: str
    names: tuple[str, ...] = ()
    label: str = ""
    file: str = ""
    lifted: Date | None = None


class Article(Record, frozen=True):
    """The front matter of one article, as `docs/content.md` explains it key by key."""

    SPELLINGS: ClassVar[Mapping[str, str]] = {
        "dossier": "dossiers",
        "author": "authors",
        "keywords": "tags",
        "lang": "language",
        "summary": "standfirst",
        "description": "standfirst",
        "source_url": "url",
        "slug": "id",
    }
    title: str
    date: Date
    id: Id = ""
    title_translated: str = ""
    type: ArticleType = "news"
    standfirst: str = ""
    source: str = ""
    byline: str = ""
    authors: tuple[Author, ...] = ()
    agency: str = ""
    updated: Date | None = None
    dateline: str = ""
    section: str = ""
    page: str = ""
    edition: str = ""
    url: WebAddress = ""
    same_as: str = ""
    language: LanguageTag = ""
    translation_of: Translation | None = None
    image: Image | None = None
    corrections: tuple[Correction, ...] = ()
    via: tuple[Repost, ...] = ()
    accessed: Date | None = None
    archived: tuple[ArchivedCopy, ...] = ()
    captures: tuple[Capture, ...] = ()
    dossiers: tuple[Id, ...] = ()
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    rights: Rights = Rights()
    status: Status = "ready"
    draft: bool = False
    embargo: Date | None = None
    expires: Date | None = None
    note: str = ""
    private_note: str = ""
    redactions: tuple[Redaction, ...] = ()
    takedowns: tuple[Takedown, ...] = ()
    needs_review: tuple[str, ...] = ()
    assessment: Assessment | None = None
    aliases: tuple[OldAddress, ...] = ()
    extra: Free = Free()

    def taken(self, what: str) -> tuple[Takedown, ...]:
        """What of a kind is taken down and not given back."""
        return tuple(each for each in self.takedowns if each.what == what and each.lifted is None)


def redacted_by(meta: Record) -> tuple[Redaction, ...]:
    """What a file has taken out of every file: its redactions, and names that were taken down."""
    redactions: tuple[Redaction, ...] = getattr(meta, "redactions", ())
    if not isinstance(meta, Article):
        return redactions
    names = (
        Redaction(label=each.label or "Name withheld", names=each.names, reason=each.reason)
        for each in meta.taken("name")
        if each.names
    )
    return (*redactions, *names)


def used_names(kind: str, meta: Article) -> tuple[str, ...]:
    """The names of one kind that an article uses."""
    if kind == "sources":
        return (meta.source,) if meta.source else ()
    listed: tuple[str, ...] = getattr(meta, kind)
    if kind == "people" and (meta.quotes or meta.authors):
        further = (*(each.who for each in meta.quotes), *(each.person for each in meta.authors))
        listed = (*listed, *filter(None, further))
    return listed if "" not in listed else tuple(filter(None, listed))


def used_with_keys(kind: str, meta: Article) -> Iterable[tuple[str, str]]:
    """The same, each with the key at which it stands."""
    if kind == "sources":
        found = [("source", meta.source)]
    else:
        listed: tuple[str, ...] = getattr(meta, kind)
        found = [(f"{kind}[{number}]", text) for number, text in enumerate(listed)]
    if kind == "people":
        found += [(f"quotes[{number}].who", quote.who) for number, quote in enumerate(meta.quotes)]
        found += [(f"authors[{number}].person", author.person) for number, author in enumerate(meta.authors)]
    return ((key, text) for key, text in found if text)
