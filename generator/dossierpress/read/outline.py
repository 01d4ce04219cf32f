"""How a parser read a text, line by line: the lists, quotations, code, tables and headlines around each.

Both parsers' readings come in the same form, so that `read.secondopinion` can compare them.
"""

import html
import re
import string
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple
from xml.etree.ElementTree import Element

from markdown.util import HTML_PLACEHOLDER_RE

from dossierpress.read.dialect import numbers_of

# What stands before the words of a line: signs of items, quotations and headlines, and numbers.
_SIGNS: Final = re.compile(r"(?:[\s>*+:#-]+|\d{1,9}[.)](?=\s))*")
_WORDLESS: Final = str.maketrans("", "", string.punctuation + string.whitespace)
_CODE: Final = re.compile(r"(?:<div[^>]*>)?<pre")
_TAG: Final = re.compile(r"<[^<>]*>")
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Item(NamedTuple):
    """A place in a list: the number shown, if the list is numbered, and whether the item begins here."""

    number: int | None
    begins: bool


Block = Item | str
"""What a line stands in: an item, or one of `quotation`, `code`, `table`, `headline`."""


class Line(NamedTuple):
    """The words of a line, without signs, and the blocks that they stand in, outermost first."""

    words: str
    blocks: tuple[Block, ...]


def words_of(line: str) -> str:
    """The letters and digits of a line, without the signs and numbers before them."""
    signs = _SIGNS.match(line)
    return (line[signs.end() :] if signs else line).translate(_WORDLESS)


def lines_of_tree(root: Element, stash: Sequence[Any]) -> tuple[Line, ...]:
    """The lines of the tree that Python-Markdown made, before its inline patterns."""
    return tuple(Line(words, blocks) for text, blocks in _walk(root, (), stash) if (words := words_of(text)))


def _walk(
    element: Element, blocks: tuple[Block, ...], stash: Sequence[Any]
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """The lines of an element with their blocks. Within an item all but the first line go on with it."""
    tag = str(element.tag)
    if tag in ("ol", "ul"):
        numbers: Sequence[int | None] = numbers_of(element) if tag == "ol" else [None] * len(element)
        for item, number in zip(element, numbers, strict=True):
            begins = True
            for text, inner in _walk(item, (), stash):
                yield text, (*blocks, Item(number, begins), *inner)
                begins = begins and not words_of(text)
        return
    if tag == "tr":
        yield "|".join("".join(cell.itertext()) for cell in element), (*blocks, "table")
        return
    inside = _inside(tag)
    within = (*blocks, inside) if inside else blocks
    if element.text:
        yield from _text(html.unescape(element.text) if tag == "code" else element.text, within, stash)
    for child in element:
        yield from _walk(child, within, stash)
        if child.tail:
            yield from _text(child.tail, within, stash)


def _inside(tag: str) -> Block | None:
    if tag in _HEADINGS:
        return "headline"
    return {"blockquote": "quotation", "pre": "code"}.get(tag)


def _text(
    text: str, blocks: tuple[Block, ...], stash: Sequence[Any]
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    for line in text.split("\n"):
        kept = HTML_PLACEHOLDER_RE.search(line)
        if kept is None:
            yield line, blocks
            continue
        raw = str(stash[int(kept[1])])
        if _CODE.match(raw):
            yield from ((each, (*blocks, "code")) for each in html.unescape(_TAG.sub("", raw)).split("\n"))
        else:
            yield from ((each, blocks) for each in raw.split("\n"))
