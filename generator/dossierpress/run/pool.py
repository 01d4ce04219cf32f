"""Runs tasks here, or several items at once in processes that can be killed one by one."""

import itertools
import os
from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self, TypeVar

from dossierpress.run.task import CHUNKS_AHEAD, Arguments, Runner, Task, fetched, serial

if TYPE_CHECKING:
    from pebble import ProcessFuture

    from dossierpress.run.processes import Processes

R = TypeVar("R")


def runner(jobs: int | None) -> Runner:
    """The runner for a number of workers; without one, as many as this process may use."""
    workers = (
        jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    return Pool(workers) if workers > 1 else serial


def held(run: Runner) -> AbstractContextManager[Runner]:
    """Keep a runner's processes from one task to the next."""
    return run if isinstance(run, Pool) else nullcontext(run)


class Pool:
    """Several items at once, in processes that start clean and share nothing.

    Each task has its own processes; within `with`, all tasks have the same, which end with it.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._is_held = False
        self._processes: Processes | None = None

    def __enter__(self) -> Self:
        self._is_held = True
        return self

    def __exit__(self, *_: object) -> None:
        self._is_held = False
        processes, self._processes = self._processes, None
        if processes is not None:
            processes.end()

    def __call__(self, task: Task[R]) -> Iterator[R]:
        """Results in the order of the items, a few chunks ahead of who takes them."""
        source: Iterator[Arguments] = map(fetched, task.items)
        first = list(itertools.islice(source, task.weight.worth_a_pool))
        if len(first) < task.weight.worth_a_pool:
            yield from serial(replace(task, items=first))
            return
        source = itertools.chain(first, source)
        size = max(1, min(50, task.count // (4 * self.workers)))
        chunks: Iterator[list[Arguments]] = iter(lambda: list(itertools.islice(source, size)), [])
        yield from self._results(task, chunks)

    def _results(self, task: Task[R], chunks: Iterator[list[Arguments]]) -> Iterator[R]:
        from dossierpress.run.processes import Processes, results

        processes = self._processes or Processes(self.workers)
        if self._is_held:
            self._processes = processes
        spare = Processes(1)
        done = 0
        waiting: deque[tuple[list[Arguments], ProcessFuture[Any]]] = deque()
        try:
            for chunk in itertools.chain(chunks, itertools.repeat(None)):
                if chunk is not None:
                    waiting.append((chunk, processes.send(task.do, chunk, task.weight)))
                    if len(waiting) < CHUNKS_AHEAD * self.workers:
                        continue
                if not waiting:
                    break
                oldest, future = waiting.popleft()
                for result in results(spare, task, oldest, future):
                    done += 1
                    yield result
                if task.progress is not None:
                    task.progress(done, task.count)
        finally:
            spare.end()
            if waiting or not self._is_held:
                processes.end()  # nobody waits for what they still do
                self._processes = None
