"""The steps of a journal, each done once, or found done already."""

from pathlib import Path

import pytest

from dossierpress.write.ledger import FORMAT, Journal
from dossierpress.write.mover import Mover
from dossierpress.write.sink import WriteError


def carry_out(folder: Path, new: dict[str, str], gone: tuple[str, ...] = ()) -> None:
    """Stage files with these texts and move them in place; a text of `-` is not staged (any more)."""
    staging = folder.parent / "staging"
    staging.mkdir(exist_ok=True)
    for number, text in enumerate(new.values()):
        if text != "-":
            (staging / str(number)).write_text(text)
    renames = tuple((str(number), path) for number, path in enumerate(new))
    owned = dict.fromkeys((*new, *gone), "")
    Mover(folder, staging, "site").carry_out(Journal(FORMAT, renames, gone, {}), owned)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "site"
    place.mkdir()
    return place


def files(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


def test_files_are_placed_and_deleted(folder: Path) -> None:
    carry_out(folder, {"a/one": "1", "a/b/two": "2", "three": "3"})
    carry_out(folder, {"a/one": "new", "a/b/four": "4"}, gone=("a/b/two", "three"))
    assert files(folder) == {"a/one": "new", "a/b/four": "4"}
    carry_out(folder, {}, gone=("a/one", "a/b/four"))
    assert list(folder.iterdir()) == []


def test_a_step_that_was_done_already_is_left_alone(folder: Path) -> None:
    carry_out(folder, {"a/one": "1", "two": "2"})
    carry_out(folder, {"a/one": "-", "a/three": "3", "two": "-"}, gone=("a/long-gone",))
    assert files(folder) == {"a/one": "1", "two": "2", "a/three": "3"}


def test_a_folder_becomes_a_file_and_a_file_a_folder(folder: Path) -> None:
    carry_out(folder, {"a/b/one": "1", "c": "c"})
    carry_out(folder, {"a/b": "file", "c/two": "2"}, gone=("a/b/one", "c"))
    assert files(folder) == {"a/b": "file", "c/two": "2"}


def test_empty_folders_make_way_for_a_file(folder: Path) -> None:
    (folder / "a/b/c/d").mkdir(parents=True)
    carry_out(folder, {"a/b": "file", "a/other": "o"})
    assert files(folder) == {"a/b": "file", "a/other": "o"}


def test_a_folder_that_holds_something_does_not(folder: Path) -> None:
    (folder / "a/b").mkdir(parents=True)
    (folder / "a/b/theirs").write_text("theirs")
    with pytest.raises(OSError, match="directory"):
        carry_out(folder, {"a/b": "file"})
    assert files(folder) == {"a/b/theirs": "theirs"}


def test_nothing_goes_through_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/kept").write_text("kept")
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WriteError, match="a link or file stands where a folder must go"):
        carry_out(folder, {"link/inner/one": "1"})
    carry_out(folder, {}, gone=("link/kept",))
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["kept"]
