"""The registries: what is known of sources, people, organisations, places and tags."""

from collections.abc import Mapping
from typing import ClassVar

from dossierpress.model.dates import Date
from dossierpress.model.record import (
    CountryCode,
    Id,
    Issn,
    LanguageTag,
    Latitude,
    Longitude,
    Record,
    WebAddress,
    WikidataId,
)


class Source(Record, frozen=True):
    """A publication or other origin of articles."""

    id: Id
    name: str
    kind: str = ""
    publisher: str = ""
    place: str = ""
    country: CountryCode = ""
    language: LanguageTag = ""
    issn: Issn = ""
    url: WebAddress = ""
    owner: str = ""
    rights: str = ""
    note: str = ""
    aliases: tuple[str, ...] = ()


class Role(Record, frozen=True):
    """What someone is or was, of what, from when to when."""

    PLAIN: ClassVar[str] = "role"
    role: str
    of: str = ""
    from_: Date | None = None
    to: Date | None = None

    SPELLINGS: ClassVar[Mapping[str, str]] = {"from": "from_"}


class Person(Record, frozen=True):
    """Someone who is named in articles."""

    id: Id
    name: str
    aka: tuple[str, ...] = ()
    language: LanguageTag = ""
    roles: tuple[Role, ...] = ()
    wikidata: WikidataId = ""
    note: str = ""


class Organisation(Record, frozen=True):
    """A body that is named in articles."""

    id: Id
    name: str
    aka: tuple[str, ...] = ()
    language: LanguageTag = ""
    roles: tuple[Role, ...] = ()
    wikidata: WikidataId = ""
    note: str = ""


class Place(Record, frozen=True):
    """A place; `lat` and `lon` are degrees (WGS 84)."""

    id: Id
    name: str
    aka: tuple[str, ...] = ()
    language: LanguageTag = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    country: CountryCode = ""
    wikidata: WikidataId = ""
    note: str = ""


class Tag(Record, frozen=True):
    """A topic."""

    id: Id
    name: str
    aka: tuple[str, ...] = ()
    language: LanguageTag = ""
    note: str = ""


Entry = Source | Person | Organisation | Place | Tag
