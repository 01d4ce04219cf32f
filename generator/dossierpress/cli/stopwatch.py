"""What one kind of work cost in a build: how many items were really done, and how long that took."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from dossierpress.runners import TEXT, Arguments, Failed, Progress, Runner, Weight

R = TypeVar("R")


@dataclass(slots=True)
class Stopwatch:
    """Measures a unit wherever it runs; lies below the cache, so what the cache knows costs nothing."""

    unit: Callable[..., Any]
    items: int = 0
    seconds: float = 0.0

    def over(self, run: Runner) -> Runner:
        """A runner that does the same, measured."""

        def measured(
            unit: Callable[..., R],
            items: Iterable[Arguments],
            count: int,
            failed: Failed[R],
            progress: Progress | None = None,
            weight: Weight = TEXT,
        ) -> Iterator[R]:
            results = run(unit, items, count, failed, progress, weight)
            return self._measured(results) if unit is self.unit else results

        return measured

    def _measured(self, results: Iterator[R]) -> Iterator[R]:
        while True:
            begun = time.monotonic()
            try:
                result = next(results)
            except StopIteration:
                return
            finally:
                self.seconds += time.monotonic() - begun
            self.items += 1
            yield result
