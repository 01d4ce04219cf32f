"""What the native parser sees in a text: the blocks that each line stands in, the number of each item."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from dossierpress.read import pulldown
from dossierpress.read.numbers import departures, shown
from dossierpress.read.outline import Block, Item, Line, words_of

_NUMBER: Final = re.compile(rb"\s*(\d{1,9})")
_BLOCKS: Final = {
    "BlockQuote": "quotation",
    "CodeBlock": "code",
    "Heading": "headline",
    "TableHead": "table",
    "TableRow": "table",
}
# Their whole range is text of one block, so nothing in them is looked at.
_WHOLE: Final = frozenset(("Paragraph", "Heading", "TableHead", "TableRow"))
_CONTAINERS: Final = frozenset(
    "List Item BlockQuote CodeBlock Table TableCell FootnoteDefinition DefinitionList DefinitionListTitle "
    "DefinitionListDefinition HtmlBlock MetadataBlock".split()
)


class NativeLine(NamedTuple):
    """A line as the native parser read it: its number, from 1, and where its outermost block begins."""

    line: Line
    number: int
    top: int


class _Place:
    """An item that is open: in which list, the how-manieth, and whether a line of it came already."""

    def __init__(self, listing: list[int | None], place: int) -> None:
        self.listing, self.place, self.begun = listing, place, False


def written(source: bytes, begin: int) -> int | None:
    """The number before the item that begins at this byte."""
    number = _NUMBER.match(source, begin)
    return int(number[1]) if number else None


class _Gathering:
    """The pass over the parser's events."""

    def __init__(self, text: str) -> None:
        self.source = text.encode("utf-8", "replace")
        self.starts = [0, *(each.end() for each in re.finditer(b"\n", self.source))]
        self.open: list[Any] = []
        self.lists: list[list[int | None]] = []
        self.found: dict[int, tuple[str, list[Any], int]] = {}
        self.top = 0
        self.unseen = 0  # how many notes are open: those of Python-Markdown are no part of its tree
        self.whole = 0

    def line_of(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def starts_block(self, name: str, begin: int, end: int) -> None:
        if not self.open:
            self.top = begin
        if name == "List":
            self.lists.append([])
        elif name == "Item":
            listing = self.lists[-1]
            listing.append(written(self.source, begin))
            self.open.append(_Place(listing, len(listing) - 1))
            return
        elif name == "FootnoteDefinition":
            self.unseen += 1
        self.open.append(_BLOCKS.get(name))
        if name in _WHOLE:
            if not self.whole:
                self.note(begin, end)
            self.whole += 1
        elif name not in _CONTAINERS and not self.whole:
            self.note(begin, end)

    def ends_block(self, name: str) -> None:
        self.open.pop()
        if name == "List":
            self.lists.pop()
        elif name == "FootnoteDefinition":
            self.unseen -= 1
        elif name in _WHOLE:
            self.whole -= 1

    def note(self, begin: int, end: int) -> None:
        """The lines of this range stand in the blocks that are open, unless they were met before."""
        if self.unseen:
            return
        for number in range(self.line_of(begin), self.line_of(max(begin, end - 1)) + 1):
            if number in self.found:
                continue
            start = max(begin, self.starts[number])
            stop = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.source)
            words = words_of(self.source[start:stop].decode("utf-8", "replace"))
            if words:
                self.found[number] = words, [self._frozen(each) for each in self.open if each], self.top

    @staticmethod
    def _frozen(each: Any) -> Any:
        if not isinstance(each, _Place):
            return each
        begins, each.begun = not each.begun, True
        return each.listing, each.place, begins


def lines(text: str) -> Iterator[NativeLine]:
    """The lines of a text with words in them, but for those of footnotes."""
    pass_ = _Gathering(text)
    for kind, name, _, begin, end in pulldown.events(text):
        if kind == "Start":
            pass_.starts_block(name, begin, end)
        elif kind == "End":
            pass_.ends_block(name)
        elif not pass_.whole:
            pass_.note(begin, end)
    numbers: dict[int, list[int]] = {}
    for number, (words, blocks, top) in sorted(pass_.found.items()):
        yield NativeLine(Line(words, tuple(_block(each, numbers) for each in blocks)), number + 1, top)


def _block(each: Any, numbers: dict[int, list[int]]) -> Block:
    if isinstance(each, str):
        return each
    listing, place, begins = each
    if listing[0] is None:
        return Item(None, begins)
    known = numbers.setdefault(id(listing), shown(listing))
    return Item(known[place], begins)


def departing_items(text: str) -> dict[int, int]:
    """Of all `<li>` of the parser's HTML, those whose number is not the one that follows, with theirs."""
    source = text.encode("utf-8", "replace")
    values: dict[int, int] = {}
    lists: list[list[tuple[int, int | None]]] = []
    place = 0
    for kind, name, value, begin, _ in pulldown.events(text):
        if kind == "Start" and name == "List":
            lists.append([])
        elif kind == "Start" and name == "Item":
            lists[-1].append((place, written(source, begin)))
            place += 1
        elif kind == "End" and name == "List":
            items = lists.pop()
            for item, number in departures(shown([number for _, number in items])).items():
                values[items[item][0]] = number
        elif kind in ("Html", "InlineHtml"):
            place += value.count("<li>")
    return values
