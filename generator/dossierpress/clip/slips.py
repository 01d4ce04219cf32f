"""Slips that a capture made or carried along: proposals for the curator, never mended silently."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import justext

_GLUE: Final = (
    "and",
    "the",
    "of",
    "to",
    "in",
    "as",
    "for",
    "with",
    "on",
    "at",
    "by",
    "is",
    "was",
    "that",
    "from",
    "its",
    "has",
)
_WORD: Final = re.compile(r"[a-z]{5,}")
_NO_SPACE: Final = re.compile(
    r"(?<=[a-z]{2})(?P<sign>[.,;:!?]|[’”](?!s\b|re\b|ve\b|ll\b|t\b|d\b|m\b))(?=[A-Za-z]{2})"
)
_TWICE: Final = re.compile(r"\b(?P<word>[A-Za-z]{2,})\s+(?P=word)\b")
_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Proposal:
    """One slip: what is written, what may be meant, and the words around it."""

    written: str
    meant: str
    around: str


def proposals(paragraphs: list[str], language: str) -> list[Proposal]:
    """What looks like a slip in a text."""
    found: list[Proposal] = []
    english = language.partition("-")[0] in ("", "en")
    known = Counter(word for paragraph in paragraphs for word in re.findall(r"[a-z]+", paragraph.lower()))
    for paragraph in paragraphs:
        if english:
            found.extend(_glued(paragraph, known))
            found.extend(_hits(_TWICE, paragraph, lambda hit: hit["word"], skip=("had", "that")))
            found.extend(_hits(_NO_SPACE, paragraph, lambda hit: f"{hit['sign']} "))
        found.extend(_unclosed(paragraph))
    return found[:_MOST]


def _glued(paragraph: str, known: Counter[str]) -> list[Proposal]:
    """Two words without a space, as `andmilitary`: one of them is a little word, the other one is known."""
    found = []
    for hit in _WORD.finditer(paragraph):
        word = hit[0]
        before = paragraph[hit.start() - 1 : hit.start()]
        if before.isalpha() or known[word] > 1 or word in _common():
            continue
        for little in _GLUE:
            head, tail = word.removeprefix(little), word.removesuffix(little)
            rest, meant = (head, f"{little} {head}") if head != word else (tail, f"{tail} {little}")
            if rest != word and len(rest) >= 5 and (known[rest] or rest in _common()):
                found.append(Proposal(word, meant, _around(paragraph, hit.start(), hit.end())))
                break
    return found


def _hits(
    pattern: re.Pattern[str],
    paragraph: str,
    meant: Callable[[re.Match[str]], str],
    skip: tuple[str, ...] = (),
) -> list[Proposal]:
    return [
        Proposal(hit[0], meant(hit), _around(paragraph, hit.start(), hit.end()))
        for hit in pattern.finditer(paragraph)
        if hit[0].split()[0].lower() not in skip
        and "://" not in _around(paragraph, hit.start(), hit.end())
        and "www." not in _around(paragraph, hit.start(), hit.end())
    ]


def _unclosed(paragraph: str) -> list[Proposal]:
    """A quotation that is opened and not closed, or the other way about; quotations may run on."""
    found = []
    for opened, closed in ("“”", "«»", "‘’"):
        begins = [hit.start() for hit in re.finditer(opened, paragraph)]
        ends = [
            hit.start()
            for hit in re.finditer(closed if closed != "’" else r"(?<![A-Za-z])’|’(?![A-Za-z])", paragraph)
        ]
        if len(begins) > len(ends) and not (opened == "“" and paragraph.startswith("“") and len(begins) == 1):
            found.append(
                Proposal(opened, f"a {closed} that closes it", _around(paragraph, begins[-1], begins[-1] + 1))
            )
        if opened == "‘" and re.search(r"’[,.]?’", paragraph):
            at = re.search(r"’[,.]?’", paragraph)
            assert at is not None
            found.append(Proposal(at[0], "’", _around(paragraph, at.start(), at.end())))
    return found


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """The commonest words of English, as the extractor that we ask anyway brings them."""
    words: frozenset[str] = justext.get_stoplist("English")
    return words


def _around(text: str, start: int, end: int) -> str:
    left, right = max(0, start - 24), min(len(text), end + 24)
    return f"{'…' if left else ''}{text[left:right]}{'…' if right < len(text) else ''}"
