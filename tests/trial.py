"""Tiny sites for tests: written from a mapping, built by the real command, compared file for file."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
GOLDEN_THEME = Path(__file__).resolve().parent / "golden" / "_theme"
# 2024-01-01T00:00:00Z: what "now" is in these tests.
EPOCH = "1704067200"
SITE = "title: Trial\ntheme: golden\nurl: https://press.example/\nsearch: false\n"
ARTICLE = "---\ntitle: An article\ndate: 2011-12-05\nsource: The Paper\n---\n\nText.\n"
# What a build may leave in the output beside the site itself.
KEPT_VARIABLES = (
    "PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG",
)  # fmt: skip
OWN_RECORDS = (".dossier", ".dossier-manifest.json")


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def both(self) -> str:
        return self.out + self.err


def lay(root: Path, files: Mapping[str, str | bytes], *, theme: bool = True) -> Path:
    """Write files below `root`, with a configuration and the golden theme unless they are given."""
    if theme:
        copy(GOLDEN_THEME, root / "themes" / "golden")
    for path, content in ({"site.yaml": SITE} | dict(files)).items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def copy(source: Path, target: Path) -> None:
    """Copy regular files, and nothing else."""
    for path in sorted(source.rglob("*")):
        if path.is_file() and not path.is_symlink():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())


def article(front: str = "", body: str = "Text.") -> str:
    """An article's file: the required keys unless `front` has them, then the body."""
    keys = {line.split(":")[0] for line in front.splitlines()}
    needed = {"title": "An article", "date": "2011-12-05", "source": "The Paper"}
    lines = [f"{key}: {value}" for key, value in needed.items() if key not in keys]
    return "\n".join(["---", *lines, front, "---", "", body, ""])


def environment(**changes: str) -> dict[str, str]:
    """The environment of a command: the clock stands still, nothing else leaks in."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT_VARIABLES}
    return kept | {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONWARNINGS": "error"} | changes


def dossier(
    *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, limit: float = 600
) -> Done:
    """Run the real command as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "dossierpress", *map(str, arguments)],
        capture_output=True,
        check=False,
        cwd=cwd,
        env=environment() if env is None else dict(env),
        stdin=subprocess.DEVNULL,
        timeout=limit,
    )
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file and link below a folder with its bytes; links and empty folders are named too."""
    found: dict[str, bytes] = {}
    for place, folders, files in os.walk(folder):
        for name in files + [each for each in folders if (Path(place) / each).is_symlink()]:
            path = Path(place) / name
            key = path.relative_to(folder).as_posix()
            if path.is_symlink():
                found[key] = b"-> " + os.fsencode(path.readlink())
            else:
                found[key] = path.read_bytes() if path.is_file() else b"(not a file)"
        if not files and not folders:
            found[Path(place).relative_to(folder).as_posix() + "/"] = b""
    return found


def pages(folder: Path) -> dict[str, bytes]:
    """The files of a built site, without the program's own records."""
    return {path: data for path, data in tree(folder).items() if path.split("/")[0] not in OWN_RECORDS}
