"""Numbers with their units, in what sources say: `2.5 to 2.9 million cubic metres`, `6,0 m`, `$174 million`.

Which sign parts thousands and which decimals, and what a million is called, CLDR says for each language.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from dossierpress.plan.words import locale_of

_ASIDE: Final = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_SPACES: Final = "'’\u2009\u202f\xa0 "
_NUMBER: Final = rf"[-+\u2212]?\d+(?:[{_SPACES}]\d{{3}}(?!\d)|[.,\u066b\u066c]\d+)*"
# What stands between the ends of a range, in the languages that the themes speak; a dash does in all.
_UP_TO: Final = r"\s*[-\u2010-\u2015]\s*|\s+(?:to|bis|à|a|hasta|إلى|تا|سے)\s+"
_BEFORE: Final = re.compile(r"(?<![^\W\d_])([A-Z]{3})\s?$")
# A unit ends where a clause does. `m³/s`, `°C` and `cubic metres` are units; a time or a date has none.
_UNIT: Final = re.compile(r"\s*([%‰]|°?[^\W\d_][^,;:.()\[\]–—]*)")
_NEGATIVE: Final = ("-", "\u2212")
_NO_LETTERS: Final = re.compile(r"[^\w.]|[\d_]|(?<!\w)\.")
# Shorter names of scales are units elsewhere, such as the `m` of metres; after a currency they are not.
_SHORTEST: Final = 3
_OF_MONEY: Final = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "t": 1e12, "tn": 1e12}
_AFTER_MONEY: Final = re.compile(rf"\s?({'|'.join(_OF_MONEY)})\b", re.IGNORECASE)


class Amount(NamedTuple):
    """How much: one number is both ends. `unit` is as written, but for capitals."""

    low: float
    high: float
    unit: str

    @property
    def middle(self) -> float:
        """Half way between both ends."""
        return (self.low + self.high) / 2


def amount_of(value: str, language: str) -> Amount | None:
    """The first number of a value and its unit; None when it has none in digits.

    What stands in brackets is looked at only where nothing else has a number: `Forty-three (43)`.
    """
    bare = _ASIDE.sub(" ", value)
    for text in (bare, " ".join("".join(each) for each in _ASIDE.findall(value))):
        if found := _amount(" ".join(_in_digits(text).split()), language):
            return found
    return None


def _amount(text: str, language: str) -> Amount | None:
    scales = _scales(language)
    words = "|".join(re.escape(each) for each in sorted(scales, key=len, reverse=True))
    scale = rf"(?:\s?(?P<{{}}>{words})\b)?"
    found = re.search(
        rf"(?<![\w.,:])(?P<low>{_NUMBER})(?![:\w]?\d){scale.format('first')}"
        rf"(?:(?:{_UP_TO})\D?(?P<high>{_NUMBER}){scale.format('second')})?",
        text,
        re.IGNORECASE,
    )
    if found is None:
        return None
    low = _number(found["low"], language)
    high = _number(found["high"], language) if found["high"] else low
    second = scales.get((found["second"] or "").casefold(), 1.0)
    first = scales.get((found["first"] or "").casefold(), second)
    before, after = text[: found.start()], text[found.end() :]
    if found["first"] or found["second"]:
        after = after.removeprefix(".")  # of an abbreviation, such as `Mio.`
    money = _currency(before)
    if money and (shortly := _AFTER_MONEY.match(after)):
        first = second = _OF_MONEY[shortly[1].casefold()]
    low, high = low * first, high * (second if found["high"] else first)
    unit = money or _unit(after)
    return Amount(low, high, unit) if low <= high and unit is not None else None


def _currency(before: str) -> str:
    """The currency that is named before a number; empty where none is."""
    before = before.rstrip()
    if before and unicodedata.category(before[-1]) == "Sc":
        return before[-1]
    return code[1].casefold() if (code := _BEFORE.search(before)) else ""


def _unit(after: str) -> str | None:
    """The unit that follows a number; None where it goes on as a date, a time or a share does."""
    after = after.lstrip()
    if after[:1] and unicodedata.category(after[0]) == "Sc":
        return after[0]
    found = _UNIT.match(after)
    unit = " ".join(found[1].casefold().split()) if found else ""
    goes_on = after[:1] in (":", "-", "/") and after[1:2].isdigit()
    return None if goes_on or any(char.isdecimal() for char in unit) else unit


def _in_digits(text: str) -> str:
    """A text with digits of every script as the Latin ones."""
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def _number(text: str, language: str) -> float:
    sign = -1.0 if text.startswith(_NEGATIVE) else 1.0
    text = text.lstrip("+-\u2212").replace("\u066c", "").replace("\u066b", ".")
    text = text.translate(dict.fromkeys(map(ord, _SPACES)))
    marks = [char for char in text if char in ".,"]
    decimal = "," if locale_of(language).number_symbols["latn"]["decimal"] == "," else "."
    if len(set(marks)) == 2:
        decimal = marks[-1]
    elif len(marks) > 1 or (marks and marks[0] != decimal and re.search(r"[.,]\d{3}$", text)):
        decimal = ""  # nothing but thousands
    elif marks:
        decimal = marks[0]
    whole = "".join("." if char == decimal else char for char in text if char == decimal or char not in ".,")
    return sign * float(whole)


@lru_cache(maxsize=64)
def _scales(language: str) -> Mapping[str, float]:
    """What thousands, millions and so on are called in a language, and in English."""
    found: dict[str, float] = {"thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}
    for each in ("en", language):
        formats = locale_of(each).compact_decimal_formats
        for length in ("short", "long"):
            for patterns in formats[length].values():
                for number, pattern in patterns.items():
                    word = " ".join(_NO_LETTERS.sub(" ", pattern.pattern).split()).casefold()
                    power = len(number) - pattern.pattern.count("0")
                    if len(word) >= _SHORTEST:
                        found[word] = float(10**power)
    return found
