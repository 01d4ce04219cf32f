"""A site in a folder: staged, journaled, put in place; strangers' files and dead processes' locks."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from dossierpress.problems import Problem
from dossierpress.write.directory import MANIFEST, DirectorySink
from dossierpress.write.ledger import FORMAT, Journal, Manifest, load, save
from dossierpress.write.sink import Same, WriteError, Written
from trial import pages, tree

Files = Mapping[str, bytes]
FIRST = {"index.html": b"home", "a/index.html": b"a", "assets/x.css": b"x"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "site"


def write(folder: Path, files: Files) -> Written:
    return DirectorySink(folder, "site").write(sorted(files.items()))


def refused(folder: Path, files: Files) -> WriteError:
    """A write that must fail, and leave everything as it was."""
    before = pages(folder)
    with pytest.raises(WriteError) as caught:
        write(folder, files)
    assert pages(folder) == before
    return caught.value


def manifest(folder: Path) -> list[str]:
    return sorted(json.loads((folder / MANIFEST).read_bytes())["files"])


def interrupted(folder: Path, files: Files, journal: Journal) -> None:
    """What a process leaves that was killed just after it wrote its journal."""
    staging = folder / ".dossier/staging"
    staging.mkdir(parents=True)
    for name, data in files.items():
        (staging / name).write_bytes(data)
    save(folder / ".dossier/journal.json", journal, folder / ".dossier")


def test_a_site_is_written_with_its_manifest(folder: Path) -> None:
    written = write(folder, FIRST)
    assert pages(folder) == FIRST
    assert manifest(folder) == sorted(FIRST)
    assert (written.unchanged, written.deleted) == (0, ())
    assert written.written[0] == "assets/x.css"  # before the pages that use it
    assert sorted(path.name for path in (folder / ".dossier").iterdir()) == ["lock"]


def test_what_is_unchanged_is_not_touched(folder: Path) -> None:
    write(folder, FIRST)
    before = {path: (folder / path).stat().st_mtime_ns for path in FIRST}
    inodes = {path: (folder / path).stat().st_ino for path in FIRST}
    assert write(folder, FIRST) == Written((), 3, ())
    assert write(folder, FIRST | {"b.html": b"b"}) == Written(("b.html",), 3, ())
    assert {path: (folder / path).stat().st_mtime_ns for path in FIRST} == before
    assert {path: (folder / path).stat().st_ino for path in FIRST} == inodes


def test_what_is_no_longer_made_is_deleted_with_its_empty_folders(folder: Path) -> None:
    write(folder, FIRST | {"deep/er/index.html": b"d"})
    assert write(folder, {"index.html": b"home"}).deleted == (
        "a/index.html",
        "assets/x.css",
        "deep/er/index.html",
    )
    assert pages(folder) == {"index.html": b"home"}


def test_a_file_that_somebody_changed_is_made_again(folder: Path) -> None:
    write(folder, FIRST)
    (folder / "index.html").write_bytes(b"edit")
    assert write(folder, FIRST).written == ("index.html",)
    (folder / "index.html").unlink()
    assert write(folder, FIRST).written == ("index.html",)
    assert pages(folder) == FIRST


def test_a_file_that_is_held_need_not_be_made(folder: Path) -> None:
    write(folder, FIRST)
    digest = json.loads((folder / MANIFEST).read_bytes())["files"]["index.html"]
    sink = DirectorySink(folder)

    def files() -> Iterator[tuple[str, bytes | Same]]:
        assert sink.holds("index.html", digest)
        assert not sink.holds("a/index.html", digest)
        assert not sink.holds("index.html", "0" * 64)
        yield "index.html", Same(digest)
        yield "new.html", b"new"

    assert sink.write(files()) == Written(("new.html",), 1, ("a/index.html", "assets/x.css"))
    assert pages(folder) == {"index.html": b"home", "new.html": b"new"}


def test_a_file_becomes_a_folder_and_a_folder_a_file(folder: Path) -> None:
    as_file, as_folder = {"x": b"file", "y": b"y"}, {"x/a/index.html": b"1", "x/b": b"2", "y": b"y"}
    for files in (as_file, as_folder, as_file, as_folder):
        write(folder, files)
        assert pages(folder) == files


def test_an_empty_site_leaves_the_folder(folder: Path) -> None:
    write(folder, FIRST)
    write(folder, {})
    assert pages(folder) == {}
    assert folder.is_dir()


def test_the_folder_keeps_its_identity(folder: Path) -> None:
    folder.mkdir()
    identity = folder.stat().st_ino
    write(folder, FIRST)
    write(folder, {"x": b""})
    assert folder.stat().st_ino == identity


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "", ".dossier/lock", MANIFEST, "a\\b"])
def test_a_path_that_leads_out_is_refused(folder: Path, path: str) -> None:
    write(folder, FIRST)
    assert refused(folder, {path: b"x"}).problem.code == "bad-address"


def test_a_fault_while_the_files_are_made_leaves_the_old_site(folder: Path) -> None:
    write(folder, FIRST)

    def files() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        raise KeyError("a page")

    with pytest.raises(KeyError):
        DirectorySink(folder).write(files())
    assert pages(folder) == FIRST
    assert not (folder / ".dossier/staging").exists()


def test_a_first_build_that_fails_leaves_no_folder(folder: Path) -> None:
    with pytest.raises(WriteError):
        write(folder, {"../x": b""})
    assert not folder.exists()


# Strangers' files.


def test_a_strangers_file_is_never_replaced(folder: Path) -> None:
    folder.mkdir()
    (folder / "index.html").write_text("mine")
    error = refused(folder, FIRST)
    assert (error.problem.code, error.problem.path) == ("not-ours", "site/index.html")


def test_a_strangers_file_of_the_same_bytes_is_taken_over(folder: Path) -> None:
    folder.mkdir()
    (folder / "index.html").write_bytes(b"home")
    write(folder, FIRST)
    assert manifest(folder) == sorted(FIRST)


def test_strangers_files_beside_ours_stay(folder: Path) -> None:
    write(folder, FIRST)
    (folder / "CNAME").write_text("press.example")
    (folder / "a/notes.txt").write_text("mine")
    (folder / "empty").mkdir()
    write(folder, {})
    assert pages(folder) == {"CNAME": b"press.example", "a/notes.txt": b"mine", "empty/": b""}


def test_a_folder_that_holds_a_strangers_file_is_not_replaced(folder: Path) -> None:
    write(folder, {"a/index.html": b"a"})
    (folder / "a/notes.txt").write_text("mine")
    assert refused(folder, {"a": b"now a file"}).problem.path == "site/a"


def test_a_strangers_folder_where_our_file_was_stops_before_anything_is_done(folder: Path) -> None:
    write(folder, FIRST)
    (folder / "index.html").unlink()
    (folder / "index.html").mkdir()
    (folder / "index.html/notes").write_text("mine")
    assert refused(folder, FIRST | {"b.html": b"b"}).problem.path == "site/index.html"
    assert not (folder / ".dossier/journal.json").exists()


@pytest.mark.parametrize("make", [Path.touch, os.mkfifo])
def test_what_is_no_folder_stops_a_path_through_it(folder: Path, make: object) -> None:
    folder.mkdir()
    make(folder / "a")  # type: ignore[operator]
    assert refused(folder, FIRST).problem.path == "site/a"


def test_links_are_never_followed(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_text("precious")
    folder.mkdir()
    (folder / "a").symlink_to(elsewhere)
    assert refused(folder, FIRST).problem.path == "site/a"
    (folder / "a").unlink()
    (folder / "index.html").symlink_to(elsewhere / "index.html")
    assert refused(folder, FIRST).problem.path == "site/index.html"
    assert tree(elsewhere) == {"index.html": b"precious"}


def test_nothing_is_deleted_through_a_link(folder: Path, tmp_path: Path) -> None:
    write(folder, FIRST)
    elsewhere = tmp_path / "elsewhere"
    (folder / "a").rename(elsewhere)
    (folder / "a").symlink_to(elsewhere)
    (folder / "assets/x.css").unlink()
    (folder / "assets/x.css").symlink_to(elsewhere / "index.html")
    write(folder, {"index.html": b"home"})
    assert tree(elsewhere) == {"index.html": b"a"}
    assert (folder / "a").is_symlink()
    assert (folder / "assets/x.css").is_symlink()


@pytest.mark.parametrize("name", [".dossier", ".dossier/lock", ".dossier/staging", ".dossier/holder"])
def test_our_own_records_are_not_written_through_links(folder: Path, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "file").write_text("precious")
    (folder / name).parent.mkdir(parents=True)
    (folder / name).symlink_to(elsewhere if name.endswith(("dossier", "staging")) else elsewhere / "file")
    assert refused(folder, FIRST).problem.code == "not-ours"
    assert tree(elsewhere) == {"file": b"precious"}


def test_the_folder_itself_may_be_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    write(folder, FIRST)
    assert pages(tmp_path / "elsewhere") == FIRST


# Damaged and hostile records.


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"5", b'{"format": 9, "files": {}}'])
def test_without_a_sound_manifest_nothing_is_ours(folder: Path, data: bytes) -> None:
    write(folder, FIRST)
    (folder / MANIFEST).write_bytes(data)
    assert refused(folder, FIRST | {"index.html": b"new"}).problem.code == "not-ours"
    write(folder, FIRST)
    assert manifest(folder) == sorted(FIRST)


def test_a_manifest_cannot_make_us_delete_outside(folder: Path, tmp_path: Path) -> None:
    write(folder, FIRST)
    (tmp_path / "precious").write_text("mine")
    save(folder / MANIFEST, Manifest(FORMAT, {"../precious": "00"}), folder / ".dossier")
    write(folder, FIRST)
    assert (tmp_path / "precious").exists()


def test_a_journal_is_finished_first(folder: Path) -> None:
    write(folder, FIRST)
    new = Journal(
        FORMAT, (("0", "b.html"), ("1", "index.html")), ("a/index.html",), {"b.html": "", "index.html": ""}
    )
    interrupted(folder, {"0": b"b", "1": b"new home"}, new)
    (folder / ".dossier/staging/0").replace(folder / "b.html")  # it came so far
    sink = DirectorySink(folder)
    sink.finish()
    assert pages(folder) == {"assets/x.css": b"x", "b.html": b"b", "index.html": b"new home"}
    assert manifest(folder) == ["b.html", "index.html"]
    assert not (folder / ".dossier/journal.json").exists()
    sink.finish()
    assert write(folder, {"b.html": b"b"}).deleted == ("index.html",)


def test_a_journal_deletes_only_what_the_manifest_owns(folder: Path) -> None:
    write(folder, FIRST)
    (folder / "CNAME").write_text("mine")
    interrupted(folder, {}, Journal(FORMAT, (), ("CNAME", "a/index.html"), {}))
    DirectorySink(folder).finish()
    assert pages(folder) == {"CNAME": b"mine", "assets/x.css": b"x", "index.html": b"home"}


def test_a_journal_does_not_write_through_a_link(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder.mkdir()
    (folder / "a").symlink_to(elsewhere)
    interrupted(folder, {"0": b"x"}, Journal(FORMAT, (("0", "a/x"),), (), {"a/x": ""}))
    with pytest.raises(WriteError):
        DirectorySink(folder).finish()
    assert tree(elsewhere) == {"": b""} or not list(elsewhere.iterdir())
    (folder / "a").unlink()
    DirectorySink(folder).finish()
    assert pages(folder) == {"a/x": b"x"}


def test_a_damaged_journal_is_put_aside(folder: Path) -> None:
    write(folder, FIRST)
    (folder / ".dossier/journal.json").write_bytes(b"{ torn")
    DirectorySink(folder).finish()
    assert not (folder / ".dossier/journal.json").exists()
    assert pages(folder) == FIRST
    assert load(folder / MANIFEST, Manifest) is not None


def test_finishing_makes_no_folder_where_none_is(folder: Path) -> None:
    DirectorySink(folder).finish()
    assert not folder.exists()


def test_leftovers_of_a_killed_build_are_cleared(folder: Path) -> None:
    write(folder, FIRST)
    (folder / ".dossier/staging").mkdir()
    (folder / ".dossier/staging/0").write_text("half")
    write(folder, FIRST)
    assert not (folder / ".dossier/staging").exists()


# Two at once.

_HOLDER = """
import sys
from pathlib import Path
from dossierpress.write.directory import DirectorySink

def files():
    yield "held.html", b"held"
    print("holding", flush=True)
    sys.stdin.readline()

DirectorySink(Path(sys.argv[1])).write(files())
"""


@pytest.fixture
def holding(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process of its own that is in the middle of a write."""
    command = [sys.executable, "-c", _HOLDER, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"holding\n"
        yield process
        if process.poll() is None:
            process.kill()


def test_the_lock_of_a_living_process_holds(folder: Path, holding: subprocess.Popen[bytes]) -> None:
    error = refused(folder, FIRST)
    assert error.problem.code == "locked"
    assert f"process {holding.pid}" in error.problem.message
    holding.communicate(b"\n")
    assert holding.returncode == 0
    write(folder, FIRST)
    assert pages(folder) == FIRST


def test_the_lock_of_a_dead_process_does_not_hold(folder: Path, holding: subprocess.Popen[bytes]) -> None:
    holding.send_signal(signal.SIGKILL)
    holding.wait()
    write(folder, FIRST)
    assert pages(folder) == FIRST


def test_who_holds_the_lock_may_be_unknown(folder: Path, holding: subprocess.Popen[bytes]) -> None:
    (folder / ".dossier/holder").unlink()
    assert "an unknown process" in str(refused(folder, FIRST))
    holding.communicate(b"\n")


def test_a_refused_build_leaves_nothing_in_a_folder_that_is_not_ours(tmp_path: Path) -> None:
    """Neither our records, nor the folders on the way to it, nor a lock beside somebody else's records."""
    strangers, another = tmp_path / "strangers", tmp_path / "another"
    for folder in (strangers, another / ".dossier"):
        folder.mkdir(parents=True)
    (strangers / "index.html").write_bytes(b"precious")
    (another / "index.html").write_bytes(b"precious")
    (another / ".dossier/last").write_bytes(b"cache of another site")
    before = tree(tmp_path)

    def broken() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"home"
        raise WriteError(Problem(path="x", code="x", message="x"))

    for folder in (strangers, another, tmp_path / "far/away/site", strangers / "below"):
        with pytest.raises(WriteError):
            DirectorySink(folder, "site").write(broken())
        assert tree(tmp_path) == before
    for folder in (strangers, another):
        assert refused(folder, FIRST).problem.code == "not-ours"
        assert tree(tmp_path) == before
