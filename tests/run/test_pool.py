"""Work runs here or in processes, with the same results in the same order; a bad item costs only itself."""

import itertools
import multiprocessing
import os
import time
from collections.abc import Iterator
from typing import Any

import pytest

from dossierpress.run.pool import Pool, held, runner
from dossierpress.run.task import DIED, Runner, Task, Weight, serial

ALWAYS = Weight(limit=10.0, worth_a_pool=1)


def square(number: int) -> int:
    return number * number


def die_at(number: int, bad: int) -> int:
    if number == bad:
        os._exit(3)
    return number


def hang_at(number: int, bad: int) -> int:
    while number == bad:
        time.sleep(0.01)
    return number


def raise_at(number: int, bad: int) -> int:
    if number == bad:
        raise ValueError(number)
    return number


def named(arguments: tuple[Any, ...], why: str) -> tuple[str, int]:
    return why, arguments[0]


def items(count: int, *more: int) -> Iterator[tuple[int, ...]]:
    return ((number, *more) for number in range(count))


@pytest.fixture(params=["here", "two processes"])
def run(request: pytest.FixtureRequest) -> Runner:
    return serial if request.param == "here" else Pool(2)


def test_results_come_in_the_order_of_the_items(run: Runner) -> None:
    assert list(run(Task(square, items(500), 500, named))) == [number * number for number in range(500)]


def test_nothing_to_do_gives_nothing(run: Runner) -> None:
    assert list(run(Task(square, items(0), 0, named))) == []


def test_progress_reaches_the_end(run: Runner) -> None:
    seen: list[tuple[int, int]] = []
    results = run(
        Task(square, items(300), 300, named, progress=lambda done, count: seen.append((done, count)))
    )
    assert len(list(results)) == 300
    assert seen[-1] == (300, 300)
    assert seen == sorted(seen)


def test_an_item_that_takes_too_long_costs_only_itself(run: Runner) -> None:
    results = list(run(Task(hang_at, items(6, 3), 6, named, weight=Weight(limit=0.3, worth_a_pool=1))))
    assert results[:3] == [0, 1, 2]
    assert results[3][1] == 3  # type: ignore[index]
    assert "longer" in results[3][0]  # type: ignore[index]
    assert results[4:] == [4, 5]


def native_at(number: int, bad: int) -> bool:
    """Native code that never ends, and hears no error."""
    return number == bad and any(itertools.repeat(0))


def test_native_code_that_takes_too_long_costs_only_itself() -> None:
    short = Weight(limit=0.3, worth_a_pool=1)
    results = list(Pool(2)(Task(native_at, items(6, 3), 6, named, weight=short)))
    assert results == [False, False, False, (short.too_slow, 3), False, False]


def test_an_item_that_kills_its_process_costs_only_itself() -> None:
    results = list(Pool(2)(Task(die_at, items(20, 7), 20, named, weight=ALWAYS)))
    assert results[7] == (DIED, 7)
    assert [each for number, each in enumerate(results) if number != 7] == [n for n in range(20) if n != 7]


def test_a_fault_of_our_own_is_not_swallowed(run: Runner) -> None:
    with pytest.raises(ValueError, match="7"):
        list(run(Task(raise_at, items(20, 7), 20, named, weight=ALWAYS)))


def test_results_can_be_left_halfway(run: Runner) -> None:
    results = run(Task(square, items(1000), 1000, named))
    assert [next(results), next(results)] == [0, 1]
    results.close()  # type: ignore[attr-defined]


def test_no_worker_is_left() -> None:
    assert list(Pool(2)(Task(square, items(300), 300, named)))[-1] == 299**2
    assert multiprocessing.active_children() == []


def process_of(_number: int) -> int:
    return os.getpid()


def test_processes_can_be_held_from_one_call_to_the_next() -> None:
    pool = Pool(2)
    with held(pool):
        first = set(pool(Task(process_of, items(300), 300, named)))
        again = set(pool(Task(process_of, items(300), 300, named)))
        assert multiprocessing.active_children()
    assert len(first | again) <= 2
    assert multiprocessing.active_children() == []
    assert not set(pool(Task(process_of, items(300), 300, named))) & first


def test_who_leaves_halfway_leaves_no_work_behind() -> None:
    pool = Pool(2)
    with held(pool):
        results = pool(Task(square, items(1000), 1000, named))
        assert next(results) == 0
        results.close()  # type: ignore[attr-defined]
        assert multiprocessing.active_children() == []
        assert list(pool(Task(die_at, items(20, 7), 20, named, weight=ALWAYS)))[7] == (DIED, 7)
        assert list(pool(Task(square, items(300), 300, named)))[-1] == 299**2
    assert multiprocessing.active_children() == []


def test_one_worker_needs_no_pool() -> None:
    assert runner(1) is serial
    assert isinstance(runner(3), Pool)
