"""What a body's author will not have meant: footnotes without partner, code of another tool.

Both engines show such text; a warning names its line. Places come from the native parser, so that code, where
anything may stand, is left alone.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from dossierpress.problems import Problem
from dossierpress.read import pulldown
from dossierpress.read.withinhtml import is_marked

_CITATION: Final = re.compile(rb"(?<!\\)\[\^([^\[\]\n]+)\]")
_NAMED: Final = re.compile(r"\[\^([^\[\]\n]+)\]")
_DEFINED: Final = re.compile(r"(?m)^[ >]*\[\^([^\[\]\n]+)\]:")
_TEMPLATE: Final = re.compile(rb"\{\{(?:[^{}]|\{(?!\{)|\}(?!\})){1,2000}\}\}|\{%(?:[^%]|%(?!\})){1,2000}%\}")
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
# Its place in bytes, its code, its message, its hint.
_Found = tuple[int, str, str, str]


@dataclass(slots=True)
class _Seen:
    """What the text holds, each with its place in bytes."""

    source: bytes
    prose: bytearray  # the text alone, all else blank
    uncoded: bytearray  # all but code
    defined: list[tuple[str, int]] = field(default_factory=list)
    cited: list[tuple[str, int]] = field(default_factory=list)


def remarks(text: str, path: str, first_line: int, *, case_matters: bool) -> Iterator[Problem]:
    """The warnings. For one engine [^A] and [^a] are the same, for the other not."""
    # Of Markdown within HTML the parser sees no citation.
    notes, code = "[^" in text and not _all_paired(text) and not is_marked(text), "{{" in text or "{%" in text
    if not (notes or code):
        return
    seen = _looked_at(text)
    found = [*(_footnotes(seen, str if case_matters else str.casefold) if notes else ())]
    found += _template_code(seen) if code else ()
    for place, name, message, hint in found:
        before = seen.source[:place]
        yield Problem(
            path=path,
            code=name,
            message=message,
            hint=hint,
            severity="warning",
            line=first_line + before.count(b"\n"),
            column=len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1,
        )


def _all_paired(text: str) -> bool:
    """Whether each identifier stands once at the beginning of a line, and elsewhere: then all is well.

    What may be code is looked at closely.
    """
    if "`" in text or "\\" in text or "<" in text or "\n    " in text:
        return False
    defined = Counter(_DEFINED.findall(text))
    cited = Counter(_NAMED.findall(text)) - defined
    return defined.keys() == cited.keys() and defined.total() == len(defined)


def _looked_at(text: str) -> _Seen:
    source = text.encode("utf-8", "replace")
    seen = _Seen(source, bytearray(_blank(source)), bytearray(source))
    code = 0
    for kind, name, value, begin, end in pulldown.events(text):
        if kind == "Code" or (kind == "Start" and name == "CodeBlock"):
            seen.uncoded[begin:end] = _blank(source[begin:end])
        if name == "CodeBlock":
            code += 1 if kind == "Start" else -1
        elif kind == "Text" and not code:
            seen.prose[begin:end] = source[begin:end]
        elif kind == "FootnoteReference":
            seen.cited.append((value, begin))
        elif kind == "Start" and name == "FootnoteDefinition":
            seen.defined.append((value[name], begin + source[begin:end].find(b"[^")))
    return seen


def _blank(source: bytes) -> bytes:
    """As many bytes, and the same lines, without a word."""
    return re.sub(rb"[^\n]", b" ", source)


def _footnotes(seen: _Seen, same: Callable[[str], str]) -> Iterator[_Found]:
    for match in _CITATION.finditer(seen.prose):
        if seen.source[match.start() - 1 : match.start()] != b"\\":
            seen.cited.append((match[1].decode("utf-8", "replace"), match.start()))
    defined, cited = {same(name) for name, _ in seen.defined}, {same(name) for name, _ in seen.cited}
    for name, place in seen.cited:
        if same(name) not in defined:
            yield (
                place,
                "undefined-footnote",
                f"the footnote [^{name}] is cited here, and nowhere written",
                f"write it in a paragraph of its own: `[^{name}]: …`; or write \\[^{name}] if none is meant",
            )
    counts: Counter[str] = Counter()
    for name, place in seen.defined:
        counts[same(name)] += 1
        if counts[same(name)] > 1:
            yield (
                place,
                "double-footnote",
                f"a footnote [^{name}] is written before this one already: both stand under one number",
                "give each footnote an identifier of its own",
            )
        elif same(name) not in cited:
            yield (
                place,
                "unused-footnote",
                f"nothing cites the footnote [^{name}]: it stands at the end without a way back",
                f"write [^{name}] where it belongs, or take it out",
            )


def _template_code(seen: _Seen) -> list[_Found]:
    """One warning for all of a file."""
    text = _COMMENT.sub(lambda comment: _blank(comment[0]), bytes(seen.uncoded))
    found = list(_TEMPLATE.finditer(text))
    if not found:
        return []
    first = found[0][0].decode("utf-8", "replace")
    shown = first if len(first) <= 40 and "\n" not in first else f"{first.splitlines()[0][:40]}…"
    times = "once" if len(found) == 1 else f"{len(found):,} times"
    return [
        (
            found[0].start(),
            "template-code",
            f"code of another tool's templates stands in this text {times}: readers see `{shown}`",
            "write what it stood for as Markdown; or put it between ` if readers are meant to see it",
        )
    ]
