"""`dossier init`: a new site builds at once, without a warning, and nothing that is there is changed."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from dossierpress.cli.main import cli
from dossierpress.read import pulldown
from trial import dossier, tree


def test_a_new_site_builds_at_once(tmp_path: Path) -> None:
    root = tmp_path / "my-site"
    made = dossier("init", root)
    assert made.code == 0
    assert made.out.endswith(f"next: dossier build --root {root}\n")
    for options in ([], ["--strict"]):
        built = dossier("build", "--root", root, *options)
        assert (built.code, built.err) == (0, "")
    assert (root / "site/index.html").exists()


def test_its_files_teach(tmp_path: Path) -> None:
    dossier("init", tmp_path)
    texts = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.yaml")]
    texts += [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.md")]
    assert len(texts) >= 4
    assert sum("\n#" in text or text.startswith("#") for text in texts) >= 3
    assert (tmp_path / ".gitignore").exists()


def test_what_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert dossier("init", tmp_path).code == 0
    (tmp_path / "site.yaml").write_text("title: Mine\n")
    before = tree(tmp_path)
    again = dossier("init", tmp_path)
    assert again.code == 2
    assert "is there already" in again.err
    assert tree(tmp_path) == before


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = dossier("init", tmp_path / "file" / "site")
    assert done.code == 1
    assert "Traceback" not in done.err
    assert done.err.startswith("Error: ")


def test_a_new_site_reads_markdown_as_most_tools_do(tmp_path: Path) -> None:
    dossier("init", tmp_path)
    lines = (tmp_path / "site.yaml").read_text(encoding="utf-8").splitlines()
    place = lines.index("markdown: {engine: commonmark}")
    assert lines[place - 1].startswith("# ")


def test_where_no_parser_of_commonmark_can_be_had_a_new_site_builds_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on platforms for which `pyromark` has no wheel."""
    monkeypatch.setattr(pulldown, "LIBRARY", "no_such_parser")
    for command in (["init", str(tmp_path / "s")], ["build", "--strict", "--root", str(tmp_path / "s")]):
        done = CliRunner().invoke(cli, command)
        assert done.exit_code == 0, done.output
    assert "# Not on this machine: markdown:" in (tmp_path / "s/site.yaml").read_text(encoding="utf-8")
