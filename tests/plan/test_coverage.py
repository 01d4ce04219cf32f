"""Coverage: what was published when and by whom, drawn and as a table, with its gaps."""

from pathlib import Path
from typing import Any

import make


def covered(root: Path, *articles: tuple[str, str]) -> Any:
    files = {
        f"content/d/a{number}.md": make.article("Text.", date=f'"{date}"', source=source)
        for number, (date, source) in enumerate(articles)
    }
    return make.planned(root, files).view("/dossiers/d/").coverage


def test_rows_are_sources_and_dots_are_months(tmp_path: Path) -> None:
    view = covered(tmp_path, ("2018-01-02", "A"), ("2018-01-30", "A"), ("2018-03-01", "B"), ("2018-05", "A"))
    assert [(row.source.name, row.count, len(row.dots)) for row in view.rows] == [("A", 3, 2), ("B", 1, 1)]
    assert [(dot.count, dot.size, dot.words) for dot in view.rows[0].dots] == [
        (2, 2, "January 2018"),
        (1, 1, "May 2018"),
    ]
    assert view.gaps == ()


def test_coverage_says_in_words_what_it_shows(tmp_path: Path) -> None:
    view = covered(tmp_path, ("1999-03-02", "A"), ("2001-05-01", "A"), ("2001-05-30", "B"), ("2004-06", "A"))
    assert (view.count, view.span.replace("\u2009", " ")) == (4, "March 1999 – June 2004")
    assert (view.most.words, view.most.count) == ("May 2001", 2)


def test_half_a_year_of_silence_is_a_gap_in_the_drawing_and_in_the_table(tmp_path: Path) -> None:
    view = covered(tmp_path, ("2018-01-02", "A"), ("2018-08", "A"), ("2018-09", "B"))
    assert [gap.words.replace("\u2009", " ") for gap in view.gaps] == ["February – July 2018"]
    assert [month.count for month in view.months] == [1, 0, 1, 1]
    assert not view.months[1].sources


def test_an_article_that_tells_only_its_year_stands_in_the_year(tmp_path: Path) -> None:
    view = covered(tmp_path, ("2018", "A"), ("2018-03", "A"), ("2019-03", "A"))
    assert [month.words for month in view.months if month.count] == ["2018", "March 2018", "March 2019"]
    assert len(view.gaps) == 0


def test_an_article_without_source_has_a_row_without_name(tmp_path: Path) -> None:
    files = {
        f"content/d/a{month}.md": f"---\ntitle: T\ndate: 2018-0{month}\n---\n\nText.\n" for month in (1, 2, 3)
    }
    view = make.planned(tmp_path, files).view("/dossiers/d/").coverage
    assert [row.source.name for row in view.rows] == [""]


def test_many_sources_share_a_last_row(tmp_path: Path) -> None:
    view = covered(tmp_path, *((f"2018-0{1 + number % 9}", f"S{number:02}") for number in range(30)))
    assert len(view.rows) == 20
    assert view.rows[-1].source is None
    assert sum(row.count for row in view.rows) == 30


def test_little_is_not_drawn(tmp_path: Path) -> None:
    assert covered(tmp_path / "two", ("2018-01", "A"), ("2018-02", "A")) is None
    assert covered(tmp_path / "one", ("2018-01", "A"), ("2018-01", "A"), ("2018-01", "B")) is None


def test_a_name_has_its_coverage_too(tmp_path: Path) -> None:
    files = {
        f"content/d/a{month}.md": make.article("Text.", date=f"2018-0{month}", people="[Ann]")
        for month in (1, 2, 3)
    }
    assert make.planned(tmp_path, files).view("/people/ann/").coverage.rows[0].count == 3


def test_who_appears_and_which_sources_are_counted(tmp_path: Path) -> None:
    files = {
        "content/d/a.md": make.article("Text.", people="[Ann, Bob]", source="A"),
        "content/d/b.md": make.article("Text.", people="[Bob]", organisations="[Board]", source="B"),
    }
    view = make.planned(tmp_path, files).view("/dossiers/d/")
    assert [(name.name, name.count) for name in view.people] == [("Bob", 2), ("Ann", 1)]
    assert [(name.name, name.address) for name in view.organisations] == [("Board", "/organisations/board/")]
    assert [name.name for name in view.sources] == ["A", "B"]


def test_an_article_names_others_of_its_dossier_the_key_ones_first(tmp_path: Path) -> None:
    listed = ", ".join(f"{{ref: a{number}, key: {str(number == 9).lower()}}}" for number in range(10))
    files = {f"content/d/a{number}.md": make.article("Text.", title=f"T{number}") for number in range(10)}
    files["content/d/dossier.md"] = make.markdown(sections=f"[{{title: S, articles: [{listed}]}}]")
    membership = make.planned(tmp_path, files).view("/articles/a0/").memberships[0]
    assert membership.next.title == "T1"
    assert [other.title for other in membership.others] == ["T2", "T3", "T4", "T5", "T9"]


def test_the_calendar_shades_months_and_names_silent_years(tmp_path: Path) -> None:
    files = {
        f"content/d/a{number}.md": make.article("Text.", date=date)
        for number, date in enumerate(["2011-03", "2015-01", "2015-01", "2015-02", "2017-01", "2018-01"])
    }
    years = make.planned(tmp_path, files).view("/dates/").years
    assert [(year.title, year.silence) for year in years] == [
        ("2018", ""), ("2017", ""), ("2015", "2016"), ("2011", "2012 – 2014"),
    ]  # fmt: skip
    assert [month.level for month in years[2].months] == [4, 2, *[0] * 10]
    assert years[2].months[0].short == "Jan"
