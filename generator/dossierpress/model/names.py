"""Slugs for addresses, and the key under which two spellings of a name are the same."""

import hashlib
import re
import unicodedata
from functools import lru_cache

LONGEST_SLUG = 80
# Names that Windows keeps for devices: a folder of this name could not be copied there.
RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)
_GAPS = re.compile(r"[\W_]+")
_BLANK = re.compile(r"\s+")


def slugify(text: str) -> str:
    """The part of an address made from a text: lower-case letters and digits, single hyphens.

    Letters of every script stay; accents go from Latin, Greek and Cyrillic letters only, since in
    other scripts such marks are letters. Too long a slug is cut and ends in a digest of the whole.
    Empty when the text has no letter or digit.
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept: list[str] = []
    no_base = True  # no letter yet whose marks must stay
    for char in folded:
        if unicodedata.category(char).startswith("M"):
            kept.append("" if no_base else char)
            continue
        no_base = ord(char) < 0x530 or not char.isalnum()
        kept.append(char if char.isalnum() else "-" if char not in "'’ʼ" else "")
    joined = unicodedata.normalize("NFC", "".join(kept))
    slug = re.sub("-+", "-", joined).strip("-")
    if len(slug) > LONGEST_SLUG or len(slug.encode()) > 2 * LONGEST_SLUG:
        slug = f"{_cut(slug)}-{hashlib.sha256(slug.encode()).hexdigest()[:8]}"
    return f"{slug}-name" if slug in RESERVED else slug


def _cut(slug: str) -> str:
    while len(slug) > LONGEST_SLUG - 9 or len(slug.encode()) > 2 * LONGEST_SLUG - 9:
        slug = slug[:-1]
    return slug.rstrip("-")


@lru_cache(maxsize=65_536)
def match_key(name: str) -> str:
    """What two spellings of one name share: case, spaces and Unicode form do not count."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", name).casefold())


def in_words(name: str) -> str:
    """A title for a folder that has none: `after-salala` becomes `After salala`."""
    words = _GAPS.sub(" ", name).strip()
    return words[:1].upper() + words[1:]
