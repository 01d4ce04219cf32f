"""`dossier new`: a file with the right front matter in the right place, and never over another."""

from pathlib import Path

import pytest

from trial import dossier, environment, lay


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path, {"content/harbour/dossier.md": "---\ntitle: Harbour\n---\n"})


def new(root: Path, *arguments: str, **changes: str) -> str:
    done = dossier("new", *arguments, "--root", root, env=environment(**changes))
    assert done.code == 0, done.err
    return done.out.strip()


def test_an_article_in_its_dossier(root: Path) -> None:
    path = new(root, "article", "Who counts the sand?", "--dossier", "harbour", "--source", "The Gauge")
    assert path == "content/harbour/who-counts-the-sand.md"
    front = ["title: Who counts the sand?", "date: 2024-01-01", "source: The Gauge", "accessed: 2024-01-01"]
    text = (root / path).read_text()
    assert text.startswith("\n".join(["---", *front, "status: draft", "---", ""]))


def test_an_article_without_a_dossier(root: Path) -> None:
    assert new(root, "article", 'Loose: a "leaf" #1') == "content/articles/loose-a-leaf-1.md"
    assert new(root, "article", "ریت کا حساب") == "content/articles/ریت-کا-حساب.md"


def test_a_dossier(root: Path) -> None:
    path = new(root, "dossier", "The Long Dredge")
    assert path == "content/the-long-dredge/dossier.md"
    assert "opened: 2024-01-01\n" in (root / path).read_text()


def test_what_was_begun_builds(root: Path) -> None:
    new(root, "dossier", "The Long Dredge")
    new(root, "article", "First", "--dossier", "the-long-dredge", "--source", "The Gauge")
    new(root, "article", "Second", "--source", "The Gauge")
    done = dossier("build", "--root", root, "--drafts", "--strict")
    assert done.code == 0, done.err
    assert (root / "site/articles/first/index.html").exists()
    assert dossier("build", "--root", root).code == 0
    assert not (root / "site/articles/first").exists()


def test_today_is_that_of_the_site(root: Path) -> None:
    (root / "site.yaml").write_text("title: T\ntheme: golden\ntimezone: Pacific/Kiritimati\n")
    path = new(root, "article", "Late", SOURCE_DATE_EPOCH="1704063600")  # 23:00 UTC on the day before
    assert "date: 2024-01-01" in (root / path).read_text()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["article", "x", "--dossier", "harbuor"], 2, "did you mean `harbour`?"),
        (["article", "x", "--dossier", "zzzzzz"], 2, 'dossier new dossier "zzzzzz"'),
        (["article", "?!"], 2, "no letter or digit"),
        (["article", "x", "--dossier", "../../x"], 2, "there is no dossier"),
        (["dossier", "Articles"], 2, "choose another title"),
        (["dossier", "Harbour"], 1, "is there already"),
    ],
)
def test_what_cannot_be_begun(root: Path, arguments: list[str], code: int, said: str) -> None:
    done = dossier("new", *arguments, "--root", root)
    assert done.code == code
    assert said in done.err


def test_an_id_that_is_taken_anywhere_is_said(root: Path) -> None:
    new(root, "article", "Gauge", "--dossier", "harbour")
    done = dossier("new", "article", "Gauge", "--root", root)
    assert done.code == 2
    assert "content/harbour/gauge.md has the id `gauge` already" in done.err


def test_without_a_site_it_says_how_to_begin(tmp_path: Path) -> None:
    done = dossier("new", "article", "x", "--root", tmp_path)
    assert done.code == 1
    assert "dossier init" in done.err
