"""CommonMark to HTML with pyromark, a native parser; its HTML takes the form that Python-Markdown gives.

Its output is not safe yet: `read.body` sees to that. The library is imported when used:
not every machine has it.
"""

import html
import importlib
import importlib.util
import re
from collections.abc import Callable
from functools import lru_cache

from dossierpress.model.names import slugify

LIBRARY = "pyromark"
_FEATURES = (
    "ENABLE_TABLES",
    "ENABLE_FOOTNOTES",
    "ENABLE_STRIKETHROUGH",
    "ENABLE_HEADING_ATTRIBUTES",
    "ENABLE_DEFINITION_LIST",
)
# A comment that never ends takes the rest at once, and no attribute runs past a `<`: time stays linear.
_MARKS = re.compile(
    r"<(?:!--(?:.*?-->|.*)"
    r"|(?P<end>/?)h(?P<level>[1-6])(?P<rest>(?:\s[^<>]*)?)>"
    r'|sup class="footnote-reference"><a href="#(?P<reference>[^"]*)">(?P<number>\d+)</a></sup>'
    r'|div class="footnote-definition" id="(?P<note>[^"]*)"><sup [^<>]*>(?P<label>\d+)</sup>'
    r"|(?P<div>/?div\b[^<>]*>)"
    r'|(?P<cell>t[dh]) style="text-align: (?P<side>left|center|right)">'
    r"|(?P<contents>p>\[TOC\]</p>))",
    re.DOTALL,
)
_OWN_ID = re.compile(r'<h[1-6]\s[^<>]*\bid="([^"<>]*)"')
_TAG_OR_REFERENCE = re.compile(r'<sup class="footnote-reference">.*?</sup>|<[^<>]*>')


def is_installed() -> bool:
    """Whether the parser is there; asks without importing it."""
    return importlib.util.find_spec(LIBRARY) is not None


@lru_cache(maxsize=1)
def converter() -> Callable[[str], str]:
    """A function from CommonMark text, with tables, footnotes and more, to HTML."""
    library = importlib.import_module(LIBRARY)
    options = library.Options(0)
    for feature in _FEATURES:
        options |= getattr(library.Options, feature)

    def convert(text: str) -> str:
        markup: str = library.html(text, options=options)
        return _Pass(markup).run()

    return convert


class _Pass:
    """One pass over the parser's HTML: levels and ids of headings, footnotes, alignment, contents."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.text: list[str] = []  # what is written now: the body, or inside a footnote that
        self.body = self.text
        self.notes: list[tuple[int, str, list[str]]] = []
        self.depth = 0  # of <div> inside a footnote
        self.references: dict[str, int] = {}
        self.levels: list[int] = []
        self.ids = set(_OWN_ID.findall(markup))
        self.counts: dict[str, int] = {}
        self.opened: tuple[list[str], int, re.Match[str]] | None = None
        self.headings: list[tuple[int, str, str]] = []
        self.contents_at = -1

    def run(self) -> str:
        position = 0
        for mark in _MARKS.finditer(self.markup):
            self.text.append(self.markup[position : mark.start()])
            position = mark.end()
            self._mark(mark)
        self.text.append(self.markup[position:])
        if self.contents_at >= 0:
            self.body[self.contents_at] = _contents(self.headings)
        return "".join(self.body) + self._footnotes()

    def _mark(self, mark: re.Match[str]) -> None:
        if mark["level"]:
            (self._heading_ends if mark["end"] else self._heading)(mark)
        elif mark["reference"] is not None:
            name = mark["reference"]
            count = self.references[name] = self.references.get(name, 0) + 1
            link = f'<a class="footnote-ref" href="#fn:{name}">{mark["number"]}</a>'
            self.text.append(f'<sup id="{_back(name, count)}">{link}</sup>')
        elif mark["note"] is not None:
            self.depth, self.text = 1, []
            self.notes.append((int(mark["label"]), mark["note"], self.text))
        elif mark["div"]:
            self._div(mark[0])
        elif mark["cell"]:
            self.text.append(f'<{mark["cell"]} class="align-{mark["side"]}">')
        elif mark["contents"] and self.contents_at < 0 and self.text is self.body:
            self.contents_at = len(self.body)
            self.body.append("")
        else:
            self.text.append(mark[0])

    def _div(self, tag: str) -> None:
        if self.text is not self.body:
            self.depth += -1 if tag[1] == "/" else 1
            if not self.depth:
                self.text = self.body
                return
        self.text.append(tag)

    def _heading(self, mark: re.Match[str]) -> None:
        """Headings start at level 2, below the page's headline, and skip no level."""
        level = int(mark["level"])
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
        self.levels.append(level)
        self.opened = (self.text, len(self.text), mark)
        self.text.append(f"<h{min(6, 1 + len(self.levels))}{mark['rest']}>")

    def _heading_ends(self, mark: re.Match[str]) -> None:
        if self.opened is None:
            self.text.append(mark[0])
            return
        text, place, begun = self.opened
        self.opened = None
        level = min(6, 1 + len(self.levels))
        inner = self.markup[begun.end() : mark.start()]
        title = html.unescape(_TAG_OR_REFERENCE.sub("", inner)).strip()
        own = _OWN_ID.match(begun[0])
        name = html.unescape(own[1]) if own else self._fresh(slugify(title) or "section")
        if not own:
            text[place] = f'<h{level} id="{name}"{begun["rest"]}>'
        self.text.append(f"</h{level}>")
        self.headings.append((level, name, title))

    def _fresh(self, name: str) -> str:
        """An id that nothing else has, numbered as Python-Markdown does."""
        fresh = name
        while fresh in self.ids:
            number = self.counts[name] = self.counts.get(name, 0) + 1
            fresh = f"{name}_{number}"
        self.ids.add(fresh)
        return fresh

    def _footnotes(self) -> str:
        """The footnotes in the order of their numbers, each with a link back to every place that cites it."""
        if not self.notes:
            return ""
        items = []
        for number, name, text in sorted(self.notes, key=lambda note: note[0]):
            places = range(1, 1 + max(1, self.references.get(name, 0)))
            links = "".join(
                f'<a class="footnote-backref" href="#{_back(name, place)}" title="{number}">&#8617;</a>'
                for place in places
            )
            whole = "".join(text).strip()
            ends_in_text = whole.endswith("</p>")
            whole = f"{whole[:-4]}&#160;{links}</p>" if ends_in_text else f"{whole}\n<p>{links}</p>"
            items.append(f'<li id="fn:{name}">\n{whole}\n</li>\n')
        return f'<div class="footnote">\n<hr>\n<ol>\n{"".join(items)}</ol>\n</div>'


def _back(name: str, place: int) -> str:
    return f"fnref:{name}" if place == 1 else f"fnref{place}:{name}"


def _contents(headings: list[tuple[int, str, str]]) -> str:
    """A nested list of the headings, as Python-Markdown makes it of `[TOC]`."""
    parts = ['<div class="toc">\n']
    depth = 1
    for level, name, title in headings:
        if level > depth:
            parts.append("<ul>\n" * (level - depth))
        else:
            parts.append("</li>\n" + "</ul>\n</li>\n" * (depth - level))
        depth = level
        parts.append(f'<li><a href="#{html.escape(name)}">{html.escape(title, quote=False)}</a>')
    parts.append("</li>\n</ul>\n" * (depth - 1) + "</div>")
    return "".join(parts)
