"""A dossier: what it asks, and its articles in the curators' order with a note for each membership."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from dossierpress.model.article import Image, Status
from dossierpress.model.dates import Date
from dossierpress.model.record import Free, Id, LanguageTag, OldAddress, Orcid, Record, WebAddress
from dossierpress.model.redaction import Redaction

Order = Literal["oldest", "newest"]


class Curator(Record, frozen=True):
    """Someone who answers for the dossier."""

    PLAIN: ClassVar[str] = "name"
    name: str
    orcid: Orcid = ""
    url: WebAddress = ""


class Membership(Record, frozen=True):
    """An article's place in a section. `key` marks the articles to read first."""

    PLAIN: ClassVar[str] = "ref"
    ref: str
    note: str = ""
    key: bool = False


class Section(Record, frozen=True):
    """A part of a dossier, its articles as listed or sorted by date."""

    title: str
    id: Id = ""
    note: str = ""
    order: Literal["listed", "oldest", "newest"] = "listed"
    articles: tuple[Membership, ...] = ()


class OtherDate(Record, frozen=True):
    """Another date that is given for an event, and by whom."""

    date: Date
    text: str = ""
    cites: tuple[str, ...] = ()


class Event(Record, frozen=True):
    """One entry of the timeline."""

    date: Date
    title: str
    certainty: Literal["confirmed", "reported", "disputed"] = "reported"
    cites: tuple[str, ...] = ()
    place: str = ""
    also_dated: tuple[OtherDate, ...] = ()

    @property
    def all_cites(self) -> tuple[str, ...]:
        """Everything that is cited, for this date or another."""
        return (*self.cites, *(text for other in self.also_dated for text in other.cites))


ClaimStatus = Literal["unverified", "supported", "disputed", "refuted", "withdrawn"]


class ClaimChange(Record, frozen=True):
    """When and why a claim's status changed."""

    date: Date
    status: ClaimStatus
    text: str = ""


class Claim(Record, frozen=True):
    """A statement that sources make, and which articles speak for and against it."""

    id: Id
    text: str
    by: str = ""
    status: ClaimStatus = "unverified"
    for_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()
    history: tuple[ClaimChange, ...] = ()

    SPELLINGS: ClassVar[Mapping[str, str]] = {"for": "for_"}


class FigureValue(Record, frozen=True):
    """The value that one source gives."""

    value: str
    article: str = ""
    quote: str = ""
    date: Date | None = None


class Figure(Record, frozen=True):
    """One question of number, and the value each source gives."""

    question: str
    values: tuple[FigureValue, ...] = ()


class Path(Record, frozen=True):
    """A named reading order, such as "ten minutes"."""

    id: Id
    title: str
    articles: tuple[str, ...] = ()


class Change(Record, frozen=True):
    """An entry of the dossier's own change log."""

    date: Date
    kind: Literal["added", "corrected", "removed", "withdrawn"]
    text: str
    refs: tuple[str, ...] = ()


class Dossier(Record, frozen=True):
    """The front matter of `dossier.md`, as `docs/content.md` explains it key by key."""

    title: str = ""
    question: str = ""
    scope: str = ""
    summary: str = ""
    curators: tuple[Curator, ...] = ()
    opened: Date | None = None
    reviewed: Date | None = None
    state: Literal["open", "closed", "archived"] = "open"
    period: Date | None = None
    places: tuple[str, ...] = ()
    languages: tuple[LanguageTag, ...] = ()
    language: LanguageTag = ""
    licence: str = ""
    sections: tuple[Section, ...] = ()
    timeline: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    paths: tuple[Path, ...] = ()
    changes: tuple[Change, ...] = ()
    order: Order = "oldest"
    cover: Image | None = None
    status: Status = "ready"
    draft: bool = False
    embargo: Date | None = None
    private_note: str = ""
    redactions: tuple[Redaction, ...] = ()
    aliases: tuple[OldAddress, ...] = ()
    extra: Free = Free()
