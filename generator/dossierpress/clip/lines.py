"""The visible text of a page as lines: what stands between two block borders, in the page's order."""

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from dossierpress.model.wordcount import words_of

BLOCKS: Final = frozenset(
    (
        "address article aside blockquote body button caption center dd details dialog dir div dl dt "
        "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup "
        "hr html legend li main menu nav noscript ol option optgroup p pre section select summary "
        "table tbody td textarea tfoot th thead tr ul"
    ).split()
)
# Their text is never shown, whatever the page's styles say.
UNSEEN: Final = frozenset(
    (
        "audio base canvas datalist embed frame head iframe link meta noframes object param script source "
        "style svg template title track video"
    ).split()
)
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SPACE = re.compile(r"\s+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """One visible line. `pieces` are its text nodes: an element, and whether it is the text after it.

    `linked` counts the words that are links. `kept` and `why` are filled in by the steps that follow.
    """

    block: HtmlElement
    pieces: list[tuple[HtmlElement, bool]] = field(default_factory=list)
    text: str = ""
    linked: int = 0
    hidden: bool = False
    words: list[str] = field(default_factory=list)
    kept: bool = False
    why: str = ""

    @property
    def tag(self) -> str:
        """The tag of its block."""
        return str(self.block.tag)


def squeezed(text: str) -> str:
    """Text with every run of white space as one space."""
    return _SPACE.sub(" ", text).strip()


@dataclass(slots=True)
class Picture:
    """A picture of the page: its element, and how many lines stand before it."""

    element: HtmlElement
    at: int


@dataclass(slots=True)
class Sheet:
    """A page as its reader sees it: lines and pictures, in order."""

    lines: list[Line] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


class _Walk:
    """One pass over a tree that gathers lines and pictures."""

    def __init__(self) -> None:
        self.sheet = Sheet()
        self.open: Line | None = None
        self.parts: list[str] = []
        self.linked: list[str] = []
        self.blocks: list[HtmlElement] = []
        self.links = self.hidden = 0

    def text(self, element: HtmlElement, text: str | None, *, tail: bool) -> None:
        if not text:
            return
        if self.open is None:
            if not text.strip():
                return
            self.open = Line(self.blocks[-1], hidden=self.hidden > 0)
        self.open.pieces.append((element, tail))
        self.parts.append(text)
        if self.links:
            self.linked.append(text)

    def close(self) -> None:
        if self.open is not None:
            self.open.text = squeezed("".join(self.parts))
            self.open.words = words_of(self.open.text)
            self.open.linked = len(words_of(" ".join(self.linked)))
            if self.open.text:
                self.sheet.lines.append(self.open)
        self.open, self.parts, self.linked = None, [], []


def lines_of(root: HtmlElement) -> list[Line]:
    """All lines of a page that its reader may see."""
    return sheet_of(root).lines


def sheet_of(root: HtmlElement) -> Sheet:
    """All lines and pictures of a page that its reader may see."""
    walk = _Walk()
    walk.blocks.append(root)
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "start":
            if element.tag in UNSEEN:
                events.skip_subtree()
            else:
                _enter(walk, element)
        else:
            _leave(walk, element)
            if element is not root:
                walk.text(element, element.tail, tail=True)
    walk.close()
    return walk.sheet


def _enter(walk: _Walk, element: HtmlElement) -> None:
    if element.tag in BLOCKS:
        walk.close()
        walk.blocks.append(element)
    elif element.tag == "br":
        walk.close()
    elif element.tag == "a":
        walk.links += 1
    elif element.tag == "img":
        walk.sheet.pictures.append(Picture(element, len(walk.sheet.lines) + (walk.open is not None)))
    walk.hidden += is_hidden(element)
    walk.text(element, element.text, tail=False)


def _leave(walk: _Walk, element: HtmlElement) -> None:
    if element.tag in UNSEEN:
        return
    if element.tag in BLOCKS:
        walk.close()
        walk.blocks.pop()
    elif element.tag == "a":
        walk.links -= 1
    walk.hidden -= is_hidden(element)


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element says of itself that it is not shown."""
    return (
        element.tag == "noscript"
        or element.get("hidden") is not None
        or bool(_HIDDEN.search(element.get("style") or ""))
    )
