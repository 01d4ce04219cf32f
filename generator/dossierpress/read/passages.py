"""The text of a body's HTML in paragraphs, and its passages marked, each with an id to link to."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from dossierpress.evidence.find import Place, Span, Text
from dossierpress.evidence.words import normalised
from dossierpress.read.htmltags import BLOCK_TAGS, SWALLOWED, TAG

# Stands for each internal address, and for each picture, that a body was cut at.
CUT: Final = "\ufdd0"
# How far a place can be from where it would be, were every character compared by itself.
_ABOUT: Final = 12
_NUMBER: Final = re.compile(r"class=[\"']?footnote-(?:back)?ref")


class _Run(NamedTuple):
    """A stretch of text between two tags: where it stands in the markup."""

    start: int
    end: int


@dataclass(slots=True)
class _Paragraph:
    runs: list[_Run] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Passages:
    """A piece of HTML as a text that can be searched, and whose places can be marked."""

    markup: str

    @cached_property
    def _paragraphs(self) -> list[_Paragraph]:
        return [each for each in _paragraphs(self.markup) if normalised("".join(each.pieces))]

    @cached_property
    def plain(self) -> str:
        """The text as it stands, a paragraph a line."""
        return "\n".join("".join(each.pieces) for each in self._paragraphs)

    @cached_property
    def text(self) -> Text:
        """The text, as it is compared."""
        return Text(tuple(normalised("".join(each.pieces)) for each in self._paragraphs))

    def marked(self, found: Iterable[tuple[str, Place]]) -> str:
        """The markup with these places marked, each under its id."""
        cuts: list[tuple[int, int, str]] = []
        for name, place in found:
            stretches = [each for span in place for each in self._stretches(span)]
            cuts += [(start, end, "" if number else name) for number, (start, end) in enumerate(stretches)]
        return _with_marks(self.markup, cuts)

    def _stretches(self, span: Span) -> Iterator[tuple[int, int]]:
        """Where a stretch of the text stands in the markup: once for each run of text that it touches."""
        first, last = self.text.paragraph_at(span.start), self.text.paragraph_at(span.end - 1)
        for number in range(first, last + 1):
            begin = self.text.starts[number]
            paragraph, compared = self._paragraphs[number], self.text.paragraphs[number]
            joined = "".join(paragraph.pieces)
            start = _raw(joined, compared, max(span.start - begin, 0), is_end=False)
            end = _raw(joined, compared, min(span.end - begin, len(compared)), is_end=True)
            yield from self._in_runs(paragraph, start, end)

    def _in_runs(self, paragraph: _Paragraph, start: int, end: int) -> Iterator[tuple[int, int]]:
        at = 0
        for run, piece in zip(paragraph.runs, paragraph.pieces, strict=True):
            low, high = max(start - at, 0), min(end - at, len(piece))
            if low < high and piece[low:high].strip():
                written = self.markup[run.start : run.end]
                yield run.start + _written(written, piece, low), run.start + _written(written, piece, high)
            at += len(piece)


def _paragraphs(markup: str) -> Iterator[_Paragraph]:
    paragraph, position, hidden = _Paragraph(), 0, ""
    for tag in TAG.finditer(markup):
        if not hidden:
            _take(paragraph, markup, position, tag.start())
        position = tag.end()
        name = (tag["name"] or "").lower()
        if hidden:
            hidden = "" if tag["end"] and name == hidden else hidden
        elif not tag["end"] and (name in SWALLOWED or (name == "a" and _NUMBER.search(tag["rest"] or ""))):
            hidden = name
        elif name in BLOCK_TAGS or name in _OUTER:
            yield paragraph
            paragraph = _Paragraph()
        elif name == "br":
            paragraph.runs.append(_Run(position, position))
            paragraph.pieces.append(" ")
    if not hidden:
        _take(paragraph, markup, position, len(markup))
    yield paragraph


# Blocks of whole pages, as captures are.
_OUTER: Final = frozenset("address article body center dir footer form h1 header main nav".split())


def _take(paragraph: _Paragraph, markup: str, start: int, end: int) -> None:
    if start < end:
        paragraph.runs.append(_Run(start, end))
        paragraph.pieces.append(html.unescape(markup[start:end]).replace(CUT, " "))


def _raw(written: str, compared: str, position: int, *, is_end: bool) -> int:
    """The place in a text as written that is a place in it as compared."""
    if len(written) == len(compared):
        return position
    if position in (0, len(compared)):
        return len(written) if position else 0
    if is_end:
        wanted = compared[:position]
        low = _shortest(written, len(wanted))
        near = range(max(low - _ABOUT, 0), min(low + _ABOUT, len(written)) + 1)
        return next((at for at in near if normalised(written[:at]) == wanted), low)
    wanted = compared[position:]
    low = len(written) - _shortest(written, len(wanted), from_end=True)
    near = range(min(low + _ABOUT, len(written)), max(low - _ABOUT, 0) - 1, -1)
    return next((at for at in near if normalised(written[at:]) == wanted), low)


def _shortest(written: str, length: int, *, from_end: bool = False) -> int:
    """About how much of a text is so long when it is compared."""
    low, high = 0, len(written)
    while low < high:
        middle = (low + high) // 2
        part = written[len(written) - middle :] if from_end else written[:middle]
        if len(normalised(part)) < length:
            low = middle + 1
        else:
            high = middle
    return low


def _written(markup: str, text: str, position: int) -> int:
    """The place in a run's markup that is a place in its text: entities are longer as written."""
    if len(markup) == len(text):
        return position
    low, high = position, len(markup)
    while low < high:
        middle = (low + high) // 2
        inside = markup.rfind("&", 0, middle)
        at = inside if inside >= 0 and ";" not in markup[inside:middle] and middle - inside < 12 else middle
        if len(html.unescape(markup[:at])) < position:
            low = middle + 1
        else:
            high = middle
    return low


def _with_marks(markup: str, cuts: list[tuple[int, int, str]]) -> str:
    """Markup with these stretches marked; where they overlap, what both mark is marked once."""
    edges = sorted({edge for start, end, _ in cuts for edge in (start, end)})
    names: dict[int, list[str]] = {}
    for start, _, name in cuts:
        if name:
            names.setdefault(start, []).append(name)
    pieces, position = [], 0
    for begin, end in pairwise(edges):
        if not any(start <= begin and end <= last for start, last, _ in cuts):
            continue
        pieces.append(markup[position:begin])
        ids = [f' id="{html.escape(name)}"' for name in names.get(begin, ())]
        anchors = "".join(f"<span{each}></span>" for each in ids[1:])
        pieces.append(f'{anchors}<mark class="dp-said"{"".join(ids[:1])}>{markup[begin:end]}</mark>')
        position = end
    return "".join((*pieces, markup[position:]))
