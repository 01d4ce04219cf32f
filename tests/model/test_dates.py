"""Dates as curators write them become the days they span, or an error in plain words."""

import calendar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossierpress.model.dates import BEGINNING, END, Date, DateError, parse_date

years = st.integers(0, 9999)
marks = st.sampled_from(["", "?", "~", "%"])


@st.composite
def plain_dates(draw: st.DrawFn) -> str:
    year = draw(years)
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, calendar.monthrange(2000 + year % 400, month)[1]))
    forms = [
        f"{year:04}",
        f"-{max(year, 1):04}",
        f"Y{year + 10000}",
        f"Y-{year + 10000}",
        f"{year:04}-{month:02}",
        f"{year:04}-{month:02}-{day:02}",
        f"{year:04}-{draw(st.integers(21, 24))}",
        f"{year // 10:03}X",
        f"{year // 100:02}XX",
        f"{year:04}-XX",
        f"{year:04}-XX-XX",
        f"{year:04}-{month:02}-XX",
    ]
    return draw(st.sampled_from(forms)) + draw(marks)


timestamps = st.builds(
    "{:%Y-%m-%d}{}{:%H:%M:%S}{}".format,
    st.dates(),
    st.sampled_from("T "),
    st.times(),
    st.sampled_from(["", "Z", "+05:00", "-0330", "+00:00", "+14:00"]),
).filter(lambda text: text[:4].isdigit() and len(text.split("-")[0]) == 4)


@given(plain_dates())
def test_every_valid_date_is_read(text: str) -> None:
    date = parse_date(text)
    assert date.text == text
    assert date.first <= date.last
    assert date.first > BEGINNING
    assert date.last < END
    assert date.approximate == text.endswith(("~", "%"))
    assert date.uncertain == text.endswith(("?", "%"))


@given(plain_dates(), plain_dates())
def test_an_interval_spans_both_its_ends(start: str, end: str) -> None:
    first, last = parse_date(start), parse_date(end)
    if last.last < first.first:
        with pytest.raises(DateError):
            parse_date(f"{start}/{end}")
        return
    both = parse_date(f"{start}/{end}")
    assert (both.first, both.last) == (first.first, last.last)
    assert both.precision == "interval"
    assert both.approximate == (first.approximate or last.approximate)


@given(plain_dates(), st.sampled_from(["", ".."]))
def test_an_interval_may_be_open_at_one_end(text: str, nothing: str) -> None:
    known = parse_date(text)
    since, until = parse_date(f"{text}/{nothing}"), parse_date(f"{nothing}/{text}")
    assert (since.first, since.last) == (known.first, END)
    assert (until.first, until.last) == (known.first, known.last)


@given(timestamps)
def test_every_timestamp_is_read(text: str) -> None:
    date = parse_date(text)
    assert date.first == date.last == (int(text[:4]), int(text[5:7]), int(text[8:10]))
    assert date.time is not None
    assert 0 <= date.time < 86400
    assert date.precision == "day"


@given(st.text() | st.text("0123456789-/~?%XYTZ:+. ", max_size=25) | st.from_regex(r"\A[\dX]{4}-\d\d-\d\d"))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        date = parse_date(text)
    except DateError:
        return
    assert date.first <= date.last
    assert text.isascii()
    assert date.precision in ("day", "month", "season", "year", "span", "interval")


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2011-12-05", (2011, 12, 5), (2011, 12, 5), "day"),
        ("2012-02", (2012, 2, 1), (2012, 2, 29), "month"),
        ("1900-02", (1900, 2, 1), (1900, 2, 28), "month"),
        ("2011", (2011, 1, 1), (2011, 12, 31), "year"),
        ("-0044", (-44, 1, 1), (-44, 12, 31), "year"),
        ("Y-20110", (-20110, 1, 1), (-20110, 12, 31), "year"),
        ("201X", (2010, 1, 1), (2019, 12, 31), "span"),
        ("-01XX", (-199, 1, 1), (-100, 12, 31), "span"),
        ("2011-12-XX", (2011, 12, 1), (2011, 12, 31), "span"),
        ("2011-22", (2011, 6, 1), (2011, 8, 31), "season"),
        ("2011-11-26/2011-12-05", (2011, 11, 26), (2011, 12, 5), "interval"),
    ],
)
def test_what_a_date_spans(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int], precision: str
) -> None:
    date = parse_date(text)
    assert (date.first, date.last, date.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("5 December 2011", "not a date"),
        ("", "not a date"),
        ("2011-13", "no month 13"),
        ("2011-02-29", "no day 29"),
        ("2011-XX-05", "needs its month"),
        ("2011-12-05T24:00", "no such time"),
        ("2011-12-05T12:60", "no such time"),
        ("2011-12-05T12:00+19:00", "no such time zone"),
        ("2011-12-05T12:00+01:75", "no such time zone"),
        ("2011-02-30T12:00", "no day 30"),
        ("2012/2011", "ends before it begins"),
        ("/", "at least one end"),
        ("../..", "at least one end"),
        ("2011/2012/2013", "not a date"),
        ("٢٠١١-١٢-٠٥", "not a date"),
    ],
)
def test_what_is_no_date_says_why(text: str, reason: str) -> None:
    with pytest.raises(DateError, match=reason):
        parse_date(text)


def test_dates_sort_by_their_earliest_day_then_by_the_instant() -> None:
    texts = ["2011-12-05T10:00+05:00", "2011-12-05T04:00Z", "2011-12-05", "2011-12", "2011-12-04", "2012~"]
    in_order = sorted((parse_date(text) for text in texts), key=Date.sort_key)
    assert [date.text for date in in_order] == [
        "2011-12",
        "2011-12-04",
        "2011-12-05",
        "2011-12-05T04:00Z",
        "2011-12-05T10:00+05:00",
        "2012~",
    ]


def test_a_zone_is_kept_as_minutes_east() -> None:
    assert parse_date("2011-12-05T09:30+05:30").offset == 330
    assert parse_date("2011-12-05T09:30-0330").offset == -210
    assert parse_date("2011-12-05T09:30Z").offset == 0
    assert parse_date("2011-12-05T09:30").offset is None
