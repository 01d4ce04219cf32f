"""Where CommonMark reads a body otherwise than Python-Markdown did: a warning at each place.

Authors write lists, code and tables as other tools read them. What Python-Markdown makes of it may be
something else, and nobody would see it; see `docs/decisions/0017-a-second-opinion.md`.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from dossierpress.problems import Problem
from dossierpress.read import native
from dossierpress.read.outline import Block, Item, Line
from dossierpress.read.withinhtml import is_marked

CODE: Final = "read-otherwise"
_OTHER_ENGINE: Final = "or set `markdown: {engine: commonmark}` in site.yaml"
# Extensions that change nothing of which blocks there are. With others, a difference may be what was wished.
_HARMLESS: Final = frozenset(
    "abbr attr_list codehilite def_list extra fenced_code footnotes md_in_html meta nl2br sane_lists smarty "
    "tables toc wikilinks".split()
)
_CLOSING_PARENTHESIS: Final = re.compile(r"\s*(?:>\s*)*\d+\)")
_HASHES: Final = re.compile(r"\s*#")
_MOST_LINES: Final = 20_000


def differences(
    text: str, read: Sequence[Line] | None, path: str, first_line: int, extensions: tuple[str, ...]
) -> Iterator[Problem]:
    """One warning for each block that the two read otherwise; `read` is what Python-Markdown saw, or None."""
    if read is None or not comparable(text, extensions):
        return
    second = list(native.lines(text))
    if [each.line for each in second] == list(read) or len(second) + len(read) > _MOST_LINES:
        return
    written = text.split("\n")
    said: set[tuple[int, str]] = set()
    for ours, theirs in _pairs(second, read):
        if ours.line.blocks == theirs.blocks:
            continue
        line = written[ours.number - 1]
        way_out = _way_out(line, theirs.blocks, ours.line.blocks)
        if (ours.top, way_out) not in said:
            said.add((ours.top, way_out))
            yield Problem(
                path=path,
                code=CODE,
                message=f"Python-Markdown reads {_named(theirs.blocks)} here, "
                f"CommonMark {_named(ours.line.blocks)}",
                hint=f"{way_out}, {_OTHER_ENGINE}",
                severity="warning",
                line=first_line + ours.number - 1,
                column=len(line) - len(line.lstrip()) + 1,
            )


def comparable(text: str, extensions: tuple[str, ...]) -> bool:
    """Whether both parsers are meant to read the same: some extensions add blocks of their own."""
    named = {name.removeprefix("markdown.extensions.") for name in extensions}
    return named <= _HARMLESS and not is_marked(text)


def _pairs(
    second: Sequence[native.NativeLine], read: Sequence[Line]
) -> Iterator[tuple[native.NativeLine, Line]]:
    """The lines that have the same words, in order. Raw HTML, definitions and the like have no partner."""
    matcher = SequenceMatcher(
        None, [each.line.words for each in second], [each.words for each in read], autojunk=False
    )
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            yield second[block.a + offset], read[block.b + offset]


def _named(blocks: tuple[Block, ...]) -> str:
    """What a line stands in, in words."""
    items = [each for each in blocks if isinstance(each, Item)]
    innermost = blocks[-1] if blocks else None
    if isinstance(innermost, Item):
        return _item(innermost, len(items))
    name = {"code": "code", "table": "a row of a table", "headline": "a headline", "quotation": "a quotation"}
    said = name[innermost] if innermost else "text"
    return f"{said} in a list" if items else said


def _item(item: Item, depth: int) -> str:
    within = "a list" if depth == 1 else "a list within a list" if depth == 2 else f"a list of level {depth}"
    kind = "an item" if item.number is None else f"item {item.number}"
    return f"{kind} of {within}" if item.begins else f"text of {kind} of {within}"


def _way_out(line: str, theirs: tuple[Block, ...], ours: tuple[Block, ...]) -> str:
    """What to write so that both read the same."""
    either = set(theirs) ^ set(ours)
    if "headline" in either:
        if _HASHES.match(line):
            return "write a space after # for a headline, or \\# for text"
        return "put an empty line before and after the line of = or -"
    if "table" in either:
        return "put an empty line before and after the table"
    if "code" in either:
        return "put code between two lines of ```, indented as the item that it belongs to"
    if "quotation" in either:
        return "put an empty line before and after the quotation"
    listed = [sum(isinstance(each, Item) for each in blocks) for blocks in (theirs, ours)]
    if _CLOSING_PARENTHESIS.match(line):
        return "write `1.` instead of `1)`, with an empty line before the list"
    if not listed[0] and isinstance(ours[-1], Item) and ours[-1].begins:
        return "put an empty line before the list, or a \\ before the sign if none is meant"
    return "indent by four spaces what belongs to an item, with an empty line around a list of another kind"
