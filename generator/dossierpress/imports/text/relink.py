"""Links and pictures of a Markdown text led to where they are now, wherever and however they are written."""

import html
import re
from collections.abc import Iterator
from typing import Any, Final, Protocol

from dossierpress.clip.inline import escaped
from dossierpress.imports.text.attributes import attributes_in, source_of
from dossierpress.imports.text.pieces import bracketed, titled
from dossierpress.read import pulldown
from dossierpress.read.htmltags import ADDRESSES, ALLOWED, ATTRIBUTES, EVERYWHERE, TAG

_DEFINITION: Final = (
    rb"(?m)^ {0,3}\[%s\]:[ \t]*\n?[ \t]*\S+"
    rb"(?:[ \t]*\n?[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$\n?"
)
# Tags of old pages that have a successor.
_SUCCESSORS: Final = {"strike": "s", "tt": "code", "acronym": "abbr", "dir": "ul", "h1": "h2"}
# Tags that only arrange, or stand around a whole page.
_SILENT: Final = frozenset({"picture", "center", "font", "html", "body", "head"})
_Edit = tuple[int, int, bytes]


class Leading(Protocol):
    """Who knows where things are now."""

    def link(self, address: str) -> str | None:
        """Where a link leads now; None when its text is to stay alone."""

    def picture(self, address: str) -> str | None:
        """The file of a picture; None when it cannot be shown."""

    def recording(self, address: str) -> str | None:
        """The file of a recording or a film; None when it lies elsewhere."""

    def outside(self, address: str) -> str:
        """The address of a picture or recording that cannot be shown; empty when nobody may be sent there."""

    def note(self, kind: str, what: str) -> None:
        """Something is left out."""


def relinked(text: str, lead: Leading) -> str:
    """The text with every link and picture as `lead` says."""
    source = text.encode("utf-8", "replace")
    edits: list[_Edit] = []
    labels: set[str] = set()
    code: list[tuple[int, int]] = []
    opened: list[
        list[Any]
    ] = []  # kind, value, begin, end, where its words end, whether an image inside stays
    for kind, name, value, begin, end in pulldown.events(text):
        if kind == "Start" and name in ("Link", "Image"):
            opened.append([name, value[name], begin, end, begin + (2 if name == "Image" else 1)])
            continue
        if kind == "End" and name in ("Link", "Image") and opened:
            last = opened.pop()
            if last[1]["link_type"] in ("Reference", "Collapsed", "Shortcut"):
                labels.add(last[1]["id"])
            edits.extend(_edits(source, last, lead))
        elif kind == "Start" and name in ("CodeBlock", "HtmlBlock"):
            code.append((begin, end))
        if kind == "InlineHtml" or (kind == "Start" and name == "HtmlBlock"):
            edits.extend(_of_html(source[begin:end].decode("utf-8", "replace"), begin, lead))
        if opened:
            opened[-1][4] = max(opened[-1][4], end)
    edits.extend(_definitions(source, labels, code))
    return _edited(source, edits).decode("utf-8", "replace")


def _edits(source: bytes, opened: list[Any], lead: Leading) -> Iterator[_Edit]:
    """What changes in one link or picture."""
    name, value, begin, end, words_end = opened
    kind, address = value["link_type"], html.unescape(value["dest_url"])
    if kind in ("Autolink", "Email"):
        target = lead.link(address) if kind == "Autolink" else address
        if target != address:
            bare = escaped(address)
            yield begin, end, (f"[{bare}]({_written(target)})" if target else bare).encode()
        return
    if kind == "Collapsed" and source[end : end + 2] == b"[]":
        end += 2  # which the parser does not count
    tail = _tail(source, kind, words_end, end)
    if tail < 0:
        return
    said = titled(value["title"])
    if name == "Link":
        target = lead.link(address)
        if target is None:
            yield begin, begin + 1, b""
            yield tail, end, b""
        elif target != address or kind != "Inline":
            yield tail, end, f"]({_written(target)}{said})".encode()
        return
    target = lead.picture(address)
    if target is not None:
        yield tail, end, f"]({_written(target)}{said})".encode()
        return
    outside = lead.outside(address)
    words = source[begin + 2 : tail].decode("utf-8", "replace").strip() or escaped(value["title"])
    if outside:
        words = words or escaped(outside.rpartition("/")[2] or outside)
        yield begin, end, f"[{words}]({_written(outside)})".encode()
    else:
        yield begin, end, words.encode()


def _tail(source: bytes, kind: str, words_end: int, end: int) -> int:
    """Where behind the words of a link its `](…)`, `][…]` or `]` begins."""
    wanted = {"Inline": b"](", "Reference": b"][", "Collapsed": b"][]"}.get(kind, b"]")
    if kind == "Shortcut":
        return end - 1 if source[end - 1 : end] == b"]" else -1
    found = source.find(wanted, words_end - (1 if kind != "Inline" else 0), end)
    return found if found >= 0 else source.rfind(wanted, 0, end)


def _written(address: str) -> str:
    """An address as it stands between parentheses."""
    return f"<{bracketed(address)}>" if re.search(r"[\s()<>]", address) or not address else address


def _definitions(source: bytes, labels: set[str], code: list[tuple[int, int]]) -> Iterator[_Edit]:
    """The definitions of links that stand in the text now."""
    for label in labels:
        pattern = _DEFINITION % re.escape(label.encode())
        for found in re.finditer(pattern, source, re.IGNORECASE):
            if not any(begin <= found.start() < end for begin, end in code):
                yield found.start(), found.end(), b""


def _edited(source: bytes, edits: list[_Edit]) -> bytes:
    """The bytes with their edits, those left out that lie inside another."""
    parts: list[bytes] = []
    position = 0
    for begin, end, new in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if begin < position:
            continue
        parts += (source[position:begin], new)
        position = end
    return b"".join([*parts, source[position:]])


def _of_html(markup: str, offset: int, lead: Leading) -> Iterator[_Edit]:
    """What changes in a piece of HTML: its addresses, and what pages may not hold."""
    cleaned = clean_html(markup, lead)
    if cleaned != markup:
        yield offset, offset + len(markup.encode()), cleaned.encode()


def clean_html(markup: str, lead: Leading) -> str:
    """A piece of HTML with its addresses led to where they are now."""
    return TAG.sub(lambda tag: _tag(tag, lead), markup)


def _tag(tag: re.Match[str], lead: Leading) -> str:
    if not tag["name"]:
        return tag[0]
    name = _SUCCESSORS.get(tag["name"].lower(), tag["name"].lower())
    if name not in ALLOWED:
        if name not in _SILENT and name.isascii():
            lead.note("HTML tags that pages may not hold, their text kept", tag[0])
        return ""
    if tag["end"]:
        return f"</{name}>"
    attributes = attributes_in(tag["rest"])
    if name == "img":
        return _image(attributes, lead)
    kept: dict[str, str] = {}
    for key, value in attributes.items():
        if key not in ADDRESSES.get(name, ()):
            kept |= _kept(name, key, value, tag[0], lead)
        elif (target := lead.link(value) if name == "a" else lead.recording(value)) is not None:
            kept[key] = target
        elif name != "a" and key == "src" and (outside := lead.outside(value)):
            return f'<a href="{html.escape(outside)}">{html.escape(outside)}</a>'
    return _start(name, kept, tag["rest"])


def _kept(name: str, key: str, value: str, raw: str, lead: Leading) -> dict[str, str]:
    """An attribute as a page may hold it; nothing, and written down, where it may not."""
    if key in EVERYWHERE or key in ATTRIBUTES.get(name, ()) or key.startswith("aria-") or key == "markdown":
        return {key: value}
    if name == "a" and key == "name":
        return {"id": value}
    if key not in ("style", "target", "rel") and not key.startswith(("data-", "on")):
        lead.note("HTML attributes that pages may not hold, left out", f"{key} in {raw}")
    return {}


def _image(attributes: dict[str, str], lead: Leading) -> str:
    address = source_of(attributes)
    target = lead.picture(address) if address else None
    alt = attributes.get("alt", "")
    if target is None:
        outside = lead.outside(address)
        words = html.escape(alt or outside.rpartition("/")[2])
        return f'<a href="{html.escape(outside)}">{words}</a>' if outside else html.escape(alt)
    kept = {"src": target, "alt": alt}
    kept |= {
        key: attributes[key] for key in ("width", "height", "title", "class", "id") if attributes.get(key)
    }
    return _start("img", kept, "")


def _start(name: str, attributes: dict[str, str], rest: str) -> str:
    written = "".join(
        f' {key}="{html.escape(value)}"' if value or key in ("alt", "src", "href") else f" {key}"
        for key, value in attributes.items()
    )
    return f"<{name}{written}{' /' if rest.rstrip().endswith('/') else ''}>"
