"""What is to be done: a pure function, and what it is to be done to; whoever runs it gives results in order.

Functions take small plain data, so they may run here or in processes that can be killed one by one. One
that takes too long, or kills its process, costs its own item only.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from dossierpress.run.collector import expect_bulk
from dossierpress.run.deadline import deadline

R = TypeVar("R")
Arguments = tuple[Any, ...]
# Called after each piece of work with how many are done, and of how many.
Progress = Callable[[int, int], None]

DIED = "it ended the process that worked on it"
CHUNKS_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Deferred:
    """An argument that is fetched only when its item's turn has come; `digest` tells it from others."""

    fetch: Callable[[], Any]
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Weight:
    """How heavy one item of a kind of work is.

    One that takes longer than `limit` seconds is stopped. For fewer items than `worth_a_pool` the start
    of processes costs more than they save.
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
# Packages: of a book on paper, a tenth of a second a page.
LONG = Weight(limit=900.0, worth_a_pool=4)


@dataclass(frozen=True, slots=True)
class Keeping(Generic[R]):
    """How results of a task are kept for later builds, under its `name`.

    `key` says all that a result depends on, from arguments that are not fetched yet; `kind` is what results
    are, `is_sound` tells whether one may be kept.
    """

    name: str
    key: Callable[[Arguments], Any]
    kind: type[R]
    is_sound: Callable[[R], bool]


@dataclass(frozen=True, slots=True)
class Task(Generic[R]):
    """A function and the arguments of each call; `count` is how many there are at most.

    `failed` makes the result of an item that was stopped; it is given the arguments and why.
    """

    do: Callable[..., R]
    items: Iterable[Arguments]
    count: int
    failed: Callable[[Arguments, str], R]
    weight: Weight = TEXT
    progress: Progress | None = None
    keeping: Keeping[R] | None = None


class Runner(Protocol):
    """Whoever runs tasks."""

    def __call__(self, task: Task[R]) -> Iterator[R]:
        """The results in the order of the items."""


class _TooSlowError(BaseException):
    """An item has used up its time. No handler of the function's own may take it for a fault."""


def serial(task: Task[R]) -> Iterator[R]:
    """One after another, here."""
    for number, arguments in enumerate(task.items, start=1):
        given = fetched(arguments)
        result, why = _outcome(task.do, given, task.weight)
        yield task.failed(given, why) if why else result
        if task.progress is not None:
            task.progress(number, task.count)


def fetched(arguments: Arguments) -> Arguments:
    """The arguments with every deferred one in hand."""
    return tuple(each.fetch() if isinstance(each, Deferred) else each for each in arguments)


def run_chunk(do: Callable[..., R], chunk: list[Arguments], weight: Weight) -> list[tuple[Any, str]]:
    """In a worker: each item's result, or why it has none."""
    expect_bulk()
    return [_outcome(do, arguments, weight) for arguments in chunk]


def _outcome(do: Callable[..., R], arguments: Arguments, weight: Weight) -> tuple[Any, str]:
    try:
        with deadline(weight.limit, _TooSlowError):
            return do(*arguments), ""
    except _TooSlowError:
        return None, weight.too_slow
