"""Each tiny site in tests/golden gives just the pages, or just the messages, that lie beside it."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dossierpress.cli.main import cli
from golden_sites import FINISH
from trial import EPOCH, GOLDEN_THEME, copy

GOLDEN = Path(__file__).resolve().parent / "golden"
SITES = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir() and not path.name.startswith("_"))
GOOD = [name for name in SITES if (GOLDEN / name / "runs.txt").exists()]
BROKEN = [name for name in SITES if name not in GOOD]
EXPECTATIONS = ("problems.txt", "runs.txt")


def lay_golden(name: str, root: Path) -> None:
    """A copy of the site, without what is expected of it, with the golden theme."""
    copy(GOLDEN / name, root)
    for expectation in EXPECTATIONS:
        (root / expectation).unlink(missing_ok=True)
    for folder in root.glob("expected*"):
        shutil.rmtree(folder)
    copy(GOLDEN_THEME, root / "themes" / "golden")
    if name in FINISH:
        FINISH[name](root)


def run(root: Path, *arguments: str) -> Result:
    command = ["build", "--root", str(root), "--jobs", "1", "--all", *arguments]
    return CliRunner().invoke(cli, command, env={"SOURCE_DATE_EPOCH": EPOCH, "NO_COLOR": "1"})


def said(result: Result, root: Path) -> str:
    """Standard error, the same wherever the site lies."""
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.stderr.replace(str(root), "…")


def html_of(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
    }


def compare(folder: Path, built: dict[str, str], *, update: bool) -> None:
    if update:
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in built.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
    expected = html_of(folder)
    assert list(built) == list(expected)
    for path, text in built.items():
        assert text == expected[path], path


def compare_text(file: Path, text: str, *, update: bool) -> None:
    if update and text:
        file.write_text(text, encoding="utf-8")
    elif update:
        file.unlink(missing_ok=True)
    assert text == (file.read_text(encoding="utf-8") if file.exists() else "")


@pytest.mark.parametrize("name", GOOD)
def test_a_good_site_gives_these_pages(name: str, tmp_path: Path, *, update_golden: bool) -> None:
    lay_golden(name, tmp_path)
    warnings = ""
    for line in (GOLDEN / name / "runs.txt").read_text(encoding="utf-8").splitlines():
        expected, _, arguments = line.partition(":")
        result = run(tmp_path, "--output", str(tmp_path / expected), *arguments.split())
        assert result.exit_code == 0, result.output
        assert len(result.stdout.splitlines()) == 3
        compare(GOLDEN / name / expected, html_of(tmp_path / expected), update=update_golden)
        warnings += said(result, tmp_path)
    compare_text(GOLDEN / name / "problems.txt", warnings, update=update_golden)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_site_gives_these_messages(name: str, tmp_path: Path, *, update_golden: bool) -> None:
    lay_golden(name, tmp_path)
    result = run(tmp_path)
    assert result.exit_code == 1, result.output
    assert not (tmp_path / "site").exists()
    assert result.stdout == ""
    compare_text(GOLDEN / name / "problems.txt", said(result, tmp_path), update=update_golden)


def messages() -> set[str]:
    """Every message that is held, with what was quoted from the site taken out."""
    found: set[str] = set()
    for file in GOLDEN.glob("*/problems.txt"):
        text = file.read_text(encoding="utf-8")
        for message in re.findall(r"^\S.*?: (?:error|warning)(\[.+?\]: .*)", text, re.MULTILINE):
            found.add(re.sub(r"`[^`]*`|\d+|\S*/\S*", "…", message))
    return found


def test_at_least_sixty_different_messages_are_held() -> None:
    assert len(GOOD) >= 8
    assert len(BROKEN) >= 30
    assert len(messages()) >= 60, sorted(messages())


def test_every_message_says_what_to_do() -> None:
    """Each problem has a hint."""
    for file in GOLDEN.glob("*/problems.txt"):
        problems = re.split(r"^(?=\S+:\d+:\d+: )", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for problem in problems[1:]:
            assert "\n  = " in problem, f"{file.parent.name}: {problem}"
