"""What was published is kept, and `dossier diff` says what readers find otherwise, and why."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dossierpress.cli.main import cli
from make import article
from trial import SITE, lay

DAYS = {"first": "1767225600", "second": "1769904000", "third": "1772323200"}  # January, February, March 2026


def run(root: Path, *arguments: str, at: str = DAYS["third"]) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--root", str(root)], env={"SOURCE_DATE_EPOCH": at})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was published twice: a text was edited between, one was added, one became a draft."""
    root = tmp_path_factory.mktemp("site") / "s"
    targets = "publish:\n  live: {kind: folder, path: ../www}\n"
    files = {
        "content/d/a.md": article("Text.", title="An A"),
        "content/d/b.md": article("Text.", title="A B"),
        "content/d/c.md": article("Text.", title="A C"),
        "content/d/e.md": article("Text.", title="An E"),
    }
    lay(root, {"site.yaml": SITE + targets, **files})
    assert run(root, "publish", at=DAYS["first"]).exit_code == 0
    (root / "content/d/a.md").write_text(article("Another text.", title="An A"))
    (root / "content/d/b.md").write_text(article("Text.", title="A B", status="draft"))
    (root / "content/d/e.md").unlink()
    (root / "content/d/new.md").write_text(article("Text.", title="New"))
    assert run(root, "publish", at=DAYS["second"]).exit_code == 0
    return root


def blocks(output: str) -> dict[str, str]:
    """By each page what stands below it."""
    found: dict[str, str] = {}
    page = ""
    for line in output.splitlines():
        page = line if line[:2] in ("+ ", "~ ", "- ") else page
        if line.startswith("    "):
            found[page] = line.strip()
    return found


def test_each_publication_is_kept(site: Path) -> None:
    names = sorted(each.name for each in (site / "publications").iterdir())
    assert names == ["2026-01-01T000000Z-live.json.gz", "2026-02-01T000000Z-live.json.gz"]


def test_pages_that_differ_are_listed_with_the_reason(site: Path) -> None:
    done = run(site, "diff", "2026-01-01", "2026-02-01")
    assert done.exit_code == 0, done.output
    found = blocks(done.output)
    assert found["~ /articles/a/"].startswith("changed: text")
    assert found["+ /articles/new/"] == "content/d/new.md is new"
    assert found["- /articles/e/"] == "content/d/e.md is gone"
    assert found["- /articles/b/"].startswith("content/d/b.md is there and is not for readers now")
    assert found["~ /articles/c/"] == "changed: place in a dossier", "what stood before it is gone"
    assert "1 added" in done.output
    assert "2 removed" in done.output


def test_backwards_it_says_the_contrary(site: Path) -> None:
    found = blocks(run(site, "diff", "2026-02-01", "2026-01-01").output)
    assert found["- /articles/new/"] == "content/d/new.md is gone"
    assert found["+ /articles/b/"].startswith("content/d/b.md was there and is for readers now")


def test_for_programs(site: Path) -> None:
    done = run(site, "diff", "2026-01-01T00:00", "2026-02", "--format", "json")
    assert done.exit_code == 2, "a month is no day"
    data = json.loads(run(site, "diff", "2026-01-01T00:00", "last", "--format", "json").output)
    assert data["from"]["at"] == "2026-01-01T00:00:00Z"
    assert {
        "change": "removed",
        "path": "articles/e/index.html",
        "page": True,
        "why": ["content/d/e.md is gone"],
    } in (data["differences"])


def test_without_names_it_shows_what_the_next_publication_changes(site: Path) -> None:
    assert "0 pages" in run(site, "diff").output
    before = (site / "content/d/c.md").read_text()
    (site / "content/d/c.md").write_text(article("Text.", title="Another C"))
    try:
        assert run(site, "build").exit_code == 0
        found = blocks(run(site, "diff").output)
        assert "~ /articles/c/" in found
        assert "~ /articles/e/" not in found
    finally:
        (site / "content/d/c.md").write_text(before)
        assert run(site, "build").exit_code == 0


def test_an_unknown_or_damaged_one_is_named(site: Path) -> None:
    done = run(site, "diff", "2025-01-01")
    assert (done.exit_code, "the last: 2026-01-01T000000Z-live" in done.output) == (2, True)
    place = site / "publications" / "2024-01-01T000000Z-live.json.gz"
    place.write_bytes(b"damaged")
    try:
        done = run(site, "diff", "2024-01-01")
    finally:
        place.unlink()
    assert done.exit_code == 1
    assert "publications/2024-01-01T000000Z-live.json.gz:1:1: error[bad-edition]" in done.output


def test_two_in_one_second_are_both_kept(tmp_path: Path) -> None:
    lay(
        tmp_path / "s",
        {
            "site.yaml": SITE + "publish:\n  l: {kind: zip, path: ../s.zip}\n",
            "content/d/a.md": article("Text."),
        },
    )
    assert run(tmp_path / "s", "publish").exit_code == 0
    (tmp_path / "s/content/d/b.md").write_text(article("Text.", title="B"))
    assert run(tmp_path / "s", "publish").exit_code == 0
    kept = sorted(each.name for each in (tmp_path / "s/publications").iterdir())
    assert kept == ["2026-03-01T000000Z-l.json.gz", "2026-03-01T000000Z.2-l.json.gz"]
    assert "1 added" in run(tmp_path / "s", "diff", "2026-03-01T000000Z-l", "last").output
