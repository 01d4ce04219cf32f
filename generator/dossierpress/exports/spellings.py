"""Words as readers may type them: one key for the spellings of a word, and what to index beside a text.

The search page's script folds what is typed in the same way (`fold` in `js/search.js`).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

# Marks above and below letters that are left out: accents, vowel signs of the Hebrew and Arabic scripts.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
# Hamza by itself, and what has no shape: the stretched line, joiners, marks of direction, soft hyphens.
_NOTHING = re.compile("[\u0621\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SAME = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
        "ك": "ک", "ي": "ی", "ى": "ی", "ې": "ی", "ٱ": "ا",
        "ه": "ہ", "ة": "ہ", "ھ": "ہ", "ە": "ہ", "ۃ": "ہ", "ۀ": "ہ",
        "’": "'", "‘": "'", "ʼ": "'",
    }
    | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0, 0x966, 0x9E6) for digit in range(10)}
)  # fmt: skip
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_WRITTEN_OUT = re.compile("(?<=[aou])e")
# Around a word, what is none of it.
_EDGES = re.compile(r"^\W+|\W+$")


def fold(word: str) -> str:
    """The key of a word: small letters without marks, one form of each letter, digits as 0 to 9."""
    plain = unicodedata.normalize("NFKD", word.lower())
    return _NOTHING.sub("", _MARKS.sub("", plain)).translate(_SAME)


def other_spellings(texts: Iterable[str]) -> str:
    """What to index beside texts, so that each word is found under each of its spellings.

    The engine knows small letters and accents by itself. Where much of a text is written otherwise, as in the
    Arabic script, its keys stand in the text's own order, so that phrases are found too.
    """
    found: dict[str, None] = {}
    for text in texts:
        words = [_spelt(word) for word in text.split()]
        strange = [word.key for word in words if word.is_strange]
        found |= (
            {" ".join(word.key for word in words): None}
            if len(strange) * 4 > len(words)
            else dict.fromkeys(strange)
        )
        found |= {word.other: None for word in words if word.other}
    return " ".join(found)


class _Spelt(NamedTuple):
    """A word's key, whether the engine would not make that of it, and how else it is written."""

    key: str
    is_strange: bool
    other: str


@lru_cache(maxsize=65536)
def _spelt(written: str) -> _Spelt:
    word = _EDGES.sub("", written)
    key = fold(word)
    # What the engine itself makes of it.
    known = word.lower() if word.isascii() else _MARKS.sub("", unicodedata.normalize("NFD", word.lower()))
    return _Spelt(key, bool(key) and key != known, _written_out(word))


def _written_out(word: str) -> str:
    """`mueller` for müller, `muller` for mueller; empty for a word that is written in one way."""
    small = unicodedata.normalize("NFC", word.lower())
    key, out = fold(small), fold(small.translate(_UMLAUTS))
    if out != key:
        return out
    short = _WRITTEN_OUT.sub("", key)
    return short if short != key and len(key) > 3 else ""
