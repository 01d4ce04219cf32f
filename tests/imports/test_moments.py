"""Dates as other programs write them."""

import pytest

from dossierpress.imports.moments import day_of_name, moment_of


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2016-06-13", "2016-06-13"),
        ("2016-6-3", "2016-06-03"),
        ("2016/06/13", "2016-06-13"),
        ("2016-06-13 11:00", "2016-06-13T11:00:00"),
        ("2016-06-13 11:00:52 -0400", "2016-06-13T11:00:52-0400"),
        ("2016-06-13T11:00:52.123Z", "2016-06-13T11:00:52Z"),
        ("2016-06-13 11:00:52 UTC", "2016-06-13T11:00:52Z"),
        ("2016-06-13 11:00:52 EST", "2016-06-13T11:00:52"),
        ("Mon, 13 Jun 2016 11:00:52 +0000", "2016-06-13T11:00:52+00:00"),
        ("13 June 2016", "2016-06-13"),
        ("June 13, 2016", "2016-06-13"),
        ("1465815652", "2016-06-13"),
        ("2016", "2016"),
        ("2016-06", "2016-06"),
        ("0001-01-01T00:00:00Z", ""),
        ("0000-00-00 00:00:00", ""),
        ("2016-13-45", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_moments(written: str, wanted: str) -> None:
    assert moment_of(written) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("_posts/2016-06-13-some-words.md", ("2016-06-13", "some-words")),
        ("2016-6-3-v1.2-notes.md", ("2016-06-03", "v1.2-notes")),
        ("2016-06-13.md", ("2016-06-13", "")),
        ("2016-06-13_x y.md", ("2016-06-13", "x y")),
        ("words-2016-06-13.md", ("", "words-2016-06-13")),
        ("2016-99-99-x.md", ("", "2016-99-99-x")),
    ],
)
def test_names(name: str, wanted: tuple[str, str]) -> None:
    assert day_of_name(name) == wanted
