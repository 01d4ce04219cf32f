"""A build that is killed at any moment leaves every file old or new, and the next one ends clean."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from trial import article, dossier, environment, lay, pages

pytestmark = pytest.mark.gate

TESTS = Path(__file__).resolve().parent
ROUNDS = 80
# A signal that comes while coverage takes notes would leave its lock held for ever.
UNWATCHED = {name: value for name, value in environment().items() if not name.startswith("COVERAGE")}


def test_random_kills_leave_nothing_torn(tmp_path: Path) -> None:
    command = [sys.executable, str(TESTS / "killed_builds.py"), str(tmp_path), str(ROUNDS), "2011"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=1100, env=UNWATCHED)
    assert done.returncode == 0, done.stderr.decode()
    seen = json.loads(done.stdout)
    assert seen["wrong"] == []
    assert seen["rounds"] >= 60
    assert seen["hits"] >= ROUNDS // 4


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_build_with_workers_ends_with_them(tmp_path: Path, number: int, code: int) -> None:
    """Enough articles for a pool; the signal comes when a worker converts one that takes its time."""
    files = {f"content/d/{index}.md": article(f"title: Article {index}") for index in range(250)}
    root = lay(tmp_path, files | {"content/d/slow.md": article(body="[" * 40_000)})
    command = [sys.executable, "-m", "dossierpress", "build", "--root", str(root), "--jobs", "2"]
    with subprocess.Popen(
        command, env=UNWATCHED, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        while len(_group(process.pid)) < 3:
            assert process.poll() is None
            time.sleep(0.02)
        os.killpg(process.pid, number)  # as a terminal does it: the workers get it too
        _, told = process.communicate(timeout=300)
    assert process.returncode == code
    assert told.strip() == b"interrupted", told.decode()
    assert _left(process.pid) == []
    assert not (root / "site").exists() or pages(root / "site") == {}


def test_workers_end_when_their_build_is_killed(tmp_path: Path) -> None:
    files = {f"content/d/{index}.md": article(f"title: Article {index}") for index in range(250)}
    root = lay(tmp_path, files | {"content/d/slow.md": article(body="[" * 40_000)})
    command = [sys.executable, "-m", "dossierpress", "build", "--root", str(root), "--jobs", "2"]
    with subprocess.Popen(
        command, env=UNWATCHED, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        while len(_group(process.pid)) < 3:
            assert process.poll() is None
            time.sleep(0.02)
        process.kill()
        process.wait()
    assert _left(process.pid) == []
    (root / "content/d/slow.md").unlink()
    done = dossier("build", "--root", root)
    assert done.code == 0, done.err


def _group(leader: int) -> list[int]:
    """The processes of a group, as /proc knows them."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.getpgid(int(entry.name)) == leader:
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def _left(leader: int) -> list[int]:
    """The processes of a group that are still there after a while."""
    deadline = time.monotonic() + 300
    while (left := _group(leader)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left
