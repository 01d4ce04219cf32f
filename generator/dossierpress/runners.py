"""The one seam through which work is done: `run(unit, items)`, results in the order of the items.

Units are pure functions of small plain data, so they may run here or in processes that can be
killed one by one. A unit that takes too long, or kills its process, costs its own item only.
"""

import itertools
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from dossierpress.collector import expect_bulk
from dossierpress.deadlines import deadline

if TYPE_CHECKING:
    from pebble import ProcessFuture

    from dossierpress.crew import Crew

R = TypeVar("R")
Arguments = tuple[Any, ...]
# Called after each piece of work with how many are done, and of how many.
Progress = Callable[[int, int], None]
# Makes the result of an item whose unit was stopped; the text says why.
Failed = Callable[[Arguments, str], R]

DIED = "it ended the process that worked on it"
CHUNKS_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Deferred:
    """An argument that is fetched only when its unit must run; `digest` names it without."""

    fetch: Callable[[], Any]
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Weight:
    """How heavy one item of a kind of work is.

    One that uses the processor for more than `limit` seconds is stopped. For fewer items than
    `worth_a_pool` the start of processes costs more than they save.
    """

    limit: float
    worth_a_pool: int

    @property
    def too_slow(self) -> str:
        """Why an item was stopped."""
        return f"it takes longer than {self.limit:g} s"


TEXT = Weight(limit=10.0, worth_a_pool=200)
# Pictures and search indexes: a second each, rather than a thousandth.
HEAVY = Weight(limit=120.0, worth_a_pool=4)


class Runner(Protocol):
    """Runs a unit once for each tuple of arguments."""

    def __call__(
        self,
        unit: Callable[..., R],
        items: Iterable[Arguments],
        count: int,
        failed: Failed[R],
        progress: Progress | None = None,
        weight: Weight = TEXT,
    ) -> Iterator[R]:
        """Results in the order of the items; `count` is how many there are at most."""


class _TooSlowError(BaseException):
    """A unit has used up its time. No handler of the unit's own may take it for a fault."""


def runner(jobs: int | None) -> Runner:
    """The runner for a number of workers; without one, as many as this process may use."""
    workers = (
        jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    return Pool(workers) if workers > 1 else serial


def held(run: Runner) -> AbstractContextManager[Runner]:
    """Keep a runner's processes from one call to the next."""
    return run if isinstance(run, Pool) else nullcontext(run)


def serial(
    unit: Callable[..., R],
    items: Iterable[Arguments],
    count: int,
    failed: Failed[R],
    progress: Progress | None = None,
    weight: Weight = TEXT,
) -> Iterator[R]:
    """One after another, here."""
    for number, arguments in enumerate(items, start=1):
        yield _limited(unit, fetched(arguments), failed, weight)
        if progress is not None:
            progress(number, count)


class Pool:
    """Several at once, in processes that start clean and share nothing.

    Each call has its own processes; within `with`, all calls have the same, which end with it.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._is_held = False
        self._crew: Crew | None = None

    def __enter__(self) -> Self:
        self._is_held = True
        return self

    def __exit__(self, *_: object) -> None:
        self._is_held = False
        crew, self._crew = self._crew, None
        if crew is not None:
            crew.end()

    def __call__(
        self,
        unit: Callable[..., R],
        items: Iterable[Arguments],
        count: int,
        failed: Failed[R],
        progress: Progress | None = None,
        weight: Weight = TEXT,
    ) -> Iterator[R]:
        """Results in the order of the items, a few chunks ahead of who takes them."""
        source: Iterator[Arguments] = map(fetched, items)
        first = list(itertools.islice(source, weight.worth_a_pool))
        if len(first) < weight.worth_a_pool:
            yield from serial(unit, first, count, failed, progress, weight)
            return
        source = itertools.chain(first, source)
        size = max(1, min(50, count // (4 * self.workers)))
        chunks: Iterator[list[Arguments]] = iter(lambda: list(itertools.islice(source, size)), [])
        yield from self._results(unit, chunks, count, failed, progress, weight)

    def _results(
        self,
        unit: Callable[..., R],
        chunks: Iterator[list[Arguments]],
        count: int,
        failed: Failed[R],
        progress: Progress | None,
        weight: Weight,
    ) -> Iterator[R]:
        from dossierpress.crew import Crew, results

        crew = self._crew or Crew(self.workers)
        if self._is_held:
            self._crew = crew
        spare = Crew(1)
        done = 0
        waiting: deque[tuple[list[Arguments], ProcessFuture[Any]]] = deque()
        try:
            for chunk in itertools.chain(chunks, itertools.repeat(None)):
                if chunk is not None:
                    waiting.append((chunk, crew.send(unit, chunk, weight)))
                    if len(waiting) < CHUNKS_AHEAD * self.workers:
                        continue
                if not waiting:
                    break
                oldest, future = waiting.popleft()
                for result in results(spare, unit, oldest, future, failed, weight):
                    done += 1
                    yield result
                if progress is not None:
                    progress(done, count)
        finally:
            spare.end()
            if waiting or not self._is_held:
                crew.end()  # nobody waits for what it still does
                self._crew = None


def fetched(arguments: Arguments) -> Arguments:
    """The arguments with every deferred one in hand."""
    return tuple(each.fetch() if isinstance(each, Deferred) else each for each in arguments)


def run_chunk(unit: Callable[..., R], chunk: list[Arguments], weight: Weight) -> list[tuple[Any, str]]:
    """In a worker: each item's result, or why it has none."""
    expect_bulk()
    return [_outcome(unit, arguments, weight) for arguments in chunk]


def _limited(unit: Callable[..., R], arguments: Arguments, failed: Failed[R], weight: Weight) -> R:
    result, why = _outcome(unit, arguments, weight)
    return failed(arguments, why) if why else result


def _outcome(unit: Callable[..., R], arguments: Arguments, weight: Weight) -> tuple[Any, str]:
    try:
        with deadline(weight.limit, _TooSlowError):
            return unit(*arguments), ""
    except _TooSlowError:
        return None, weight.too_slow
