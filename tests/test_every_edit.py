"""After one edit of each kind, a build that remembers the last one gives the very bytes of a clean one."""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dossierpress.write.report import Report
from remembering import build
from trial import EPOCH, SITE, article, lay, pages

CAPTURE = "<p>They shut the gates.</p>"
LATER = "<p>They opened the gates.</p>"
FILES = {
    "site.yaml": SITE.replace("search: false\n", "feeds: {full_text: all}\nsearch: false\ncards: false\n"),
    "content/d/dossier.md": "---\ntitle: D\nsummary: S.\n---\n\nAbout the dossier.\n",
    "content/d/first.md": article(
        "title: First\ndate: 2011-01-01\ntags: [sea]\nrights: {mode: full, basis: a permission}",
        "Text of the first.",
    ),
    "content/d/second.md": article("title: Second\ndate: 2011-01-02\ntags: [sea]", "Text of the second."),
    "content/e/third.md": article(
        "title: Third\ndate: 2011-02-02\npeople: [Ann]\nplaces: [hull, here, lima]", "Text of the third."
    ),
    "content/pages/about.md": "---\ntitle: About\n---\n\nAbout.\n",
    "content/people.yaml": "- {id: ann, name: Ann, note: She wrote}\n",
    "content/places.yaml": "- {id: hull, name: Hull, lat: 53.7, lon: -0.3}\n"
    "- {id: here, name: Here, lat: 53.2, lon: -0.5}\n- {id: lima, name: Lima, lat: -12, lon: -77}\n",
    "assets/own.css": "body {}\n",
}
FIRST, SECOND, THIRD = "content/d/first.md", "content/d/second.md", "content/e/third.md"
DOSSIER, ABOUT = "content/d/dossier.md", "content/pages/about.md"
PEOPLE, PLACES = "content/people.yaml", "content/places.yaml"
CLAIMS = "content/e/dossier.md"
# Packages, words that are redacted, and a quotation that only a capture holds.
FURTHER = {
    "site.yaml": SITE + "exports: {dataset: true, interchange: true}\n"
    "redactions: [{label: somebody, names: [Ann Harbour]}]\n",
    FIRST: article(
        "title: First\nquotes: [{text: They shut the gates, who: Ann Harbour}]\n"
        f"captures: [{{file: page.html, sha256: {hashlib.sha256(CAPTURE.encode()).hexdigest()}}},"
        f" {{file: later.html, sha256: {hashlib.sha256(LATER.encode()).hexdigest()}}}]",
        "",
    ),
    SECOND: article("title: Second\ndate: 2011-01-02", "Text of the second. See [the third](ref:third)."),
    "content/e/dossier.md": "---\ntitle: E\nclaims:\n"
    "  - {id: shut, text: The gates were shut., by: ann, for: [first], contradicts: [open]}\n"
    "  - {id: open, text: The gates were open.}\n  - {id: calm, text: It was calm.}\n"
    "figures: [{question: How many?, values: [{value: 4 boats, article: third, quote: four},"
    " {value: 5 boats, article: second}]}]\n"
    "timeline: [{date: 2011, title: Shut, cites: [third, 'third#four'],"
    " also_dated: [{date: 2012, cites: [second]}]}]\n---\n",
    THIRD: article(
        "title: Third\ndate: 2011-02-02\npeople: [Ann]\nquotes: [{id: four, text: Four (4) boats, who: Ann}]",
        "Four (4) boats.",
    ),
    "content/d/page.html": CAPTURE,
    "content/d/later.html": LATER,
}
# A change of one file: its path, what stands there, and what takes its place.
EDITS: dict[str, tuple[str, str, str]] = {
    "who appears with whom": (THIRD, "people: [Ann]", "people: [Ann, Bo Ek]\norganisations: [The Board]"),
    "text": (FIRST, "Text of the first.", "Another text, of more words."),
    "space": (FIRST, "Text of", "Text  of"),
    "space below": (FIRST, "first.\n", "first.\n\n\n"),
    "text of a dossier": (DOSSIER, "---\n\n", "---\n\nFirst of all: "),
    "text of a page": (ABOUT, "---\n\n", "---\n\nFirst of all: "),
    "no text": (FIRST, "Text of the first.", ""),
    "text of another": (FIRST, "Text of the first.", "Text of the second."),
    "link": (FIRST, "Text of", "[Text](ref:third) of"),
    "link outside": (FIRST, "Text of", "[Text](https://a.example/) of"),
    "heading": (FIRST, "Text of", "## A heading\n\nText of"),
    "warning": (FIRST, "Text of", 'Text <p style="x">of</p>'),
    "headline": (FIRST, "title: First", 'title: "Renamed: <b>first</b> & last"'),
    "headline of another": (FIRST, "title: First", "title: Second"),
    "headline of a dossier": (DOSSIER, "title: D", "title: Renamed"),
    "headline of a page": (ABOUT, "title: About", "title: Renamed"),
    "headline and old address": (FIRST, "title: First", "title: Renamed\naliases: [/old/]"),
    "byline": (FIRST, "title: First", "title: First\nbyline: Somebody"),
    "date": (FIRST, "date: 2011-01-01", "date: 2011-03-04"),
    "date alone in its month": (THIRD, "date: 2011-02-02", "date: 2012~"),
    "tag": (FIRST, "tags: [sea]", "tags: [sand]"),
    "tag that none has": (THIRD, "people: [Ann]", "people: [Ann, Ben]"),
    "draft": (FIRST, "title: First", "title: First\nstatus: draft"),
    "withdrawn": (FIRST, "title: First", "title: First\nstatus: withdrawn"),
    "link-only": (FIRST, "rights: {mode: full, basis: a permission}", "rights: link-only"),
    "private note": (FIRST, "title: First", "title: First\nprivate_note: Secret"),
    "order": (DOSSIER, "title: D", "title: D\norder: newest"),
    "name": (PEOPLE, "name: Ann", "name: Anna, aka: [Ann]"),
    "place that moves": (PLACES, "lon: -77", "lon: -0.4"),
    "place near another": (PLACES, "name: Hull", "name: Kingston"),
    "place without a map": (PLACES, ", lat: 53.2, lon: -0.5", ""),
    "place that goes": (THIRD, "hull, here", "here"),
    "note of a name": (PEOPLE, "She wrote", "She wrote it"),
    "timeline": (DOSSIER, "title: D", "title: D\ntimeline: [{date: 2011, title: E}, {date: 2012, title: F}]"),
    "other home": (THIRD, "title: Third", "title: Third\ndossiers: d"),
    "menu": ("site.yaml", "title: Trial\n", "title: Trial\nnav: [{title: Here, to: first}]\n"),
    "title of the site": ("site.yaml", "title: Trial", "title: Other"),
    "cards": ("site.yaml", "cards: false", "cards: {articles: true}"),
    "style sheet": ("assets/own.css", "body", "main"),
    "template": ("themes/golden/templates/page.html", "{% block", "<!-- other -->{% block"),
}
# The same where more is turned on.
FURTHER_EDITS: dict[str, tuple[str, str, str]] = {
    "text": (SECOND, "Text of the second.", "Another text."),
    "text of another dossier": (THIRD, "Four (4) boats.", "Four (4) boats, again."),
    "headline": (FIRST, "title: First", "title: Renamed"),
    "headline of what leads on": (SECOND, "title: Second", "title: Renamed"),
    "link that goes": (SECOND, "See [the third](ref:third).", "See nothing."),
    "text around a link": (SECOND, "See [the", "Do see [the"),
    "words of a claim": (CLAIMS, "were shut", "were closed"),
    "evidence that goes": (CLAIMS, "for: [first], ", ""),
    "claim that goes": (CLAIMS, "  - {id: calm, text: It was calm.}\n", ""),
    "id of a claim": (CLAIMS, "id: shut", "id: closed"),
    "date of a figure": (THIRD, "date: 2011-02-02", "date: 2011-03-04"),
    "words of a figure": (THIRD, "text: Four (4) boats, who: Ann", "text: (4) boats"),
    "another date of an event": (CLAIMS, "date: 2012", "date: 2013"),
    "a copy": (SECOND, "title: Second", "title: Second\nsame_as: first"),
    "versions": (FIRST, "title: First", "title: First\nrights: link-only"),
    "reservation": (THIRD, "title: Third", "title: Third\nrights: {reserved: true}"),
    "takedown": (
        THIRD, "title: Third", "title: Third\ntakedowns: [{what: text, date: 2020, by: B, reason: R}]"
    ),
    "name taken down": (
        THIRD,
        "title: Third",
        "title: Third\ntakedowns: [{what: name, date: 2020, by: B, reason: R, names: [Second]}]",
    ),
    "value of a figure": (CLAIMS, "5 boats", "7 boats"),
    "rights of a figure's words": (THIRD, "title: Third", "title: Third\nrights: link-only"),
    "old addresses": (
        "site.yaml", "title: Trial\n", "title: Trial\nredirects: [{from: /old/, to: /articles/third/}]\n"
    ),
    "name in a text": (SECOND, "Text of the second.", "Ann Harbour said it."),
    "quotation": (FIRST, "They shut the gates, who", "They shut the, who"),
    "redaction of a file": (
        DOSSIER, "summary: S.", "summary: S.\nredactions: [{label: a place, names: [second]}]"
    ),
    "other redaction": ("site.yaml", "names: [Ann Harbour]", "names: [Ann Harbour, third]"),
    "fewer packages": ("site.yaml", "dataset: true, interchange: true", "interchange: true"),
    "no packages": ("site.yaml", "exports: {dataset: true, interchange: true}\n", ""),
    "draft among packages": (SECOND, "title: Second", "title: Second\nstatus: draft"),
}  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def _still() -> Iterator[None]:
    """The clock stands still, and nobody pulls the plug."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.setattr(os, "sync", lambda: None)
        yield


@pytest.fixture(scope="module")
def _sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Sites that were built once: a plain one, and one with more turned on."""
    made = {
        "plain": lay(tmp_path_factory.mktemp("plain"), FILES),
        "further": lay(tmp_path_factory.mktemp("further"), FILES | FURTHER),
    }
    for each in made.values():
        report = build(each)
        assert report.written, report.problems
    return made


@pytest.fixture
def root(tmp_path: Path, _sites: dict[str, Path]) -> Path:
    """A site that was built."""
    return shutil.copytree(_sites["plain"], tmp_path / "site")


@pytest.fixture
def further(tmp_path: Path, _sites: dict[str, Path]) -> Path:
    """A site with more turned on that was built."""
    return shutil.copytree(_sites["further"], tmp_path / "site")


def edit(root: Path, path: str, old: str, new: str) -> None:
    place = root / path
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new, 1) if old else new + text, encoding="utf-8")


def rebuilt(root: Path) -> tuple[str, ...]:
    """Build: what was written. The site, and what is said of it, are those of a clean build."""
    report = build(root)
    clean = root.parent / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".dossier"))
    wanted = build(clean)
    assert report.problems == wanted.problems
    assert (report.articles, report.dossiers, report.pages) == (
        wanted.articles, wanted.dossiers, wanted.pages,
    )  # fmt: skip
    assert report.written is not None, report.problems
    assert pages(root / "site") == pages(clean / "site")
    return report.written.written


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_and_its_undoing(root: Path, kind: str) -> None:
    place, before = root / EDITS[kind][0], pages(root / "site")
    text = place.read_bytes()
    edit(root, *EDITS[kind])
    rebuilt(root)
    place.write_bytes(text)
    build(root)
    assert pages(root / "site") == before


@pytest.mark.gate
@pytest.mark.parametrize("kind", FURTHER_EDITS)
def test_an_edit_where_packages_redactions_and_quotations_are(further: Path, kind: str) -> None:
    path, old, new = FURTHER_EDITS[kind]
    edit(further, path, old, new)
    written = rebuilt(further)
    if kind == "text of another dossier":
        assert not [each for each in written if each.startswith("dossiers/d/")]


@pytest.mark.parametrize(
    ("old", "new"), [(FIRST, "content/d/fourth.md"), (FIRST, "content/e/first.md"), (FIRST, ""), ("", FIRST)]
)
def test_files_that_come_go_and_move(root: Path, old: str, new: str) -> None:
    if not old:
        (root / "content/d/new.md").write_text(article("title: New\ntags: [sea]"), encoding="utf-8")
    elif new:
        (root / old).rename(root / new)
    else:
        (root / old).unlink()
    rebuilt(root)


def test_a_text_is_made_again_wherever_it_is_shown_and_nowhere_else(root: Path) -> None:
    edit(root, *EDITS["text"])
    assert set(rebuilt(root)) == {
        "articles/first/index.html", "dossiers/d/feed.json", "dossiers/d/feed.xml", "feed.json", "feed.xml",
        "tags/sea/feed.json", "tags/sea/feed.xml",
    }  # fmt: skip


def test_a_headline_is_made_again_wherever_it_is_shown_and_nowhere_else(root: Path) -> None:
    edit(root, *EDITS["headline"])
    written = set(rebuilt(root))
    assert {"articles/first/index.html", "articles/second/index.html", "dossiers/d/index.html"} <= written
    assert not written & {"about/index.html", "404.html", "people/ann/index.html", "dossiers/index.html"}


def test_texts_that_change_places_are_known_in_their_new_ones(root: Path) -> None:
    for path, old, new in (
        (FIRST, "Text of the first.", "Text of the second."),
        (SECOND, "Text of the second.", "About."),
        (ABOUT, "---\n\nAbout.", "---\n\nText of the first."),
    ):
        edit(root, path, old, new)
    rebuilt(root)
    for path, old, page in (
        (FIRST, "Text of the second.", "articles/first/index.html"),
        (SECOND, "\nAbout.", "articles/second/index.html"),
        (ABOUT, "Text of the first.", "about/index.html"),
    ):
        edit(root, path, old, "\nSomething else.")
        assert page in rebuilt(root)


def test_headlines_that_change_places(root: Path) -> None:
    edit(root, FIRST, "title: First", "title: Second")
    edit(root, SECOND, "title: Second", "title: First")
    edit(root, SECOND, "Text of", "Text and headline of")
    rebuilt(root)


def test_a_warning_stands_at_its_new_line(root: Path) -> None:
    edit(root, *EDITS["warning"])
    rebuilt(root)
    edit(root, FIRST, "Text <p", "\n\nText <p")
    rebuilt(root)


def test_what_changes_nothing_writes_nothing(root: Path) -> None:
    edit(root, *EDITS["space below"])
    assert rebuilt(root) == ()


def test_many_edits_do_not_throw_the_rest_of_the_site_out_of_memory(root: Path) -> None:
    def entries() -> set[bytes]:
        with sqlite3.connect(root / ".dossier/cache.sqlite") as connection:
            return {key for (key,) in connection.execute("SELECT key FROM entries")}

    edit(root, FIRST, "Text", "Text 0")
    build(root)
    before = entries()
    for number in range(12):
        edit(root, SECOND, "Text", f"Text {number}")
        build(root)
    other = {key for key in before if key not in entries()}
    # Of the one file that was edited, what it was before is let go at last.
    assert len(other) <= 2


def damaged(place: Path) -> None:
    data = bytearray(place.read_bytes())
    data[len(data) // 2] ^= 255
    place.write_bytes(data)


@pytest.mark.parametrize(
    "damage",
    [damaged, Path.unlink, lambda place: place.write_bytes(b""), lambda place: place.write_bytes(b"x")],
)
@pytest.mark.parametrize("name", ["cache.sqlite", "memory", "last-build"])
def test_a_damaged_memory_is_slower_and_never_wrong(
    root: Path, damage: Callable[[Path], object], name: str
) -> None:
    damage(root / ".dossier" / name)
    edit(root, *EDITS["headline"])
    rebuilt(root)


@pytest.mark.parametrize("name", ["memory", "last-build"])
def test_a_part_of_another_build_is_not_trusted(root: Path, name: str) -> None:
    older = (root / ".dossier" / name).read_bytes()
    edit(root, *EDITS["headline"])
    rebuilt(root)
    (root / ".dossier" / name).write_bytes(older)
    edit(root, *EDITS["text"])
    rebuilt(root)


def test_a_page_that_somebody_changed_is_mended(root: Path) -> None:
    (root / "site/articles/second/index.html").write_text("somebody's", encoding="utf-8")
    edit(root, *EDITS["text"])
    assert "articles/second/index.html" in rebuilt(root)


def test_a_capture_that_comes_back_is_looked_into_again(further: Path) -> None:
    """What was found of a capture that was not there is no verdict on it."""

    def codes(report: Report) -> list[str]:
        return [problem.code for problem in report.problems]

    place = further / "content/d/page.html"
    sound = codes(build(further))
    place.unlink()
    assert codes(build(further)) != sound
    place.write_text(CAPTURE, encoding="utf-8")
    assert codes(build(further)) == sound
    rebuilt(further)
