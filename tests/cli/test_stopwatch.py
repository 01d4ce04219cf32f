"""A stopwatch counts the work that was really done, of its own unit only."""

from collections.abc import Iterator

from dossierpress.cli.stopwatch import Stopwatch
from dossierpress.run.task import Task, serial


def double(number: int) -> int:
    return 2 * number


def triple(number: int) -> int:
    return 3 * number


def numbers() -> Iterator[tuple[int]]:
    return ((number,) for number in range(3))


def test_only_its_own_unit_counts() -> None:
    watch = Stopwatch(double)
    run = watch.over(serial)
    assert list(run(Task(triple, numbers(), 3, lambda *_: 0))) == [0, 3, 6]
    assert (watch.items, watch.seconds) == (0, 0.0)
    assert list(run(Task(double, numbers(), 3, lambda *_: 0))) == [0, 2, 4]
    assert watch.items == 3
    assert watch.seconds > 0
