"""A plain page, such as about or imprint."""

from collections.abc import Mapping
from typing import ClassVar

from dossierpress.model.article import Status
from dossierpress.model.dates import Date
from dossierpress.model.record import Free, LanguageTag, OldAddress, Record


class Page(Record, frozen=True):
    """The front matter of one page."""

    SPELLINGS: ClassVar[Mapping[str, str]] = {
        "lang": "language",
        "summary": "standfirst",
        "description": "standfirst",
    }
    title: str
    standfirst: str = ""
    language: LanguageTag = ""
    updated: Date | None = None
    status: Status = "ready"
    draft: bool = False
    embargo: Date | None = None
    private_note: str = ""
    aliases: tuple[OldAddress, ...] = ()
    extra: Free = Free()
