"""Where the words of a quotation stand in a text: every place, in order, and nowhere that is only like it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from dossierpress.evidence.words import is_joined, normalised

# Words that may stand where `[word]` is the curator's, within one paragraph; and letters within one word.
MOST_REPLACED: Final = 5
_BRACKETS: Final = re.compile(r"\[[^\[\]]*\]")
_GAPS: Final = re.compile(r"( ?\[[^\[\]]*\] ?)")
_JOIN: Final = "[...]"
_SPACES: Final = re.compile(r"( '| )")
_PARAGRAPHS: Final = re.compile(r"\n[^\S\n]*\n\s*")
_SPACE: Final = r"(?: |\n'?)"
_ADDED: Final = rf"(?:[^\S\n]\S+){{0,{MOST_REPLACED}}}?"


class Span(NamedTuple):
    """A stretch of a normalised text."""

    start: int
    end: int


# One place at which a quotation stands: a stretch for each of its parts that `[…]` joins.
Place = tuple[Span, ...]


@dataclass(frozen=True)
class Text:
    """A text in paragraphs, as `normalised` leaves each; they are joined by line ends."""

    paragraphs: tuple[str, ...]

    @cached_property
    def whole(self) -> str:
        """All paragraphs, one a line."""
        return "\n".join(self.paragraphs)

    @cached_property
    def starts(self) -> list[int]:
        """Where each paragraph begins in the whole."""
        return list(accumulate((len(each) + 1 for each in self.paragraphs), initial=0))

    @cached_property
    def run_on(self) -> str:
        """All paragraphs in one line, without the quotation marks that say that a quotation goes on."""
        return self.whole.replace("\n'", " ").replace("\n", " ")

    def paragraph_at(self, position: int) -> int:
        """The number of the paragraph that holds a position."""
        return bisect_right(self.starts, position) - 1


def text_of(paragraphs: Iterable[str]) -> Text:
    """A text of these paragraphs."""
    return Text(tuple(each for each in map(normalised, paragraphs) if each))


def plain_text(text: str) -> Text:
    """A text whose paragraphs stand apart by empty lines."""
    return text_of(_PARAGRAPHS.split(text))


def places(text: Text, words: str) -> list[Place]:
    """Every place at which words stand in a text, first as they are written, brackets and all."""
    wanted = normalised(words).strip("' ")
    if not wanted:
        return []
    found: list[Place] = [(span,) for span in _spans(text, wanted)]
    if found or "[" not in wanted:
        return found
    parts = [part for part in (each.strip() for each in wanted.split(_JOIN)) if _is_of_words(part)]
    return list(_in_order(text, parts)) if parts else []


def _is_of_words(part: str) -> bool:
    return bool(_BRACKETS.sub("", part).strip("' "))


def _spans(text: Text, wanted: str) -> Iterator[Span]:
    """Where words without brackets stand, as whole words."""
    if text.run_on.count(wanted) == text.whole.count(wanted) == 1:
        start = text.whole.index(wanted)
        spans = [Span(start, start + len(wanted))]
    else:
        spans = [Span(*found.span()) for found in re.finditer(_pattern(wanted), text.whole)]
    for span in spans:
        if not is_joined(text.whole, span.start) and not is_joined(text.whole, span.end):
            yield span


def _pattern(words: str) -> str:
    """Words as a pattern: between two of them a paragraph may end, and the next begin with a mark."""
    return "".join(
        r"(?: '|\n'?)" if each == " '" else _SPACE if each == " " else re.escape(each)
        for each in _SPACES.split(words)
    )


def _in_order(text: Text, parts: list[str]) -> Iterator[Place]:
    """Places of parts that follow one another, each as close together as can be."""
    each = [list(_spans_with_gaps(text, part)) for part in parts]
    if not all(each):
        return
    by_end: dict[int, Place] = {}
    for first in each[0]:
        place = [first]
        for spans in each[1:]:
            after = next((span for span in spans if span.start >= place[-1].end), None)
            if after is None:
                break
            place.append(after)
        else:
            by_end[place[-1].end] = tuple(place)
    yield from by_end.values()


def _spans_with_gaps(text: Text, part: str) -> Iterator[Span]:
    if "[" not in part:
        yield from _spans(text, part)
        return
    whole = text.whole
    for found in re.finditer(f"(?=({_gapped(part)}))", whole):
        span = Span(*found.span(1))
        if not is_joined(whole, span.start) and not is_joined(whole, span.end):
            yield span


def _gapped(part: str) -> str:
    """Words with the curator's own among them as a pattern.

    In place of those within a word stand letters of that word; of others, up to five words or none.
    """
    pieces = _GAPS.split(part)
    pattern = _pattern(pieces[0])
    for gap, before, after in zip(pieces[1::2], pieces[:-1:2], pieces[2::2], strict=True):
        left, right = gap.startswith(" "), gap.endswith(" ")
        if (not left and before[-1:].isalnum()) or (not right and after[:1].isalnum()):
            pattern += _SPACE * (left and bool(before)) + r"\w*?" + _SPACE * (right and bool(after))
        elif before and after:
            pattern += (_SPACE if right and not left else "") + _ADDED + (_SPACE if left and right else "")
        pattern += _pattern(after)
    return pattern
