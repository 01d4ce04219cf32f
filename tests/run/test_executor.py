"""Any executor gives the same results in the same order; what is lost is done again, or named."""

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from typing import Any

import pytest

from dossierpress.run import executor
from dossierpress.run.executor import OnExecutor, WorkersLostError
from dossierpress.run.task import DIED, Deferred, Task, Weight


class DeathError(Exception):
    """What an executor says when a task's worker died."""


def square(number: int) -> int:
    return number * number


def hang_at(number: int, bad: int) -> int:
    while number == bad:
        pass
    return number


def die_at(number: int, bad: int) -> int:
    if number == bad:
        raise DeathError
    return number


def raise_at(number: int, bad: int) -> int:
    if number == bad:
        raise ValueError(number)
    return number


def named(arguments: tuple[Any, ...], why: str) -> tuple[str, int]:
    return why, arguments[0]


def items(count: int, *more: int) -> Iterator[tuple[int, ...]]:
    return ((number, *more) for number in range(count))


class Silent(Executor):
    """Takes every task, and does none."""

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []

    def submit(self, _fn: Callable[..., Any], /, *_args: Any, **_kwargs: Any) -> Future[Any]:
        self.futures.append(Future())
        return self.futures[-1]


@pytest.fixture
def run() -> Iterator[OnExecutor]:
    with ThreadPoolExecutor(2) as threads:
        yield OnExecutor(threads, 2, (DeathError, CancelledError))


def test_results_come_in_the_order_of_the_items(run: OnExecutor) -> None:
    seen: list[tuple[int, int]] = []
    results = run(
        Task(square, items(300), 300, named, progress=lambda done, count: seen.append((done, count)))
    )
    assert list(results) == [number * number for number in range(300)]
    assert seen[-1] == (300, 300)
    assert seen == sorted(seen)
    assert list(run(Task(square, items(0), 0, named))) == []


def test_deferred_arguments_are_fetched_here(run: OnExecutor) -> None:
    lazy = [(Deferred(lambda number=number: number),) for number in range(5)]  # type: ignore[misc]
    assert list(run(Task(square, lazy, 5, named))) == [0, 1, 4, 9, 16]


def test_an_item_that_takes_too_long_costs_only_itself(
    run: OnExecutor,
) -> None:
    short = Weight(limit=0.2, worth_a_pool=1)
    results = list(run(Task(hang_at, items(40, 3), 40, named, weight=short)))
    assert results == [0, 1, 2, (short.too_slow, 3), *range(4, 40)]


def test_an_item_whose_worker_dies_costs_only_itself(run: OnExecutor) -> None:
    assert list(run(Task(die_at, items(40, 7), 40, named))) == [*range(7), (DIED, 7), *range(8, 40)]


def test_a_fault_of_our_own_is_not_swallowed(run: OnExecutor) -> None:
    with pytest.raises(ValueError, match="7"):
        list(run(Task(raise_at, items(20, 7), 20, named)))


def test_results_can_be_left_halfway_and_little_is_under_way() -> None:
    silent = Silent()
    results = OnExecutor(silent, 2, lost=lambda: "all gone")(Task(square, items(1000), 1000, named))
    with pytest.raises(WorkersLostError, match="all gone"):
        next(results)
    assert 1 < len(silent.futures) <= 6
    assert all(future.cancelled() for future in silent.futures[1:])


def test_what_no_worker_can_stop_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    short = Weight(limit=0.01, worth_a_pool=1)
    monkeypatch.setattr(executor, "_LOOK_AGAIN", 0.01)
    results = list(OnExecutor(Silent(), 1)(Task(square, items(9), 9, named, weight=short)))
    assert results == [(short.too_slow, number) for number in range(9)]


def test_lost_workers_are_told_from_a_task_that_died() -> None:
    silent = Silent()
    run = OnExecutor(silent, 1, lost=lambda: "the scheduler is gone")
    results = run(Task(square, iter([(1,)]), 1, named))

    def cancel_at_once(_fn: Callable[..., Any], /, *_args: Any, **_kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.cancel()
        return future

    silent.submit = cancel_at_once  # type: ignore[method-assign]
    with pytest.raises(WorkersLostError, match="the scheduler is gone"):
        next(results)


def test_workers_of_other_versions_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "_work", lambda *_: {**executor.versions(), "markdown": "1.0"})
    with (
        ThreadPoolExecutor(1) as threads,
        pytest.raises(WorkersLostError, match=r"markdown 1\.0 there and 3"),
    ):
        list(OnExecutor(threads, 1)(Task(square, items(3), 3, named)))
