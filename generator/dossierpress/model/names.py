"""Slugs for addresses, and the key under which two spellings of a name are the same."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST_SLUG = 80
# Names that Windows keeps for devices: a folder of this name could not be copied there.
RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)
# Letters that a reader takes for another with a stroke or a tie, and that no decomposition takes apart;
# Arabic letters that Urdu and Persian write otherwise; marks of Arabic and Hebrew that may be left out.
_ALIKE = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "\u064a": "\u06cc"}
    | {"\u0649": "\u06cc", "\u0643": "\u06a9", "\u0640": "", "\u0670": ""}
    | dict.fromkeys(map(chr, (*range(0x064B, 0x0653), *range(0x0591, 0x05C8))), "")
)
_SIGNS = frozenset("#@%&*")
_GAPS = re.compile(r"[\W_]+")
_BLANK = re.compile(r"\s+")


def slugify(text: str) -> str:
    """The part of an address made from a text: lower-case letters and digits, single hyphens.

    Letters of every script stay; accents go from Latin, Greek and Cyrillic letters only, since in
    other scripts such marks are letters. Too long a slug is cut and ends in a digest of the whole.
    Empty when the text has no letter or digit.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = (
        char if char.isalnum() or unicodedata.category(char)[0] == "M" else "-" if char not in "'’ʼ" else ""
        for char in _letters(folded)
    )
    joined = unicodedata.normalize("NFC", "".join(kept))
    slug = re.sub("-+", "-", joined).strip("-")
    if len(slug) > LONGEST_SLUG or len(slug.encode()) > 2 * LONGEST_SLUG:
        slug = f"{_cut(slug)}-{hashlib.sha256(slug.encode()).hexdigest()[:8]}"
    return f"{slug}-name" if slug in RESERVED else slug


def _letters(folded: str) -> Iterator[str]:
    """The characters of a text, accents of Latin, Greek and Cyrillic letters left out."""
    no_base = True  # no letter yet whose marks must stay
    for char in unicodedata.normalize("NFKD", folded):
        if unicodedata.category(char)[0] != "M":
            no_base = ord(char) < 0x530 or not char.isalnum()
            yield char
        elif not no_base:
            yield char


def _cut(slug: str) -> str:
    while len(slug) > LONGEST_SLUG - 9 or len(slug.encode()) > 2 * LONGEST_SLUG - 9:
        slug = slug[:-1]
    return slug.rstrip("-")


@lru_cache(maxsize=65_536)
def match_key(name: str) -> str:
    """What two spellings of one name share: case, spaces and Unicode form do not count."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", name).casefold())


@lru_cache(maxsize=65_536)
def likeness(name: str) -> str:
    """What two names share that a reader takes for one.

    Neither case nor accents, hyphens, spaces,
    punctuation or what is invisible counts. Signs such as `+` or an emoji do, and a gap between digits.
    """
    kept: list[str] = []
    gap = False
    for char in _letters(unicodedata.normalize("NFKC", name).casefold().translate(_ALIKE)):
        if char.isalnum() or unicodedata.category(char)[0] in "SM" or char in _SIGNS:
            kept.append("-" if gap and char.isdigit() and kept and kept[-1].isdigit() else "")
            kept.append(char)
            gap = False
        else:
            gap = True
    joined = unicodedata.normalize("NFC", "".join(kept))
    return joined or "".join(unicodedata.normalize("NFKC", name).split())


def spelt_out(name: str) -> str:
    """A slug in which each sign stands by its Unicode name, or by its code where it has none."""
    words: list[str] = []
    for char in unicodedata.normalize("NFKC", name):
        kind = unicodedata.category(char)
        if char.isalnum() or kind[0] in "MZ":
            words.append(char)
        elif kind != "Cf":
            words.append(f" {unicodedata.name(char, f'u{ord(char):x}')} ")
    return slugify("".join(words)) or "-".join(f"u{ord(char):x}" for char in name[:9])


def in_words(name: str) -> str:
    """A title for a folder that has none: `after-salala` becomes `After salala`."""
    words = _GAPS.sub(" ", name).strip()
    return words[:1].upper() + words[1:]
