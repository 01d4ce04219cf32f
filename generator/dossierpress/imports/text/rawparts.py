"""HTML of old pages in their text: frames become links, figures pictures with captions, programs go."""

import re
from collections.abc import Callable
from typing import Final

from dossierpress.imports.item import Markup, Picture
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.text import embeds
from dossierpress.imports.text.attributes import attributes_in, source_of
from dossierpress.imports.text.pieces import link_markup, picture_markup
from dossierpress.imports.text.plaintext import one_line
from dossierpress.imports.text.shortcodes import code_ranges

_PROGRAM: Final = re.compile(
    r"<(?P<name>script|style|noscript|template)\b(?P<rest>[^<>]*)>(?P<inner>.*?)</(?P=name)\s*>",
    re.DOTALL | re.IGNORECASE,
)
_FRAME: Final = re.compile(
    r"<(?P<name>iframe|object|lite-youtube|lite-vimeo|amp-youtube|amp-iframe)\b(?P<rest>[^<>]*)>(?P<inner>.*?)</(?P=name)\s*>|<embed\b(?P<embed>[^<>]*)>",
    re.DOTALL | re.IGNORECASE,
)
_FIGURE: Final = re.compile(
    r"<figure\b[^<>]*>(?P<inner>(?:(?!</?figure\b).)*)</figure\s*>", re.DOTALL | re.IGNORECASE
)
_IMAGE: Final = re.compile(r"<img\b(?P<rest>[^<>]*)>", re.IGNORECASE)
_LINKED: Final = re.compile(r"<a\b(?P<rest>[^<>]*)>\s*(?=<img\b)", re.IGNORECASE)
_CAPTION: Final = re.compile(r"<figcaption\b[^<>]*>(?P<words>.*?)</figcaption\s*>", re.DOTALL | re.IGNORECASE)
_MARKDOWN_IMAGE: Final = re.compile(
    r"!\[(?P<alt>[^\]]*)\]\((?P<address>[^\s()]+)(?:\s+\"[^\"]*\")?\)(?:\{[^{}]*\})?"
)
_REMARK: Final = re.compile(
    r"<!--\s*(?:more|excerpt|end.?excerpt|prettier-ignore.*?|markdownlint.*?)\s*-->[ \t]*", re.IGNORECASE
)
_FRAME_SOURCES: Final = ("src", "data-src", "data-lazy-src", "data", "videoid")


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """The text with all changed that is not code for readers."""
    parts: list[str] = []
    position = 0
    for begin, end in code_ranges(text):
        if begin >= position:
            parts += (change(text[position:begin]), text[begin:end])
            position = end
    return "".join([*parts, change(text[position:])])


class RawParts:
    """Cleans the HTML of one item's text."""

    def __init__(self, place: str, ledger: Ledger, markup: Markup) -> None:
        self._place, self._ledger, self._markup = place, ledger, markup

    def cleaned(self, text: str) -> str:
        """The text without programs and frames, its figures as pictures with captions."""
        if "<" not in text:
            return text
        return self._clean(text) if self._markup == "html" else outside_code(text, self._clean)

    def _clean(self, text: str) -> str:
        if "<" not in text:
            return text
        text = _REMARK.sub("", text)
        text = _FRAME.sub(self._frame, _PROGRAM.sub(self._program, text))
        return text if self._markup == "html" else _FIGURE.sub(self._figure, text)

    def _program(self, found: re.Match[str]) -> str:
        source = attributes_in(found["rest"]).get("src", "")
        if "gist.github.com" in source:
            return self._linked(source.partition(".js")[0], "")
        if found["name"].lower() == "noscript":
            return "" if "<img" in found["inner"] or "<iframe" in found["inner"] else found["inner"]
        self._ledger.add(f"HTML <{found['name'].lower()}>, left out", self._place, found[0])
        return ""

    def _frame(self, found: re.Match[str]) -> str:
        said = attributes_in(found["rest"] or found["embed"] or "")
        source = next((said[name] for name in _FRAME_SOURCES if said.get(name)), "")
        if found["name"] and "youtube" in found["name"].lower() and not source.startswith(("http", "//")):
            source = f"https://www.youtube.com/watch?v={source}"
        if not source and (
            inner := re.search(r"(?:src|value)=[\"']((?:https?:)?//[^\"']+)", found["inner"] or "")
        ):
            source = inner[1]
        return self._linked(source, said.get("title", ""))

    def _linked(self, address: str, title: str) -> str:
        address, title = embeds.embedded(address, one_line(title))
        if not address:
            self._ledger.add("embeds without a safe address, left out", self._place)
            return ""
        self._ledger.add("embeds, links now", self._place, address)
        return link_markup(address, title, self._markup)

    def _figure(self, found: re.Match[str]) -> str:
        """A figure with one picture, in Markdown; one with several stays as it is."""
        inner = found["inner"]
        images = list(_IMAGE.finditer(inner))
        caption = _CAPTION.search(inner)
        words = one_line(caption["words"]) if caption else ""
        if not images and (written := list(_MARKDOWN_IMAGE.finditer(inner))) and len(written) == 1:
            return picture_markup(
                Picture(written[0]["address"], one_line(written[0]["alt"]), words), "", "markdown"
            )
        if len(images) != 1:
            return found[0]
        link = _LINKED.search(inner)
        said = attributes_in(images[0]["rest"])
        picture = Picture(source_of(said), one_line(said.get("alt", "")), words)
        if not picture.address:
            return found[0]
        return picture_markup(
            picture, attributes_in(link["rest"]).get("href", "") if link else "", "markdown"
        )
