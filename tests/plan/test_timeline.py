"""Lines of time: days in proportion, empty stretches cut short, marks that do not hide each other."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossierpress.model.dates import parse_date
from dossierpress.plan.drawings import PeakView
from dossierpress.plan.timeline import MONTH, YEAR, Line, Told, line_of, span_of, timeline_view, words_of


def line(*dates: str) -> Line:
    found = line_of(span_of(parse_date(date)) for date in dates)
    assert found is not None
    return found


def at(dates: tuple[str, ...], date: str) -> float:
    return line(*dates).place(span_of(parse_date(date))[0])


def test_years_are_equally_wide() -> None:
    dates = ("2016-03", "2019-11")
    places = [at(dates, f"{year}") for year in range(2016, 2020)]
    assert places == [0, 25, 50, 75]
    view = line(*dates).view("en")
    assert [tick.label for tick in view.ticks] == ["2016", "2017", "2018", "2019"]
    assert view.cuts == ()


def test_a_short_time_is_told_in_months() -> None:
    view = line("2011-11-26", "2011-12-05").view("en")
    assert [(tick.label, tick.at) for tick in view.ticks] == [("Nov 2011", 0), ("Dec 2011", 50)]


def test_a_long_empty_stretch_is_cut_and_named() -> None:
    view = line("1911", "2016-03", "2021-03").view("en")
    assert [cut.words for cut in view.cuts] == ["1912 – 2015"]
    assert view.cuts[0].width == 6
    assert at(("1911", "2016-03", "2021-03"), "2016") == pytest.approx(view.cuts[0].at + 6, abs=0.02)


def test_a_cut_has_a_label_on_both_sides_and_no_labels_touch() -> None:
    view = line("1960", "1990", "2016-03", "2021-03").view("en")
    for cut in view.cuts:
        assert any(cut.at - 25 <= tick.at < cut.at for tick in view.ticks), cut
        assert any(tick.at == pytest.approx(cut.at + cut.width, abs=0.05) for tick in view.ticks), cut
    places = [tick.at for tick in view.ticks]
    assert places == sorted(places)
    assert all(after - before >= 9 for before, after in pairwise(places))


def test_few_years_are_labelled_however_long_the_time() -> None:
    view = line(*(str(year) for year in range(1500, 2020, 10))).view("en")
    assert 4 <= len(view.ticks) <= 8
    assert all(int(tick.label) % 100 == 0 for tick in view.ticks)


@pytest.mark.parametrize("date", ["../2011-12-05", "2011-12-05/..", "1998/..", "-0044-03-15", "Y-50000"])
def test_odd_dates_have_a_place(date: str) -> None:
    assert 0 <= at((date, "2011-01"), date) <= 100


@given(st.lists(st.integers(min_value=-3000, max_value=3000), min_size=1, max_size=30))
def test_every_line_fits_and_keeps_the_order(months: list[int]) -> None:
    spans = [(month * MONTH, (month + 1) * MONTH) for month in months]
    found = line_of(spans)
    assert found is not None
    places = [found.place(first) for first, _ in sorted(spans)]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)
    view = found.view("en")
    assert all(0 <= tick.at <= 93 for tick in view.ticks)
    assert all(cut.width == pytest.approx(6, abs=0.03) for cut in view.cuts)


def test_nothing_has_no_line() -> None:
    assert line_of([]) is None
    assert timeline_view([], "en") is None


def test_marks_that_would_touch_lie_in_lanes() -> None:
    days = ["2019-03-17", "2019-03-17", "2019-03-18", "2021-06-01"]
    view = timeline_view([Told(parse_date(day), day, "confirmed") for day in days], "en")
    assert view is not None
    assert [mark.lane for mark in view.marks] == [0, 1, 2, 0]
    assert view.lanes == 3
    assert [mark.width for mark in view.marks] == [0, 0, 0, 0]


def test_a_crowd_fills_five_lanes_and_no_more() -> None:
    view = timeline_view([Told(parse_date("2019-03-17"), "", "reported")] * 9, "en")
    assert view is not None
    assert view.lanes == 5


def test_more_events_than_fit_are_counted_in_columns() -> None:
    days = [f"{1960 + n % 60}-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(400)]
    view = timeline_view([Told(parse_date(day), day, "confirmed") for day in sorted(days)], "en")
    assert view is not None
    assert sum(column.count for column in view.columns) == view.count == 400
    assert 10 < len(view.columns) <= 60
    assert max(column.height for column in view.columns) == 100
    assert all(0 <= column.at <= 100.1 - column.width for column in view.columns)
    seven = timeline_view([Told(parse_date(day), day, "confirmed") for day in sorted(days)[::60]], "en")
    assert seven is not None
    assert seven.columns == ()


def test_columns_are_months_where_time_is_short() -> None:
    view = timeline_view([Told(parse_date(f"2019-0{1 + n % 3}-17"), "", "reported") for n in range(20)], "en")
    assert view is not None
    assert [(column.words, column.count) for column in view.columns] == [
        ("January 2019", 7), ("February 2019", 7), ("March 2019", 6),
    ]  # fmt: skip
    assert view.most is None


def test_few_events_have_their_dates_beside_them() -> None:
    events = [Told(parse_date(date), "T", "confirmed") for date in ("1911?", "2016-02/2017-07", "2019-03-17")]
    view = timeline_view(events, "en")
    assert view is not None
    assert [mark.lane for mark in view.marks] == [0, 1, 2]
    labels = [(mark.label.replace("\u2009", " "), mark.is_late, mark.shown) for mark in view.marks]
    assert labels == [
        ("1911?", False, ""), ("February 2016 – July 2017", False, "wide"), ("March 17, 2019", True, ""),
    ]  # fmt: skip
    assert view.span.replace("\u2009", " ") == "1911? – March 2019"


def test_a_timeline_says_when_most_happened() -> None:
    dates = ("2011-01-02", "2013-05-06", "2013-05-07", "2014-08")
    view = timeline_view([Told(parse_date(date), "", "reported") for date in dates], "en")
    assert view is not None
    assert (view.count, view.most) == (4, PeakView(words="May 2013", count=2))


def test_all_dates_of_one_event_lie_in_one_lane() -> None:
    told = Told(
        parse_date("2019-05-01"), "One", "disputed", (parse_date("2019-01-01"), parse_date("2019-09"))
    )
    view = timeline_view([told, Told(parse_date("2019-03-01"), "Two", "reported")], "en")
    assert view is not None
    assert [mark.lane for mark in view.marks] == [0, 1]
    first, second = view.marks[0].others
    assert first.at < view.marks[0].at < second.at
    assert (first.words, second.words) == ("January 1, 2019", "September 2019")
    # One label beside three dates would be that of one of them.
    assert [mark.label for mark in view.marks] == ["", "March 1, 2019"]


def test_a_long_event_is_a_bar() -> None:
    view = timeline_view([Told(parse_date("2017-02/2017-07"), "Spoil", "reported")], "en")
    assert view is not None
    assert view.marks[0].width == 100


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (2011 * YEAR, 2011 * YEAR + MONTH, "January 2011"),
        (2011 * YEAR, 2012 * YEAR, "2011"),
        (2011 * YEAR, 2013 * YEAR, "2011 – 2012"),
        (2011 * YEAR + 3 * MONTH, 2012 * YEAR + MONTH, "April 2011 – January 2012"),
    ],
)
def test_months_in_words(first: int, last: int, words: str) -> None:
    assert words_of((first, last), "en").replace("\u2009", " ") == words
