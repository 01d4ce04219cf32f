"""`dossier build --explain` says why a page was made; `--profile` where the time went."""

import json
from pathlib import Path

import pytest

from trial import SITE, article, dossier, lay

FILES = {
    "site.yaml": SITE + "feeds: false\napi: false\n",
    "content/d/first.md": article("title: First\ndate: 2011-01-01", "Text of the first."),
    "content/d/second.md": article("title: Second\ndate: 2011-01-02", "Text of the second."),
    "content/pages/about.md": "---\ntitle: About\n---\n\nAbout.\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay(tmp_path, FILES)
    assert dossier("build", "--root", tmp_path).code == 0
    return tmp_path


def reasons(root: Path, *arguments: str) -> dict[str, str]:
    done = dossier("build", "--root", root, "--format", "json", *arguments)
    assert done.code == 0, done.err
    found: dict[str, str] = json.loads(done.out)["reasons"]
    return found


def test_the_first_build_makes_every_page_for_its_file(tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    why = reasons(tmp_path, "--explain")
    assert why["/articles/first/"] == "new: content/d/first.md"
    assert why["/about/"] == "new: content/pages/about.md"


def test_nothing_is_made_when_nothing_changed(root: Path) -> None:
    assert reasons(root, "--explain") == {}
    assert reasons(root, "--explain", "/articles/first/") == {
        "/articles/first/": "as it was: made of the same things as before"
    }


def test_a_body_concerns_its_page_and_a_headline_its_neighbours(root: Path) -> None:
    (root / "content/d/second.md").write_text(article("title: Second\ndate: 2011-01-02", "Other text!"))
    assert reasons(root, "--explain") == {"/articles/second/": "changed: text, length"}
    (root / "content/d/second.md").write_text(article("title: Renamed\ndate: 2011-01-02", "Other text!"))
    why = reasons(root, "--explain", "articles/first")
    assert why == {"/articles/first/": "changed: headline of the next article"}


def test_templates_missing_files_and_text_output(root: Path) -> None:
    (root / "site/articles/first/index.html").unlink()
    assert reasons(root, "--explain") == {
        "/articles/first/": "its file was missing, or was not what had been written"
    }
    (root / "templates").mkdir()
    (root / "templates/page.html").write_text("{{ title }}")
    done = dossier("build", "--root", root, "--explain")
    assert "/about/ a template that it uses, or a setting of the theme, changed\n" in done.out
    assert len(done.out.splitlines()) == 4


def test_the_profile_names_rooms_and_libraries(root: Path) -> None:
    done = dossier("build", "--root", root, "--profile")
    assert done.code == 0
    assert len(done.out.splitlines()) == 3
    rooms = [line.split(maxsplit=2)[2] for line in done.err.splitlines()[1:]]
    assert "Python" in rooms
    assert {"memo", "plan", "read", "render", "schema", "steps", "write"} & set(rooms)
    assert any(room.endswith("(library)") for room in rooms)
