"""The session: whatever changed, the site is what a clean build gives, or stays as it last was."""

import hashlib
import json
import random
from concurrent.futures import Future
from pathlib import Path

import pytest

from dossierpress.preview.edition import Edition, File
from dossierpress.preview.session import Changed, Session, Wanted
from dossierpress.run.task import serial
from live import Desk, built
from make import CONFIG, article, markdown, png, write

FILES = {
    "content/sources.yaml": "- {id: daily, name: The Daily}\n",
    "content/pages/about.md": markdown("About us.", title="About"),
    "content/first/dossier.md": markdown("Introduction.", title="First"),
    "content/first/one.md": article("See [two](two.md).", title="One", tags="[a, b]", aliases="[/old/]"),
    "content/first/two.md": article("![a](pic.png)", title="Two", date="2012-02-03", tags="[a]"),
    "content/first/pic.png": png(1),
    "content/second/three.md": article("Third.", title="Three", date="2012"),
    "assets/css/own.css": "p { color: red }\n",
    "themes/tiny/templates/tiny.html": "unused",
}
ONE = "articles/one/index.html"


def asked(desk: Desk, path: str) -> "Future[tuple[Edition | None, File | None]]":
    answer: Future[tuple[Edition | None, File | None]] = Future()
    desk.jobs.put(Wanted(path, answer))
    return answer


def test_the_site_is_what_a_build_gives(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FILES)
    assert desk.files() == built(desk.root)
    assert desk.reports[-1].problems == ()


def test_drafts_and_embargoed_articles_are_marked(tmp_path: Path) -> None:
    files = {
        "content/first/draft.md": article("Soon.", title="Draft", status="draft"),
        "content/first/later.md": article("Later.", title="Later", embargo="2099-01-01"),
        "themes/tiny/templates/article.html": "[{{ summary.mark }}]",
    }
    desk = Desk(tmp_path, FILES)
    desk.save(files)
    assert desk.files()["articles/draft/index.html"] == b"[draft]"
    assert desk.files()["articles/later/index.html"] == b"[embargoed]"


CHANGES: list[dict[str, str]] = [
    {"content/first/one.md": article("Other text.", title="One", tags="[a, b]")},
    {"content/first/one.md": article("See [two](two.md).", title="Another title")},
    {"content/first/one.md": article("Moved in time.", title="One", date="2020-01-01", tags="[c]")},
    {"content/first/one.md": article("Renamed.", title="One", id="uno")},
    {"content/first/dossier.md": markdown("Other words.", title="The first")},
    {"content/first/four.md": article("![b](pic.png)", title="Four")},
    {"content/third/five.md": article("Fifth.", title="Five", dossiers="[first]")},
    {"content/sources.yaml": "- {id: daily, name: The Daily, aliases: [Daily]}\n"},
    {"content/people.yaml": "- {id: ada, name: Ada}\n"},
    {"content/first/pic.png": png(3)},
    {"content/pages/about.md": markdown("About them.", title="About")},
    {"assets/css/own.css": "p { color: blue }\n"},
    {"themes/tiny/templates/article.html": "<h2>{{ summary.title }}</h2>"},
    {"templates/article.html": "<h3>{{ summary.title }}</h3>"},
    {"site.yaml": CONFIG + "url: https://press.example/reports/\nlanguage: fr\n"},
    {"site.yaml": CONFIG + "markdown: {typography: false}\nindexes: {tags: false}\n"},
]


@pytest.mark.parametrize("files", CHANGES, ids=lambda files: next(iter(files)))
def test_any_change_gives_what_a_clean_build_gives(tmp_path: Path, files: dict[str, str]) -> None:
    desk = Desk(tmp_path, FILES)
    desk.readers.open = frozenset({ONE, "index.html", "tags/a/index.html"})
    desk.save(files)
    assert desk.readers.problems == ()
    assert desk.files() == built(desk.root)
    assert len(desk.reports) == 2


def test_many_changes_in_any_order_give_what_a_clean_build_gives(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FILES)
    chance = random.Random(5)
    for _ in range(40):
        desk.save({path: text for files in chance.sample(CHANGES, 2) for path, text in files.items()})
        if chance.random() < 0.3:
            victim = chance.choice(
                ["content/first/four.md", "content/third/five.md", "templates/article.html"]
            )
            (desk.root / victim).unlink(missing_ok=True)
            desk.change({victim})
        if not desk.readers.problems:
            assert desk.files() == built(desk.root)


def test_a_change_that_no_event_told_of_is_found_at_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dossierpress.preview.session.REST", 0.01)
    desk = Desk(tmp_path, FILES)
    write(desk.root, {"content/first/two.md": article("Unheard of.", title="Two")})
    assert b"Unheard" not in (desk.files()["articles/two/index.html"] or b"")
    desk.save({"README": "A file that is none of the site's."})
    desk.session.step()
    assert desk.files() == built(desk.root)


def test_what_one_file_redacts_is_gone_from_all(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FILES)
    desk.save({"content/first/two.md": article("Jane Roe spoke.", title="Two")})
    assert b"Jane Roe" in (desk.files()["articles/two/index.html"] or b"")
    told = "[{label: Source A, names: [Jane Roe]}]"
    desk.save({"content/first/one.md": article("Text.", title="One", redactions=told)})
    assert desk.files() == built(desk.root)
    assert b"<p>Source A spoke." in (desk.files()["articles/two/index.html"] or b"")


def test_proofs_beside_captures_are_examined(tmp_path: Path) -> None:
    captured = f"[{{file: pic.png, sha256: {hashlib.sha256(png(1)).hexdigest()}, taken: 2024-01-01}}]"
    desk = Desk(tmp_path, FILES | {"content/first/one.md": article("T", title="One", captures=captured)})
    assert desk.codes == []
    desk.save({"content/first/pic.png.ots": b"no proof"})
    assert desk.codes == ["stamp-damaged"]


def test_what_did_not_change_makes_no_edition(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FILES)
    desk.change({"content/first/one.md", "content/first/.one.md.swp", "README", "content/first/4913"})
    assert len(desk.reports) == len(desk.readers.shown) == 1


BREAKS = {
    "content/first/one.md": "---\ntitle: [\n---\n",
    "content/first/dossier.md": "---\nquestoin: x\n---\n",
    "content/sources.yaml": "- {idd: x}\n",
    "site.yaml": "titel: x\n",
    "themes/tiny/templates/article.html": "{% if %}",
    "themes/tiny/theme.yaml": "api: none\n",
    "themes/tiny/templates/home.html": "{{ nothing }}",
}


@pytest.mark.parametrize("path", BREAKS)
def test_what_breaks_stays_as_it_was_until_it_is_mended(tmp_path: Path, path: str) -> None:
    desk = Desk(tmp_path, FILES)
    desk.readers.open = frozenset({ONE})
    before = desk.files()
    sound = (desk.root / path).read_bytes()
    desk.save({path: BREAKS[path]})
    assert [(problem.path, problem.severity) for problem in desk.readers.problems][:1] == [(path, "error")]
    assert desk.readers.problems[0].line >= 1
    assert desk.files() == before
    desk.save({"content/pages/about.md": markdown(title="Still heard.")})
    assert b"Still heard." in (desk.files()["about/index.html"] or b"")
    desk.save({path: sound})
    assert desk.readers.problems == ()
    assert desk.files() == built(desk.root)


def test_the_same_problems_as_a_build(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FILES)
    desk.save(
        {
            "content/first/one.md": article("See [gone](ref:gone) and [there](/nowhere/).", title="One"),
            "content/first/two.md": "---\ntitle: [\n---\n",
            "content/first/three.md": article(title="Twin"),
        }
    )
    assert sorted(desk.codes) == ["broken-link", "broken-link", "duplicate-id", "yaml"]


def test_strict_makes_warnings_errors(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FILES, "strict: true\n")
    desk.save({"content/first/one.md": article(title="One", source='""')})
    assert [problem.severity for problem in desk.readers.problems] == ["error"]


def test_a_site_that_was_never_sound_is_shown_as_soon_as_it_is(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {"site.yaml": "titel: x\n"})
    assert desk.session.edition is None
    answer = asked(desk, "index.html")
    desk.session.step()
    assert answer.result(1) == (None, None)
    assert desk.codes
    desk.save({"site.yaml": CONFIG, **FILES})
    assert desk.files() == built(desk.root)


def test_a_page_that_was_never_sound_has_no_bytes(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {**FILES, "templates/article.html": "{{ nothing }}"})
    assert desk.files()[ONE] is None
    assert desk.codes == ["template"]
    assert "2 more" in desk.readers.problems[0].message


def test_pages_being_read_are_made_before_the_edition_is_shown(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FILES)
    ready: list[bool] = []
    show = desk.readers.show

    def look(edition: Edition, moved: dict[str, str]) -> None:
        ready.append(edition.ready(ONE) is not None and not edition.planned)
        show(edition, moved)

    desk.readers.show = look  # type: ignore[method-assign]
    desk.readers.open = frozenset({ONE})
    desk.save({"content/first/one.md": article("Newest.", title="One")})
    assert ready == [True]


def test_a_later_change_ends_the_work_on_an_earlier_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FILES)
    first = article("First.", title="One", tags="[a, b]", aliases="[/old/]")
    second = article("Second.", title="Two", date="2012-02-03", tags="[a]")
    show = desk.readers.show

    def interrupt(edition: Edition, moved: dict[str, str]) -> None:
        show(edition, moved)
        if len(desk.readers.shown) == 2:
            write(desk.root, {"content/first/two.md": second})
            desk.jobs.put(Changed(frozenset({"content/first/two.md"})))

    desk.readers.show = interrupt  # type: ignore[method-assign]
    desk.save({"content/first/one.md": first})
    assert len(desk.reports) == 2
    assert desk.reports[-1].paths == ("content/first/one.md", "content/first/two.md")
    assert desk.reports[-1].pages == 2
    assert desk.files() == built(desk.root)


def test_who_asks_while_all_is_planned_is_answered_from_the_plan(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FILES)
    answers = []
    show = desk.readers.show

    def ask(edition: Edition, moved: dict[str, str]) -> None:
        show(edition, moved)
        answers.extend(asked(desk, path) for path in (ONE, "tags/a/index.html", "none/index.html"))

    desk.readers.show = ask  # type: ignore[method-assign]
    desk.save({"content/first/one.md": article("First.", title="One", tags="[a]")})
    found = [answer.result(1)[1] for answer in answers]
    assert [file is not None for file in found] == [True, True, False]


def test_who_asks_before_there_is_an_edition_waits_for_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FILES)
    fresh = Session(desk.sources, desk.jobs, desk.readers, serial, lambda _: (), desk.reports.append)
    desk.jobs.put(Changed())
    answer = asked(desk, ONE)
    fresh.step()
    assert answer.result(1)[1] is not None


def test_an_article_that_is_renamed_is_followed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FILES)
    (desk.root / "content/first/one.md").rename(desk.root / "content/first/uno.md")
    desk.change({"content/first/one.md", "content/first/uno.md"})
    assert desk.readers.moved == {"/articles/one/": "/articles/uno/"}


def test_a_rename_in_two_steps_is_followed_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FILES)
    text = (desk.root / "content/first/one.md").read_text()
    (desk.root / "content/first/one.md").unlink()
    desk.change({"content/first/one.md"})
    assert desk.readers.moved == {}
    desk.save({"content/first/uno.md": text})
    assert desk.readers.moved == {"/articles/one/": "/articles/uno/"}


def test_a_folder_that_goes_takes_its_pages_along(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FILES)
    for place in sorted((desk.root / "content/second").iterdir()):
        place.unlink()
    (desk.root / "content/second").rmdir()
    desk.change({"content/second"})
    assert "articles/three/index.html" not in desk.files()
    assert desk.files() == built(desk.root)


@pytest.mark.parametrize(
    "place",
    [
        "content",
        "content/first",
        "content/second",
        "content/first/one.md",
        "content/first/pic.png",
        "content/sources.yaml",
        "assets",
        "templates",
        "themes",
        "site.yaml",
        "links.jsonl",
    ],
)
def test_what_is_moved_away_and_back_is_there_again(tmp_path: Path, place: str) -> None:
    dead = {"url": "https://press.example/", "state": "dead", "since": "2024-01-02", "checked": "2024-01-02"}
    more = {"templates/article.html": "<h3>{{ summary.title }}</h3>", "links.jsonl": json.dumps(dead)}
    desk = Desk(tmp_path, {**FILES, **more})
    before = desk.files()
    away = tmp_path / "away"
    for _ in range(2):
        (desk.root / place).rename(away)
        desk.change({place})
        if not desk.readers.problems:
            assert desk.files() == built(desk.root)
        away.rename(desk.root / place)
        desk.change({place})
        assert desk.readers.problems == ()
        assert desk.files() == before == built(desk.root)


def test_a_folder_that_goes_round_by_other_names_is_there_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FILES)
    before = desk.files()
    for old, new in (("second", "third"), ("third", "fourth"), ("fourth", "second")):
        (desk.root / "content" / old).rename(desk.root / "content" / new)
        desk.change(None)
        assert desk.files() == built(desk.root)
    assert desk.files() == before


def test_a_file_in_the_midst_of_being_saved_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, FILES)
    write(desk.root, {"content/first/one.md": b""})

    def rest(_seconds: float) -> None:
        write(desk.root, {"content/first/one.md": article("Saved whole.", title="One")})
        desk.jobs.put(Changed(frozenset({"content/first/one.md"})))

    monkeypatch.setattr("dossierpress.preview.session.time.sleep", rest)
    desk.change({"content/first/one.md"})
    assert [report.problems for report in desk.reports] == [(), ()]
    assert b"Saved whole." in (desk.files()[ONE] or b"")


def test_changed_pictures_are_told_by_name(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FILES)
    desk.save({"content/first/pic.png": png(2)})
    assert desk.readers.shown[-1].fresh_media == ("first/pic.png",)
    assert desk.files()["media/first/pic.png"] == png(2)


def test_an_old_address_is_a_redirect(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FILES)
    answer = asked(desk, "old/index.html")
    desk.session.step()
    file = answer.result(1)[1]
    assert file is not None
    assert file.target == "/articles/one/"


def test_a_picture_that_vanishes_is_not_there_any_more(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FILES)
    (desk.root / "content/first/pic.png").unlink()
    edition = desk.session.edition
    assert edition is not None
    assert edition.ready("media/first/pic.png") is None
    desk.change({"content/first/pic.png"})
    assert desk.codes == ["missing-file"]
