"""Dates and languages in the words of the site's language (CLDR, through Babel)."""

import datetime as dt
from collections.abc import Collection
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal
from babel.units import format_unit

from dossierpress.model.dates import BEGINNING, END, Date, Day, known_start, parse_date
from dossierpress.plan.views import DateView

_SKELETONS = {"day": "yMMMMd", "month": "yMMMM", "season": "yMMMM", "year": "y", "span": "y"}
# The digit 0 of numbering systems that are not the Latin one.
_ZEROS = {"arab": 0x660, "arabext": 0x6F0, "beng": 0x9E6, "deva": 0x966, "mymr": 0x1040}
# From here on a number is said with its scale.
_LONG_NUMBER = 100_000
_RTL_SCRIPTS = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg"})


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """The nearest locale that CLDR knows; English when it knows none."""
    for tag in (language, language.split("-", maxsplit=1)[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def numerals(text: str, language: str) -> str:
    """A text with the digits that readers of a language expect (CLDR): ۱۹۹۹ in Persian, 1999 in Urdu."""
    zero = _ZEROS.get(locale_of(language).default_numbering_system)
    return text.translate({ord("0") + digit: zero + digit for digit in range(10)}) if zero else text


@lru_cache(maxsize=4096)
def count_words(count: int, language: str) -> str:
    """A count as readers of a language write it: 12,345 in English, ۱۲٬۳۴۵ in Persian."""
    words = format_decimal(count, locale=locale_of(language), numbering_system="default")
    return numerals(str(words), language)


@lru_cache(maxsize=256)
def direction_of(language: str) -> str:
    """`rtl` or `ltr`, by the script that is written or usual."""
    parts = language.split("-")
    for part in parts[1:]:
        if len(part) == 4:
            return "rtl" if part.title() in _RTL_SCRIPTS else "ltr"
    return "rtl" if locale_of(language).text_direction == "rtl" else "ltr"


@lru_cache(maxsize=65536)
def date_view(date: Date, language: str) -> DateView:
    """A date for the reader and for machines."""
    return DateView(
        words=numerals(_words(date, language), language),
        iso=_iso(date),
        start=_iso(date) or "-".join(f"{part:02}" for part in known_start(date)),
        approximate=date.approximate,
        uncertain=date.uncertain,
    )


@lru_cache(maxsize=4096)
def month_words(year: int, month: int, language: str) -> str:
    """A month with its year, such as `December 2011`."""
    return numerals(_single((year, month, 1), "month", language), language)


@lru_cache(maxsize=4096)
def month_name(month: int, language: str) -> str:
    """A month by itself, such as `December`."""
    return str(format_date(dt.date(2000, month, 1), "LLLL", locale=locale_of(language)))


@lru_cache(maxsize=4096)
def month_short(year: int, month: int, language: str) -> str:
    """A month with its year in few letters, such as `Dec 2011`."""
    if not 0 < year < 10000:
        return numerals(f"{year}-{month:02}", language)
    words = format_skeleton("yMMM", dt.date(year, month, 1), locale=locale_of(language))
    return numerals(str(words), language)


@lru_cache(maxsize=128)
def month_letters(month: int, language: str) -> str:
    """A month in few letters, such as `Dec`."""
    return str(format_date(dt.date(2000, month, 1), "LLL", locale=locale_of(language)))


def span_words(first: Day, last: Day, language: str) -> str:
    """The months from one day to another, such as `March – December 2011`."""
    return numerals(_between(first, last, "month", language), language)


def reach_of(dates: Collection[Date], language: str) -> str:
    """From the first of some dates to the last, as `reach_words` says it."""
    return reach_words(min(dates, key=_known_begin), max(dates, key=_known_end), language)


def reach_words(first: Date, last: Date, language: str) -> str:
    """From one date to another, no end finer than it is known: `1999? – December 2011`."""
    begin, end = _end_of(first, 0), _end_of(last, -1)
    if not (_is_vague(begin) or _is_vague(end)):
        return span_words(begin.first, end.last, language)
    words = [_roughly(begin, begin.first, language), _roughly(end, end.last, language)]
    return numerals(" – ".join(dict.fromkeys(words)), language)


def _known_begin(date: Date) -> tuple[Day, str]:
    """The first day of a date; for one without beginning, its last. The text decides between equals."""
    return (date.last if date.first == BEGINNING else date.first), date.text


def _known_end(date: Date) -> tuple[Day, str]:
    """The last day of a date; for one that goes on without end, its first."""
    return (date.first if date.last == END else date.last), date.text


def _end_of(date: Date, which: int) -> Date:
    """The beginning (0) or the end (-1) of an interval as a date; in place of an open end, the other."""
    known = [part for part in date.text.split("/") if part not in ("", "..")]
    return parse_date(known[which]) if date.is_interval else date


def _is_vague(date: Date) -> bool:
    """Whether a month would say more than is known."""
    return date.uncertain or date.approximate or date.first[:2] != date.last[:2]


def _roughly(date: Date, day: Day, language: str) -> str:
    """The month or the year of a date, with its sign."""
    words = _single(day, "month" if date.first[:2] == date.last[:2] else "year", language)
    return signed(words, date)


def short_words(date: DateView) -> str:
    """A date where no template finds the words for what is vague: with the signs of `reach_words`."""
    return signed(date.words, date)


def signed(words: str, date: Date | DateView) -> str:
    """Words for a date with EDTF's `?` for uncertain, and the sign for *about* of any language."""
    return f"{'≈ ' * date.approximate}{words}{'?' * date.uncertain}"


def _words(date: Date, language: str) -> str:
    precision = date.precision
    if precision == "interval":
        start, _, end = date.text.partition("/")
        finest = (
            "day" if max(start.count("-"), end.count("-")) > 1 else "month" if "-" in start + end else "year"
        )
        if start in ("", ".."):
            return f"… – {_single(date.last, finest, language)}"
        if end in ("", ".."):
            return f"{_single(date.first, finest, language)} –"
        return _between(date.first, date.last, finest, language)
    if precision in ("season", "span"):
        if date.first[0] == date.last[0] and precision == "span":
            return _single(date.first, "month" if date.first[1] == date.last[1] else "year", language)
        return _between(date.first, date.last, precision, language)
    return _single(date.first, precision, language)


def _single(day: Day, precision: str, language: str) -> str:
    try:
        moment = dt.date(*day)
    except ValueError:
        return "-".join(str(part) for part in day[: ("year", "month", "day").index(precision) + 1])
    if precision == "day":
        return str(format_date(moment, "long", locale=locale_of(language)))
    return str(format_skeleton(_SKELETONS[precision], moment, locale=locale_of(language)))


def _between(first: Day, last: Day, precision: str, language: str) -> str:
    if BEGINNING in (first, last) or END in (first, last) or not (0 < first[0] <= last[0] < 10000):
        return f"{first[0]} – {last[0]}"
    begin, finish = dt.date(*first), dt.date(*last)
    return str(format_interval(begin, finish, _SKELETONS[precision], locale=locale_of(language)))


def _iso(date: Date) -> str:
    """The value of `<time datetime>` (HTML, 4.5.14); empty for what that cannot say."""
    year, month, day = date.first
    if not 0 < year < 10000 or date.precision in ("interval", "season", "span"):
        return ""
    if date.time is not None:
        return date.text.replace(" ", "T")
    return {"day": f"{year:04}-{month:02}-{day:02}", "month": f"{year:04}-{month:02}"}.get(
        date.precision, f"{year:04}"
    )


@lru_cache(maxsize=8192)
def number_words(number: float, language: str) -> str:
    """A round number in few letters, as readers of a language write it, such as `4.5M`."""
    locale, number = locale_of(language), round(number, 9)
    if abs(number) < _LONG_NUMBER:
        return numerals(str(format_decimal(number, locale=locale)), language)
    return numerals(str(format_compact_decimal(number, locale=locale, fraction_digits=2)), language)


def size_words(count: int, language: str) -> str:
    """How large a file is, such as `1.2 MB`."""
    kinds = (("gigabyte", 10**9), ("megabyte", 10**6), ("kilobyte", 10**3))
    kind, one = next((each for each in kinds if count >= each[1]), kinds[-1])
    number = max(count / one, 1) if one == 10**3 else count / one
    shown = round(number, 1) if number < 10 and one > 10**3 else round(number)
    locale = locale_of(language)
    words = format_unit(shown, f"digital-{kind}", length="short", locale=locale, numbering_system="default")
    return numerals(str(words), language)


def language_name(tag: str, language: str) -> str:
    """The name of a language in another, such as `Urdu`; the tag itself when it has none."""
    return locale_of(tag).get_display_name(locale_of(language)) or tag


def country_name(code: str, language: str) -> str:
    """The name of a country (ISO 3166-1 alpha-2), such as `Ghana`; the code itself when it has none."""
    return str(locale_of(language).territories.get(code, code))
