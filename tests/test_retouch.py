"""When texts or headlines of a few files were edited, only what shows them is made: the site is the same."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from dossierpress.build import read_site
from dossierpress.cache.whereabouts import Edits, Whereabouts, planned_again
from dossierpress.config import Feature
from dossierpress.exports.api import SiteDataView
from dossierpress.exports.exports import exports_of
from dossierpress.exports.feedviews import FeedView
from dossierpress.exports.references import ReferencesView
from dossierpress.exports.searchindex import BucketView
from dossierpress.model.document import ArticleDocument, Body
from dossierpress.model.site import Site
from dossierpress.passes import Kept
from dossierpress.plan.outputs import Bundle, Cause, Output, Plan
from dossierpress.plan.pageviews import (
    ArticleView,
    DossierView,
    HomeView,
    NamePageView,
    PeriodPageView,
    RedirectView,
)
from dossierpress.plan.plan import plan
from dossierpress.plan.routes import article_address
from dossierpress.plan.views import BodyView
from dossierpress.read.held import Audience
from dossierpress.read.media import gather_media
from dossierpress.runners import serial
from dossierpress.settings import load_config
from make import NOW
from remembering import build, short_ways
from trial import EPOCH, REPOSITORY, SITE, article, lay, pages

FILES = {
    "site.yaml": SITE.replace("search: false\n", "feeds: {full_text: all}\ncards: false\n"),
    "content/d/dossier.md": "---\ntitle: D\nsummary: S.\n---\n\nAbout the dossier.\n",
    "content/d/first.md": article(
        "title: First\ndate: 2011-01-01\nrights: {mode: full, basis: a permission}", "Text of the first."
    ),
    "content/d/second.md": article("title: Second\ndate: 2011-01-02", "Text of the second."),
    "content/pages/about.md": "---\ntitle: About\n---\n\nAbout.\n",
}


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still, and nobody pulls the plug."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.setattr(os, "sync", lambda: None)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay(tmp_path, FILES)
    assert build(tmp_path).written
    return tmp_path


def edit(root: Path, path: str, old: str, new: str) -> None:
    place = root / path
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new), encoding="utf-8")


def rebuilt(root: Path) -> tuple[bool, tuple[str, ...]]:
    """Build: whether the short way was taken, and what was written. The site is that of a clean build."""
    with short_ways() as short:
        report = build(root)
    assert report.written is not None, report.problems
    clean = root.parent / f"{root.name}-clean"
    shutil.rmtree(clean, ignore_errors=True)
    known = (*FILES, "templates/page.html")
    lay(clean, {path: (root / path).read_bytes() for path in known if (root / path).exists()})
    build(clean)
    assert pages(root / "site") == pages(clean / "site")
    return bool(short), report.written.written


def test_a_text_is_made_again_wherever_it_is_shown(root: Path) -> None:
    edit(root, "content/d/first.md", "Text of the first.", "Another text, of more words.")
    short, written = rebuilt(root)
    assert short
    assert {path for path in written if not path.startswith("pagefind/")} == {
        "articles/first/index.html", "dossiers/d/feed.json", "dossiers/d/feed.xml", "feed.json", "feed.xml",
    }  # fmt: skip
    assert any(path.startswith("pagefind/") for path in written)


@pytest.mark.parametrize("path", ["content/d/dossier.md", "content/pages/about.md", "content/d/second.md"])
def test_dossiers_and_pages_have_texts_too(root: Path, path: str) -> None:
    edit(root, path, "---\n\n", "---\n\nFirst of all: ")
    assert rebuilt(root)[0]
    edit(root, path, "First of all", "Secondly")
    assert rebuilt(root)[0]


def test_texts_that_change_places_are_known_in_their_new_ones(root: Path) -> None:
    """Exchanged one after the other, one page would pass for the other's."""
    first, second, about = "content/d/first.md", "content/d/second.md", "content/pages/about.md"
    for path, old, new in (
        (first, "Text of the first.", "Text of the second."),
        (second, "Text of the second.", "About."),
        (about, "---\n\nAbout.", "---\n\nText of the first."),
    ):
        edit(root, path, old, new)
    assert rebuilt(root)[0]
    for path, old, page in (
        (first, "Text of the second.", "articles/first/index.html"),
        (second, "\nAbout.", "articles/second/index.html"),
        (about, "Text of the first.", "about/index.html"),
    ):
        edit(root, path, old, "\nSomething else.")
        short, written = rebuilt(root)
        assert short
        assert page in written


def test_several_texts_and_a_change_of_nothing_but_space(root: Path) -> None:
    edit(root, "content/d/first.md", "Text of", "Text  of")
    edit(root, "content/d/second.md", "Text of the second.", "Text.")
    short, written = rebuilt(root)
    assert short
    assert "articles/second/index.html" in written
    edit(root, "content/d/first.md", "first.\n", "first.\n\n\n")
    assert rebuilt(root) == (True, ())
    with short_ways() as short_again:
        build(root)
    assert not short_again  # there is nothing to do at all


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/d/first.md", "title: First", "title: First\nbyline: Renamed"),
        ("content/d/first.md", "title: First", "title: Renamed\naliases: [/old/]"),
        ("content/d/dossier.md", "title: D", "title: Renamed"),
        ("content/pages/about.md", "title: About", "title: Renamed"),
        ("content/d/first.md", "Text of", "[Text](ref:second) of"),
        ("content/d/first.md", "Text of", "## A heading\n\nText of"),
        ("content/d/first.md", "Text of", "[Text](https://a.example/) of"),
        ("content/d/first.md", "Text of the first.", ""),
        ("content/d/first.md", "Text of the first.", "Text of the second."),
        ("site.yaml", "title: Trial", "title: Other"),
        ("themes/golden/templates/page.html", "<p>", "<p><!-- other -->"),
    ],
)
def test_whatever_is_more_than_text_goes_the_whole_way(root: Path, path: str, old: str, new: str) -> None:
    if path.startswith("themes"):
        (root / "templates").mkdir()
        source = (root / path).read_text(encoding="utf-8")
        (root / "templates/page.html").write_text(source.replace("{% block", "<!-- other -->{% block", 1))
    else:
        edit(root, path, old, new)
    short, _ = rebuilt(root)
    # The very text of another article is no more than text; but from then on, two files share one.
    assert short == (new == "Text of the second.")
    if short:
        edit(root, "content/d/second.md", "Text of the second.", "A text of its own.")
        assert rebuilt(root)[0] is False


def test_a_text_with_a_warning_goes_the_whole_way(root: Path) -> None:
    edit(root, "content/d/first.md", "Text of", 'Text <p style="x">of</p>')
    assert rebuilt(root)[0] is False
    edit(root, "content/d/first.md", "Text <p", "\n\nText <p")
    assert rebuilt(root)[0] is False  # it stands on another line now


def test_many_short_ways_do_not_throw_the_rest_of_the_site_out_of_the_cache(root: Path) -> None:
    def entries() -> set[bytes]:
        with sqlite3.connect(root / ".dossier/cache.sqlite") as connection:
            return {key for (key,) in connection.execute("SELECT key FROM entries")}

    before = entries()
    for number in range(12):
        edit(root, "content/d/first.md", "Text", f"Text {number}")
        with short_ways() as short:
            build(root)
        assert short
    assert before <= entries()


def test_without_its_cache_the_whole_way_is_taken(root: Path) -> None:
    (root / ".dossier/cache.sqlite").write_bytes(b"damaged")
    edit(root, "content/d/first.md", "Text of", "The text of")
    assert rebuilt(root)[0] is False


def test_a_page_that_somebody_changed_is_mended(root: Path) -> None:
    (root / "site/articles/second/index.html").write_text("somebody's")
    edit(root, "content/d/first.md", "Text of", "The text of")
    assert rebuilt(root)[0] is False


def test_a_headline_is_made_again_wherever_it_is_shown(root: Path) -> None:
    edit(root, "content/d/first.md", "title: First", 'title: "Renamed: <b>first</b> & last"')
    short, written = rebuilt(root)
    assert short
    made = {path for path in written if not path.startswith("pagefind/")}
    assert {"articles/first/index.html", "articles/second/index.html", "dossiers/d/index.html"} <= made
    assert "pages/about/index.html" not in made
    assert any(path.startswith("pagefind/") for path in written)
    edit(root, "content/d/first.md", '"Renamed: <b>first</b> & last"', "Second")  # another article's
    assert rebuilt(root)[0]
    edit(root, "content/d/first.md", "title: Second", "title: Third")
    edit(root, "content/d/second.md", "title: Second", "title: First")
    edit(root, "content/d/second.md", "Text of", "Text and headline of")
    assert rebuilt(root)[0]


def test_an_article_without_text_may_be_renamed(root: Path) -> None:
    edit(root, "content/d/second.md", "Text of the second.", "")
    assert rebuilt(root)[0] is False
    edit(root, "content/d/second.md", "title: Second", "title: Renamed")
    assert rebuilt(root)[0]


@pytest.mark.parametrize("further", ["aliases: [/old/]", ""])
def test_a_headline_that_is_shown_without_its_article_goes_the_whole_way(root: Path, further: str) -> None:
    if further:
        edit(root, "content/d/first.md", "title: First\n", f"title: First\n{further}\n")
    else:
        edit(root, "site.yaml", "cards: false", "cards: {articles: true}")
    assert rebuilt(root)[0] is False
    edit(root, "content/d/first.md", "title: First", "title: Renamed")
    assert rebuilt(root)[0] is False
    edit(root, "content/d/first.md", "Text of", "Another text of")
    assert rebuilt(root)[0]


def test_a_note_of_another_build_is_not_trusted(root: Path) -> None:
    note = root / ".dossier/last-build-shown"
    older = note.read_bytes()
    edit(root, "content/d/first.md", "Text of", "The text of")
    assert rebuilt(root)[0]
    note.write_bytes(older)
    edit(root, "content/d/first.md", "The text of", "Text of")
    assert rebuilt(root)[0] is False
    note.unlink()
    edit(root, "content/d/first.md", "Text of", "The text of")
    assert rebuilt(root)[0] is False


def planned_sample(rename: Callable[[str], str] = str) -> tuple[Site, Plan]:
    """The sample site, everything on but cards of articles, each headline renamed."""
    config, _ = load_config(REPOSITORY)
    assert config is not None
    config = msgspec.structs.replace(config, api=Feature())
    kept = Kept()
    audience = Audience(NOW)
    site, documents, _ = read_site(REPOSITORY, config, audience, serial, kept)
    media, _ = gather_media(site, documents, config, REPOSITORY, kept.prints)
    renamed = {name: _renamed(each, rename) for name, each in site.articles.items()}
    site = msgspec.structs.replace(site, articles=renamed)
    return site, plan(site, config, media, exports=exports_of(config))[0]


def _renamed(article: ArticleDocument, rename: Callable[[str], str]) -> ArticleDocument:
    meta = msgspec.structs.replace(article.meta, title=rename(article.meta.title))
    return msgspec.structs.replace(article, meta=meta)


def outputs_of(planned: Plan) -> dict[str, Output | Bundle]:
    return {each.path: each for each in planned.pages} | {each.folder: each for each in planned.bundles}


def kept_of(planned: Plan) -> Whereabouts:
    """What is kept of a plan, as it comes back."""
    whereabouts = Whereabouts()
    for path, output in outputs_of(planned).items():
        whereabouts.learn(path, output)
    return Whereabouts.read(whereabouts.written())


def again(planned: Plan, edits: Edits) -> dict[str, Output | Bundle | None]:
    """Every output that shows something to exchange, from what is kept of it."""
    outputs = outputs_of(planned)
    return {
        path: planned_again(path, shown, msgspec.msgpack.encode(outputs[path].view), edits)
        for path, shown in kept_of(planned).affected(edits).items()
    }


def test_a_headline_is_exchanged_wherever_planning_puts_it() -> None:
    """PLAN shows headlines and does nothing else with them: exchanging them is planning with new ones.

    The short way stands on this. A new view that shows an article's headline must say whose it is.
    """

    def rename(title: str) -> str:
        return f"Quite < different: {title[::-1]}"

    site, before = planned_sample()
    _, after = planned_sample(rename)
    names = {
        name: rename(article.meta.title)
        for article in site.articles.values()
        for name in (article.id, article_address(article.id))
    }
    expected = outputs_of(after)
    found = outputs_of(before) | again(before, Edits(headlines=names))
    redirects = [path for path, output in expected.items() if isinstance(output.view, RedirectView)]
    assert {path: found[path] for path in redirects} != {path: expected[path] for path in redirects}
    assert found | {path: expected[path] for path in redirects} == expected
    kinds = {type(output.view) for path, output in expected.items() if output != outputs_of(before)[path]}
    assert {ArticleView, DossierView, NamePageView, PeriodPageView, FeedView, ReferencesView} <= kinds
    assert {BucketView, SiteDataView, HomeView} <= kinds


def test_only_what_shows_a_headline_is_looked_at() -> None:
    site, planned = planned_sample()
    article = next(iter(site.articles.values()))
    names = dict.fromkeys((article.id, article_address(article.id)), "Other")
    outputs, found = outputs_of(planned), again(planned, Edits(headlines=names))
    assert [path for path, output in found.items() if output == outputs[path]] == []
    assert 3 < len(found) < len(outputs) / 3


def test_every_view_of_the_sample_comes_back_from_the_cache_as_it_was() -> None:
    """The short way takes views out of the cache where the whole way makes them."""
    site, planned = planned_sample()
    outputs, known = outputs_of(planned), kept_of(planned)
    texts = dict.fromkeys((name for each in outputs.values() for name in each.bodies), Body("", words=0))
    whatever = Edits(texts, dict.fromkeys(map(article_address, site.articles), ""))
    affected = known.affected(whatever)
    assert {type(outputs[path]) for path in affected} == {Output, Bundle}
    for path, shown in affected.items():
        assert (
            planned_again(path, shown, msgspec.msgpack.encode(outputs[path].view), Edits()) == outputs[path]
        )


def test_what_is_kept_of_a_view_is_checked() -> None:
    view = BodyView(digest="a" * 64)
    packed = msgspec.msgpack.encode(view)
    whereabouts = Whereabouts()
    whereabouts.learn("x", Output("x", "page.html", view, Cause("site.yaml"), None, ("a" * 64,)))
    swap = Edits({"a" * 64: Body(digest="b" * 64, words=7)})
    known = whereabouts.affected(swap)["x"]
    again = planned_again("x", known, packed, swap)
    assert isinstance(again, Output)
    assert (again.view, again.bodies) == (BodyView(digest="b" * 64, words=7), ("b" * 64,))
    for damaged in (
        msgspec.structs.replace(known, view="os:system"),
        msgspec.structs.replace(known, view="dossierpress.plan.views:Nothing"),
        msgspec.structs.replace(known, view="dossierpress.build:build"),
        msgspec.structs.replace(known, template="", producer="os:system"),
    ):
        assert planned_again("x", damaged, packed, swap) is None
    assert planned_again("x", known, b"\xc1", swap) is None
