"""`dossier export` writes packages where it is told, and refuses what would leak or lose."""

import hashlib
import json
from pathlib import Path

import pytest

from packages.packing import guarded
from trial import dossier


def test_it_writes_packages_and_says_their_digests(tmp_path: Path) -> None:
    root = guarded(tmp_path / "site")
    done = dossier("export", "dataset", "d", "--root", root, "--output", tmp_path / "out")
    assert done.code == 0, done.err
    made = sorted((tmp_path / "out").iterdir())
    assert [each.name for each in made] == ["d-dataset.sqlite", "d-dataset.zip"]
    for each in made:
        assert f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each}\n" in done.out
    assert done.out.endswith(f"2 packages in {tmp_path / 'out'}\n")


def test_json_says_what_was_there_already(tmp_path: Path) -> None:
    root = guarded(tmp_path / "site")
    first = json.loads(dossier("export", "dataset", "all", "--root", root, "--format", "json").out)
    again = json.loads(dossier("export", "dataset", "all", "--root", root, "--format", "json").out)
    assert [each["written"] for each in first["packages"]] == [True, True]
    assert [each["written"] for each in again["packages"]] == [False, False]
    assert {Path(each["path"]).parent for each in first["packages"]} == {root / "exports"}


@pytest.mark.parametrize("name", ["dd", "d2"])
def test_a_dossier_that_readers_do_not_see_is_wrong_usage(tmp_path: Path, name: str) -> None:
    done = dossier("export", "dataset", name, "--root", guarded(tmp_path))
    assert done.code == 2
    assert f"readers see no dossier `{name}`" in done.err
    assert not (tmp_path / "exports").exists()


@pytest.mark.parametrize("place", ["content/d", "site", ".", "site/packages"])
def test_never_into_what_is_read_or_published(tmp_path: Path, place: str) -> None:
    root = guarded(tmp_path)
    done = dossier("export", "dataset", "d", "--root", root, "--output", root / place)
    assert done.code == 1
    assert "cannot hold packages" in done.err
    assert not list(root.rglob("*.sqlite"))


def test_an_error_in_the_content_stops_it(tmp_path: Path) -> None:
    root = guarded(tmp_path)
    (root / "content" / "d" / "full.md").write_text("---\ntitle: No date\n---\n")
    done = dossier("export", "dataset", "d", "--root", root)
    assert done.code == 1
    assert "content/d/full.md:" in done.err
    assert not (root / "exports").exists()


def test_a_book_of_a_reading_path(tmp_path: Path) -> None:
    root = guarded(tmp_path)
    done = dossier("export", "epub", "d", "--path", "short", "--root", root)
    assert done.code == 0, done.err
    assert [each.name for each in (root / "exports").iterdir()] == ["d-short.epub"]
    done = dossier("export", "epub", "d", "--path", "shrot", "--root", root)
    assert done.code == 2
    assert "did you mean `short`?" in done.err
    assert dossier("export", "dataset", "d", "--path", "short", "--root", root).code == 2
