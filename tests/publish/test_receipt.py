"""A publish with nothing to send is over at once, and only then."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dossierpress.cli import publishing
from dossierpress.cli.main import cli
from dossierpress.model.publishing import AnyTarget, FolderTarget
from dossierpress.publish import receipt as module
from trial import SITE, article, lay

TARGETS: dict[str, AnyTarget] = {"live": FolderTarget(kind="folder", path="www")}
BUILD = b"b" * 32


class Publisher:
    """A site with one target; `long` counts how often the whole way was gone."""

    def __init__(self, root: Path, long: list[str]) -> None:
        self.root, self.long = root, long

    def __call__(self, *arguments: str, **env: str) -> Result:
        self.long.clear()
        done = CliRunner().invoke(cli, ["publish", "--root", str(self.root), *arguments], env=env)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publisher:
    """A site that was published once, and then once more with nothing to do."""
    config = SITE + "publish:\n  live: {kind: folder, path: ../www}\n"
    lay(tmp_path / "s", {"site.yaml": config, "content/d/a.md": article(body="The word is Portcullis77.")})
    long: list[str] = []
    whole: Callable[..., None] = publishing.publish

    def counted(target: str | None, *rest: object, **more: object) -> None:
        long.append(target or "")
        whole(target, *rest, **more)

    monkeypatch.setattr(publishing, "publish", counted)
    found = Publisher(tmp_path / "s", long)
    assert found().exit_code == 0
    assert long
    assert found().exit_code == 0
    assert not long
    return found


def test_it_says_the_same_as_the_whole_way(run: Publisher) -> None:
    short = run("live")
    assert not run.long
    (run.root / ".dossier/last-publish").unlink()
    assert run("live").output == short.output
    assert run.long
    assert "0 to add, 0 to change (0 B), 0 to remove" in short.output
    for form in (("--format", "json"), ("--dry-run",)):
        short = run(*form)
        assert not run.long
        (run.root / ".dossier/last-publish").unlink()
        assert run(*form).output == short.output
        assert run.long
        run()


def test_an_edit_is_sent(run: Publisher) -> None:
    file = run.root / "content/d/a.md"
    file.write_text(file.read_text().replace("Portcullis77", "Drawbridge"))
    assert "published to" in run().output
    assert "Drawbridge" in (run.root.parent / "www/articles/a/index.html").read_text()


def test_a_build_in_between_is_sent(run: Publisher) -> None:
    file = run.root / "content/d/a.md"
    file.write_text(file.read_text().replace("Portcullis77", "Drawbridge"))
    assert CliRunner().invoke(cli, ["build", "--root", str(run.root)]).exit_code == 0
    assert "published to" in run().output
    assert "Drawbridge" in (run.root.parent / "www/articles/a/index.html").read_text()


def test_a_target_that_holds_something_else_is_mended(run: Publisher) -> None:
    www = run.root.parent / "www"
    (www / ".dossier-manifest.json").unlink()
    (www / "articles/a/index.html").unlink()
    assert "published to" in run().output
    assert run.long == [""]
    assert (www / "articles/a/index.html").exists()


def test_a_credential_that_was_not_searched_for_is_searched_for(run: Publisher) -> None:
    done = run(SOME_API_TOKEN="Portcullis77.")
    assert done.exit_code == 1
    assert "nothing was published" in done.output
    assert "Portcullis77" not in done.output


def test_another_target_goes_the_whole_way(run: Publisher) -> None:
    config = run.root / "site.yaml"
    config.write_text(config.read_text() + "  other: {kind: folder, path: ../other}\n")
    assert run("other").exit_code == 0
    assert run.long == ["other"]
    assert run("live").exit_code == 0
    assert run.long == ["live"]
    for name in ("live", "other"):
        assert run(name).exit_code == 0
        assert not run.long
    assert run().exit_code == 2


@pytest.mark.parametrize("damage", [b"", b"\xff" * 9, b"\x91\xc0"], ids=["empty", "noise", "other"])
def test_a_damaged_receipt_is_none(run: Publisher, damage: bytes) -> None:
    (run.root / ".dossier/last-publish").write_bytes(damage)
    assert run().exit_code == 0
    assert run.long == [""]
    assert run().exit_code == 0
    assert not run.long


def test_a_receipt_is_of_one_build_and_one_target(tmp_path: Path) -> None:
    made = module.receipt("live", TARGETS, BUILD, b"manifest", 3, {"TOKEN": "x" * 20})
    module.keep(tmp_path, made)
    assert module.find(tmp_path, "live", BUILD) == module.find(tmp_path, None, BUILD) == made
    assert module.find(tmp_path, "other", BUILD) is None
    assert module.find(tmp_path, "live", b"c" * 32) is None
    assert made.target == TARGETS["live"]
    assert (made.is_of(b"manifest"), made.is_of(b"other"), made.is_of(None)) == (True, False, False)
    assert made.covers({"TOKEN": "x" * 20})
    assert not made.covers({"TOKEN": "y" * 20})
    assert not made.covers({})
    assert b"xxxx" not in (tmp_path / "last-publish").read_bytes()
