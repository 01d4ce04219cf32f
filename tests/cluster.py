"""A Dask scheduler and its workers as processes on loopback, for tests."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from distributed import Client

from trial import environment

STARTS_WITHIN = 300.0


class Cluster:
    """A scheduler, and workers that can be added and killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "scheduler.json"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        address = self._address()
        self.client: Any = Client(  # type: ignore[no-untyped-call]
            address, timeout=STARTS_WITHIN, set_as_default=False
        )
        self.address = address.replace("tcp://", "dask://")

    def add(self, **changes: str) -> "subprocess.Popen[bytes]":
        """Start one more worker and wait until it is there."""
        count = len(self.client.scheduler_info()["workers"])
        place = self.folder / f"worker-{len(self.processes)}"
        worker = self._start(
            "worker", "--host", "127.0.0.1", "--nworkers", "1", "--nthreads", "2", "--no-nanny",
            "--no-dashboard", "--local-directory", str(place), **changes,
        )  # fmt: skip
        self.client.wait_for_workers(count + 1, timeout=STARTS_WITHIN)
        return worker

    def _start(self, *arguments: str, **changes: str) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments, "--scheduler-file", str(self.file)],
            env=environment(**{"PYTHONWARNINGS": "ignore"} | changes),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.processes.append(process)
        return process

    def _address(self) -> str:
        """Where the scheduler listens; its file is there before it is written to the end."""
        until = time.monotonic() + STARTS_WITHIN
        while True:
            try:
                return str(json.loads(self.file.read_text(encoding="utf-8"))["address"])
            except (OSError, ValueError):
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def end(self) -> None:
        """End every process that is left."""
        self.client.close()
        for process in reversed(self.processes):
            process.kill()
            process.wait()


@contextmanager
def running(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster of so many workers, ended afterwards."""
    cluster = Cluster(folder)
    try:
        for _ in range(workers):
            cluster.add()
        yield cluster
    finally:
        cluster.end()
