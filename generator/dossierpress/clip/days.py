"""Days as pages print them, in words of many languages or in digits, as ISO dates."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError

_ISO: Final = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?!\d)")
_EAST: Final = re.compile(
    r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일号]"
)
_DOTS: Final = re.compile(
    r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)(?!\d)"
)
_YEAR_FIRST: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[./](?P<month>\d{1,2})[./](?P<day>\d{1,2})(?!\d)"
)
_SLASHES: Final = re.compile(
    r"(?<![\d/])(?P<one>\d{1,2})[/-](?P<two>\d{1,2})[/-](?P<year>(?:19|20)\d\d)(?!\d)"
)
_PATH: Final = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>0[1-9]|1[0-2]|[1-9])(?:[/-](?P<day>0[1-9]|[12]\d|3[01]|[1-9]))?(?=[/-]|$)"
)
_LANGUAGES: Final = "en de fr es it pt nl pl ru uk tr sv da nb fi cs el hu ro id ar fa ur he hi bn".split()
# Arabic as the Levant and Iraq write the months; CLDR's `ar` has the names of Egypt and the Gulf.
_LEVANT: Final = (
    "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول".split("|")
)
_EARLIEST: Final = 1450
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20|1[4-8])\d\d(?!\d)")
# No line that prints a date is longer.
_LONGEST: Final = 600


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day as an ISO date, where in the text it stands, and whether its order of numbers was guessed."""

    iso: str
    start: int
    end: int
    is_guess: bool = False


def day_in(text: str, language: str = "") -> PrintedDay | None:
    """The first day that a text names with its year."""
    plain = _digits(text[:_LONGEST])
    if _YEAR.search(plain) is None:
        return None
    found = [day for day in (*_numbers(plain, language), *_words(plain, language)) if day is not None]
    return min(found, key=lambda day: (day.start, -day.end), default=None)


def iso_day(text: str) -> str:
    """The day of a machine's timestamp; empty when it is none."""
    text = text.strip()
    if (found := _ISO.match(text)) is not None:
        return _iso(int(found["year"]), int(found["month"]), int(found["day"] or 0))
    if (compact := re.match(r"(\d{4})(\d\d)(\d\d)(?=T|\d{6}$|$)", text)) is not None:
        return _iso(int(compact[1]), int(compact[2]), int(compact[3]))
    if re.fullmatch(r"1?\d{9}(?:\d{3})?", text):
        seconds = int(text[:-3]) if len(text) > 10 else int(text)
        return dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()
    day = day_in(text[:120])
    return day.iso if day is not None else ""


def day_in_path(address: str) -> str:
    """The day that an address holds, as in `/2011/12/05/`."""
    found = _PATH.search(address)
    return _iso(int(found["year"]), int(found["month"]), int(found["day"] or 0)) if found else ""


def _numbers(text: str, language: str) -> list[PrintedDay | None]:
    found = [
        _day(hit, int(hit["month"]), int(hit["day"] or 0))
        for pattern in (_ISO, _EAST, _DOTS, _YEAR_FIRST)
        if (hit := pattern.search(text)) is not None
    ]
    if (hit := _SLASHES.search(text)) is not None:
        one, two = int(hit["one"]), int(hit["two"])
        american = two > 12 or (one <= 12 and language.casefold() in ("en", "en-us"))
        month, day = (one, two) if american else (two, one)
        sure = one > 12 or two > 12 or one == two
        found.append(_day(hit, month, day, is_guess=not sure))
    return found


def _words(text: str, language: str) -> list[PrintedDay | None]:
    found: list[PrintedDay | None] = []
    lowered = text.casefold()
    for name in dict.fromkeys((language.partition("-")[0], "en", *_LANGUAGES)):
        months, pattern = _months(name)
        if not months:
            continue
        for hit in pattern.finditer(lowered):
            month = months[hit["month1"] or hit["month2"] or hit["month3"]]
            found.append(
                _day(
                    hit,
                    month,
                    int(hit["day1"] or hit["day2"] or 0),
                    int(hit["year1"] or hit["year2"] or hit["year3"]),
                )
            )
            break
    return found


@lru_cache(maxsize=64)
def _months(language: str) -> tuple[dict[str, int], re.Pattern[str]]:
    """The names of the months in a language, and what a date with them looks like."""
    names: dict[str, int] = {}
    try:
        locale = Locale.parse(language) if language else None
    except (UnknownLocaleError, ValueError):
        locale = None
    if locale is None:
        return {}, re.compile(r"(?!)")
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                word = str(name).casefold().rstrip(".")
                if len(word) > 1 and not word.isdigit():
                    names.setdefault(word, int(number))
    if language == "en":
        names["sept"] = 9
    if language == "ar":
        names |= {name: number for number, name in enumerate(_LEVANT, start=1)}
    words = "|".join(re.escape(word) for word in sorted(names, key=len, reverse=True))
    edge = r"(?<![^\W\d_])"
    ordinal = r"(?:st|nd|rd|th|º|°|er|re|ro|\.)?"
    year = r"(?:19|20|1[4-8])\d\d"
    link = r"[\s,.-]*(?:de\s+|del\s+|of\s+|г\.?\s*)?"
    return names, re.compile(
        rf"(?<!\d)(?P<day1>\d{{1,2}}){ordinal}{link}{edge}(?P<month1>{words})\b\.?{link}(?P<year1>{year})(?!\d)"
        rf"|{edge}(?P<month2>{words})\b\.?\s*(?P<day2>\d{{1,2}}){ordinal}\s*,?\s+(?P<year2>{year})(?!\d)"
        rf"|{edge}(?P<month3>{words})\b\.?{link}(?P<year3>{year})(?!\d)"
    )


def _day(
    hit: re.Match[str], month: int, day: int, year: int = 0, *, is_guess: bool = False
) -> PrintedDay | None:
    iso = _iso(year or int(hit["year"]), month, day)
    return PrintedDay(iso, hit.start(), hit.end(), is_guess) if iso else None


def _iso(year: int, month: int, day: int) -> str:
    if year < _EARLIEST or not 1 <= month <= 12:
        return ""
    if not day:
        return f"{year:04}-{month:02}"
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _digits(text: str) -> str:
    """Digits of other scripts as our own."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(sign))
        if sign.isdigit() and not sign.isascii() and unicodedata.decimal(sign, None) is not None
        else sign
        for sign in text
    )
