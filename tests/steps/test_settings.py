"""What a machine cannot make is noted, and bars nothing: no strict build, no check, no publishing."""

import json
from pathlib import Path

import pytest

from dossierpress.schema.config import Config
from dossierpress.steps.settings import on_this_machine
from live import Desk
from trial import article, dossier, environment, lay

SITE = "title: Trial\ntheme: golden\nurl: https://press.example/\n"
PLACE = "publish:\n  here: {kind: folder, path: ../there}\n"
FILES = {"site.yaml": SITE + PLACE, "content/d/one.md": article()}
# Python runs it when it starts: on this machine these have no wheels.
WITHOUT = """
from importlib.machinery import PathFinder

find = PathFinder.find_spec


def found(name, path=None, target=None):
    return None if name in ("pagefind", "pagefind_bin", "cbor2", "pyromark") else find(name, path, target)


PathFinder.find_spec = found
"""


@pytest.fixture
def elsewhere(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine for which Pagefind has no wheels."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    (place / "sitecustomize.py").write_text(WITHOUT, encoding="utf-8")
    return environment(PYTHONPATH=str(place))


@pytest.mark.parametrize("command", [["build"], ["build", "--strict"], ["check", "--strict"], ["publish"]])
def test_a_site_without_search_is_built_strictly_and_published(
    tmp_path: Path, elsewhere: dict[str, str], command: list[str]
) -> None:
    root = lay(tmp_path / "site", FILES)
    done = dossier(*command, "--root", root, env=elsewhere)
    assert done.code == 0, done.both
    assert done.err.startswith("site.yaml:1:1: note[no-search]: the site gets no search: ")
    again = dossier(*command, "--root", root, env=elsewhere)
    assert (again.code, again.err) == (0, done.err)


@pytest.mark.parametrize("command", ["build", "check", "publish"])
def test_a_note_is_no_failure_for_scripts_and_hosts(
    tmp_path: Path, elsewhere: dict[str, str], command: str
) -> None:
    root = lay(tmp_path / "site", FILES)
    strictly = [] if command == "publish" else ["--strict"]
    data = json.loads(dossier(command, "--root", root, *strictly, "--format", "json", env=elsewhere).out)
    assert data["ok"] is True
    assert [(each["code"], each["severity"]) for each in data["problems"]] == [("no-search", "note")]
    done = dossier(command, "--root", root, *strictly, "--format", "github", env=elsewhere)
    assert done.code == 0
    assert done.out.startswith(
        "::notice file=site.yaml,line=1,col=1,title=no-search::the site gets no search"
    )


def test_a_site_that_wants_no_search_is_not_told(tmp_path: Path, elsewhere: dict[str, str]) -> None:
    root = lay(tmp_path / "site", FILES | {"site.yaml": SITE + "search: false\n"})
    done = dossier("build", "--root", root, env=elsewhere)
    assert (done.code, done.err) == (0, "")


def test_an_error_is_counted_apart_from_the_note(tmp_path: Path, elsewhere: dict[str, str]) -> None:
    root = lay(tmp_path / "site", FILES | {"content/d/two.md": article("title: Two\nsource:\nstandfrist: x")})
    done = dossier("build", "--root", root, env=elsewhere)
    assert done.code == 1
    assert done.err.endswith(
        "1 error, 1 warning and 1 note: the site was not built; what was there stays as it was\n"
    )


def test_the_preview_shows_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dossierpress.steps.settings._SEARCH_NEEDS", ("no_such_module",))
    desk = Desk(tmp_path, {"content/d/one.md": article()}, "search: true\n")
    assert desk.codes == ["no-search"]
    assert "index.html" in desk.files()
    assert not [path for path in desk.files() if path.startswith(("search/", "pagefind/"))]


def test_a_machine_that_has_all_takes_nothing_away() -> None:
    config = Config(title="Trial")
    assert on_this_machine(config) == (config, ())
