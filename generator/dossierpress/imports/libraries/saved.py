"""A page that a reader kept with its text: a draft of another's words, what was saved beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import html
from lxml.etree import LxmlError

from dossierpress.clip.addresses import host_of, safe_address
from dossierpress.imports.item import Attachment, Highlight, Item, Picture
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.libraries.csl import NO_DATE
from dossierpress.imports.moments import moment_of
from dossierpress.imports.text.plaintext import one_line

NO_SOURCE: Final = "the publication was not found; its host stands for it"


@dataclass(frozen=True, slots=True)
class Saved:
    """A kept page as its program says. `markup` is its text in HTML."""

    title: str
    url: str
    markup: str = ""
    base: str = ""
    source: str = ""
    date: str = ""
    saved: str = ""
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    tags: tuple[str, ...] = ()
    picture: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    highlights: tuple[Highlight, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def item_of(saved: Saved, tool: str, place: str, ledger: Ledger) -> Item:
    """A kept page as an item. With its text it is a draft; without, a work that we know of."""
    url = safe_address(saved.url)
    date = moment_of(saved.date)
    source = one_line(saved.source) or host_of(url).removeprefix("www.")
    doubts = [] if date else [NO_DATE]
    doubts += [] if one_line(saved.source) or not source else [NO_SOURCE]
    attachments = saved.attachments
    if saved.markup:
        data = saved.markup.encode("utf-8", "replace")
        attachments = (
            Attachment("saved.html", lambda: data, "text/html", f"as {tool} kept it"),
            *attachments,
        )
    for key in saved.extra:
        ledger.add("other fields, kept under `extra`", place, key)
    has_text = bool(saved.markup) or bool(attachments)
    return Item(
        origin=place,
        path=place,
        title=one_line(saved.title),
        date=date,
        standfirst=one_line(saved.standfirst),
        source=source,
        authors=tuple(dict.fromkeys(one_line(each) for each in saved.authors if one_line(each))),
        language=saved.language.replace("_", "-"),
        url=url,
        status="draft" if has_text else "ready",
        rights="excerpt" if has_text else "link-only",
        accessed=moment_of(saved.saved)[:10],
        tags=tuple(dict.fromkeys(one_line(each) for each in saved.tags if one_line(each))),
        image=Picture(saved.picture) if saved.picture else None,
        doubts=tuple(doubts),
        extra=saved.extra,
        markup="html",
        body=absolute(saved.markup, safe_address(saved.base) or url),
        attachments=attachments,
        highlights=saved.highlights,
    )


def absolute(markup: str, base: str) -> str:
    """HTML whose links and pictures have whole addresses."""
    if not base or not markup.strip():
        return markup
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
        root.make_links_absolute(base, handle_failures="ignore")
        return str(html.tostring(root, encoding="unicode"))
    except (LxmlError, ValueError, AssertionError):
        return markup
