"""Worker processes that can be killed one by one. Loaded only when there is work for several."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from dossierpress.run.deadline import PATIENCE, last_resort
from dossierpress.run.task import DIED, Arguments, Task, Weight, run_chunk

R = TypeVar("R")


class Processes:
    """Processes for chunks of work. They start when there is work, and anew when all were lost."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool = self._fresh()

    def end(self) -> None:
        """Stop the processes, whatever they do."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()  # only this ends the processes

    def send(self, do: Callable[..., R], chunk: list[Arguments], weight: Weight) -> ProcessFuture[Any]:
        """Schedule a chunk. Workers stop slow items themselves; the limit is for one that sleeps for ever."""
        limit = _most(chunk, weight) * PATIENCE
        with _uninterrupted():
            if not self._pool.active:
                self._pool.stop()  # type: ignore[no-untyped-call]
                self._pool = self._fresh()
            return self._pool.schedule(_run_chunk, args=(do, chunk, weight), timeout=limit)

    def _fresh(self) -> ProcessPool:
        return ProcessPool(max_workers=self._workers, context=multiprocessing.get_context("spawn"))


def results(
    spare: Processes, task: Task[R], chunk: list[Arguments], future: ProcessFuture[Any]
) -> Iterator[R]:
    """The results of a chunk; when its process was lost, each item again, alone in the spare process."""
    try:
        outcomes = future.result()
    except (ProcessExpired, BrokenProcessPool, FutureTimeoutError):
        outcomes = [_alone(spare, task.do, arguments, task.weight) for arguments in chunk]
    for arguments, (result, why) in zip(chunk, outcomes, strict=True):
        yield task.failed(arguments, why) if why else result


def _alone(spare: Processes, do: Callable[..., R], arguments: Arguments, weight: Weight) -> tuple[Any, str]:
    try:
        outcome: tuple[Any, str] = spare.send(do, [arguments], weight).result()[0]
    except FutureTimeoutError:
        return None, weight.too_slow
    except (ProcessExpired, BrokenProcessPool) as error:
        is_late = getattr(error, "exitcode", 0) == -getattr(signal, "SIGPROF", 0) != 0
        return None, weight.too_slow if is_late else DIED
    return outcome


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Workers that start meanwhile inherit that Ctrl-C is blocked: the parent process stops them itself."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it would take the block off when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _run_chunk(do: Callable[..., R], chunk: list[Arguments], weight: Weight) -> list[tuple[Any, str]]:
    """In a worker process of ours: the chunk, whatever the keyboard says."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it cannot be blocked, see _uninterrupted
    with last_resort(_most(chunk, weight)):
        return run_chunk(do, chunk, weight)


def _most(chunk: list[Arguments], weight: Weight) -> float:
    """Seconds of the processor that a chunk can use when each item that may be stopped is."""
    return weight.limit * (len(chunk) + 1)
