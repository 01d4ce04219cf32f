"""Sort order for names, by the alphabet of the site's language.

Babel has no collation and ICU is heavy to install; this is the part of the Unicode Collation
Algorithm (UTS #10) that an index of names needs: letters first, then accents, then case; digits by
value; and the letters that a language counts as its own (CLDR root and tailorings) in their place.
"""

import re
import unicodedata
from functools import lru_cache

_ALPHABETS = {
    "ur": "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤہھءیئے",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "sv": "abcdefghijklmnopqrstuvwxyzåäö",
    "fi": "abcdefghijklmnopqrstuvwxyzåäö",
    "nb": "abcdefghijklmnopqrstuvwxyzæøå",
    "da": "abcdefghijklmnopqrstuvwxyzæøå",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz",
    "pl": "aąbcćdeęfghijklłmnńoóqprsśtuvwxyzźż",
}
_NUMBER = re.compile(r"\d+")
SortKey = tuple[tuple[int, ...], tuple[int, ...], str]


@lru_cache(maxsize=65536)
def sort_key(text: str, language: str) -> SortKey:
    """A key that sorts names as a reader of `language` (BCP 47) expects."""
    own = _ALPHABETS.get(language.split("-", maxsplit=1)[0].lower(), "")
    padded = _NUMBER.sub(lambda run: run[0].lstrip("0").rjust(12, "0"), text)
    letters: list[int] = []
    accents: list[int] = []
    for char in unicodedata.normalize("NFC", padded.casefold()):
        if char in own:
            letters.append(0x10000 + own.index(char))
            continue
        decomposed = unicodedata.normalize("NFKD", char)
        base = decomposed[0]
        accents.extend(ord(mark) for mark in decomposed[1:])
        if base.isalnum():
            letters.append(0x10000 + own.index(base) if base in own else _weight(base))
    return tuple(letters), tuple(accents), text


def _weight(char: str) -> int:
    """Digits, then Latin, then the other scripts, each by code point."""
    return ord(char) if char < "\u0250" else 0x20000 + ord(char)
