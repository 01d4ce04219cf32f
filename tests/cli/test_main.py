"""The command itself: help, version, guesses, exit codes."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dossierpress import __version__
from dossierpress.cli.main import COMMANDS, cli
from trial import article, dossier, environment, lay


def help_of(*command: str) -> str:
    result = CliRunner().invoke(cli, [*command, "--help"])
    assert result.exit_code == 0
    return result.output


def test_a_newcomer_learns_how_to_begin() -> None:
    text = help_of()
    assert "Turn a folder of Markdown articles into a static site" in text
    assert "dossier init my-site" in text
    for name, (_, line) in COMMANDS.items():
        assert name in text
        assert line in text
    assert dossier().code in (0, 2)
    assert "Commands" in dossier().both


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself(name: str) -> None:
    text = help_of(name)
    assert text == CliRunner().invoke(cli, [name, "-h"]).output
    command = cli.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    same = "preview" if name == "serve" else name  # one command by two names
    assert command.short_help == COMMANDS[same][1]
    assert len(text.splitlines()) > 5


def test_the_version_is_said() -> None:
    done = dossier("--version")
    assert (done.code, done.out) == (0, f"dossier {__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "guess"),
    [
        (["biuld"], "did you mean `build`?"),
        (["xyzzy"], "there are: build, check"),
        (["build", "--outptu", "x"], "--output"),
        (["build", "--format", "yaml"], "text"),
        (["build", "--jobs", "0"], "--jobs"),
        (["build", "--root", "/nowhere/at/all"], "does not exist"),
        (["new", "artikel", "x"], "article"),
        (["new", "article"], "TITLE"),
        (["completion", "tcsh"], "bash"),
    ],
)
def test_wrong_usage_ends_with_two_and_a_guess(arguments: list[str], guess: str) -> None:
    done = dossier(*arguments)
    assert done.code == 2
    assert guess in done.err
    assert "Traceback" not in done.err


def test_what_is_mistyped_in_files_is_guessed_too(tmp_path: Path) -> None:
    files = {
        "site.yaml": "titel: T\ntitle: T\ntheme: golden\n",
        "content/d/one.md": article("standfrist: x"),
        "content/d/dossier.md": "---\ntitle: D\nsections: [{title: S, articles: [onne]}]\n---\n",
    }
    done = dossier("check", "--root", lay(tmp_path, files))
    assert done.code == 1
    assert "did you mean `title`?" in done.err
    (tmp_path / "site.yaml").write_text("title: T\ntheme: golden\n")
    done = dossier("check", "--root", tmp_path)
    assert "did you mean `standfirst`?" in done.err
    (tmp_path / "content/d/one.md").write_text(article())
    assert "did you mean `one`?" in dossier("check", "--root", tmp_path).err


def test_a_reader_that_goes_away_is_no_accident(tmp_path: Path) -> None:
    root = lay(tmp_path, {"content/d/a.md": article()})
    command = [sys.executable, "-m", "dossierpress", "check", "--root", str(root)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
        assert process.wait(timeout=300) in (0, 1)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    done = dossier("completion", shell)
    assert done.code == 0
    assert "_DOSSIER_COMPLETE" in done.out


def test_completion_completes_commands_and_options() -> None:
    for words, wanted in (("dossier b", "build"), ("dossier build --out", "--output")):
        env = environment(
            _DOSSIER_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(words.count(" "))
        )
        assert wanted in dossier(env=env).out
