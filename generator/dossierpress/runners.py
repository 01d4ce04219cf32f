"""The one seam through which work is done: `run(unit, items)`, results in the order of the items.

Units are pure functions of small plain data, so they may run here or in processes that can be
killed one by one. A unit that takes too long, or kills its process, costs its own item only.
"""

import itertools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import contextmanager
from multiprocessing import resource_tracker
from types import FrameType
from typing import Any, Protocol, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

R = TypeVar("R")
Arguments = tuple[Any, ...]
# Called after each piece of work with how many are done, and of how many.
Progress = Callable[[int, int], None]
# Makes the result of an item whose unit was stopped; the text says why.
Failed = Callable[[Arguments, str], R]

TIME_LIMIT = 10.0
TOO_SLOW = f"it takes longer than {TIME_LIMIT:g} s"
DIED = "it ended the process that worked on it"
# Below this many items the start of processes costs more than they save.
WORTH_A_POOL = 200
_CHUNKS_AHEAD = 3


class Runner(Protocol):
    """Runs a unit once for each tuple of arguments."""

    def __call__(
        self,
        unit: Callable[..., R],
        items: Iterable[Arguments],
        count: int,
        failed: Failed[R],
        progress: Progress | None = None,
    ) -> Iterator[R]:
        """Results in the order of the items; `count` is how many there are at most."""


class _TooSlowError(Exception):
    """A unit has used up its time."""


def runner(jobs: int | None) -> Runner:
    """The runner for a number of workers; without one, as many as this process may use."""
    workers = (
        jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    return Pool(workers) if workers > 1 else serial


def serial(
    unit: Callable[..., R],
    items: Iterable[Arguments],
    count: int,
    failed: Failed[R],
    progress: Progress | None = None,
) -> Iterator[R]:
    """One after another, here."""
    for number, arguments in enumerate(items, start=1):
        yield _limited(unit, arguments, failed)
        if progress is not None:
            progress(number, count)


class Pool:
    """Several at once, in processes that start clean and share nothing."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def __call__(
        self,
        unit: Callable[..., R],
        items: Iterable[Arguments],
        count: int,
        failed: Failed[R],
        progress: Progress | None = None,
    ) -> Iterator[R]:
        """Results in the order of the items, a few chunks ahead of who takes them."""
        source = iter(items)
        first = list(itertools.islice(source, WORTH_A_POOL))
        if len(first) < WORTH_A_POOL:
            yield from serial(unit, first, count, failed, progress)
            return
        source = itertools.chain(first, source)
        size = max(1, min(50, count // (4 * self.workers)))
        chunks: Iterator[list[Arguments]] = iter(lambda: list(itertools.islice(source, size)), [])
        context = multiprocessing.get_context("spawn")
        done = 0
        with ProcessPool(max_workers=self.workers, context=context) as pool:
            waiting: deque[tuple[list[Arguments], ProcessFuture[Any]]] = deque()
            try:
                for chunk in itertools.chain(chunks, itertools.repeat(None)):
                    if chunk is not None:
                        waiting.append((chunk, self._send(pool, unit, chunk)))
                        if len(waiting) < _CHUNKS_AHEAD * self.workers:
                            continue
                    if not waiting:
                        break
                    oldest, future = waiting.popleft()
                    for result in self._results(pool, unit, oldest, future, failed):
                        done += 1
                        yield result
                    if progress is not None:
                        progress(done, count)
            finally:
                pool.stop()  # type: ignore[no-untyped-call]

    def _send(self, pool: ProcessPool, unit: Callable[..., R], chunk: list[Arguments]) -> ProcessFuture[Any]:
        with _uninterrupted():
            return pool.schedule(_run_chunk, args=(unit, chunk), timeout=self._limit(len(chunk)))

    def _limit(self, count: int) -> float:
        """Seconds for a chunk. Workers stop slow items themselves; this is for what they cannot stop."""
        return TIME_LIMIT * (count + 1)

    def _results(
        self,
        pool: ProcessPool,
        unit: Callable[..., R],
        chunk: list[Arguments],
        future: ProcessFuture[Any],
        failed: Failed[R],
    ) -> Iterator[R]:
        """The results of a chunk; when its process died, each item again in a process of its own."""
        try:
            outcomes = future.result()
        except (ProcessExpired, FutureTimeoutError):
            outcomes = [self._alone(pool, unit, arguments) for arguments in chunk]
        for arguments, (result, why) in zip(chunk, outcomes, strict=True):
            yield failed(arguments, why) if why else result

    def _alone(self, pool: ProcessPool, unit: Callable[..., R], arguments: Arguments) -> tuple[Any, str]:
        try:
            outcome: tuple[Any, str] = self._send(pool, unit, [arguments]).result()[0]
        except FutureTimeoutError:
            return None, TOO_SLOW
        except ProcessExpired:
            return None, DIED
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


def _run_chunk(unit: Callable[..., R], chunk: list[Arguments]) -> list[tuple[Any, str]]:
    """In a worker: each item's result, or why it has none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it cannot be blocked, see _uninterrupted
    return [_outcome(unit, arguments) for arguments in chunk]


def _limited(unit: Callable[..., R], arguments: Arguments, failed: Failed[R]) -> R:
    result, why = _outcome(unit, arguments)
    return failed(arguments, why) if why else result


def _outcome(unit: Callable[..., R], arguments: Arguments) -> tuple[Any, str]:
    try:
        with _time_limit():
            return unit(*arguments), ""
    except _TooSlowError:
        return None, TOO_SLOW


@contextmanager
def _time_limit() -> Iterator[None]:
    """Stop what runs inside after the time limit; where the system cannot, only a pool can."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _TooSlowError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, TIME_LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
