"""The same bytes everywhere: time zone, locale, hash seed, workers, root path, order of directories."""

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dossierpress.cli.main import cli
from trial import EPOCH, GOLDEN_THEME, article, copy, dossier, environment, lay, pages

GOLDEN = Path(__file__).resolve().parent / "golden"
ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "America/St_Johns")
LOCALES = ("C", "tr_TR.UTF-8", "C.UTF-8", "POSIX", "de_DE@euro")
SEEDS = ("0", "1", "2", "3", "17", "2011", "65535", "123456", "4294967295", "random")


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with every key of the vocabulary, and one of many scripts."""
    root = tmp_path_factory.mktemp("rich")
    for name in ("every-key", "many-scripts"):
        copy(GOLDEN / name, root)
    copy(GOLDEN_THEME, root / "themes/golden")
    return root


def built(root: Path, *arguments: str | Path, cwd: Path | None = None, **changes: str) -> dict[str, bytes]:
    output = root / "site"
    done = dossier(
        "build",
        "--root",
        root,
        "--output",
        output,
        "--no-cache",
        *arguments,
        cwd=cwd,
        env=environment(**changes),
    )
    assert done.code == 0, done.err
    return pages(output)


def test_the_environment_makes_no_difference(rich: Path, tmp_path: Path) -> None:
    wanted = built(rich)
    for number, seed in enumerate(SEEDS):
        # Each run in a place of its own: another root path and working directory, too.
        root = tmp_path / ("a very/deep place ü" if number % 2 else "x") / str(number)
        copy(rich, root)
        zone, locale = ZONES[number % 5], LOCALES[number // 2]
        found = built(root, cwd=root if number % 3 else Path("/"), PYTHONHASHSEED=seed, TZ=zone,
                      LC_ALL=locale, LANG=locale, LANGUAGE="tr:de")  # fmt: skip
        assert found == wanted, (seed, zone, locale)


def test_workers_make_no_difference(tmp_path: Path) -> None:
    """Enough articles and pages for a pool."""
    files = {
        f"content/d/{number}.md": article(
            f"title: Number {number}\ntags: [t{number % 7}]\npeople: [P{number % 9}]",
            "Text. " * (number % 30),
        )
        for number in range(230)
    }
    lay(tmp_path, files)
    wanted = built(tmp_path, "--jobs", "1")
    assert built(tmp_path, "--jobs", "2", TZ="Asia/Kathmandu", PYTHONHASHSEED="7") == wanted
    assert built(tmp_path, "--jobs", "8", TZ="America/St_Johns", LC_ALL="tr_TR.UTF-8") == wanted


class _Shuffled:
    """A listing of a folder in another order."""

    def __init__(self, entries: list[Any]) -> None:
        self.entries = iter(entries)

    def __iter__(self) -> Iterator[Any]:
        return self.entries

    def __next__(self) -> Any:
        return next(self.entries)

    def __enter__(self) -> Iterator[Any]:
        return self.entries

    def __exit__(self, *_: object) -> None:
        pass

    def close(self) -> None:
        pass


def test_the_order_of_directories_makes_no_difference(
    rich: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = built(rich)
    chance = random.Random(2011)
    scandir, listdir = os.scandir, os.listdir

    def shuffled_scan(path: Any = ".") -> _Shuffled:
        with scandir(path) as listing:
            entries = list(listing)
        chance.shuffle(entries)
        return _Shuffled(entries)

    def shuffled_list(path: Any = ".") -> list[str]:
        names = listdir(path)
        chance.shuffle(names)
        return names

    monkeypatch.setattr(os, "scandir", shuffled_scan)
    monkeypatch.setattr(os, "listdir", shuffled_list)
    for number in range(5):
        output = tmp_path / str(number)
        command = ["build", "--root", str(rich), "--output", str(output), "--no-cache", "--jobs", "1"]
        result = CliRunner().invoke(cli, command, env={"SOURCE_DATE_EPOCH": EPOCH})
        assert result.exit_code == 0, result.output
        assert pages(output) == wanted


def test_a_second_build_is_the_first(rich: Path, tmp_path: Path) -> None:
    copy(rich, tmp_path)
    first = dossier("build", "--root", tmp_path)
    before = pages(tmp_path / "site")
    second = dossier("build", "--root", tmp_path)
    assert (first.code, second.code) == (0, 0)
    assert "0 files written" in second.out
    assert pages(tmp_path / "site") == before
