"""Attribute lists and abbreviations in the native parser's HTML, as Python-Markdown has them.

`{: .lead #top lang=fr}` at the end of a block or right behind something inline gives it these attributes;
`*[EU]: European Union` in a line of its own explains every EU.
"""

import html
import re
from collections.abc import Callable
from typing import Final

from markdown.extensions.attr_list import get_attrs_and_remainder

_TAG: Final = re.compile(r"<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)[^<>]*>", re.DOTALL)
_PAIR: Final = r"(?:[#.][^\s{}#.]+|[\w:-]+=(?:\"[^\"\n]*\"|&quot;[^\n]*?&quot;|'[^\n']*'|[^\s{}'\"&]+))"
_LIST: Final = rf"\{{:?[ ]*(?P<list>{_PAIR}(?:[ ]+{_PAIR}|[#.][^\s{{}}#.]+)*)[ ]*\}}"
_AT_ONCE: Final = re.compile(_LIST)
_LAST_LINE: Final = re.compile(rf"\n[ ]*{_LIST}\s*\Z")
_LAST_WORD: Final = re.compile(rf"[ ]+{_LIST}\s*\Z")
# Of which blocks a list may be the last line, and of which the last word.
_BY_LINE: Final = frozenset(("p", "li", "dd"))
_BY_WORD: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt"))
_INLINE: Final = frozenset(("a", "code", "del", "em", "img", "strong"))
_VOID: Final = frozenset(("br", "hr", "img", "input"))
_VERBATIM: Final = frozenset(("code", "kbd", "pre", "script", "style", "svg", "textarea"))
_ID: Final = re.compile(r"\sid=\"[^\"]*\"")
_CLASS: Final = re.compile(r"\sclass=\"([^\"]*)\"")
_CODE: Final = re.compile(r"<pre>.*?</pre>|<code>.*?</code>", re.DOTALL)
_MEANING: Final = re.compile(r"(?m)(?:^|(?<=<p>))\*\[([^\]\n]+)\][ ]?:[ ]*(.*?)(?=</p>|</li>|$)\n?")


def with_attributes(markup: str) -> str:
    """The HTML with every attribute list taken out of its text and put on what it belongs to."""
    return _Attributes().run(markup) if "{" in markup else markup


class _Attributes:
    """One pass over the HTML; `open` holds where each open element's tag stands among the pieces."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.open: list[tuple[str, int]] = []
        self.closed: int | None = None  # the tag of the inline element that ended just before

    def run(self, markup: str) -> str:
        position = 0
        for tag in _TAG.finditer(markup):
            self._text(markup[position : tag.start()])
            position = tag.end()
            self._tag(tag)
        self._text(markup[position:])
        return "".join(self.pieces)

    def _text(self, text: str) -> None:
        if text and self.closed is not None and (found := _AT_ONCE.match(text)):
            self._set(self.closed, found["list"])
            text = text[found.end() :]
        if text:
            self.closed = None
        self.pieces.append(text)

    def _tag(self, tag: re.Match[str]) -> None:
        name = (tag["name"] or "").lower()
        place = len(self.pieces)
        self.closed = None
        if tag["end"]:
            if any(each == name for each, _ in self.open[-50:]):
                while self.open[-1][0] != name:
                    self.open.pop()
                place = self.open.pop()[1]
                self._block(name, place)
                self.closed = place if name in _INLINE else None
        elif name in _VOID:
            self.closed = place if name in _INLINE else None
        elif name:
            if name in ("ul", "ol") and self.open and self.open[-1][0] == "li":
                self._block(*self.open[-1])
            self.open.append((name, place))
        self.pieces.append(tag[0])

    def _block(self, name: str, place: int) -> None:
        """A block ends, or a list begins in it: its last text may hold its attributes."""
        pattern = _LAST_LINE if name in _BY_LINE else _LAST_WORD if name in _BY_WORD else None
        if pattern is None or "{" not in self.pieces[-1]:
            return
        if found := pattern.search(self.pieces[-1]):
            self._set(place, found["list"])
            self.pieces[-1] = self.pieces[-1][: found.start()]

    def _set(self, place: int, written: str) -> None:
        tag = self.pieces[place]
        for name, value in get_attrs_and_remainder(html.unescape(written))[0]:
            said = html.escape(value or "")
            if name == ".":
                held = _CLASS.search(tag)
                said = f"{held[1]} {said}" if held else said
                tag = _with(_CLASS.sub("", tag, count=1), "class", said)
            else:
                tag = _with(_ID.sub("", tag, count=1) if name == "id" else tag, name, said)
        self.pieces[place] = tag


def _with(tag: str, name: str, value: str) -> str:
    stop = len(tag) - (2 if tag.endswith("/>") else 1)
    return f'{tag[:stop].rstrip()} {name}="{value}"{" " if tag.endswith("/>") else ""}{tag[stop:]}'


def with_abbreviations(markup: str) -> str:
    """The HTML with every abbreviation that the text explains marked, and the explanations taken out."""
    if "*[" not in markup:
        return markup
    meanings: dict[str, str] = {}

    def meaning(found: re.Match[str]) -> str:
        meanings[found[1].strip()] = re.sub(r"<[^<>]*>", "", found[2]).strip().replace('"', "&quot;")
        return ""

    markup = _outside(_CODE, markup, lambda text: _MEANING.sub(meaning, text))
    if not meanings:
        return markup
    longest_first = sorted(meanings, key=len, reverse=True)
    known = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")

    def marked(text: str) -> str:
        return known.sub(lambda found: f'<abbr title="{meanings[found[0]]}">{found[0]}</abbr>', text)

    tags = re.compile(rf"<(?P<skip>{'|'.join(sorted(_VERBATIM))})\b.*?</(?P=skip)>|{_TAG.pattern}", re.DOTALL)
    return _outside(tags, markup.replace("<p></p>\n", ""), marked)


def _outside(pattern: re.Pattern[str], markup: str, change: Callable[[str], str]) -> str:
    """The HTML with what stands between the matches of a pattern changed."""
    parts: list[str] = []
    position = 0
    for found in pattern.finditer(markup):
        parts += (change(markup[position : found.start()]), found[0])
        position = found.end()
    return "".join([*parts, change(markup[position:])])
