"""A process of its own that kills builds at random moments, and looks at what they leave; for test_killed.

It forks a child for each build, so that sixty and more take seconds; the child is a real process with
real signals. Prints one JSON object: how many rounds, how often a build was hit, what was wrong.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from click.testing import CliRunner

from dossierpress.cli.main import cli, main
from trial import EPOCH, article, lay, pages

SIGNALS = (signal.SIGKILL, signal.SIGINT, signal.SIGTERM)


def version(number: int) -> dict[str, str]:
    """Two versions of a site: some pages change, some come and go, some stay."""
    files = {f"content/d/stays-{index}.md": article(f"title: Stays {index}") for index in range(6)}
    files |= {
        f"content/d/changes-{index}.md": article(body=f"Version {number}. " + "Words. " * 2000)
        for index in range(12)
    }
    comes = {f"content/d/only-{number}-{index}.md": article(f"title: Only {number}") for index in range(6)}
    return files | comes


def build(root: Path, output: Path) -> int:
    command = ["build", "--root", str(root), "--output", str(output), "--jobs", "1"]
    return CliRunner().invoke(cli, command).exit_code


def child(root: Path, output: Path) -> int:
    """Begin a build in a process of its own."""
    process = os.fork()
    if process == 0:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        sys.argv = ["dossier", "build", "--root", str(root), "--output", str(output), "--jobs", "1"]
        try:
            main()
        except SystemExit as end:
            os._exit(end.code if isinstance(end.code, int) else 1)
        os._exit(99)
    return process


def round_of(root: Path, site: Path, seconds: float, chance: random.Random) -> bool:
    """Kill one build at a random moment; whether it was hit before its end."""
    process = child(root, site)
    time.sleep(chance.uniform(0, seconds))  # the moment is what is tried
    os.kill(process, chance.choice(SIGNALS))
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status) != 0


def main_rounds(folder: Path, rounds: int, seed: int) -> dict[str, object]:
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    os.sync = lambda: None  # a killed process loses nothing that the system has; only a power cut does
    roots = [lay(folder / f"version-{number}", version(number)) for number in (0, 1)]
    wanted = []
    begun = time.monotonic()
    for number, root in enumerate(roots):
        if build(root, folder / f"clean-{number}"):
            return {"wrong": ["the clean build failed"]}
        wanted.append(pages(folder / f"clean-{number}"))
    seconds = (time.monotonic() - begun) / 2
    chance = random.Random(seed)
    site = folder / "site"
    wrong: list[str] = []
    hits = mixed = 0
    old: dict[str, bytes] = {}
    for number in range(rounds):
        new = wanted[number % 2]
        hit = round_of(roots[number % 2], site, seconds, chance)
        seconds *= 1.1 if hit else 0.8  # stay where builds are at work, however busy the machine is
        hits += hit
        found = pages(site) if site.exists() else {}
        files = {path: data for path, data in found.items() if not path.endswith("/")}
        wrong += [
            f"round {number}: {path} is torn"
            for path in files
            if files[path] not in (old.get(path), new.get(path))
        ]
        wrong += [f"round {number}: {path} is gone" for path in old.keys() & new.keys() if path not in files]
        mixed += files not in (old, new)
        if build(roots[number % 2], site):
            wrong.append(f"round {number}: the next build failed")
        if pages(site) != new:
            wrong.append(f"round {number}: the next build is not the clean site")
        old = new
    return {"rounds": rounds, "hits": hits, "mixed": mixed, "wrong": wrong}


if __name__ == "__main__":
    print(json.dumps(main_rounds(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))  # noqa: T201
