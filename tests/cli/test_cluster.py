"""A cluster's workers make the very site that this machine makes, also when one is killed in mid-build."""

import datetime as dt
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cluster import Cluster, running
from dossierpress.build import build
from dossierpress.cli.cluster import cluster
from dossierpress.cli.work import job_of
from dossierpress.memo.memory import Memory
from dossierpress.read.held import Audience
from dossierpress.steps.settings import load_config
from dossierpress.write.memory import MemorySink
from trial import REPOSITORY, article, copy, dossier, lay, pages

pytestmark = pytest.mark.gate

ARTICLES = 120
# Python runs it when it starts: there is no Dossierpress for this one.
WITHOUT = """
import importlib.metadata as metadata

version = metadata.version


def hidden(name):
    if name == "dossierpress":
        raise metadata.PackageNotFoundError(name)
    return version(name)


metadata.version = hidden
"""


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(tmp_path_factory.mktemp("cluster"), 2) as started:
        yield started


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        f"content/d/{number}.md": article(
            f"title: Number {number}\ntags: [t{number % 7}]",
            f'Text "{number}"[^1]. ' * 9 + "\n\n[^1]: A note.\n",
        )
        for number in range(ARTICLES)
    }
    return lay(tmp_path, files)


def in_memory(root: Path, address: str, on_progress: object = None) -> dict[str, bytes]:
    config, problems = load_config(root)
    assert config is not None, problems
    sink = MemorySink()
    audience = Audience(dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    with cluster(address) as run:
        job = job_of(root, config, audience, sink, Memory())
        report = build(replace(job, run=run, progress=on_progress))  # type: ignore[arg-type]
    assert not report.problems
    return sink.files


def here(root: Path) -> dict[str, bytes]:
    assert dossier("build", "--root", root, "--jobs", "1", "--no-cache").code == 0
    return pages(root / "site")


def test_a_cluster_makes_the_same_site(root: Path, workers: Cluster) -> None:
    wanted = here(root)
    done = dossier("build", "--root", root, "--output", root / "far", "--executor", workers.address)
    assert done.code == 0, done.both
    assert done.err == ""
    assert pages(root / "far") == wanted
    again = dossier("build", "--root", root, "--output", root / "far", "--executor", workers.address)
    assert "0 files written" in again.out


def test_a_worker_killed_in_mid_build_costs_nothing(root: Path, workers: Cluster) -> None:
    wanted = here(root)
    victim = workers.add()
    done: list[int] = []

    def kill(number: int, _count: int) -> None:
        done.append(number)
        if victim.poll() is None:
            victim.kill()
            victim.wait()

    assert in_memory(root, workers.address, kill) == wanted
    assert done[0] < ARTICLES  # more was to come


def test_problems_are_those_of_a_build_here(root: Path, workers: Cluster) -> None:
    lay(root, {"content/d/wrong.md": article("date: 2011-13-01", "[x](nowhere.md)")})
    far = dossier("build", "--root", root, "--executor", workers.address)
    assert far.code == 1
    assert far.both == dossier("build", "--root", root, "--jobs", "1", "--no-cache").both


def test_workers_of_other_versions_are_refused(root: Path, tmp_path: Path) -> None:
    copy(REPOSITORY / "generator", tmp_path / "other")
    module = tmp_path / "other/dossierpress/problems.py"
    module.write_text(module.read_text(encoding="utf-8") + "# other\n", encoding="utf-8")
    with running(tmp_path, 0) as other:
        other.add(PYTHONPATH=str(tmp_path / "other"))
        done = dossier("build", "--root", root, "--executor", other.address)
    assert done.code == 1
    assert "a worker has other versions, which might give other bytes: dossierpress " in done.err
    assert "Traceback" not in done.both
    assert not (root / "site").exists()


def test_workers_without_dossierpress_are_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "none/sitecustomize.py").write_text(WITHOUT, encoding="utf-8")
    with running(tmp_path, 0) as other:
        other.add(PYTHONPATH=str(tmp_path / "none"))
        done = dossier("build", "--root", root, "--executor", other.address)
    assert done.code == 1
    assert "cannot load Dossierpress: install the same one" in done.err
    assert "Traceback" not in done.both


def test_a_scheduler_that_goes_ends_the_build_in_words(root: Path, tmp_path: Path) -> None:
    with running(tmp_path, 1) as doomed:

        def kill(_number: int, _count: int) -> None:
            if doomed.scheduler.poll() is None:
                doomed.scheduler.kill()
                doomed.scheduler.wait()

        with pytest.raises(Exception, match="the scheduler is gone"):
            in_memory(root, doomed.address, kill)


def test_a_cluster_without_workers_is_no_use(root: Path, tmp_path: Path) -> None:
    with running(tmp_path, 0) as empty:
        done = dossier("build", "--root", root, "--executor", empty.address)
    assert done.code == 2
    assert "it has no workers; start some with `dask worker 127.0.0.1:" in done.err


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("127.0.0.1:8786", "is not an address such as dask://"),
        ("tcp://127.0.0.1:8786", "is not an address such as dask://"),
        ("dask://127.0.0.1", "is not an address such as dask://"),
        ("dask://127.0.0.1:99999", "is not an address such as dask://"),
        ("dask://[::1", "is not an address such as dask://"),
        ("dask://127.0.0.1:1", "Connection refused"),
    ],
)
def test_an_address_that_is_no_use_is_wrong_usage(root: Path, address: str, words: str) -> None:
    done = dossier("build", "--root", root, "--executor", address)
    assert done.code == 2
    assert words in done.err
    assert "Traceback" not in done.both


def test_what_is_no_scheduler_is_wrong_usage(root: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            for _ in range(2):  # the knock, and the client
                connection, _ = server.accept()
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                connection.close()

        threading.Thread(target=answer, daemon=True).start()
        done = dossier("build", "--root", root, "--executor", f"dask://127.0.0.1:{server.getsockname()[1]}")
    assert done.code == 2
    assert "no Dask scheduler" in done.err
    assert "Traceback" not in done.both


def test_workers_here_or_there(root: Path) -> None:
    done = dossier("build", "--root", root, "--executor", "dask://127.0.0.1:1", "--jobs", "2")
    assert done.code == 2
    assert "--executor" in done.err
