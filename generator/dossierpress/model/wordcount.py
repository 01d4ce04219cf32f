"""How many words a text has, in scripts that put spaces between words and in those that put none.

Chinese characters and Japanese kana count one each, as word processors count them. Thai, Lao, Khmer and
Burmese have no spaces between words either, and no letter for each: four letters are taken for a word.
"""

import re

_FIRST_WITHOUT_SPACES = "\u0e00"
_EACH = "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_FOURTH = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_BETWEEN = "\u2026\u3001-\u3004\u3008-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_WORD = re.compile(f"[{_EACH}]|[{_FOURTH}]+|[^\\s{_EACH}{_FOURTH}{_BETWEEN}]+")
_IN_FOURS = re.compile(f"[{_FOURTH}]")
_LETTERS = 4
_LETTERED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")


def word_count(text: str) -> int:
    """The number of words: what stands between spaces, but for the scripts above."""
    if text.isascii() or not text or max(text) < _FIRST_WITHOUT_SPACES:
        return len(text.split())
    return sum(-(-len(run) // _LETTERS) if _IN_FOURS.match(run) else 1 for run in _WORD.findall(text))


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters; each sign of Chinese or Japanese is a word."""
    return _LETTERED.findall(text.casefold())
