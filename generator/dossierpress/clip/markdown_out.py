"""The kept part of a page's tree as Markdown: headings, lists, quotations, tables, pictures, code."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from lxml.html import HtmlElement

from dossierpress.clip.inline import BREAK, Inline, settled
from dossierpress.clip.lines import BLOCKS, HEADINGS, UNSEEN, Line

_INDENT: Final = "    "
_WIDEST_CELL: Final = 80
_MOST_DEPTH: Final = 40


def markdown_of(root: HtmlElement, lines: list[Line], base: str, pictures: Mapping[HtmlElement, str]) -> str:
    """Write the kept lines, and the pictures that are given, as Markdown, in the page's order."""
    return _Writer(lines, base, pictures).of(root)


class _Writer:
    def __init__(self, lines: list[Line], base: str, pictures: Mapping[HtmlElement, str]) -> None:
        self._pieces = {piece for line in lines if line.kept for piece in line.pieces}
        self._inline = Inline(self._pieces, base, pictures)
        self._pictures = pictures
        self._alive = {
            each
            for element in (*(element for element, _ in self._pieces), *pictures)
            for each in (element, *element.iterancestors())
        }
        levels = [int(line.tag[1]) for line in lines if line.kept and line.tag in HEADINGS]
        self._shift = 2 - min(levels, default=2)

    def of(self, root: HtmlElement) -> str:
        return "\n\n".join(self._blocks(root, 0))

    def _blocks(self, element: HtmlElement, depth: int) -> list[str]:
        """The blocks inside an element: runs of text, and what its block children are."""
        found: list[str] = []
        run = [self._inline.text(element)]
        for child in element:
            if child.tag not in UNSEEN and child in self._alive and self._holds_blocks(child):
                found.extend(_paragraphs("".join(run)))
                found.extend(self._block(child, depth))
                run = []
            elif (child.tag not in UNSEEN and child in self._alive) or child.tag == "br":
                run.append(self._inline.of([(child, False)]))
            run.append(self._inline.of([(child, True)]))
        return found + _paragraphs("".join(run))

    def _holds_blocks(self, element: HtmlElement) -> bool:
        return element.tag in BLOCKS or any(each.tag in BLOCKS for each in element.iterdescendants())

    def _block(self, element: HtmlElement, depth: int) -> Iterable[str]:
        tag = element.tag
        if depth > _MOST_DEPTH:
            return _paragraphs(self._inline.inner(element))
        if tag in HEADINGS:
            return self._heading(element)
        if tag in ("ul", "ol", "menu", "dir"):
            return self._list(element, depth)
        if tag == "blockquote":
            return _quoted(self._blocks(element, depth + 1))
        if tag == "pre":
            return self._code(element)
        if tag == "table":
            return self._table(element, depth)
        if tag == "dl":
            return self._definitions(element, depth)
        return self._blocks(element, depth + 1)

    def _heading(self, element: HtmlElement) -> list[str]:
        text = settled(self._inline.inner(element).replace(BREAK, " "))
        level = max(2, min(6, int(element.tag[1]) + self._shift))
        return [f"{'#' * level} {text.lstrip('#').strip()}"] if text else []

    def _list(self, element: HtmlElement, depth: int) -> list[str]:
        items = []
        number = int(start) if (start := element.get("start") or "").isdecimal() and len(start) < 5 else 1
        for child in element:
            if child not in self._alive or child.tag in UNSEEN:
                continue
            blocks = (
                self._blocks(child, depth + 1) if child.tag == "li" else list(self._block(child, depth + 1))
            )
            if not blocks:
                continue
            marker = f"{number}." if element.tag == "ol" else "-"
            number += 1
            items.append((marker, blocks))
        if not items:
            return []
        tight = all(len(blocks) == 1 or (_is_list(blocks[1]) and len(blocks) == 2) for _, blocks in items)
        gap = "\n" if tight else "\n\n"
        return [gap.join(_item(marker, blocks, gap) for marker, blocks in items)]

    def _code(self, element: HtmlElement) -> list[str]:
        text = "".join(
            text
            for piece in _texts(element)
            if piece in self._pieces and (text := piece[0].tail if piece[1] else piece[0].text)
        ).strip("\n")
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
        return [f"{fence}\n{text}\n{fence}"] if text.strip() else []

    def _table(self, element: HtmlElement, depth: int) -> list[str]:
        rows = [row for row in element.iter("tr") if _nearest(row, "table") is element and row in self._alive]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        width = max((sum(_span(cell) for cell in row) for row in cells), default=0)
        if width < 2 or len(rows) < 2 or any(_is_layout(cell) for row in cells for cell in row):
            return self._blocks(element, depth + 1)
        lines = []
        for row in cells:
            texts = [part for cell in row for part in (self._cell(cell), *[""] * (_span(cell) - 1))]
            lines.append("| " + " | ".join(texts + [""] * (width - len(texts))) + " |")
        lines.insert(1, "| " + " | ".join(["---"] * width) + " |")
        caption = [
            part for child in element if child.tag == "caption" for part in self._blocks(child, depth + 1)
        ]
        return [*caption, "\n".join(lines)]

    def _cell(self, cell: HtmlElement) -> str:
        text = settled(self._inline.inner(cell).replace(BREAK, " "))
        return text.replace("|", "&#124;").replace("  \n", " ")

    def _definitions(self, element: HtmlElement, depth: int) -> list[str]:
        found: list[str] = []
        for child in element:
            if child not in self._alive or child.tag in UNSEEN:
                continue
            blocks = self._blocks(child, depth + 1)
            if child.tag == "dd" and blocks and found:
                found[-1] += f"\n{_item(':', blocks, chr(10) * 2)}"
            else:
                found.extend(blocks)
        return found


def _paragraphs(run: str) -> list[str]:
    """A run of text as paragraphs: an empty line in it, written with two breaks, ends one."""
    parts = re.split(f"{BREAK}(?:\\s*{BREAK})+", run)
    return [text for part in parts if (text := settled(part))]


def _quoted(blocks: list[str]) -> list[str]:
    if not blocks:
        return []
    return [
        "\n".join(
            f"> {line}".rstrip(" ") if not line.endswith("  ") else f"> {line}"
            for line in "\n\n".join(blocks).split("\n")
        )
    ]


def _item(marker: str, blocks: list[str], gap: str) -> str:
    """A list item: its text begins in the fifth column, which every dialect understands."""
    text = gap.join(blocks).replace("\n", f"\n{_INDENT}")
    text = re.sub(r"(?m)^ +$", "", text)
    return f"{marker:<3} {text}"


def _is_list(block: str) -> bool:
    return re.match(r"(?:-|\d+\.) ", block) is not None


def _texts(element: HtmlElement) -> Iterable[tuple[HtmlElement, bool]]:
    """The text nodes inside an element, in order."""
    yield element, False
    for child in element:
        if child.tag not in UNSEEN:
            yield from _texts(child)
        yield child, True


def _span(cell: HtmlElement) -> int:
    written = cell.get("colspan") or "1"
    return max(1, min(20, int(written))) if written.isdecimal() and len(written) < 4 else 1


def _nearest(element: HtmlElement, tag: str) -> HtmlElement | None:
    return next(element.iterancestors(tag), None)


def _is_layout(cell: HtmlElement) -> bool:
    """Whether a cell holds part of a page's layout rather than a value."""
    inner = [each.tag for each in cell.iterdescendants() if each.tag in BLOCKS]
    busy = "table" in inner or any(tag in HEADINGS for tag in inner) or inner.count("p") > 2
    return busy or len((cell.text_content() or "").split()) > _WIDEST_CELL
