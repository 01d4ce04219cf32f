"""A clipping as an article: its front matter, in the curator's vocabulary. A draft, and an excerpt."""

from typing import Any, Final

import msgspec

from dossierpress.clip.clipping import Clipping
from dossierpress.clip.fields import Field
from dossierpress.clip.languages import tag_of
from dossierpress.model.article import (
    ArchivedCopy,
    Article,
    Author,
    Capture,
    Image,
    Repost,
    Rights,
)
from dossierpress.model.dates import date_or_none, parse_date
from dossierpress.model.record import is_web_address

_TYPES: Final = {
    "html": "text/html",
    "mhtml": "multipart/related",
    "warc": "application/warc",
    "text": "text/plain",
    "pdf": "application/pdf",
}
# Fields that `--set` may name, beside the clipping's own: keys of front matter that are plain text.
PLAIN_FIELDS: Final = (
    "title title_translated type standfirst source byline agency date updated dateline section page edition "
    "url language accessed note private_note"
).split()


def article_of(clipping: Clipping, day: str, capture: str) -> Article:
    """The front matter of a clipping that was made on a day, with its capture in the file of that name."""
    taken = {name: clipping.fields.get(name, Field()).value for name in clipping.fields}
    source = taken.get("source") or taken.get("publication", "")
    seen = clipping.taken or day
    lead = next((shown for shown in clipping.pictures if shown.is_lead and shown.file), None)
    return Article(
        title=_line(taken.get("title", "")) or "Untitled",
        title_translated=_line(taken.get("title_translated", "")),
        date=date_or_none(taken.get("date", "")) or parse_date(f"../{seen}"),
        type=msgspec.convert(taken.get("type") or clipping.type, Article.__annotations__["type"]),
        standfirst=_line(taken.get("standfirst", "")),
        source=_line(source),
        byline=_line(taken.get("byline", "")),
        authors=tuple(Author(name=name) for name in clipping.authors),
        agency=_line(taken.get("agency", "")),
        updated=date_or_none(taken.get("updated", "")),
        dateline=_line(taken.get("dateline", "")),
        section=_line(taken.get("section", "")),
        page=_line(taken.get("page", "")),
        edition=_line(taken.get("edition", "")),
        url=_address(taken.get("url", "")),
        language=tag_of(taken.get("language", "")),
        image=None
        if lead is None
        else Image(
            file=lead.file,
            alt=lead.alt or lead.caption or "A picture",
            caption=lead.caption,
            credit=lead.credit,
        ),
        via=_via(clipping),
        accessed=date_or_none(taken.get("accessed", "")) or date_or_none(seen),
        archived=_archived(clipping),
        captures=(capture_of(clipping, day, capture),),
        rights=Rights(mode="excerpt"),
        status="draft",
        note=taken.get("note", ""),
        private_note=taken.get("private_note", ""),
        needs_review=clipping.needs_review,
    )


def capture_of(clipping: Clipping, day: str, file: str) -> Capture:
    """The entry of a capture in the front matter; taken on a day, unless it says when itself."""
    return Capture(
        file=file,
        sha256=clipping.sha256,
        type=_TYPES[clipping.kind],
        taken=date_or_none(clipping.taken or day),
        tool=clipping.tool,
    )


def is_settable(name: str, value: str) -> str:
    """Why a field cannot be set to a value; empty when it can."""
    if name not in (*PLAIN_FIELDS, "publication"):
        return f"there is no field `{name}` to set; there are: {', '.join(PLAIN_FIELDS)}"
    if name in ("date", "updated", "accessed") and date_or_none(value) is None:
        return f"`{value}` is not a date such as 2011-12-05, 2011-12 or 2011"
    if name == "url" and not _address(value):
        return f"`{value}` is not an address that starts with https:// or http://"
    if name == "language" and not tag_of(value):
        return f"`{value}` is not a language tag, such as en, ur or pt-BR"
    if name == "type":
        try:
            msgspec.convert(value, Article.__annotations__["type"])
        except msgspec.ValidationError:
            return f"there is no type `{value}`"
    return ""


def _via(clipping: Clipping) -> tuple[Repost, ...]:
    if not clipping.via:
        return ()
    found: dict[str, Any] = {"name": _line(clipping.via.get("name", "")) or "A repost"}
    if address := _address(clipping.via.get("url", "")):
        found["url"] = address
    if (day := date_or_none(clipping.via.get("date", ""))) is not None:
        found["date"] = day
    return (Repost(**found),)


def _archived(clipping: Clipping) -> tuple[ArchivedCopy, ...]:
    if clipping.archived is None or not _address(clipping.archived.address):
        return ()
    return (
        ArchivedCopy(
            url=clipping.archived.address, service="Wayback Machine", date=date_or_none(clipping.archived.day)
        ),
    )


def _address(text: str) -> str:
    return text if is_web_address(text) else ""


def _line(text: str) -> str:
    """A value as one line without signs that no text holds."""
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())
