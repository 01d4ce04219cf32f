"""The text within a block as Markdown: emphasis, links, code; whatever could mean something is escaped."""

import re
from collections.abc import Container, Mapping
from typing import Final

from lxml.html import HtmlElement

from dossierpress.clip.addresses import safe_address
from dossierpress.clip.lines import BLOCKS, UNSEEN

# Marks of emphasis until the whole text is known: code points that are no characters.
_EM, _EM_END, _STRONG, _STRONG_END, BREAK = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
_MARKED: Final = re.compile("[\ufdd0-\ufdd3]")
_EMPHASIS: Final = {"em": _EM, "i": _EM, "cite": _EM, "dfn": _EM, "strong": _STRONG, "b": _STRONG}
_SPECIAL: Final = re.compile(r"[\\`*_\[\]{}]")
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_SPACES: Final = re.compile(r"[^\S\xa0\u202f]+")
_LINE_START: Final = re.compile(
    r"^(?:(?P<sign>[#>+-])|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)|(?P<odd>[:=|~]))"
)
_PAIR: Final = re.compile(
    f"({_EM}|{_STRONG})([^{_EM}{_EM_END}{_STRONG}{_STRONG_END}]*)({_EM_END}|{_STRONG_END})"
)


class Inline:
    """Writes the kept text nodes of a page as Markdown. `kept` tells whether a text node is kept."""

    def __init__(
        self, kept: Container[tuple[HtmlElement, bool]], base: str, pictures: Mapping[HtmlElement, str]
    ) -> None:
        self._kept = kept
        self._base = base
        self._pictures = pictures

    def of(self, nodes: list[tuple[HtmlElement, bool]]) -> str:
        """Nodes of one block, one after another, as marked text: (element, whether only its tail)."""
        return "".join(
            self._text(element, element.tail, tail=True) if only_tail else self._element(element)
            for element, only_tail in nodes
        )

    def text(self, element: HtmlElement) -> str:
        """The text at an element's beginning, if it is kept."""
        return self._text(element, element.text, tail=False)

    def inner(self, element: HtmlElement) -> str:
        """All that is inside an element."""
        parts = [self.text(element)]
        for child in element:
            parts.append(self._element(child))
            parts.append(self._text(child, child.tail, tail=True))
        return "".join(parts)

    def _text(self, element: HtmlElement, text: str | None, *, tail: bool) -> str:
        return escaped(text) if text and (element, tail) in self._kept else ""

    def _element(self, element: HtmlElement) -> str:
        tag = element.tag
        if tag in UNSEEN:
            return ""
        if tag == "br":
            return BREAK
        if tag == "img":
            return self._pictures.get(element, "")
        inner = self.inner(element)
        return self._dressed(element, inner) if inner.strip() else inner

    def _dressed(self, element: HtmlElement, inner: str) -> str:
        """Text inside an element with what the element means."""
        tag = element.tag
        if tag in BLOCKS:
            return f" {inner} "
        if tag in _EMPHASIS:
            return _around(inner, _EMPHASIS[tag], chr(ord(_EMPHASIS[tag]) + 1))
        if tag == "a":
            return self._link(element, inner)
        if tag in ("code", "kbd", "samp", "tt"):
            return _code(inner)
        return f'"{inner}"' if tag == "q" else inner

    def _link(self, element: HtmlElement, inner: str) -> str:
        address = safe_address(element.get("href") or "", self._base)
        if not address or BREAK in inner or "](" in inner:
            return inner
        return _around(inner, "[", f"]({address})")


def settled(marked: str) -> str:
    """Marked text as the lines of a paragraph: white space squeezed, emphasis where it can stand."""
    lines = [_SPACES.sub(" ", line).strip(" ") for line in marked.split(BREAK)]
    text = BREAK.join(line for line in lines if _MARKED.sub("", line).strip())
    before = ""
    while before != text:
        before = text
        text = _PAIR.sub(_paired, text)
    text = _MARKED.sub("", text)
    return "  \n".join(_started(line) for line in text.split(BREAK))


def escaped(text: str) -> str:
    """Text with every sign that Markdown or HTML could read made harmless."""
    text = _ENTITY.sub("&amp;", text.replace("\ufeff", ""))
    text = _SPECIAL.sub(lambda sign: "\\" + sign[0], text.replace("<", "&lt;"))
    return text.replace("~", "&#126;")


def _started(line: str) -> str:
    """A line of a paragraph whose beginning is not read as a list, a heading, a quotation or a rule."""
    found = _LINE_START.match(line)
    if found is None:
        return line
    if found["sign"]:
        return "\\" + line
    if found["number"]:
        return (
            f"{found['number']}\\{line[len(found['number']) :]}"
            if found["dot"] == "."
            else f"{found['number']}&#41;{line[len(found[0]) :]}"
        )
    return f"&#{ord(line[0])};{line[1:]}"


def _paired(found: re.Match[str]) -> str:
    """Emphasis as stars, where what stands around lets a parser see it."""
    opened, inner, closed = found[1], found[2], found[3]
    fits = ord(closed) == ord(opened) + 1
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    sees_open = not _is_word(before) or _is_word(inner[:1])
    sees_end = not _is_word(after) or _is_word(inner[-1:])
    if (
        not (fits and inner.strip() and sees_open and sees_end)
        or BREAK in inner
        or before == "*"
        or after == "*"
    ):
        return inner
    stars = "*" if opened == _EM else "**"
    return f"{stars}{inner}{stars}"


def _is_word(sign: str) -> bool:
    return bool(sign) and (sign.isalnum() or sign == "\\")


def _around(inner: str, before: str, after: str) -> str:
    """Marks around a text, its outer white space left outside."""
    left, right = len(inner) - len(inner.lstrip()), len(inner.rstrip())
    return f"{inner[:left]}{before}{inner[left:right]}{after}{inner[right:]}"


def _code(inner: str) -> str:
    """Code between backticks, as long as it holds none."""
    if "`" in inner or BREAK in inner or _MARKED.search(inner) or "](" in inner:
        return inner
    bare = re.sub(r"\\([\\*_\[\]{}])", r"\1", inner).replace("&lt;", "<").replace("&amp;", "&")
    return _around(bare, "`", "`")
