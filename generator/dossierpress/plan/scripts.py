"""In which script a text is written, and what that tells of its language, where nothing else does."""

import unicodedata
from collections import Counter
from functools import lru_cache

from babel.core import get_global

# By the first word of a letter's Unicode name, its script as language tags write it (ISO 15924).
_SCRIPTS = {
    "LATIN": "Latn",
    "ARABIC": "Arab",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "HEBREW": "Hebr",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "GURMUKHI": "Guru",
    "GUJARATI": "Gujr",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "THAI": "Thai",
}
# Letters of the Arabic script that one language writes and its neighbours do not.
_LETTERS = {"ur": frozenset("ٹڈڑںےہھۂۓ"), "ar": frozenset("يكةىئؤإأ"), "fa": frozenset("پچگژکی")}
# So many letters tell it.
_ENOUGH = 60


@lru_cache(maxsize=16384)
def script_of(text: str) -> str:
    """The script of most letters at the beginning of a text; empty for one that is not known here."""
    if text.isascii():
        return "Latn" if any(letter.isalpha() for letter in text) else ""
    letters = [letter for letter in text if letter.isalpha()][:_ENOUGH]
    names = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in letters)
    return _SCRIPTS.get(names.most_common(1)[0][0], "") if names else ""


@lru_cache(maxsize=256)
def script_of_language(language: str) -> str:
    """The script that a language tag names, or in which the language is usually written."""
    main, *others = language.split("-")
    for part in others:
        if len(part) == 4:
            return part.title()
    likely = get_global("likely_subtags").get(main, "").split("_")
    return next((part for part in likely if len(part) == 4), "")


def is_written_in(text: str, language: str) -> bool:
    """Whether a text may be in a language, as far as its letters tell."""
    script = script_of(text)
    return not script or script == script_of_language(language)


@lru_cache(maxsize=16384)
def language_in_letters(text: str) -> str:
    """The language that the letters of a text give away; empty when they do not."""
    if script_of(text) != "Arab":
        return ""
    found = {name: sum(letter in letters for letter in text) for name, letters in _LETTERS.items()}
    if found["ur"]:
        return "ur"
    return max(("ar", "fa"), key=found.__getitem__) if found["ar"] or found["fa"] else ""
