"""When things happened, in UTC, from the content alone."""

import pytest

from dossierpress.model.article import Article, Correction
from dossierpress.model.dates import parse_date
from dossierpress.plan.instants import instant, last_touched


@pytest.mark.parametrize(
    ("date", "timezone", "expected"),
    [
        ("2011-12-05", "Asia/Karachi", "2011-12-05T00:00:00Z"),
        ("2011", "UTC", "2011-01-01T00:00:00Z"),
        ("2011-12-05T09:30:00", "UTC", "2011-12-05T09:30:00Z"),
        ("2011-12-05T04:30:00", "Asia/Karachi", "2011-12-04T23:30:00Z"),
        ("2011-12-05T09:30:00-02:00", "Asia/Karachi", "2011-12-05T11:30:00Z"),
        ("2016-12-31T23:59:60Z", "UTC", "2017-01-01T00:00:00Z"),
        ("0001-01-01T00:30:00+05:00", "UTC", "0001-01-01T00:00:00Z"),
        ("-0044", "UTC", "0001-01-01T00:00:00Z"),
        ("Y12024", "UTC", "9999-01-01T00:00:00Z"),
        ("9999-12-31T23:59:60Z", "UTC", "9999-12-28T00:00:00Z"),
        ("Y-12024-02-29", "UTC", "0001-02-28T00:00:00Z"),
    ],
)
def test_an_instant(date: str, timezone: str, expected: str) -> None:
    assert instant(parse_date(date), timezone) == expected


def test_an_article_is_as_new_as_its_newest_date() -> None:
    dates = [parse_date(f"2011-0{month}-01") for month in range(1, 5)]
    fix = Correction(date=dates[3], by="curator", text="")
    assert last_touched(Article(title="T", date=dates[0]), "UTC").startswith("2011-01-01")
    assert last_touched(Article(title="T", date=dates[0], updated=dates[1]), "UTC").startswith("2011-02-01")
    both = Article(title="T", date=dates[0], accessed=dates[2], corrections=(fix,))
    assert last_touched(both, "UTC").startswith("2011-04-01")
