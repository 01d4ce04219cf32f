"""What is known of an article as it is gathered, and the places of a page that are asked."""

from dataclasses import dataclass, field
from typing import Final

from lxml.html import HtmlElement

from dossierpress.clip.fields import Field
from dossierpress.clip.lines import Line

_HEAD_LINES, _TAIL_LINES = 30, 14
_LONG: Final = 15


@dataclass(slots=True)
class Metadata:
    """What was found, field by field."""

    fields: dict[str, Field] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    via: dict[str, str] = field(default_factory=dict)
    type: str = "news"
    # Lines that print a field: they are no part of the text.
    printed: dict[int, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Field:
        return self.fields.get(name, Field())


@dataclass(frozen=True, slots=True)
class Places:
    """Where to look: the tree, its lines, where the headline stands, first and last line of the text."""

    root: HtmlElement
    lines: list[Line]
    headline: int
    start: int
    end: int

    def head(self) -> list[tuple[int, Line]]:
        """Lines around the headline, before the text."""
        first = max(0, self.headline - 6) if self.headline >= 0 else max(0, self.start - 12)
        return list(enumerate(self.lines))[first : min(self.start + 2, first + _HEAD_LINES + 6)]

    def tail(self) -> list[tuple[int, Line]]:
        """The end of the text, and what follows it."""
        return list(enumerate(self.lines))[max(self.start, self.end - 5) : self.end + 1 + _TAIL_LINES]


def extent(lines: list[Line], headline_at: int) -> tuple[int, int]:
    """The first long kept line after the headline, and the last kept line."""
    kept = [number for number, line in enumerate(lines) if line.kept]
    if not kept:
        return len(lines), len(lines)
    long = [number for number in kept if len(lines[number].words) >= _LONG and number > headline_at]
    return (long or kept)[0], kept[-1]
