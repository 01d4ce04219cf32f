"""Code of templates in a text, found and paired: Hugo's shortcodes, Liquid's tags, WordPress' brackets."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from dossierpress.imports.item import Templates
from dossierpress.read import pulldown

# Every run has a bound, and no sign can be read in two ways: time stays linear.
_HUGO: Final = re.compile(
    r"\{\{[<%](?P<escape>/\*)?\s*(?P<end>/)?\s*(?P<name>[\w.-]+(?:/[\w.-]+)*)"
    r"(?P<args>(?:\s(?:\"(?:\\.|[^\"\\]){0,4000}\"|`[^`]{0,4000}`|[^\"`{}]|\{(?!\{)|\}(?!\})){0,4000}?)?)"
    r"\s*(?P<self>/)?(?:\*/)?[>%]\}\}"
)
_LIQUID: Final = re.compile(
    r"\{%-?\s*(?P<end>end)?(?P<name>[\w:-]+)(?P<args>(?:[^%]|%(?!\})){0,4000}+)%\}"
    r"|\{\{(?P<output>(?:[^{}]|\}(?!\})|\{(?!\{)){0,4000}+)\}\}"
)
_WORDPRESS: Final = re.compile(
    r"(?<!\\)\[(?P<escape>\[)?(?P<end>/)?(?P<name>[a-z][\w-]{1,40})"
    r"(?P<args>(?:\s(?:\"[^\"]{0,2000}\"|'[^']{0,2000}'|[^\[\]\"'<>]){0,2000}?)?)\s*(?P<self>/)?\](?(escape)\])"
)
_PATTERNS: Final = {"hugo": _HUGO, "liquid": _LIQUID, "wordpress": _WORDPRESS}
_ARGUMENT: Final = re.compile(
    r"(?:(?P<key>[\w.-]+)\s*[=:]\s*)?"
    r"(?P<value>\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|`[^`]*`|\[[^\]]*\]|[^\s,=]+(?:=[^\s,]*)?)"
)
# What is between these stands as it is.
_VERBATIM: Final = frozenset(
    {"raw", "highlight", "codeblock", "comment", "verbatim", "code", "capture", "for", "tablerow"}
)
_DEEPEST: Final = 40

Kind = Literal["tag", "output"]


@dataclass(frozen=True, slots=True)
class Code:
    """One piece of template code: its name, what it was given, and the text that it is around, if it is."""

    name: str
    raw: str
    given: tuple[str, ...] = ()
    named: dict[str, str] = field(default_factory=dict)
    inner: str | None = None
    rest: str = ""
    kind: Kind = "tag"
    in_code: bool = False

    def get(self, *names: str, at: int = -1) -> str:
        """The first of these that was given by name; else what stands at a place."""
        found = next((self.named[name] for name in names if self.named.get(name)), "")
        return found or (self.given[at] if 0 <= at < len(self.given) else "")


def expanded(text: str, templates: Templates, make: Callable[[Code], str]) -> str:
    """The text with what `make` gives in the place of every piece of code, innermost first.

    Code of templates that stands in code for readers (`…` or a fence) is left alone; an escaped piece
    (`{{</* x */>}}`) loses its escape.
    """
    if not templates or not any(sign in text for sign in ("{{", "{%", "[")):
        return text
    return _Expander(text, templates, make).run()


def arguments(text: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """What a tag was given: words in their order, and those with names."""
    given: list[str] = []
    named: dict[str, str] = {}
    for found in _ARGUMENT.finditer(text):
        value = _unquoted(found["value"])
        if found["key"] and not (found["value"].startswith("//") and ":" in found[0]):
            named.setdefault(found["key"].lower(), value)
        else:
            given.append(_unquoted(found[0]) if found["key"] else value)
    return tuple(given), named


def code_ranges(text: str) -> list[tuple[int, int]]:
    """Where code for readers stands in a Markdown text: first and last character of each piece."""
    if "`" not in text and "~~~" not in text and "\n    " not in text and "\n\t" not in text:
        return []
    places = [
        place
        for kind, name, _, begin, end in pulldown.events(text)
        if kind == "Code" or (kind == "Start" and name == "CodeBlock")
        for place in (begin, end)
    ]
    there = characters(text, places)
    return [(there[begin], there[end]) for begin, end in zip(places[::2], places[1::2], strict=True)]


def characters(text: str, places: Iterable[int]) -> dict[int, int]:
    """For places in a text's bytes (UTF-8) the characters at which they lie."""
    if text.isascii():
        return {place: place for place in places}
    source = text.encode("utf-8", "replace")
    found: dict[int, int] = {}
    last = count = 0
    for place in sorted(set(places)):
        count += len(source[last:place].decode("utf-8", "ignore"))
        found[place] = count
        last = place
    return found


def braces_escaped(text: str) -> str:
    """Text whose braces readers see, and no template engine."""
    return re.sub(r"[{}]", lambda sign: f"\\{sign[0]}", text)


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'`":
        inner = value[1:-1]
        return re.sub(r"\\([\"'\\])", r"\1", inner) if value[0] != "`" else inner
    return value


class _Expander:
    def __init__(self, text: str, templates: Templates, make: Callable[[Code], str]) -> None:
        self.text, self.templates, self.make = text, templates, make
        self.pieces = list(_PATTERNS[templates].finditer(text))
        code = code_ranges(text) if templates != "wordpress" else []
        self.code_starts, self.code_ends = [begin for begin, _ in code], [end for _, end in code]
        self.ends = self._pairs()

    def run(self) -> str:
        return self._between(0, len(self.pieces), 0, len(self.text), 0)

    def _in_code(self, place: int) -> bool:
        at = bisect_right(self.code_starts, place) - 1
        return at >= 0 and place < self.code_ends[at]

    def _pairs(self) -> dict[int, int]:
        """For each piece that opens something, the one that closes it."""
        found: dict[int, int] = {}
        opened: list[tuple[str, int]] = []
        verbatim = ""
        for number, piece in enumerate(self.pieces):
            name = self._name(piece)
            if verbatim:
                if not (piece["end"] and name == verbatim):
                    continue
                verbatim = ""
            elif self._in_code(piece.start()) and name != "raw":
                continue
            if piece["end"]:
                at = next((at for at in range(len(opened) - 1, -1, -1) if opened[at][0] == name), -1)
                if at >= 0:
                    found[opened[at][1]] = number
                    del opened[at:]
            elif name and not self._is_alone(piece):
                opened.append((name, number))
                if name in _VERBATIM and self._closes(name, number):
                    verbatim = name
        return found

    def _closes(self, name: str, number: int) -> bool:
        return any(each["end"] and self._name(each) == name for each in self.pieces[number + 1 :])

    def _name(self, piece: re.Match[str]) -> str:
        return (piece["name"] or "").lower()

    def _is_alone(self, piece: re.Match[str]) -> bool:
        groups = piece.groupdict()
        return bool(groups.get("self") or groups.get("escape"))

    def _between(self, first: int, last: int, begin: int, end: int, depth: int) -> str:
        """The text from one place to another, with the pieces between expanded."""
        parts: list[str] = []
        number, position = first, begin
        while number < last:
            piece = self.pieces[number]
            close = self.ends.get(number)
            parts.append(self.text[position : piece.start()])
            if self._in_code(piece.start()) and close is None:
                parts.append(self._unescaped(piece))
                position, number = piece.end(), number + 1
                continue
            inner = None
            after = number + 1
            position = piece.end()
            if close is not None and close < last:
                shut = self.pieces[close]
                inner = self.text[piece.end() : shut.start()]
                if self._name(piece) not in _VERBATIM and depth < _DEEPEST:
                    inner = self._between(number + 1, close, piece.end(), shut.start(), depth + 1)
                after, position = close + 1, shut.end()
            parts.append(self._made(piece, inner, self.text[piece.start() : position]))
            number = after
        parts.append(self.text[position:end])
        return "".join(parts)

    def _unescaped(self, piece: re.Match[str]) -> str:
        """A piece as its readers saw it."""
        if piece.groupdict().get("escape"):
            return (
                piece[0].replace("/*", "", 1).replace("*/", "", 1)
                if self.templates == "hugo"
                else piece[0][1:-1]
            )
        return piece[0]

    def _shown(self, piece: re.Match[str]) -> str:
        """An escaped piece that stands in the text, whose braces are to be no code to anybody."""
        text = self._unescaped(piece)
        return text if self._in_code(piece.start()) or self.templates != "hugo" else braces_escaped(text)

    def _made(self, piece: re.Match[str], inner: str | None, whole: str) -> str:
        groups = piece.groupdict()
        if groups.get("escape"):
            return self._shown(piece)
        if groups.get("output") is not None:
            return self.make(Code("", piece[0], rest=groups["output"].strip(" \n-"), kind="output"))
        rest = (piece["args"] or "").strip().removesuffix("-").strip()
        given, named = arguments(rest)
        name = self._name(piece)
        if self.templates == "wordpress" and inner is None and piece["end"]:
            return piece[0]
        prefix = "end" if piece["end"] else ""
        in_code = self._in_code(piece.start())
        return self.make(Code(prefix + name, whole, given, named, inner, rest, in_code=in_code))
