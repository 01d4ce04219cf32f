"""Feeds are read back by feedparser, and hold to Atom and JSON Feed field by field."""

import json
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from dossierpress.read.held import Audience
from exports.whole import HOSTILE, whole
from make import NOW, article, markdown

ATOM = "{http://www.w3.org/2005/Atom}"
FULL = article(
    "See [the other](ref:b) and [a note][1].[^1]\n\n[1]: /articles/b/\n\n[^1]: A footnote.",
    title="First",
    date="2024-01-02T10:00:00",
    url="https://daily.example/1",
    authors="[A. Writer]",
    tags="[ferries]",
    standfirst="Above the text.",
)
FILES = {
    "content/d/dossier.md": markdown(title="The Dossier", question="Why?"),
    "content/d/a.md": FULL,
    "content/d/b.md": article("Second text.", title="Second", date="1911", accessed="2024-03-01"),
}


def test_the_site_a_dossier_and_a_tag_have_feeds(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES)
    for place in ("", "dossiers/d/", "tags/ferries/"):
        feed = feedparser.parse(built.files[f"{place}feed.xml"])
        assert not feed.bozo, feed.get("bozo_exception")
        assert feed.version == "atom10"
        data = json.loads(built.files[f"{place}feed.json"])
        assert data["version"] == "https://jsonfeed.org/version/1.1"
        assert [item["id"] for item in data["items"]] == [entry.id for entry in feed.entries]
        assert data["feed_url"] == f"https://press.example/{place}feed.json"
        assert data["home_page_url"] == feed.feed.link == f"https://press.example/{place}"


def test_an_entry_field_by_field(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES, "timezone: Asia/Karachi\n")
    feed = feedparser.parse(built.files["dossiers/d/feed.xml"])
    assert feed.feed.title == "The Dossier · The Site"
    assert feed.feed.subtitle == "Why?"
    assert feed.feed.id == "https://press.example/dossiers/d/"
    assert feed.feed.updated == "2024-03-01T00:00:00Z"
    second, first = feed.entries
    assert second.title == "Second (The Daily)"
    assert second.updated == "2024-03-01T00:00:00Z"
    assert "published" not in second
    assert first.id == first.link == "https://press.example/articles/a/"
    assert first.published == first.updated == "2024-01-02T05:00:00Z"
    assert first.author == "A. Writer"
    assert [tag.term for tag in first.tags] == ["ferries"]
    assert [link.href for link in first.links if link.rel == "via"] == ["https://daily.example/1"]
    assert first.summary == "Above the text."
    assert "content" not in first


def test_atom_holds_to_its_rules(tmp_path: Path) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: what each element must have, and how often."""
    files = FILES | {f"content/d/h{n}.md": article(title=json.dumps(each)) for n, each in enumerate(HOSTILE)}
    built = whole(tmp_path, files)
    for path in [path for path in built.files if path.endswith("feed.xml")]:
        feed = etree.fromstring(built.files[path])
        assert feed.tag == f"{ATOM}feed"
        for element in (feed, *feed.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(element.findall(ATOM + name)) == 1
        assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["self", "alternate"]
        assert feed.find(f"{ATOM}author/{ATOM}name") is not None
        identities = [each.text for each in feed.iter(f"{ATOM}id")]
        assert len(set(identities)) == len(identities)


def test_hostile_titles_come_back(tmp_path: Path) -> None:
    files = {f"content/d/h{n}.md": article(title=json.dumps(each)) for n, each in enumerate(HOSTILE)}
    built = whole(tmp_path, files)
    titles = {f"{title} (The Daily)" for title in HOSTILE}
    feed = etree.fromstring(built.files["feed.xml"])
    assert {entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")} == titles
    assert {item["title"] for item in json.loads(built.files["feed.json"])["items"]} == titles


def test_text_has_web_addresses_only(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES, url="https://press.example/reports/")
    (text,) = (
        item["content_html"]
        for item in json.loads(built.files["feed.json"])["items"]
        if item["title"].startswith("First")
    )
    assert 'href="https://press.example/reports/articles/b/"' in text
    assert 'href="https://press.example/reports/articles/a/#' in text
    assert 'href="/' not in text
    assert 'href="#' not in text
    atom = etree.fromstring(built.files["feed.xml"])
    assert text in [each.text for each in atom.iter(f"{ATOM}content")]


@pytest.mark.parametrize(
    ("mode", "shown"), [("full", True), ("link-only", True), ("excerpt", False), ("private", False)]
)
def test_texts_go_only_where_rights_allow(tmp_path: Path, mode: str, *, shown: bool) -> None:
    files = {"content/d/a.md": article("CANARY-BODY", rights=mode), "content/d/b.md": article(title="Other")}
    built = whole(tmp_path, files, "feeds: {full_text: all}\n")
    for path in ("feed.xml", "feed.json", "dossiers/d/feed.xml", "dossiers/d/feed.json"):
        assert (b"CANARY-BODY" in built.files[path]) is shown, path


@pytest.mark.parametrize(("setting", "site", "dossier"), [("none", False, False), ("site", True, False)])
def test_which_feeds_carry_texts_is_a_setting(
    tmp_path: Path, setting: str, *, site: bool, dossier: bool
) -> None:
    built = whole(tmp_path, FILES, f"feeds: {{full_text: {setting}}}\n")
    assert (b"Second text." in built.files["feed.xml"]) is site
    assert (b"Second text." in built.files["dossiers/d/feed.xml"]) is dossier


def test_withdrawn_drafts_and_what_is_held_back_are_in_no_feed(tmp_path: Path) -> None:
    files = {
        "content/d/a.md": article("CANARY", title="CANARY one", status="withdrawn", tags="[t]"),
        "content/d/b.md": article("CANARY", title="CANARY two", status="draft", tags="[t]"),
        "content/d/c.md": article("CANARY", title="CANARY three", embargo="2030-01-01", tags="[t]"),
        "content/d/e.md": article("Fine.", title="Fine", tags="[t]", private_note="CANARY four"),
    }
    built = whole(tmp_path, files, audience=Audience(NOW, drafts=True, future=True))
    for path in [path for path in built.files if "feed." in path]:
        assert b"CANARY" not in built.files[path], path
        assert b"Fine" in built.files[path], path


def test_a_feed_holds_as_many_entries_as_the_setting_says(tmp_path: Path) -> None:
    files = {f"content/d/a{n}.md": article(title=f"T{n}", date=f"2024-01-0{n}") for n in range(1, 8)}
    built = whole(tmp_path, files, "feeds: {entries: 3}\n")
    titles = [entry.title for entry in feedparser.parse(built.files["feed.xml"]).entries]
    assert titles == ["T7 (The Daily)", "T6 (The Daily)", "T5 (The Daily)"]


def test_ids_stay_when_everything_else_changes(tmp_path: Path) -> None:
    before = whole(tmp_path / "1", {"content/d/a.md": article("One", title="One")})
    after = whole(tmp_path / "2", {"content/e/a.md": article("Two", title="Two", date="2012")})
    ids = [feedparser.parse(built.files["feed.xml"]).entries[0].id for built in (before, after)]
    assert ids[0] == ids[1]


def test_dates_that_no_calendar_holds_are_clamped(tmp_path: Path) -> None:
    files = {"content/d/a.md": article(date="'-0044-03-15'"), "content/d/b.md": article(date="Y12024")}
    feed = feedparser.parse(whole(tmp_path, files).files["feed.xml"])
    assert {entry.updated for entry in feed.entries} == {"0001-03-15T00:00:00Z", "9999-01-01T00:00:00Z"}


def test_a_first_site_without_url_builds_without_noise(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES, url="")
    assert not built.report.problems
    assert not [path for path in built.files if "feed." in path]
    assert "application/atom+xml" not in built.text("index.html")


def test_feeds_that_are_asked_for_but_cannot_be_made_are_a_note(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES, "feeds: true\n", url="")
    (problem,) = built.report.problems
    assert (problem.code, problem.severity, problem.path, problem.line) == (
        "needs-url",
        "note",
        "site.yaml",
        3,
    )


def test_feeds_can_be_turned_off(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES, "feeds: false\n")
    assert not [path for path in built.files if "feed." in path]
    assert "application/atom+xml" not in built.text("index.html")


@pytest.mark.parametrize(
    ("date", "in_json", "in_atom"),
    [
        ("2011-12-05", "2011-12-05T00:00:00Z", True),
        ("2011-11-26/2011-12-05", "2011-11-26T00:00:00Z", False),
        ("2011-12", "2011-12-01T00:00:00Z", False),
        ("1999?", "1999-01-01T00:00:00Z", False),
        ("201X", None, False),
    ],
)
def test_readers_of_json_feed_have_a_date_to_sort_by(
    tmp_path: Path, date: str, in_json: str | None, *, in_atom: bool
) -> None:
    built = whole(tmp_path, {"content/d/a.md": article(date=f"'{date}'")})
    (item,) = json.loads(built.files["feed.json"])["items"]
    assert (item.get("date_published"), "date_modified" in item) == (in_json, True)
    assert (b"<published>" in built.files["feed.xml"]) == in_atom
