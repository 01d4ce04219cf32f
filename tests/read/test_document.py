"""Front matter that looks right and is not: the message names the true line and cause."""

import datetime as dt
import unicodedata
from pathlib import Path

import pytest

from dossierpress.read.held import Audience
from make import article, markdown, planned, png, read


@pytest.mark.parametrize(
    ("key", "written", "wanted"),
    [
        ("tags", "harbour sand", "[harbour, sand]"),
        ("keywords", "a, b c", "[a, b c]"),
        ("tags", "one\ttwo three", "[one, two, three]"),
    ],
)
def test_tags_on_one_line_are_asked_about(key: str, written: str, wanted: str) -> None:
    document, problems = read(article(**{key: written}))
    assert [(each.code, each.severity, each.line, each.column) for each in problems] == [
        ("one-tag", "warning", 5, len(key) + 3)
    ]
    assert wanted in problems[0].hint
    assert len(document.meta.tags) == 1


@pytest.mark.parametrize("written", ["harbour", "[night lines]", "\n- night lines", "[a, b]"])
def test_other_tags_are_not_asked_about(written: str) -> None:
    assert read(article(tags=written))[1] == ()


@pytest.mark.parametrize("date", ["0000-01-01", "0000-00-00", "0001-01-01T00:00:00Z"])
def test_a_date_that_stands_for_none_is_a_problem(date: str) -> None:
    _, problems = read(article(date=date))
    assert [(each.code, each.line) for each in problems] == [("bad-date", 3)]
    assert "no date" in problems[0].message


@pytest.mark.parametrize(
    ("date", "offset"),
    [("2016-06-13 11:00:52 -0400", -240), ("2016-06-13 11:00 +05:30", 330), ("2016-06-13 11:00:52 UTC", 0)],
)
def test_a_zone_may_stand_behind_a_space(date: str, offset: int) -> None:
    document, problems = read(article(date=date))
    assert problems == ()
    assert document.meta.date.offset == offset


NOW = dt.datetime(2024, 5, 17, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize("date", ["2099-01-01", "2024-05-19", "2025", "2042-01-01T10:00Z"])
def test_an_article_of_the_future_is_a_slip(date: str, tmp_path: Path) -> None:
    site = planned(tmp_path, {"content/d/a.md": article(date=date)}, audience=Audience(NOW))
    assert [(each.code, each.severity, each.line) for each in site.problems] == [
        ("future-date", "warning", 3)
    ]


@pytest.mark.parametrize(
    "keys", [{"date": "2024-05-18"}, {"date": "2024"}, {"date": "2099", "embargo": "2099"}]
)
def test_what_may_be_meant_is_no_slip(keys: dict[str, str], tmp_path: Path) -> None:
    assert planned(tmp_path, {"content/d/a.md": article(**keys)}, audience=Audience(NOW)).problems == ()


def test_a_file_name_that_is_too_long_is_called_so() -> None:
    _, problems = read(article(), path=f"content/d/{'x' * 236}.md")
    assert [each.code for each in problems] == ["bad-id"]
    assert "too long for an address: 236 bytes" in problems[0].message


def test_names_are_compared_in_one_unicode_form(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "café")
    files = {
        f"content/d/{apart}.md": article("[x](#x)\n\n## x"),
        "content/d/a.md": article(f"[b](café.md#x) [c]({apart}.md) [d](ref:{apart}) [e](ref:café)"),
        "content/d/dossier.md": markdown(
            title="D",
            sections=f"[{{title: S, articles: [{apart}]}}]",
            timeline="[{date: 2011, title: E, cites: [café]}]",
        ),
    }
    site = planned(tmp_path, files)
    assert site.problems == ()
    assert set(site.view("/articles/a/").body.links) == {"/articles/café/", "/articles/café/#x"}


@pytest.mark.parametrize(
    ("alias", "file"),
    [
        ("/caf%C3%A9/", "café/index.html"),
        ("/cafe%CC%81/", "café/index.html"),
        ("/category/Local News/", "category/Local News/index.html"),
        ("/a%20b.html", "a b.html"),
        ("/%d9%be/x", "پ/x/index.html"),
    ],
)
def test_an_alias_answers_where_browsers_ask(alias: str, file: str, tmp_path: Path) -> None:
    site = planned(tmp_path, {"content/d/a.md": article(aliases=f'["{alias}"]')})
    assert site.problems == ()
    assert file in site.paths


@pytest.mark.parametrize("alias", ["/%2e%2e/x/", "/a/%2F/b/", "/%00/"])
def test_an_alias_cannot_leave_the_site_by_escapes(alias: str, tmp_path: Path) -> None:
    site = planned(tmp_path, {"content/d/a.md": article(aliases=f'["{alias}"]')})
    assert site.codes == ["bad-address"]


def test_pictures_and_files_are_found_in_either_unicode_form(tmp_path: Path) -> None:
    apart, whole = (unicodedata.normalize(form, "é plan") for form in ("NFD", "NFC"))
    front = {"image": f"{{file: {apart}.png, alt: x}}"}
    files = {
        "content/d/a/index.md": article(f"![x](<{whole}.png>) [y](<{apart}.pdf>)", **front),
        f"content/d/a/{apart}.png": png(1),
        f"content/d/a/{whole}.pdf": b"x",
    }
    site = planned(tmp_path, files)
    assert site.problems == ()
    assert {f"media/d/a/{whole}.png", f"media/d/a/{whole}.pdf"} <= site.paths
    assert {each.source for each in site.plan.media} == {
        f"content/d/a/{apart}.png",
        f"content/d/a/{whole}.pdf",
    }


@pytest.mark.parametrize(
    ("front", "line", "column", "words"),
    [
        ('title: "Open\ndate: 2011\nsource: x', 2, 8, "not closed"),
        ("title: T\nnote: 'it is\ndate: 2011\nsource: x", 3, 7, "not closed"),
        ('title: T\ndate: 2011\ntags:\n  - "a\n  - b', 5, 5, "not closed"),
        ('title: T\ndate: 2011\nsource: "x', 4, 9, "not closed"),
        ('title: "He" said\ndate: 2011', 2, 12, "behind the quotation mark"),
        ("title: T\nnote: 'it's'\ndate: 2011", 3, 11, "behind the quotation mark"),
        ("title:\u00a0T\ndate: 2011", 2, 7, "U+00A0"),
        ("title\u00a0: T\ndate: 2011", 2, 6, "U+00A0"),
        ("title: T\n\u00a0date: 2011", 3, 1, "U+00A0"),
        ("title: T\n\u3000date: 2011", 3, 1, "U+3000"),
        ("title: T\n\u200bdate: 2011", 3, 1, "U+200B"),
        ("title： T\ndate: 2011", 2, 6, "U+FF1A"),
        ("title:T\ndate: 2011", 2, 6, "no space"),
        ("title: T\ndate: 2011\n source: x", 4, 1, "spaces stand before"),
        ("title: T\n  date: 2011\nsource: x", 3, 1, "spaces stand before"),
        ("title: T\nimage:\n    file: a.png\n  alt: x\ndate: 2011", 5, 3, "a column of its own"),
        ("  title: T\ndate: 2011", 3, 1, "a column of its own"),
        ("title: T\n\tdate: 2011", 3, 1, "a tab"),
        ("title: T\ntags:\n  \t- a\ndate: 2011", 4, 3, "a tab"),
        ("title: T\nquotes:\n- text: a\n who: b\ndate: 2011", 5, 2, "a column of its own"),
        ("title: T\nquotes:\n  - text: a\n     who: b\ndate: 2011", 5, 6, "a column of its own"),
        ("title: T\ndate; 2011\nsource: x", 3, 1, "no key with a value"),
        ("title: T\nnote: |\n  a\nb\ndate: 2011", 5, 1, "no key with a value"),
        ("title: T\ndate: 2011\nsource: x\nand so on", 5, 1, "no key with a value"),
        ('title: "A \\d"\ndate: 2011', 2, 11, "no meaning"),
        ("title: T\ntags: [a, b\ndate: 2011\nsource: x", 3, 7, "bracket [ that opens here is not closed"),
        ("title: T\ntags: [a,\n  b\ndate: 2011", 3, 7, "bracket [ that opens here is not closed"),
        (
            "title: T\nquotes:\n- {text: a}\n- {text: b\n- {text: c}\ndate: 2011",
            5,
            3,
            "bracket { that opens here",
        ),
        ("title: T\nimage: {file: a.png\ndate: 2011", 3, 8, "bracket { that opens here is not closed"),
    ],
)
def test_what_only_looks_right_is_named_where_it_stands(
    front: str, line: int, column: int, words: str
) -> None:
    _, problems = read(f"---\n{front}\n---\n\nText.\n")
    assert [(each.line, each.column) for each in problems] == [(line, column)], problems
    assert words in problems[0].message


@pytest.mark.parametrize(
    ("front", "line", "column", "words"),
    [
        ("title: Issue #5 is out", 2, 14, "read as a comment"),
        ("title: T\nsource: The Paper #metoo", 3, 19, "read as a comment"),
        ("title: T\ntags: [a #b\n  , c]", 3, 10, "read as a comment"),
        ("title: T\ntags:\n  -a", 4, 3, "hyphen"),
        ("title: T\ntags:\n  - a\n   -b", 5, 4, "hyphen"),
    ],
)
def test_what_yaml_reads_otherwise_than_it_was_meant_is_a_warning(
    front: str, line: int, column: int, words: str
) -> None:
    keys = "".join(
        f"{key}: {value}\n" for key, value in (("date", "2011"), ("source", "x")) if key not in front
    )
    _, problems = read(f"---\n{front}\n{keys}---\n\nText.\n")
    assert [(each.code, each.severity, each.line, each.column) for each in problems] == [
        ("not-as-meant", "warning", line, column)
    ]
    assert words in problems[0].message


@pytest.mark.parametrize(
    "front",
    [
        "title: T # a comment",
        "title: T\n#note: x",
        "title: T\ndate: 2011 #about",
        'title: "Issue #5 is out"',
        "title: C#sharp",
        "title: T\nstandfirst: |\n  - a\n  -b #c",
        "title: T\nstandfirst: >\n  a\n  -b",
        'title: T\nstandfirst: "a\n  -b"',
        "title: T\ntags:\n  - a\n  - -5",
    ],
)
def test_what_is_meant_so_is_no_warning(front: str) -> None:
    problems = read(f"---\n{front}\n{'' if 'date' in front else 'date: 2011'}\nsource: x\n---\n\nText.\n")[1]
    assert "not-as-meant" not in [each.code for each in problems]


@pytest.mark.parametrize(
    "front",
    [
        'title: "A text\n  of two lines"',
        "title: 'It''s'  # a comment",
        'title: {a: b}\nnote: "x": y',
        "title: T\nnote: |\n  \u00a0odd: in a text",
        "title: a \u00a0b",
    ],
)
def test_what_is_right_is_not_taken_for_a_slip(front: str) -> None:
    problems = read(f"---\n{front}\ndate: 2011\nsource: x\n---\n")[1]
    assert not [each for each in problems if "quotation" in each.message or "U+" in each.message]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("\n---\ntitle: T\n---\n", 2, "no-front-matter"),
        (" ---\ntitle: T\n---\n", 1, "no-front-matter"),
        ("———\ntitle: T\n———\n", 1, "no-front-matter"),
        ("---\ntitle: T\n–––\n\nText.\n", 3, "open-front-matter"),
        ("---\ntitle: T\n --- \n\nText.\n", 3, "open-front-matter"),
        ("---\ntitle: T\n--\n\nText.\n", 3, "open-front-matter"),
        ("---\ntitle: T\n\nText.\n", 1, "open-front-matter"),
        ("title: T\n", 1, "no-front-matter"),
    ],
)
def test_lines_that_look_like_its_bounds_are_named(text: str, line: int, code: str) -> None:
    assert [(each.line, each.code) for each in read(text)[1]] == [(line, code)]
