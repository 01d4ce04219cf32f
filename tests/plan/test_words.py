"""Dates, languages and directions in the words of the site's language."""

import pytest

from dossierpress.model.dates import parse_date
from dossierpress.plan.words import (
    country_name,
    date_view,
    direction_of,
    language_name,
    locale_of,
    month_name,
    month_words,
    reach_words,
)


@pytest.mark.parametrize(
    ("date", "language", "words", "iso"),
    [
        ("2011-12-05", "en", "December 5, 2011", "2011-12-05"),
        ("2011-12-05", "de", "5. Dezember 2011", "2011-12-05"),
        ("2011-12", "fr", "décembre 2011", "2011-12"),
        ("2011", "en", "2011", "2011"),
    ],
)
def test_dates_in_words(date: str, language: str, words: str, iso: str) -> None:
    view = date_view(parse_date(date), language)
    assert (view.words, view.iso) == (words, iso)


def test_what_is_vague_says_so() -> None:
    assert date_view(parse_date("2011~"), "en").approximate
    assert date_view(parse_date("2011?"), "en").uncertain
    span = date_view(parse_date("2011-11-26/2011-12-05"), "en").words
    assert "2011" in span
    assert "–" in span


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2011-03-05", "2011-12-05", "March – December 2011"),
        ("1999?", "1999?", "1999?"),
        ("1999?", "2011-12-05", "1999? – December 2011"),
        ("1999", "2011-12", "1999 – December 2011"),
        ("1999~", "2001", "≈ 1999 – 2001"),
        ("2004-06%", "2004-06%", "≈ June 2004?"),
        ("199X", "2001", "1990 – 2001"),
        ("1998/1999-05?", "1998/1999-05?", "1998 – May 1999?"),
        ("../1999", "1999/..", "1999"),
    ],
)
def test_a_reach_is_no_finer_than_what_is_known(first: str, last: str, words: str) -> None:
    said = reach_words(parse_date(first), parse_date(last), "en")
    assert said.replace("\u2009", " ") == words


@pytest.mark.parametrize(
    ("date", "start"),
    [
        ("2011-12-05", "2011-12-05"),
        ("2011-11-26/2011-12-05", "2011-11-26"),
        ("../2012-03", "2012-03"),
        ("2011-22", "2011"),
        ("2011-12-XX", "2011-12"),
        ("1999?", "1999"),
        ("201X", ""),
        ("-0044", ""),
    ],
)
def test_machines_get_the_first_day_as_far_as_it_is_sure(date: str, start: str) -> None:
    assert date_view(parse_date(date), "en").start == start


def test_months() -> None:
    assert month_words(2011, 12, "en") == "December 2011"
    assert month_name(12, "de") == "Dezember"


@pytest.mark.parametrize(
    ("language", "direction"),
    [("en", "ltr"), ("ur", "rtl"), ("ar-EG", "rtl"), ("az-Arab", "rtl"), ("ur-Latn", "ltr"), ("xx", "ltr")],
)
def test_directions(language: str, direction: str) -> None:
    assert direction_of(language) == direction


def test_unknown_languages_fall_back() -> None:
    assert str(locale_of("pt-BR")) == "pt_BR"
    assert str(locale_of("de-XXXXX")) == "de"
    assert str(locale_of("zzz")) == "en"
    assert language_name("ur", "en") == "Urdu"


@pytest.mark.parametrize(
    ("code", "language", "name"), [("GH", "en", "Ghana"), ("DE", "ar", "ألمانيا"), ("XM", "en", "XM")]
)
def test_countries(code: str, language: str, name: str) -> None:
    assert country_name(code, language) == name


@pytest.mark.parametrize(
    ("language", "words"), [("en", "1999"), ("ur", "1999"), ("fa", "۱۹۹۹"), ("ne", "१९९९"), ("ar-EG", "١٩٩٩")]
)
def test_digits_are_those_that_readers_expect(language: str, words: str) -> None:
    assert date_view(parse_date("1999"), language).words == words
    assert date_view(parse_date("1999"), language).iso == "1999"
