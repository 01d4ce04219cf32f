"""CommonMark to HTML with pyromark, a native parser; its HTML takes the form that Python-Markdown gives.

Its output is not safe yet: `read.body` sees to that. The library is imported when used:
not every machine has it.
"""

import html
import importlib.util
import re
from collections.abc import Callable
from itertools import chain

from dossierpress.model.names import slugify
from dossierpress.read import pulldown
from dossierpress.read.attributelists import with_abbreviations, with_attributes
from dossierpress.read.native import departing_items
from dossierpress.read.withinhtml import with_lines

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
_BRACED = re.compile(r'<code class="language-\{:?\.?([\w#+-]*)[^"]*">')
_NUMBERED = re.compile(r"(?m)^[\s>]*(?:[*+-][ \t]+)*(?!1[.)])\d{1,9}[.)]")
_TAG_OR_REFERENCE = re.compile(r'<sup class="footnote-reference">.*?</sup>|<[^<>]*>')


def is_installed() -> bool:
    """Whether the parser is there; asks without importing it."""
    return importlib.util.find_spec(pulldown.LIBRARY) is not None


def convert(text: str) -> str:
    """CommonMark text, with tables, footnotes and more, as HTML."""
    text = with_lines(text)
    markup: str = _with_numbers(pulldown.html(text), text)
    return _Pass(with_abbreviations(with_attributes(_with_languages(markup)))).run()


def converter() -> Callable[[str], str]:
    """The function from text to HTML."""
    return convert


def _with_languages(markup: str) -> str:
    """The language of code whose fence has an attribute list, such as `{.python #example}`."""
    return _BRACED.sub(_language, markup) if 'class="language-{' in markup else markup


def _language(found: re.Match[str]) -> str:
    return f'<code class="language-{found[1]}">' if found[1] else "<code>"


def _with_numbers(markup: str, text: str) -> str:
    """Items whose number is not the one that follows, with what was written: the parser counts by itself."""
    if "<ol" not in markup or not _NUMBERED.search(text):
        return markup
    values = departing_items(text)
    if not values:
        return markup
    parts = markup.split("<li>")
    return parts[0] + "".join(
        (f'<li value="{values[place]}">' if place in values else "<li>") + part
        for place, part in enumerate(parts[1:])
    )


class _Cited(str):
    """The identifier of a note that is cited at this place: its number is known only at the end."""

    __slots__ = ()


class _Pass:
    """One pass over the parser's HTML: levels and ids of headings, footnotes, alignment, contents."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.text: list[str] = []  # what is written now: the body, or inside a footnote that
        self.body = self.text
        self.notes: dict[str, tuple[str, list[str]]] = {}  # by identifier in lower case: as written, text
        self.depth = 0  # of <div> inside a footnote
        self.order: list[str] = []  # the notes that are cited, in the order of their numbers
        self.cited: dict[str, tuple[int, int]] = {}  # the number of each, and how often it is cited
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
        return self._numbered(self.body) + self._footnotes()

    def _mark(self, mark: re.Match[str]) -> None:
        if mark["level"]:
            (self._heading_ends if mark["end"] else self._heading)(mark)
        elif mark["reference"] is not None:
            self.text.append(_Cited(mark["reference"].casefold()))
        elif mark["note"] is not None:
            self.depth = 1
            # One that was written before goes on with this text.
            self.text = self.notes.setdefault(mark["note"].casefold(), (mark["note"], []))[1]
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

    def _numbered(self, text: list[str]) -> str:
        """The text with the number of each note that it cites."""
        return "".join(self._reference(each) if isinstance(each, _Cited) else each for each in text)

    def _reference(self, key: _Cited) -> str:
        if key not in self.notes:  # a comment that never ends has swallowed it
            return f"[^{key}]"
        if key not in self.cited:
            self.order.append(key)
        number, before = self.cited.get(key, (len(self.order), 0))
        place = before + 1
        self.cited[key] = number, place
        name = self.notes[key][0]
        link = f'<a class="footnote-ref" href="#fn:{name}">{number}</a>'
        return f'<sup id="{_back(name, place)}">{link}</sup>'

    def _footnotes(self) -> str:
        """The footnotes in the order of their numbers, each with a link back to every place that cites it."""
        made: dict[str, str] = {}
        for key in chain(self.order, self.notes):  # a note may be the first to cite another
            if key not in made:
                made[key] = self._numbered(self.notes[key][1]).strip()
        order = [*self.order, *(key for key in self.notes if key not in self.cited)]
        items = [
            f'<li id="fn:{self.notes[key][0]}">\n{self._with_ways_back(key, number, made[key])}\n</li>\n'
            for number, key in enumerate(order, start=1)
        ]
        return f'<div class="footnote">\n<hr>\n<ol>\n{"".join(items)}</ol>\n</div>' if items else ""

    def _with_ways_back(self, key: str, number: int, text: str) -> str:
        places = range(1, 1 + self.cited.get(key, (0, 0))[1])
        name = self.notes[key][0]
        links = "".join(
            f'<a class="footnote-backref" href="#{_back(name, place)}" title="{number}">&#8617;</a>'
            for place in places
        )
        if not links:
            return text
        return f"{text[:-4]}&#160;{links}</p>" if text.endswith("</p>") else f"{text}\n<p>{links}</p>"


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
