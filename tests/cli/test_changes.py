"""`dossier changes`: what is other since a revision, of which no withheld word is told."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dossierpress.cli.main import cli
from make import article, markdown, write

BEFORE = {
    "site.yaml": "title: T\n",
    "content/d/dossier.md": markdown(
        "About.",
        title="D",
        sections="[{title: One, articles: [a, b]}, {title: Two, articles: [c]}]",
        claims="[{id: k, text: It sank., status: unverified, for: [a]}, {id: gone, text: Gone.}]",
        timeline="[{date: 2011, title: Sank}]",
        figures="[{question: How many?, values: [{value: '4'}]}]",
    ),
    "content/d/a.md": article("Text of a.", title="A", standfirst="kwdeckkw first.",
                              quotes="[{id: q, text: Text of a.}]"),
    "content/d/b.md": article("Text of b.", title="B"),
    "content/d/c.md": article("Text of c.", title="C"),
    "content/d/e.md": article("Text of e.", title="kwtitlekw", source="X"),
}  # fmt: skip
AFTER = {
    "content/d/dossier.md": markdown(
        "About it.",
        title="Dee",
        sections="[{title: One, articles: [a]}, {title: Three, articles: [c, f]}]",
        claims="[{id: k, text: It sank., status: supported, for: [c]}]",
        timeline="[{date: 2012, title: Sank}]",
        figures="[{question: How many?, values: [{value: '4'}, {value: '5'}]}]",
        changes="[{date: 2020-01-01, kind: added, text: Ours.}]",
    ),
    "content/d/a.md": article("Text of a, other.", title="Ay", standfirst="Second.",
                              corrections="[{date: 2021, by: curator, text: Mended.}]"),
    "content/d/b.md": article("Text of b.", title="B", status="withdrawn"),
    "content/d/f.md": article("Text of f.", title="F"),
}  # fmt: skip


def git(root: Path, *arguments: str) -> None:
    settings = ["-c", "user.name=T", "-c", "user.email=t@t.example", "-c", "commit.gpgsign=false"]
    dates = {"GIT_COMMITTER_DATE": "2024-01-02T00:00:00Z", "GIT_AUTHOR_DATE": "2024-01-02T00:00:00Z"}
    subprocess.run(
        ["git", *settings, *arguments], cwd=root, check=True, capture_output=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(root)} | dates,
    )  # fmt: skip


@pytest.fixture(scope="module")
def _repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tmp_path_factory.mktemp("changes"), BEFORE)
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Begin")
    return root


@pytest.fixture
def root(_repository: Path) -> Path:
    """The site as it was, and as it is now."""
    git(_repository, "checkout", "--quiet", "--", ".")
    (_repository / "content/d/f.md").unlink(missing_ok=True)
    return write(_repository, AFTER)


def run(root: Path, *arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(cli, ["changes", "--root", str(root), "--jobs", "1", *arguments])
    assert result.exit_code == code, result.output
    return result.output


def seen(root: Path, *arguments: str) -> list[tuple[str, ...]]:
    told: dict[str, Any] = json.loads(run(root, "--since", "HEAD", "--format", "json", *arguments))
    return [tuple(each.values()) for each in told["dossiers"]["d"]]


def test_every_kind_of_change_is_seen(root: Path) -> None:
    assert set(seen(root)) == {
        ("changed", "headline", "dossier:d", "D", "Dee"),
        ("changed", "text", "dossier:d", "", ""),
        ("added", "section", "dossier:d", "", "Three"),
        ("removed", "section", "dossier:d", "Two", ""),
        ("changed", "status", "claim:d/k", "unverified", "supported"),
        ("removed", "claim", "claim:d/gone", "Gone.", ""),
        ("changed", "event", "dossier:d", "2011, reported: Sank", "2012, reported: Sank"),
        ("changed", "figure", "dossier:d", "4", "4; 5"),
        ("added", "note", "dossier:d", "", "2020-01-01: Ours."),
        ("added", "article", "f", "", "F"),
        ("changed", "section", "b", "One", ""),
        ("changed", "section", "c", "Two", "Three"),
        ("changed", "headline", "a", "A", "Ay"),
        ("changed", "standfirst", "a", "kwdeckkw first.", "Second."),
        ("changed", "text", "a", "", ""),
        ("removed", "quote", "a#q", "Text of a.", ""),
        ("added", "correction", "a", "", "Mended."),
        ("changed", "status", "b", "ready", "withdrawn"),
        ("changed", "text", "b", "", ""),
    }


def test_it_is_told_in_words(root: Path) -> None:
    output = run(root, "d", "--since", "HEAD")
    assert "d (19 changes)" in output
    assert "headline of a changed: “A” became “Ay”" in output
    assert "article added: f “F”" in output


def test_nothing_changed(root: Path) -> None:
    git(root, "checkout", "--quiet", "--", ".")
    (root / "content/d/f.md").unlink()
    assert run(root, "--since", "HEAD").startswith("nothing changed since ")


def test_what_is_marked_in_a_text_is_no_change_of_it(root: Path) -> None:
    git(root, "checkout", "--quiet", "--", ".")
    (root / "content/d/f.md").unlink()
    write(root, {"content/d/b.md": article("Text of b.", title="B", quotes="[{id: w, text: Text of b.}]")})
    assert seen(root) == [("added", "quote", "b#w", "", "Text of b.")]


@pytest.mark.parametrize("keys", [{"rights": "link-only"}, {"status": "withdrawn"}, {"rights": "private"}])
def test_no_word_that_is_withheld_now_is_told_of_then(root: Path, keys: dict[str, str]) -> None:
    write(root, {"content/d/a.md": article("x", title="A", standfirst="kwdeckkw", **keys)})
    write(root, {"content/d/e.md": article("x", title="kwtitlekw", source="X", draft="true")})
    found = str(seen(root))
    assert "kwdeckkw" not in found
    assert "Text of a." not in found
    assert "kwtitlekw" not in found


def test_of_a_dossier_that_readers_do_not_see_any_more_no_title_is_told(root: Path) -> None:
    write(root, {"content/d/dossier.md": markdown(title="D", status="draft")})
    assert seen(root) == [("removed", "dossier", "dossier:d", "", "")]


def test_what_is_redacted_now_is_not_told_of_then(root: Path) -> None:
    write(root, {"site.yaml": "title: T\nredactions: [{label: Source A, names: [kwdeckkw]}]\n"})
    found = str(seen(root))
    assert "kwdeckkw" not in found
    assert "source-a first." in found


def test_a_day_is_a_revision(root: Path) -> None:
    assert "19 changes" in run(root, "--since", "2024-02-01")
    assert "nothing was committed before 2024-01-01" in run(root, "--since", "2024-01-01", code=2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--since", "nowhere"), "there is no such revision"),
        (("--since=--output=x",), "there is no such revision"),
        (("x", "--since", "HEAD"), "there is no dossier `x`"),
    ],
)
def test_what_is_not_there(root: Path, arguments: tuple[str, ...], message: str) -> None:
    assert message in " ".join(run(root, *arguments, code=2).split())


def test_a_folder_that_is_no_repository(tmp_path: Path) -> None:
    write(tmp_path, BEFORE)
    assert "git does not know it" in run(tmp_path, "--since", "HEAD", code=2)
