"""Markdown to HTML with Python-Markdown. Its output is not safe yet: `read.body` sees to that."""

import re
from collections.abc import Callable
from functools import lru_cache
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor

from dossierpress.model.names import slugify
from dossierpress.read.dialect import Dialect, Footnotes
from dossierpress.read.inline import QuickInlineProcessor
from dossierpress.read.outline import Line, lines_of_tree
from dossierpress.read.withinhtml import is_marked

_HEADING = re.compile(r"h[1-6]")
_ALIGN = re.compile(r"text-align:\s*(left|center|right);?")
Convert = Callable[[str], str]
# What always works; the site need not name it, and a second copy would take the place of ours.
_ALWAYS = ("abbr", "attr_list", "def_list", "fenced_code", "footnotes", "tables", "toc")
_WITHIN = "md_in_html"


class PythonMarkdown:
    """A function from Markdown text to HTML, which can also say how it read each line."""

    def __init__(self, extensions: tuple[str, ...]) -> None:
        self._engine = markdown.Markdown(
            extensions=[
                "abbr",
                "def_list",
                "fenced_code",
                "tables",
                AttrListExtension(),
                Footnotes(BACKLINK_TITLE="{}", USE_DEFINITION_ORDER=False),
                TocExtension(slugify=_heading_id, marker="[TOC]"),
                _Tidy(),
                *extensions,
                Dialect(),
            ],
            output_format="html",
        )
        self._reader = _Reader(self._engine)
        self._engine.treeprocessors.register(self._reader, "dossierpress-lines", 1000)

    def __call__(self, text: str) -> str:
        """The HTML of a text."""
        return self._engine.reset().convert(text)

    def read(self, text: str) -> tuple[str, tuple[Line, ...]]:
        """The HTML, and the lines of the text with the blocks that each stands in."""
        self._reader.wanted = True
        try:
            return self(text), self._reader.lines
        finally:
            self._reader.wanted = False


def engine_for(text: str, extensions: tuple[str, ...]) -> PythonMarkdown:
    """The engine for a text: one that holds `markdown="1"` in its HTML needs an extension more."""
    return converter((*extensions, _WITHIN) if is_marked(text) else extensions)


def converter(extensions: tuple[str, ...]) -> PythonMarkdown:
    """The engine with these extensions added to those that always work."""
    named = (name.removeprefix("markdown.extensions.") for name in extensions)
    wanted = (_WITHIN if name == "extra" else name for name in named if name not in _ALWAYS)
    return _engine(tuple(dict.fromkeys(wanted)))


@lru_cache(maxsize=4)
def _engine(extensions: tuple[str, ...]) -> PythonMarkdown:
    return PythonMarkdown(extensions)


class _Reader(Treeprocessor):
    """Looks at the tree once its blocks are known, before anything else changes it."""

    wanted = False
    lines: tuple[Line, ...] = ()

    def run(self, root: Element) -> None:
        """Note the lines, when they are wanted."""
        if self.wanted:
            self.lines = lines_of_tree(root, self.md.htmlStash.rawHtmlBlocks)


def _heading_id(text: str, _separator: str) -> str:
    return slugify(text) or "section"


class _Tidy(Extension):
    """What a body's HTML needs before headings get their ids."""

    def extendMarkdown(  # noqa: N802
        self, md: markdown.Markdown
    ) -> None:
        """Runs after inline patterns (20) and attribute lists (8), before the contents (5)."""
        md.treeprocessors.register(QuickInlineProcessor(md), "inline", 20)
        md.treeprocessors.register(_Outline(md), "dossierpress-outline", 6)
        md.treeprocessors.register(_Alignment(md), "dossierpress-alignment", 4)


class _Outline(Treeprocessor):
    """Headings start at level 2, below the page's headline, and skip no level."""

    def run(self, root: Element) -> None:
        """Renumber the headings in place."""
        open_levels: list[int] = []
        for element in root.iter():
            if not _HEADING.fullmatch(str(element.tag)):
                continue
            level = int(element.tag[1])
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
            element.tag = f"h{min(6, 1 + len(open_levels))}"


class _Alignment(Treeprocessor):
    """Alignment of table cells as a class: the site's policy allows no style attribute."""

    def run(self, root: Element) -> None:
        """Replace the style attributes in place."""
        for cell in root.iter():
            if cell.tag in ("td", "th") and (found := _ALIGN.search(cell.attrib.pop("style", ""))):
                classes = [*cell.get("class", "").split(), f"align-{found[1]}"]
                cell.set("class", " ".join(classes))


@lru_cache(maxsize=8)
def are_built_in(extensions: tuple[str, ...]) -> bool:
    """Whether Markdown extensions are its own; of others nobody can say what they depend on."""
    if not extensions:
        return True
    from importlib.metadata import entry_points

    own = {
        point.name
        for point in entry_points(group="markdown.extensions")
        if point.value.startswith("markdown.extensions.")
    }
    return own.issuperset(extensions)
