"""Markdown reduced to its words, and how near a text comes to what is expected."""

import html
import re
from collections import Counter

IMAGE = re.compile(r"!\[(?:\\.|[^\]\\])*\]\([^()\s]*(?:\s\"[^\"]*\")?\)")
LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\([^()\s]*\)")


def plain(markdown: str) -> str:
    """The words that a reader of Markdown sees."""
    text = LINK.sub(r"\1", IMAGE.sub("", markdown))
    text = re.sub(r"(?m)^\|(?: ---? ?-* \|)+$|^\s*(?:>\s?|#{1,6}\s|-\s|\d+\.\s)+", "", text)
    return html.unescape(re.sub(r"\\([\\`*_{}\[\]#+.!>-])", r"\1", re.sub(r"(?<!\\)\*+", "", text)))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words; signs of scripts without spaces count as words."""
    words = re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+", text)
    if len(words) < 4:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[start:] for start in range(4)), strict=False))


def precision_and_recall(found: str, expected: str) -> tuple[float, float]:
    """How much of what was found is expected, and the other way about."""
    one, other = shingles(found), shingles(expected)
    both = (one & other).total()
    return (both / one.total() if one else float(not other)), (
        both / other.total() if other else float(not one)
    )


def f1(pairs: list[tuple[float, float]]) -> float:
    """The harmonic mean of the averages."""
    precision, recall = (sum(pair[side] for pair in pairs) / len(pairs) for side in (0, 1))
    return 2 * precision * recall / (precision + recall)
