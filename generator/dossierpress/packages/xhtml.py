"""HTML as XHTML: what EPUB wants, and what browsers take too. All that stays is named here."""

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser

_VOID = frozenset("br hr img wbr col".split())
_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol dl div section aside blockquote pre table figure hr details".split()
)
_ELEMENTS = _VOID | _BLOCKS | frozenset(
    "li dt dd code em strong i b u s small sub sup q cite abbr dfn time del ins mark span kbd samp var"
    " bdi bdo ruby rt rp figcaption thead tbody tfoot tr td th caption colgroup summary a".split()
)  # fmt: skip
# Where alone an element may stand, and what is opened for what may not stand in such a place by itself.
_WITHIN = {
    "li": "ul ol", "dt": "dl", "dd": "dl", "tr": "table thead tbody tfoot", "td": "tr", "th": "tr",
    "thead": "table", "tbody": "table", "tfoot": "table", "caption": "table", "colgroup": "table",
    "col": "colgroup", "figcaption": "figure", "summary": "details", "rt": "ruby", "rp": "ruby",
}  # fmt: skip
_ROOM = {
    "ul": "li",
    "ol": "li",
    "dl": "dd",
    "table": "tr",
    "thead": "tr",
    "tbody": "tr",
    "tfoot": "tr",
    "tr": "td",
}
# These hold no block; and no element of a kind holds another of that kind.
_PHRASES = frozenset("p h1 h2 h3 h4 h5 h6 pre".split())
_TRANSPARENT = frozenset("a ins del".split())
# With these, what is in them goes too.
_GONE = frozenset(
    "script style iframe object embed form template noscript svg math audio video canvas title".split()
)
_EVERYWHERE = frozenset("id class lang dir title".split())
_OF_ELEMENT = {
    "a": "href", "img": "src alt width height", "td": "colspan rowspan headers",
    "th": "colspan rowspan headers scope", "ol": "start reversed", "li": "value", "time": "datetime",
    "q": "cite", "blockquote": "cite", "del": "cite datetime", "ins": "cite datetime", "details": "open",
    "col": "span", "colgroup": "span",
}  # fmt: skip
_NUMBERS = frozenset("width height colspan rowspan start value span".split())
_NUMBER = re.compile(r"-?\d{1,5}")
# What no XML document may hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def xhtml(text: str, address: Callable[[str], str], source: Callable[[str], str]) -> str:
    """A body as XHTML; `address` says where a link leads, `source` where a picture lies; empty: nowhere."""
    reader = _Reader(address, source)
    reader.feed(text)
    reader.close()
    return reader.made()


def without_forbidden(text: str) -> str:
    """A text without the signs that no XML document may hold."""
    return _FORBIDDEN.sub("", text)


class _Reader(HTMLParser):
    """Writes what it reads, every element closed in its turn."""

    def __init__(self, address: Callable[[str], str], source: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self._address, self._source = address, source
        self._out: list[str] = []
        self._open: list[str] = []
        self._skipped: list[str] = []

    def made(self) -> str:
        """All that was read."""
        self._close_to(0)
        return without_forbidden("".join(self._out))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if self._skipped or tag in _GONE:
            if tag not in _VOID:
                self._skipped.append(tag)
            return
        if tag not in _ELEMENTS:
            return
        if not self._makes_room(tag):
            return
        given = self._attributes(tag, dict(attrs))
        if given is None:
            return
        written = "".join(f' {name}="{html.escape(value)}"' for name, value in given.items())
        if tag in _VOID:
            self._out.append(f"<{tag}{written}/>")
        else:
            self._out.append(f"<{tag}{written}>")
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and all that were opened in it and not closed."""
        if self._skipped:
            if tag in self._skipped:
                while self._skipped.pop() != tag:
                    pass
            return
        if tag in self._open:
            self._close_to(len(self._open) - 1 - self._open[::-1].index(tag))

    def handle_data(self, data: str) -> None:
        """A text."""
        if self._skipped:
            return
        if self._open and self._open[-1] in _ROOM:
            if not data.strip():
                return
            self._makes_room("")
        if self._open and self._open[-1] == "colgroup":
            return
        self._out.append(html.escape(data, quote=False))

    def _makes_room(self, tag: str) -> bool:
        """Open and close what must be for an element (empty: a text) to stand here; False: it may not."""
        if tag in _WITHIN:
            parents = _WITHIN[tag].split()
            held = [at for at, each in enumerate(self._open) if each in parents]
            if not held or "table" in self._open[held[-1] + 1 :]:
                return False
            self._close_to(held[-1] + 1)
            return True
        if tag == "a" and "a" in self._open:
            self.handle_endtag("a")
        if tag in _BLOCKS:
            inner = max((at for at, each in enumerate(self._open) if each in _PHRASES), default=None)
            if inner is not None:
                self._close_to(inner)
            while self._open and self._open[-1] not in _BLOCKS | _TRANSPARENT | _WITHIN.keys():
                self._close_to(len(self._open) - 1)
        while self._open and self._open[-1] in _ROOM:
            self._open.append(_ROOM[self._open[-1]])
            self._out.append(f"<{self._open[-1]}>")
        return not (self._open and self._open[-1] == "colgroup")

    def _close_to(self, count: int) -> None:
        while len(self._open) > count:
            self._out.append(f"</{self._open.pop()}>")

    def _attributes(self, tag: str, given: dict[str, str | None]) -> dict[str, str] | None:
        """What stays of an element's attributes; None when the element has nothing to show without them."""
        allowed = _EVERYWHERE | set(_OF_ELEMENT.get(tag, "").split())
        kept = {name: value or "" for name, value in given.items() if name in allowed}
        kept = {name: value for name, value in kept.items() if _fits(name, value)}
        if "lang" in kept:
            kept["xml:lang"] = kept["lang"]
        if tag == "img":
            kept["src"] = self._source(kept.get("src", ""))
            kept.setdefault("alt", "")
            return kept if kept["src"] else None
        if tag == "a":
            where = self._address(kept.pop("href", ""))
            if where:
                kept["href"] = where
            if "footnote-ref" in kept.get("class", "").split():
                kept["epub:type"], kept["role"] = "noteref", "doc-noteref"
            elif "footnote-backref" in kept.get("class", "").split():
                kept["role"] = "doc-backlink"
        if tag == "div" and "footnote" in kept.get("class", "").split():
            kept["epub:type"], kept["role"] = "footnotes", "doc-endnotes"
        return kept


def _fits(name: str, value: str) -> bool:
    if name in _NUMBERS:
        return _NUMBER.fullmatch(value) is not None
    if name == "dir":
        return value in ("ltr", "rtl", "auto")
    if name == "scope":
        return value in ("row", "col", "rowgroup", "colgroup")
    if name == "cite":
        return value.startswith(("https://", "http://"))
    if name in ("reversed", "open"):
        return True
    return bool(value)
