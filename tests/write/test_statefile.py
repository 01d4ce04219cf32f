"""A small file of the program's own: whole or not at all, and never through a link."""

import os
from pathlib import Path

import pytest

from dossierpress.write.sink import WriteError
from dossierpress.write.statefile import replace_file


def test_a_file_is_written_once_and_left_alone_when_it_is_the_same(tmp_path: Path) -> None:
    assert replace_file(tmp_path, "links.jsonl", b"one\n")
    before = (tmp_path / "links.jsonl").stat().st_mtime_ns
    assert not replace_file(tmp_path, "links.jsonl", b"one\n")
    assert (tmp_path / "links.jsonl").stat().st_mtime_ns == before
    assert replace_file(tmp_path, "links.jsonl", b"two\n")
    assert (tmp_path / "links.jsonl").read_bytes() == b"two\n"
    assert [path.name for path in tmp_path.iterdir()] == ["links.jsonl"]


def test_a_link_is_refused_and_a_draft_that_a_crash_left_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine", encoding="utf-8")
    (tmp_path / "links.jsonl.new").symlink_to(tmp_path / "precious")
    replace_file(tmp_path, "links.jsonl", b"x")
    (tmp_path / "links.jsonl").unlink()
    (tmp_path / "links.jsonl").symlink_to(tmp_path / "precious")
    with pytest.raises(WriteError) as caught:
        replace_file(tmp_path, "links.jsonl", b"x")
    assert caught.value.problem.code == "not-ours"
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_fault_leaves_the_old_file(call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "links.jsonl").write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(*((os, call) if call == "fsync" else (Path, call)), full)
    with pytest.raises(WriteError) as caught:
        replace_file(tmp_path, "links.jsonl", b"new")
    assert "No space left" in caught.value.problem.message
    assert (tmp_path / "links.jsonl").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["links.jsonl"]
