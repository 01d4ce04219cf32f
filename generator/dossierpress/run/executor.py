"""Runs units through any `concurrent.futures.Executor`, such as a cluster's: same results, same order."""

import itertools
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass
from typing import Any, TypeVar

from dossierpress.memo.makers import makers, versions
from dossierpress.run.deadline import PATIENCE
from dossierpress.run.task import CHUNKS_AHEAD, DIED, Arguments, Task, Weight, fetched, run_chunk

R = TypeVar("R")
# Smaller than in a pool: a chunk whose worker dies is done again.
LARGEST_CHUNK = 25
_LOOK_AGAIN = 1.0
# Converters keep state while they work: the threads of one worker take turns.
_ONE_AT_A_TIME = threading.Lock()


class WorkersLostError(Exception):
    """No result will come any more; the text says why."""


@dataclass(frozen=True, slots=True)
class OnExecutor:
    """A runner over an executor.

    `deaths` are the errors by which it says that a task's worker died, and `lost` says why no result
    will come any more, or nothing. Raises WorkersLostError for that, and for workers of other versions.
    """

    executor: Executor
    workers: int
    deaths: tuple[type[BaseException], ...] = (CancelledError, BrokenExecutor)
    lost: Callable[[], str] = str

    def __call__(self, task: Task[R]) -> Iterator[R]:
        """Results in the order of the items, a few chunks ahead of who takes them."""
        source = map(fetched, task.items)
        size = max(1, min(LARGEST_CHUNK, task.count // (4 * self.workers)))
        chunks: Iterator[list[Arguments]] = iter(lambda: list(itertools.islice(source, size)), [])
        waiting: deque[tuple[list[Arguments], Future[Any]]] = deque()
        done = 0
        try:
            for chunk in itertools.chain(chunks, itertools.repeat(None)):
                if chunk is not None:
                    waiting.append((chunk, self._send(task.do, chunk, task.weight)))
                    if len(waiting) < CHUNKS_AHEAD * self.workers:
                        continue
                if not waiting:
                    break
                oldest, future = waiting.popleft()
                for arguments, (result, why) in zip(
                    oldest, self._outcomes(task.do, oldest, future, task.weight), strict=True
                ):
                    done += 1
                    yield task.failed(arguments, why) if why else result
                if task.progress is not None:
                    task.progress(done, task.count)
        finally:
            for _, future in waiting:
                future.cancel()

    def _send(self, do: Callable[..., R], chunk: list[Arguments], weight: Weight) -> Future[Any]:
        return self.executor.submit(_work, makers(), do, chunk, weight)

    def _outcomes(
        self, do: Callable[..., R], chunk: list[Arguments], future: Future[Any], weight: Weight
    ) -> list[tuple[Any, str]]:
        """What came of a chunk; when it was lost, of each of its items alone."""
        outcomes, why = self._result(future, len(chunk), weight)
        if not why:
            return outcomes
        if len(chunk) == 1:
            return [(None, why)]
        again = [self._send(do, [arguments], weight) for arguments in chunk]
        alone = [self._result(each, 1, weight) for each in again]
        return [(None, why) if why else outcome[0] for outcome, why in alone]

    def _result(self, future: Future[Any], count: int, weight: Weight) -> tuple[list[tuple[Any, str]], str]:
        """What came of so many items; or why nothing did."""
        # Others may stand before it. Workers stop slow items themselves; this is for what they cannot stop.
        patience = time.monotonic() + weight.limit * (count + 1) * CHUNKS_AHEAD * PATIENCE
        while True:
            try:
                outcomes = future.result(_LOOK_AGAIN)
            except FutureTimeoutError:
                if why := self.lost():
                    raise WorkersLostError(why) from None
                if time.monotonic() > patience:
                    future.cancel()
                    return [], weight.too_slow
            except self.deaths:
                if why := self.lost():
                    raise WorkersLostError(why) from None
                return [], DIED
            else:
                if isinstance(outcomes, dict):
                    raise WorkersLostError(_differences(outcomes))
                return outcomes, ""


def _work(
    made_by: bytes, do: Callable[..., R], chunk: list[Arguments], weight: Weight
) -> list[tuple[Any, str]] | dict[str, str]:
    """On a worker: the results, or its versions if they are not those of who asks."""
    if makers() != made_by:
        return versions()
    with _ONE_AT_A_TIME:
        return run_chunk(do, chunk, weight)


def _differences(theirs: dict[str, str]) -> str:
    ours = versions()
    differing = ", ".join(
        f"{name} {theirs.get(name, 'none')} there and {ours.get(name, 'none')} here"
        for name in dict.fromkeys((*ours, *theirs))
        if ours.get(name) != theirs.get(name)
    )
    return f"a worker has other versions, which might give other bytes: {differing}"
