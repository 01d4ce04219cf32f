"""Atom (RFC 4287) and JSON Feed 1.1, from one view.

An entry's id is the web address of the article's page: it holds the article's id and nothing that an
edit of headline, dossier or text could change.
"""

import re
from html import escape
from typing import Any
from xml.etree import ElementTree as ET

from dossierpress.exports.feedviews import EntryView, FeedView
from dossierpress.formats.plainjson import plain_json
from dossierpress.plan.addresses import absolute, full_address
from dossierpress.plan.alternates import FEED_ATOM, FEED_JSON
from dossierpress.plan.outputs import Bodies, pieces_of
from dossierpress.plan.views import BodyImageView, BodyView

_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# What XML 1.0 cannot hold in any way (section 2.2).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A link to a footnote leads nowhere outside its page.
_OWN_FRAGMENT = re.compile(r'(<a\b[^<>]*?\shref=")#')
_NEVER = "1970-01-01T00:00:00Z"


def write_atom(view: FeedView, bodies: Bodies) -> bytes:
    """The feed as Atom."""
    feed = ET.Element("feed", {"xmlns": _ATOM, _LANGUAGE: view.language})
    _text(feed, "id", view.place or view.page)
    _text(feed, "title", view.title)
    if view.subtitle:
        _text(feed, "subtitle", view.subtitle)
    _link(feed, "self", (view.place or view.page) + FEED_ATOM, "application/atom+xml")
    _link(feed, "alternate", view.page, "text/html")
    _text(feed, "updated", _updated(view))
    author = ET.SubElement(feed, "author")
    _text(author, "name", view.author)
    if view.author_url:
        _text(author, "uri", view.author_url)
    for entry in view.entries:
        element = _atom_entry(view, entry, bodies)
        element.tail = "\n"
        feed.append(element)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _atom_entry(view: FeedView, entry: EntryView, bodies: Bodies) -> ET.Element:
    summary = entry.summary
    page = absolute(view.url, summary.address)
    element = ET.Element("entry", {_LANGUAGE: summary.language} if summary.language else {})
    _text(element, "id", page)
    _text(element, "title", _title(entry))
    _link(element, "alternate", page, "text/html")
    if entry.original:
        _link(element, "via", entry.original, "")
    _text(element, "updated", entry.updated)
    if entry.published:
        _text(element, "published", entry.published)
    for name in entry.authors:
        _text(ET.SubElement(element, "author"), "name", name)
    for tag in entry.tags:
        ET.SubElement(element, "category", term=_clean(tag))
    if entry.rights:
        _text(element, "rights", entry.rights)
    if summary.standfirst or entry.body is None:
        _text(element, "summary", summary.standfirst or _title(entry))
    if entry.body is not None:
        content = _text(element, "content", _html(view.url, page, entry.body, bodies))
        content.set("type", "html")
    return element


def write_json_feed(view: FeedView, bodies: Bodies) -> bytes:
    """The feed as JSON Feed."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "description": view.subtitle,
        "home_page_url": view.page,
        "feed_url": (view.place or view.page) + FEED_JSON,
        "language": view.language,
        "authors": [_filled({"name": view.author, "url": view.author_url})],
        "items": [_item(view, entry, bodies) for entry in view.entries],
    }
    kept = _filled(feed) | {"items": feed["items"]}
    return plain_json(kept)


def _item(view: FeedView, entry: EntryView, bodies: Bodies) -> dict[str, Any]:
    summary = entry.summary
    page = absolute(view.url, summary.address)
    has_text = entry.body is not None
    return _filled(
        {
            "id": page,
            "url": page,
            "external_url": entry.original,
            "title": _title(entry),
            "summary": summary.standfirst,
            "content_html": _html(view.url, page, entry.body, bodies) if entry.body is not None else "",
            "content_text": "" if has_text else summary.standfirst or _title(entry),
            "image": full_address(view.url, summary.image.address) if summary.image else "",
            "date_published": entry.published or entry.began,
            "date_modified": entry.updated,
            "authors": [{"name": name} for name in entry.authors],
            "tags": list(entry.tags),
            "language": summary.language,
        }
    )


def _title(entry: EntryView) -> str:
    summary = entry.summary
    source = f" ({summary.source.name})" if summary.source else ""
    translated = f" [{summary.title_translated}]" if summary.title_translated else ""
    return f"{summary.title}{translated}{source}"


def _html(url: str, page: str, body: BodyView, bodies: Bodies) -> str:
    """The text with web addresses only."""
    parts = pieces_of(bodies[body.digest])
    pieces = [parts[0]]
    for link, part in zip(body.links, parts[1:], strict=True):
        pieces += (
            _picture(url, link) if isinstance(link, BodyImageView) else escape(absolute(url, link)),
            part,
        )
    return _OWN_FRAGMENT.sub(lambda found: f"{found[1]}{page}#", "".join(pieces))


def _picture(url: str, shown: BodyImageView) -> str:
    """A picture of a text, in its own size: readers of feeds choose no other."""
    size = f' width="{shown.image.width}" height="{shown.image.height}"' if shown.image.width else ""
    return f'<img {shown.attributes} src="{escape(absolute(url, shown.image.address))}"{size}>'


def _updated(view: FeedView) -> str:
    return max((entry.updated for entry in view.entries), default=_NEVER)


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = _clean(text)
    return element


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    ET.SubElement(parent, "link", {"rel": rel, "href": href} | ({"type": kind} if kind else {}))


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
