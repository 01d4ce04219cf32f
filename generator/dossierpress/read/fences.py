"""Fenced code as CommonMark has it, for Python-Markdown: with any words after its fence, and inside items.

The library reads a fence only at the margin and only with a language behind it; all else becomes inline code
or prose. Here the fences are found line by line, and the library still makes each block.
"""

import re
from collections.abc import Iterator
from typing import Final

from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.util import STX

_FENCE: Final = re.compile(r"(?P<fence>`{3,}|~{3,})[ ]*(?P<info>.*?)[ ]*$")
_ITEM: Final = re.compile(r"(?P<marker>(?:[*+-]|\d+\.)[ ]+)(?P<rest>.*)")
_QUOTE: Final = re.compile(r"(?:[ ]{0,3}>[ ]?)+")
_LANGUAGE: Final = re.compile(r"[\w#.+-]*")
_TAB: Final = 4


class Fences(FencedBlockPreprocessor):
    """Takes the place of the library's own search."""

    def run(self, lines: list[str]) -> list[str]:
        """Put a placeholder where each block of code stands."""
        if not any("```" in line or "~~~" in line for line in lines):
            return lines
        made: list[str] = []
        items: list[tuple[int, int]] = []  # of each open item: its level for the library, its text's column
        number = 0
        while number < len(lines):
            line = lines[number]
            quote = _QUOTE.match(line)
            if quote:
                items.clear()
            else:
                _follow(items, line, begins=not made or not made[-1].strip())
            margin = 0 if quote or not items else items[-1][1]
            before = quote[0] if quote else _before(line, items)
            opened = self._block(lines, number, before, margin, quoted=quote is not None)
            if opened is None:
                made.append(line)
                number += 1
                continue
            block, number = opened
            place = (
                before.rstrip() + " " if before.strip() else " " * (_TAB * (items[-1][0] + 1) if items else 0)
            )
            around = before.rstrip() if quote else ""
            if quote or not before.strip():
                made.append(around)
            made.extend((place + block, around))
        return made

    def _block(
        self, lines: list[str], first: int, before: str, margin: int, *, quoted: bool
    ) -> tuple[str, int] | None:
        """The placeholder of the block whose fence stands in this line, and the line behind it."""
        line = lines[first][len(before) :]
        fence = _FENCE.match(line.lstrip(" "))
        indent = len(before) + len(line) - len(line.lstrip(" "))
        if fence is None or (fence["fence"][0] == "`" and "`" in fence["info"]):
            return None
        if quoted:
            indent, margin = indent - len(before), 0
        if not margin <= indent <= margin + 3:
            return None
        code: list[str] = []
        for number, inside in enumerate(_inside(lines[first + 1 :], quoted=quoted), start=first + 1):
            if _closes(inside, fence["fence"], margin):
                return self._made(fence["fence"], fence["info"], code), number + 1
            code.append(inside[min(indent, len(inside) - len(inside.lstrip(" "))) :])
        return None

    def _made(self, fence: str, info: str, code: list[str]) -> str:
        """The placeholder for one block, made by the library."""
        language = _LANGUAGE.match(info.lstrip("{. "))
        for said in (info, language[0] if language else "", ""):
            found = [line for line in super().run([fence + said, *code, fence]) if line]
            if len(found) == 1 and found[0].startswith(STX):
                return found[0]
        raise AssertionError("a fence without a language is always code")


def _follow(items: list[tuple[int, int]], line: str, *, begins: bool) -> None:
    """Keep the list of open items: which this line ends, and which it begins."""
    text = line.lstrip(" ")
    if not text:
        return
    indent = len(line) - len(text)
    item = _ITEM.match(text)
    listed = begins or bool(items)
    if begins or item or _FENCE.match(text):
        while items and indent < items[-1][1]:
            items.pop()
    if item and listed:
        items.append((indent // _TAB, indent + len(item["marker"])))


def _before(line: str, items: list[tuple[int, int]]) -> str:
    """What stands before a fence in its own line: the sign of the item that it begins, if any."""
    item = _ITEM.match(line.lstrip(" "))
    if item and items and _FENCE.match(item["rest"]):
        return line[: len(line) - len(item["rest"])]
    return ""


def _inside(lines: list[str], *, quoted: bool) -> Iterator[str]:
    """The lines that may belong to a block of code; those of a quotation without its sign."""
    for line in lines:
        quote = _QUOTE.match(line) if quoted else None
        if quoted and quote is None:
            return
        yield line[quote.end() :] if quote else line


def _closes(line: str, fence: str, margin: int) -> bool:
    text = line.strip(" ")
    indent = len(line) - len(line.lstrip(" "))
    return len(text) >= len(fence) and not text.strip(fence[0]) and indent <= margin + 3
