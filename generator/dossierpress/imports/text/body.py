"""An item's text as Markdown before its links are settled: shortcodes, HTML and dialects taken out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from dossierpress.imports.item import Batch, Item
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.text import dialects
from dossierpress.imports.text.markup import from_html, from_text, with_paragraphs
from dossierpress.imports.text.pieces import BEGIN, END, set_apart
from dossierpress.imports.text.plaintext import words_in
from dossierpress.imports.text.rawparts import RawParts, outside_code
from dossierpress.imports.text.recipes import Recipes
from dossierpress.imports.text.restructured import from_rst
from dossierpress.imports.text.shortcodes import expanded
from dossierpress.model.names import likeness
from dossierpress.read import pulldown

_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_GAPS: Final = re.compile(r"\n(?:[ \t]*\n){2,}")
_DIALECTS: Final[Mapping[str, Callable[[str, str, Ledger], str]]] = {
    "jekyll": dialects.kramdown,
    "mkdocs": dialects.mkdocs,
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """An item, its text as Markdown whose links are still the source's, and pictures embedded in it."""

    item: Item
    text: str
    embedded: Mapping[str, bytes] = field(default_factory=dict)


def prepared(item: Item, batch: Batch, ledger: Ledger) -> Prepared:
    """Make Markdown of an item's text."""
    text = _CONTROLS.sub("", item.body)
    embedded: dict[str, bytes] = {}
    recipes = Recipes(batch, item, ledger)
    if item.markup == "text":
        text = from_text(text)
    elif item.markup == "markdown":
        text = _DIALECTS.get(batch.tool, _same)(text, item.origin, ledger)
        text = expanded(text, batch.templates, recipes)
        text = set_apart(RawParts(item.origin, ledger, "markdown").cleaned(text))
    else:
        if item.markup == "rst":
            text = from_rst(text, item.origin, ledger)
        text = expanded(text, batch.templates, recipes).replace(BEGIN, "").replace(END, "")
        text = with_paragraphs(text) if batch.templates == "wordpress" else text
        text, embedded = from_html(RawParts(item.origin, ledger, "html").cleaned(text), item.address)
    text = outside_code(text, lambda part: _GAPS.sub("\n\n", part))
    title, text = _headed(item.title, text.rstrip())
    return Prepared(replace(item, title=title), text, embedded)


def _headed(title: str, text: str) -> tuple[str, str]:
    """The title, from the first headline where there is none; the text without that headline over it."""
    begin, end, level, words = _first_heading(text)
    if end < 0 or (title and level != "H1"):
        return title, text
    source = text.encode("utf-8", "replace")
    stands_first = not source[:begin].strip()
    if not title:
        title = words
    if level == "H1" and stands_first and likeness(words) == likeness(title):
        text = source[end:].decode("utf-8", "replace").lstrip("\n")
    return title, text


def _first_heading(text: str) -> tuple[int, int, str, str]:
    for kind, name, value, begin, end in pulldown.events(text):
        if kind == "Start" and name == "Heading":
            written = text.encode("utf-8", "replace")[begin:end].decode("utf-8", "replace")
            bare = re.sub(r"\s*\{[:#][^{}\n]*\}\s*$", "", written.strip())
            return begin, end, str(value["Heading"]["level"]), words_in(bare)
    return 0, -1, "", ""


def _same(text: str, _place: str, _ledger: Ledger) -> str:
    return text
