"""What was found of evidence is kept, as the tasks that find it say: nothing is looked at twice."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

import msgspec

from dossierpress.memo.makers import digest_of, makers
from dossierpress.run.task import Arguments, Keeping, Runner, Task

R = TypeVar("R")
_ENCODER = msgspec.msgpack.Encoder()


class Verdicts:
    """Results by key. What a build does not ask for, it forgets."""

    def __init__(self, before: dict[bytes, bytes] | None = None) -> None:
        self._before = before or {}
        self.now: dict[bytes, bytes] = {}

    def over(self, run: Runner) -> Runner:
        """A runner that runs only what is not known of tasks that keep their results."""

        def call(task: Task[R]) -> Iterator[R]:
            return run(task) if task.keeping is None else self._run(run, task, task.keeping)

        return call

    def _run(self, run: Runner, task: Task[R], keeping: Keeping[R]) -> Iterator[R]:
        asked = [(arguments, _key(keeping, arguments)) for arguments in task.items]
        found = {key: known for _, key in asked if (known := self._known(key, keeping)) is not None}
        missing = [arguments for arguments, key in asked if key not in found]
        results = run(replace(task, items=missing, count=len(missing)))
        for _, key in asked:
            if key in found:
                yield found[key]
                continue
            result = next(results)
            if keeping.is_sound(result):
                self.now[key] = _ENCODER.encode(result)
            yield result

    def _known(self, key: bytes, keeping: Keeping[R]) -> R | None:
        value = self.now.get(key) or self._before.get(key)
        if value is None:
            return None
        try:
            result = msgspec.msgpack.decode(value, type=keeping.kind)
        except msgspec.DecodeError:
            return None
        self.now[key] = value
        return result


def _key(keeping: Keeping[R], arguments: Arguments) -> bytes:
    return digest_of(keeping.name.encode(), makers(), _ENCODER.encode(keeping.key(arguments)))
