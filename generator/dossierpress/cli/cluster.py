"""`--executor dask://HOST:PORT`: workers on other machines. The extra is imported only when asked for."""

import logging
import socket
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import click

from dossierpress.run.executor import OnExecutor, WorkersLostError
from dossierpress.run.task import Runner

EXTRA = "dossierpress[cluster]"
_ANSWERS_WITHIN = 10.0
# So long may a cluster be without any worker: those that died start anew meanwhile.
_WORKERS_RETURN_WITHIN = 30.0


@contextmanager
def cluster(address: str) -> Iterator[Runner]:
    """A runner over the workers of a Dask scheduler. Ends the command when it cannot be used."""
    host, port = _host_and_port(address)
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise click.UsageError(f"--executor needs an extra; run: pip install '{EXTRA}'") from error

    class Connection(Client):
        def __del__(self) -> None:
            """Nothing: one that never came about would wait for itself, and complain."""

    _silence()
    _knock(address, host, port)
    try:
        shown_host = f"[{host}]" if ":" in host else host
        client: Any = Connection(  # type: ignore[no-untyped-call]
            f"tcp://{shown_host}:{port}", timeout=_ANSWERS_WITHIN, set_as_default=False
        )
    except Exception as error:  # what answers may be anything, and the library raises what it likes
        raise _unusable(
            address, "what answers there is no Dask scheduler, or one of another version"
        ) from error
    with client:
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
        if not workers:
            raise _unusable(address, f"it has no workers; start some with `dask worker {host}:{port}`")
        _check_installed(address, client)
        try:
            executor = client.get_executor(pure=False)
            yield OnExecutor(executor, workers, (CancelledError, KilledWorker), _Watch(client))
        except WorkersLostError as error:
            raise click.ClickException(f"{address}: {error}; the site stays as it was") from error


def _silence() -> None:
    """Keep from the terminal what libraries log, in whatever thread and until the process ends.

    A connection that closes early is told in our words; `distributed` has loggers with levels of their own,
    Tornado and asyncio have theirs, and threads and forgotten tasks report past all of them.
    """
    logging.disable(logging.CRITICAL)
    threading.excepthook = lambda _arguments: None
    sys.unraisablehook = lambda _unraisable: None


class _Watch:
    """Says why no result will come any more, or nothing."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._alone_since: float | None = None

    def __call__(self) -> str:
        if self._client.status != "running":
            return "the scheduler is gone"
        if self._client.scheduler_info(n_workers=-1)["workers"]:
            self._alone_since = None
            return ""
        self._alone_since = self._alone_since or time.monotonic()
        waited = time.monotonic() - self._alone_since
        return "no worker is left" if waited > _WORKERS_RETURN_WITHIN else ""


def _host_and_port(address: str) -> tuple[str, int]:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if (
        not host
        or not port
        or parts.scheme != "dask"
        or parts.path.strip("/")
        or parts.query
        or parts.username
    ):
        raise click.BadParameter(
            f"`{address}` is not an address such as dask://scheduler.example:8786", param_hint="--executor"
        )
    return host, port


def _knock(address: str, host: str, port: int) -> None:
    """Whether anything listens there, in the words of the system."""
    try:
        socket.create_connection((host, port), _ANSWERS_WITHIN).close()
    except (OSError, UnicodeError) as error:
        raise _unusable(address, getattr(error, "strerror", None) or "it does not answer") from error


def _check_installed(address: str, client: Any) -> None:
    """A task that a worker cannot even load would end that worker."""
    found = client.get_versions(packages=["dossierpress"])["workers"]
    without = sorted(worker for worker, about in found.items() if not about["packages"].get("dossierpress"))
    if without:
        raise click.ClickException(
            f"{address}: {without[0]} cannot load Dossierpress: install the same one for every worker"
        )


def _unusable(address: str, why: str) -> click.UsageError:
    return click.UsageError(f"no workers at {address}: {why}")
