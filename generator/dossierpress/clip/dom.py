"""A page's markup as a tree: embedded files cut out first, a web archive's additions taken off."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import html
from lxml.html import HtmlElement

# What stands in the place of an embedded file.
EMBEDDED: Final = "dp-embedded:"
_DATA: Final = re.compile(
    r"data:(?P<type>[a-zA-Z0-9.+-]+/[a-zA-Z0-9.+-]+)?(?:;(?!base64,)[a-zA-Z0-9=._\"-]+)*"
    r"(?:;base64,(?P<base64>[A-Za-z0-9+/=_%\s-]{32,})|,[^\"'\s<>]{200,})"
)
_WAYBACK: Final = re.compile(
    r"(?:https?:)?(?://web\.archive\.org)?/web/(?P<when>\d{4,14})(?:[a-z]{2}_)?/(?P<address>(?:https?:)?//?[^\"'\s<>)]+)"
)
_TOOLBAR: Final = re.compile(
    r"<!-- BEGIN WAYBACK TOOLBAR INSERT -->.*?<!-- END WAYBACK TOOLBAR INSERT -->", re.DOTALL
)
_DECLARATION: Final = re.compile(r"<\?xml[^>]*\?>", re.IGNORECASE)
# What no text of a page needs, and our own marks.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_EMPTY: Final = "<html><body></body></html>"


@dataclass(frozen=True, slots=True)
class Archived:
    """The web archive's copy that a page was saved from."""

    address: str
    original: str
    day: str


@dataclass(slots=True)
class Tree:
    """A page's tree, the files that were embedded in its markup by the names that stand for them there."""

    root: HtmlElement
    embedded: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    archived: Archived | None = None


def tree_of(markup: str, address: str = "") -> Tree:
    """Parse a page. Whatever it is, there is a tree."""
    embedded: dict[str, tuple[str, bytes]] = {}
    markup, archived = _unarchived(_CONTROLS.sub("", markup), address)

    def cut(found: re.Match[str]) -> str:
        name = f"{EMBEDDED}{len(embedded)}"
        embedded[name] = (found["type"] or "", _decoded(found["base64"] or ""))
        return name

    markup = _DECLARATION.sub("", _DATA.sub(cut, markup))
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(markup.encode() or _EMPTY.encode(), parser=parser)
    except (ValueError, html.etree.ParserError):
        root = html.document_fromstring(_EMPTY, parser=parser)
    return Tree(root, embedded, archived)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(
            re.sub(r"\s+", "", text.replace("%2B", "+").replace("%2F", "/").replace("%3D", "="))
        )
    except (binascii.Error, ValueError):
        return b""


def _unarchived(markup: str, address: str) -> tuple[str, Archived | None]:
    """Take off what the Wayback Machine adds to a page; its addresses become the originals."""
    if "web.archive.org" not in markup and "web.archive.org" not in address:
        return markup, None
    here = _WAYBACK.search(address) or re.search(
        r"(?:FILE ARCHIVED ON|__wm\.wombat\(|wbinfo\.url|<!-- BEGIN WAYBACK)", markup
    )
    if here is None:
        return markup, None
    saved = _WAYBACK.search(address) or _saved(markup)
    markup = _TOOLBAR.sub("", markup)
    archived = None
    if saved is not None:
        when = saved["when"]
        original = _schemed(saved["address"])
        day = f"{when[:4]}-{when[4:6]}-{when[6:8]}" if len(when) >= 8 else when[:4]
        archived = Archived(f"https://web.archive.org/web/{when}/{original}", original, day)
    return _WAYBACK.sub(lambda found: _schemed(found["address"]), markup), archived


def _saved(markup: str) -> re.Match[str] | None:
    """The archive's own address of a page, as its canonical link or its first rewritten one says it."""
    canonical = re.search(r"<link[^>]+rel=[\"']?canonical[^>]+>|<meta[^>]+og:url[^>]+>", markup)
    return (_WAYBACK.search(canonical[0]) if canonical else None) or None


def _schemed(address: str) -> str:
    if address.startswith("//"):
        return f"https:{address}"
    return re.sub(r"^(https?:)/(?!/)", r"\1//", address)
