"""The wheel in an empty environment, from `init` to a published site, and the steps of our workflow."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest
import yaml

from trial import REPOSITORY, environment

pytestmark = pytest.mark.gate
PUBLISH = "\npublish:\n  here: {kind: folder, path: ../there}\n"


def done(*command: str | Path, cwd: Path, env: dict[str, str]) -> str:
    run = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env, check=False, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout + run.stderr


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of somebody who has installed the wheel, and nothing else."""
    place = tmp_path_factory.mktemp("newcomer")
    pip = ("-m", "pip", "--disable-pip-version-check")
    build = ("wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", place, REPOSITORY)
    done(sys.executable, *pip, *build, cwd=place, env=dict(os.environ))
    venv.create(place / "env", with_pip=True)
    (wheel,) = place.glob("dossierpress-*.whl")
    python = place / "env/bin/python"
    # What was tried is what is installed; our own package comes from the wheel.
    tried = REPOSITORY / "locked/site.txt"
    done(python, *pip, "install", "--quiet", "--require-hashes", "-r", tried, cwd=place, env=dict(os.environ))
    done(python, *pip, "install", "--quiet", "--no-index", wheel, cwd=place, env=dict(os.environ))
    env = environment()
    env["PATH"] = f"{place / 'env/bin'}{os.pathsep}{env['PATH']}"
    return env | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(place)}


def test_from_the_first_command_to_a_published_site(newcomer: dict[str, str], tmp_path: Path) -> None:
    done("dossier", "init", "s", cwd=tmp_path, env=newcomer)
    site = tmp_path / "s"
    for command in (["build"], ["build", "--strict"], ["check"], ["check", "--strict"]):
        said = done("dossier", *command, cwd=site, env=newcomer)
        assert not any(word in said for word in ("warning[", "error[", "note["))
    assert (site / "site/pagefind/0/pagefind-entry.json").exists()
    with (site / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(PUBLISH)
    done("dossier", "publish", cwd=site, env=newcomer)
    assert (tmp_path / "there/search/index.html").exists()


def test_every_step_of_the_workflow_that_we_write(newcomer: dict[str, str], tmp_path: Path) -> None:
    done("dossier", "init", "s", cwd=tmp_path, env=newcomer)
    done("dossier", "init", "--ci", "github", "s", cwd=tmp_path, env=newcomer)
    workflow = yaml.safe_load((tmp_path / "s/.github/workflows/publish.yml").read_text(encoding="utf-8"))
    steps = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    assert len(steps) >= 2
    # pip has warnings of its own, which are not ours to judge.
    env = newcomer | {"BASE_URL": "https://name.github.io/press", "PYTHONWARNINGS": "default"}
    for step in steps:
        done("bash", "-euo", "pipefail", "-c", step, cwd=tmp_path / "s", env=env)
    assert 'href="/press/' in (tmp_path / "s/site/index.html").read_text(encoding="utf-8")


def test_the_native_parser_is_there(newcomer: dict[str, str], tmp_path: Path) -> None:
    done("dossier", "init", "s", cwd=tmp_path, env=newcomer)
    place = tmp_path / "s/site.yaml"
    text = place.read_text(encoding="utf-8")
    if "engine: commonmark" not in text:
        place.write_text(text + "\nmarkdown: {engine: commonmark}\n", encoding="utf-8")
    done("dossier", "build", "--strict", cwd=tmp_path / "s", env=newcomer)
