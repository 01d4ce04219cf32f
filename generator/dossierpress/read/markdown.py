"""Markdown to HTML with Python-Markdown. Its output is not safe yet: `read.body` sees to that."""

import re
from collections.abc import Callable
from functools import lru_cache
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor

from dossierpress.model.names import slugify
from dossierpress.read.inline import QuickInlineProcessor

_HEADING = re.compile(r"h[1-6]")
_ALIGN = re.compile(r"text-align:\s*(left|center|right);?")
Convert = Callable[[str], str]


@lru_cache(maxsize=4)
def converter(extensions: tuple[str, ...]) -> Convert:
    """A function from Markdown text to HTML; `extensions` are added to those that always work."""
    engine = markdown.Markdown(
        extensions=[
            "abbr",
            "def_list",
            "fenced_code",
            "tables",
            AttrListExtension(),
            FootnoteExtension(BACKLINK_TITLE="{}"),
            TocExtension(slugify=_heading_id, marker="[TOC]"),
            _Tidy(),
            *extensions,
        ],
        output_format="html",
    )

    def convert(text: str) -> str:
        return engine.reset().convert(text)

    return convert


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
