"""The one declared normalisation of texts that are compared: typography counts for nothing, letters do.

`docs/evidence.md` declares it for curators. Nothing here is fuzzy: two texts are the same or they are not.
"""

import re
import unicodedata
from typing import Final

# What tells nothing to a reader: soft hyphens, joins and breaks without width, marks of direction.
_UNSEEN: Final = (
    "\xad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_MARKS: Final = '"`´ʼ‘’‚‛“”„‟‹›«»「」『』〝〞〟❛❜❝❞'
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b"
# Forms of letters that print alone tells apart: ligatures, full and half width, Arabic by their place.
_FORMS: Final = ((0xFB00, 0xFE00), (0xFE70, 0xFEFD), (0xFF01, 0xFFEF))


def _table() -> dict[str, str]:
    """What stands for each character that has another form."""
    table = dict.fromkeys(_UNSEEN, "") | dict.fromkeys(_MARKS, "'") | dict.fromkeys(_DASHES, "-")
    for first, last in _FORMS:
        for char in map(chr, range(first, last)):
            plain = unicodedata.normalize("NFKC", char)
            if plain != char:
                table[char] = "".join(table.get(each, each) for each in plain)
    return table | {"…": "..."}


_TABLE: Final = _table()
_OTHER: Final = re.compile("[" + "".join(re.escape(char) for char in _TABLE) + "]")
_GUILLEMET: Final = re.compile("[«»‹›]")
_OPENING: Final = re.compile(r"(?<![^\s(\[])[«‹]\s+")
_CLOSING: Final = re.compile(r"\s+[»›](?!\w)")
_SPACED_DOTS: Final = re.compile(r"\.\s\.\s\.")
_DOUBLED: Final = re.compile(r"''+")
_DASH: Final = re.compile(r"(?<=\S) ?-(?:-+ ?| )(?=\S)|--+")
_BEFORE_STOP: Final = re.compile(r" +(?=\.\.\.|[!?;:](?:[\s')\]]|$))")


def normalised(text: str) -> str:
    """A text of one paragraph in the form in which texts are compared."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if not text.isascii():
        if _GUILLEMET.search(text):
            text = _CLOSING.sub("'", _OPENING.sub("'", text))
        text = _OTHER.sub(_other, text)
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
    elif '"' in text or "`" in text:
        text = text.replace('"', "'").replace("`", "'")
    text = " ".join(text.split())
    if "''" in text:
        text = _DOUBLED.sub("'", text)
    if "-" in text:
        text = _DASH.sub("-", text)
    text = _SPACED_DOTS.sub("...", text) if ". ." in text else text
    return _BEFORE_STOP.sub("", text)


def _other(found: re.Match[str]) -> str:
    return _TABLE[found[0]]


def is_joined(text: str, at: int) -> bool:
    """Whether a place in a text lies within a word: between letters, digits or their marks.

    Scripts that set no spaces between words have no such places.
    """
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return _is_of_word(before) and _is_of_word(after) and not (_is_unspaced(before) or _is_unspaced(after))


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char)[0] == "M"


def _is_unspaced(char: str) -> bool:
    """Whether a letter is Chinese, Japanese, Thai, Lao, Khmer, Burmese or Tibetan."""
    code = ord(char)
    return (
        (0x0E00 <= code < 0x1100 and not code >= 0x10A0)
        or 0x1780 <= code < 0x1800
        or 0x2E80 <= code < 0xA000
        or 0xF900 <= code < 0xFB00
        or code >= 0x20000
    )
