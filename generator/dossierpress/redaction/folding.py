"""A text as its letters alone, with the place of each: so that no spelling of a word hides it. Pure.

Case, Unicode form (NFC, NFD, NFKC), spaces, hyphens, signs, marks of emphasis, tags, entities, escapes and
characters of no width do not count. Accents of Latin, Greek and Cyrillic letters do not either.
"""

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# What stands for a letter, or for none: entities, escapes of JSON and of addresses.
_COVER = (
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?|\\u[0-9a-fA-F]{4}|(?:%[0-9a-fA-F]{2})+"
)
# Letters with a stroke or a tie, which no decomposition takes apart and many keyboards do not have.
_ALIKE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
_UNITS = re.compile(rf"{_COVER}|.", re.DOTALL)
_UNITS_AND_TAGS = re.compile(rf"<[^<>]*>|{_COVER}|.", re.DOTALL)
# Scripts that put no space between words: there a name has no edges.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class Folded(NamedTuple):
    """The letters of a text; `places` has for each where it begins and ends in the text."""

    letters: str
    places: tuple[tuple[int, int], ...]


def fold(text: str, *, tags: bool) -> Folded:
    """The letters of a text. With `tags`, what stands in tags is no text."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for found in (_UNITS_AND_TAGS if tags else _UNITS).finditer(text):
        unit = found[0]
        if tags and unit[0] == "<" and len(unit) > 1:
            continue
        for char in _kept(unit):
            letters.append(char)
            places.append(found.span())
    return Folded("".join(letters), tuple(places))


@lru_cache(maxsize=65_536)
def _kept(unit: str) -> str:
    """The letters that a character, or what covers one, stands for."""
    if len(unit) > 1:
        unit = _uncovered(unit)
    return bare(unit)


def _uncovered(unit: str) -> str:
    if unit[0] == "&":
        return html.unescape(unit)
    if unit[0] == "%":
        return bytes.fromhex(unit.replace("%", "")).decode("utf-8", "replace")
    return chr(int(unit.removeprefix("\\u"), base=16))


def bare(text: str) -> str:
    """The letters and digits of a text, folded; fast, without their places."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_ALIKE)
    if folded.isascii():
        return "".join(filter(str.isalnum, folded))
    return "".join(
        char
        for char in folded
        if char.isalnum() or (unicodedata.category(char)[0] == "M" and not 0x300 <= ord(char) <= 0x36F and
                              not 0xFE00 <= ord(char) <= 0xFE0F)
    )  # fmt: skip


def spans(text: str, folded: Folded, needle: str) -> Iterator[tuple[int, int]]:
    """Where the letters of a needle stand in a text as whole words."""
    at = folded.letters.find(needle)
    while at >= 0:
        end = at + len(needle)
        if _is_edge(text, folded, at) and _is_edge(text, folded, end):
            yield folded.places[at][0], _with_marks(text, folded.places[end - 1][1])
            at = folded.letters.find(needle, end)
        else:
            at = folded.letters.find(needle, at + 1)


def _with_marks(text: str, end: int) -> int:
    """Where a word ends with the accents and the characters of no width that follow its last letter."""
    while end < len(text) and _has_no_width(text[end]):
        end += 1
    return end


def _is_edge(text: str, folded: Folded, at: int) -> bool:
    """Whether a word may begin or end before the letter of that number."""
    if at in (0, len(folded.letters)):
        return True
    before, after = folded.places[at - 1], folded.places[at]
    if before == after:
        return False
    if before[1] < after[0] and not _has_no_width(text[before[1] : after[0]]):
        return True
    left, right = folded.letters[at - 1], folded.letters[at]
    if left.isdigit() != right.isdigit() or _UNSPACED.match(left) or _UNSPACED.match(right):
        return True
    # `JaneRoe`: a large letter after a small one begins a word.
    return text[before[0]].islower() and text[after[0]].isupper()


def _has_no_width(gap: str) -> bool:
    return all(unicodedata.category(char) in ("Cf", "Mn", "Me") for char in gap)


def overlaps(found: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    """Whether a span touches one of those that are found, which are sorted and do not touch each other."""
    at = bisect_left(found, span)
    return (at > 0 and found[at - 1][1] > span[0]) or (at < len(found) and found[at][0] < span[1])
