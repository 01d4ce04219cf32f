"""Days in words and digits."""

import pytest

from dossierpress.clip.days import day_in, day_in_path, iso_day


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("Published in The Express Tribune, December 5th, 2011.", "en", "2011-12-05"),
        ("5. Dezember 2011, 10:30 Uhr", "de", "2011-12-05"),
        ("Le 5 décembre 2011 à 10h", "fr", "2011-12-05"),
        ("5 de diciembre de 2011", "es", "2011-12-05"),
        ("5 декабря 2011 г.", "ru", "2011-12-05"),
        ("2011年12月5日", "ja", "2011-12-05"),
        ("2011년 12월 5일", "ko", "2011-12-05"),
        ("05.12.2011", "de", "2011-12-05"),
        ("13/05/2011", "en", "2011-05-13"),
        ("٥ ديسمبر ٢٠١١", "ar", "2011-12-05"),
        ("5 كانون الأول 2011", "ar", "2011-12-05"),
        ("۵ دسمبر ۲۰۱۱", "ur", "2011-12-05"),
        ("5 दिसंबर 2011", "hi", "2011-12-05"),
        ("Sept. 3, 2019 at 5pm", "en", "2019-09-03"),
        ("November 2011", "en", "2011-11"),
        ("On May 7, he said in 2011", "en", ""),
        ("Page 12 of 4000", "en", ""),
        ("February 30, 2011", "en", ""),
    ],
)
def test_days_in_text(text: str, language: str, iso: str) -> None:
    found = day_in(text, language)
    assert (found.iso if found else "") == iso


def test_an_order_of_numbers_that_nobody_can_know_is_a_guess() -> None:
    found = day_in("05/12/2011", "fr")
    assert found is not None
    assert (found.iso, found.is_guess) == ("2011-12-05", True)


@pytest.mark.parametrize(
    "text",
    [
        "2019-11-20T10:00:00Z",
        "20191120T100000Z",
        "1574244000",
        "1574244000000",
        "Wed, 20 Nov 2019 12:00:00 GMT",
    ],
)
def test_timestamps(text: str) -> None:
    assert iso_day(text) == "2019-11-20"


def test_days_in_addresses() -> None:
    assert day_in_path("https://x.example/2011/12/05/name") == "2011-12-05"
    assert day_in_path("https://x.example/story/20111") == ""
