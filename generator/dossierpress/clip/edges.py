"""What the overlay missed between kept lines is taken back, and what is no article at its edges goes."""

import re
from collections import Counter
from itertools import pairwise
from typing import Final

from lxml.html import HtmlElement

from dossierpress.clip.furniture import asks_to_subscribe, furniture
from dossierpress.clip.lines import HEADINGS, Line

_TEXT_TAGS: Final = frozenset(
    {"p", "li", "blockquote", "td", "th", "pre", "dt", "dd", "div", "section", *HEADINGS}
)
_OUTSIDE: Final = frozenset(
    {
        "nav",
        "aside",
        "form",
        "button",
        "footer",
        "select",
        "figcaption",
        "menu",
        "noscript",
        "label",
        "option",
    }
)
# Of the linked words of a line: more, and it is a list of links rather than a sentence with some.
_LINKS = 0.7
# Boxes in which sites set a quotation or a table.
_WRAPPERS = 3
# A heading says that what follows is no longer the article.
_END: Final = re.compile(
    r"^(?:comments?|related.*|more (?:from|on|stories).*|recommended.*|you (?:may|might) .*like.*|most (?:read|popular).*|about the author.*"
    r"|leave a (?:reply|comment)|share this.*|read (?:more|next)|tags|newsletter|subscribe.*|kommentare?|commentaires?|комментарии)[\s.:…?!]*$",
    re.IGNORECASE,
)


def fill(lines: list[Line], backing: list[int]) -> None:
    """Keep what stands between kept lines as they stand. `backing` says how many extractors took each."""
    kept = [number for number, line in enumerate(lines) if line.kept]
    if not kept:
        return
    marks = Counter(_mark(lines[number]) for number in kept)
    kept_blocks = {lines[number].block for number in kept}
    for before, after in pairwise(kept):
        neighbours = {_parent(lines[before].block), _parent(lines[after].block)}
        for number in range(before + 1, after):
            line = lines[number]
            if not _may_be_text(line):
                continue
            part = _structure(line)
            like = marks[_mark(line)] > 0 or _parent(line.block) in neighbours or line.block in kept_blocks
            like = like or _is_set_in(part, _WRAPPERS, lines[before], lines[after])
            like = like or _is_set_in(_nearest(line, ("ul", "ol", "dl")), 1, lines[before], lines[after])
            if like and (backing[number] or part is not None or line.linked <= _LINKS * len(line.words)):
                line.kept, line.why = True, "between lines of the text"
    _extend(lines, backing, marks)
    _lead_heading(lines)


def _extend(lines: list[Line], backing: list[int], marks: Counter[tuple[str, str, str, str]]) -> None:
    """Go on past both ends as long as another extractor took paragraphs of the same make."""
    numbers = [number for number, line in enumerate(lines) if line.kept]
    usual = {mark for mark, count in marks.items() if count * 3 >= sum(marks.values())}
    for steps in (range(numbers[-1] + 1, len(lines)), range(numbers[0] - 1, -1, -1)):
        for number in steps:
            line = lines[number]
            if backing[number] and line.tag == "p" and _mark(line) in usual and _may_be_text(line):
                line.kept, line.why = True, "goes on as the text does"


def _lead_heading(lines: list[Line]) -> None:
    """A heading right above the text, of the make of others in it, is the first of them."""
    first = next(number for number, line in enumerate(lines) if line.kept)
    above = lines[first - 1] if first else None
    if above is None or above.tag not in HEADINGS or above.tag == "h1" or not _may_be_text(above):
        return
    if any(line.kept and _mark(line) == _mark(above) for line in lines[first:]):
        above.kept, above.why = True, "a heading of the text"


def trim(lines: list[Line], title: str) -> None:
    """Drop what is no article at both ends of the kept lines, and related links within."""
    _inner(lines)
    _head(lines, title)
    _tail(lines)


def drop(line: Line, why: str) -> None:
    """Drop a line for a reason."""
    line.kept, line.why = False, why


def _inner(lines: list[Line]) -> None:
    kept = [line for line in lines if line.kept]
    linked = [line for line in kept if len(line.words) >= 3 and line.linked >= 0.9 * len(line.words)]
    for line in kept:
        kind = furniture(line.text)
        if kind and _structure(line) is None:
            drop(line, kind)
        elif (
            line in linked
            and len(linked) * 5 <= len(kept)
            and line.tag in ("p", "div", "li", *HEADINGS)
            and _structure(line) is None
        ):
            drop(line, "related links")


def _head(lines: list[Line], title: str) -> None:
    kept = [line for line in lines if line.kept]
    wanted = _bare(title)
    for line in kept[:6]:
        if line.tag == "h1" or (wanted and _bare(line.text) == wanted):
            drop(line, "headline")
        elif len(line.words) >= 15:
            break


def _tail(lines: list[Line]) -> None:
    kept = [line for line in lines if line.kept]
    for line in reversed(kept[-12:]):
        if line.tag in HEADINGS or _END.search(line.text) or asks_to_subscribe(line.text):
            drop(line, "after the text")
        elif furniture(line.text):
            drop(line, furniture(line.text))
        else:
            break


def _may_be_text(line: Line) -> bool:
    if line.hidden or line.tag not in _TEXT_TAGS or furniture(line.text) or asks_to_subscribe(line.text):
        return False
    return not any(each.tag in _OUTSIDE for each in (line.block, *line.block.iterancestors()))


def _mark(line: Line) -> tuple[str, str, str, str]:
    """How a line's block is made: alike blocks are set alike."""
    parent = _parent(line.block)
    return line.tag, line.block.get("class") or "", str(parent.tag), parent.get("class") or ""


def _structure(line: Line) -> HtmlElement | None:
    """The quotation or table that a line stands in."""
    return _nearest(line, ("blockquote", "table"))


def _nearest(line: Line, tags: tuple[str, ...]) -> HtmlElement | None:
    return next((each for each in (line.block, *line.block.iterancestors()) if each.tag in tags), None)


def _is_set_in(part: HtmlElement | None, wrappers: int, before: Line, after: Line) -> bool:
    """Whether a part stands in the text: beside its neighbours but for so many boxes around it."""
    if part is None:
        return False
    around = set(before.block.iterancestors()) & set(after.block.iterancestors())
    return any(each in around for each in list(part.iterancestors())[:wrappers])


def _parent(element: HtmlElement) -> HtmlElement:
    parent = element.getparent()
    return element if parent is None else parent


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
