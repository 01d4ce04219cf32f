"""One new file for the curator, never over one that is there."""

from pathlib import Path

import pytest

from dossierpress.write.newfile import write_new
from dossierpress.write.sink import WriteError


def code(root: Path, path: str) -> str:
    with pytest.raises(WriteError) as caught:
        write_new(root, path, "text")
    return caught.value.problem.code


def test_a_file_is_made_with_its_folders(tmp_path: Path) -> None:
    assert write_new(tmp_path, "a/b/c.md", "گ\n") == tmp_path / "a/b/c.md"
    assert (tmp_path / "a/b/c.md").read_bytes() == "گ\n".encode()


def test_what_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "c.md").write_text("mine")
    assert code(tmp_path, "c.md") == "exists"
    (tmp_path / "link.md").symlink_to("nowhere")
    assert code(tmp_path, "link.md") == "exists"
    assert (tmp_path / "c.md").read_text() == "mine"


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "root/out").symlink_to(tmp_path)
    assert code(tmp_path / "root", "out/c.md") == "link-out"
    assert not (tmp_path / "c.md").exists()


def test_a_file_where_a_folder_must_go_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert code(tmp_path, "a/b/c.md") in {"exists", "unwritable"}
    assert code(tmp_path, "x" * 300 + ".md") == "unwritable"
