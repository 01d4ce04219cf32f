"""The manifest and the journal: read back as written, refused when damaged or when a path leads out."""

import json
import os
from pathlib import Path

import pytest

from dossierpress.write.ledger import FORMAT, Journal, Manifest, flush, folders_of, is_safe, load, save

HOSTILE = [
    "",
    "/etc/passwd",
    "..",
    "../x",
    "a/../../x",
    "a//b",
    "./a",
    "a/.",
    "a\\..\\b",
    "a\0b",
    "a\nb",
    "\u202ea",
    ".dossier/lock",
    ".dossier-manifest.json",
]


@pytest.mark.parametrize("path", HOSTILE)
def test_a_path_that_leads_out_is_not_safe(path: str) -> None:
    assert not is_safe(path)


@pytest.mark.parametrize("path", ["index.html", "a/b/index.html", ".well-known/x", "a/.dossier/x", "ہ/گ"])
def test_a_path_inside_is_safe(path: str) -> None:
    assert is_safe(path)


def test_records_come_back_as_they_were_saved(tmp_path: Path) -> None:
    manifest = Manifest(FORMAT, {"ہ.html": "00", "a": "11"})
    journal = Journal(FORMAT, (("0", "a"),), ("b",), {"a": "11"})
    for record in (manifest, journal):
        save(tmp_path / "record.json", record, tmp_path)
        assert load(tmp_path / "record.json", type(record)) == record
    assert [path.name for path in tmp_path.iterdir()] == ["record.json"]


def test_what_lies_where_a_draft_goes_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    (tmp_path / "draft.json").symlink_to(tmp_path / "precious")
    save(tmp_path / "record.json", Manifest(FORMAT, {}), tmp_path)
    assert (tmp_path / "precious").read_text() == "mine"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"format": 1}',
        b'{"format": 2, "files": {}}',
        b'{"format": 1, "files": 5}',
        b'{"format": 1, "files": {"a": 5}}',
        b'{"format": 1, "files": ["a"]}',
        b'{"format": 1, "files": {"../a": "00"}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_manifest_is_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "manifest").write_bytes(data)
    assert load(tmp_path / "manifest", Manifest) is None


@pytest.mark.parametrize(
    "change",
    [
        {"renames": 5},
        {"renames": [["0"]]},
        {"renames": [["../0", "a"]]},
        {"renames": [["0", "../a"]]},
        {"deletions": "a"},
        {"deletions": ["/a"]},
        {"manifest": None},
        {"manifest": {"a/../..": ""}},
        {"format": 7},
    ],
)
def test_a_damaged_journal_is_none(tmp_path: Path, change: dict[str, object]) -> None:
    sound = {"format": FORMAT, "renames": [["0", "a"]], "deletions": ["b"], "manifest": {"a": "11"}}
    (tmp_path / "journal").write_text(json.dumps(sound))
    assert load(tmp_path / "journal", Journal) is not None
    (tmp_path / "journal").write_text(json.dumps(sound | change))
    assert load(tmp_path / "journal", Journal) is None


def test_a_record_behind_a_link_is_none(tmp_path: Path) -> None:
    save(tmp_path / "elsewhere", Manifest(FORMAT, {}), tmp_path)
    (tmp_path / "manifest").symlink_to(tmp_path / "elsewhere")
    assert load(tmp_path / "manifest", Manifest) is None
    assert load(tmp_path / "nothing", Manifest) is None


def test_a_record_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "manifest").mkdir()
    with pytest.raises(IsADirectoryError):
        load(tmp_path / "manifest", Manifest)


def test_folders_around_a_path() -> None:
    assert folders_of("a/b/c.html") == {"a", "a/b"}
    assert folders_of("c.html") == set()


@pytest.mark.parametrize("count", [0, 3, 51])
def test_staged_files_are_on_the_disk_before_a_journal_names_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    staging = tmp_path / ".dossier" / "staging"
    staging.mkdir(parents=True)
    names = [str(number) for number in range(count)]
    for name in names:
        (staging / name).write_bytes(b"page")
    brought: list[int] = []
    alls: list[None] = []
    monkeypatch.setattr(os, "fsync", lambda handle: brought.append(os.fstat(handle).st_ino))
    monkeypatch.setattr(os, "sync", lambda: alls.append(None))
    flush(staging, names)
    if count > 50:
        assert alls
    else:
        files = {(staging / name).stat().st_ino for name in names}
        assert {*files, staging.stat().st_ino, tmp_path.stat().st_ino} <= set(brought)
