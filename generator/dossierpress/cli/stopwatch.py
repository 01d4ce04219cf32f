"""What one kind of work cost in a build: how many items were really done, and how long that took."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from dossierpress.run.task import Runner, Task

R = TypeVar("R")


@dataclass(slots=True)
class Stopwatch:
    """Measures one function wherever it runs; what the memory knows is not done, and costs nothing."""

    do: Callable[..., Any]
    items: int = 0
    seconds: float = 0.0

    def over(self, run: Runner) -> Runner:
        """A runner that does the same, measured."""

        def measured(task: Task[R]) -> Iterator[R]:
            results = run(task)
            return self._measured(results) if task.do is self.do else results

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
