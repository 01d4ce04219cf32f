"""What of a page is the article: of three extractors, the one nearest to the other two is taken."""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import readability
import trafilatura
from lxml import etree, html
from lxml.html import HtmlElement

from dossierpress.clip.lines import lines_of
from dossierpress.model.wordcount import words_of

_SHINGLE = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """The text that was chosen, which extractor gave it, and how well all three agree (0 to 1)."""

    text: str
    extractor: str
    agreement: float
    outputs: tuple[str, ...] = ()


def choose(root: HtmlElement) -> Choice:
    """Ask three extractors for the article's text in a page."""
    outputs = {name: _asked(extract, root) for name, extract in _EXTRACTORS.items()}
    shingled = {name: shingles(words_of(text)) for name, text in outputs.items()}
    pairs = {
        frozenset((one, other)): likeness(shingled[one], shingled[other])
        for one in outputs
        for other in outputs
        if one < other
    }
    nearest = max(
        outputs,
        key=lambda name: (sum(value for pair, value in pairs.items() if name in pair), bool(outputs[name])),
    )
    if not outputs[nearest].strip():
        nearest = max(outputs, key=lambda name: len(outputs[name]))
    return Choice(outputs[nearest], nearest, min(pairs.values()), tuple(outputs.values()))


def shingles(words: list[str]) -> Counter[tuple[str, ...]]:
    """Every run of four words, with how often it occurs; a shorter text is one run."""
    if len(words) < _SHINGLE:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))


def likeness(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    """How much two texts share, from 0 to 1 (the F1 of their shingles)."""
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 1.0


def _asked(extract: Callable[[HtmlElement], str], root: HtmlElement) -> str:
    """What an extractor gives; nothing where it breaks on a page, since the other two are asked too."""
    try:
        return extract(root)
    except Exception:  # noqa: BLE001  they raise what they like on broken pages
        return ""


def _trafilatura(root: HtmlElement, **how: Any) -> str:
    text = trafilatura.extract(root, include_comments=False, include_tables=True, deduplicate=False, **how)
    return text or ""


def _readability(root: HtmlElement) -> str:
    markup = etree.tostring(root, encoding="unicode", method="html")
    summary = readability.Document(markup).summary(html_partial=True)
    return "\n".join(line.text for line in lines_of(html.fromstring(summary)))


_EXTRACTORS: dict[str, Callable[[HtmlElement], str]] = {
    "trafilatura-precision": lambda root: _trafilatura(root, favor_precision=True),
    "trafilatura": _trafilatura,
    "readability": _readability,
}
for _name in ("trafilatura", "readability", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)
