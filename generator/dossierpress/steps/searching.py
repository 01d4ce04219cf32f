"""The finished site is searched for words that no output may hold, before a file of it is written."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from dossierpress.memo.makers import digest_of
from dossierpress.memo.memory import Memory
from dossierpress.problems import Problem, StopBuildError
from dossierpress.redaction.redactor import Redactor
from dossierpress.redaction.search import buried
from dossierpress.write.sink import Same


def searched(
    made: Iterable[tuple[str, bytes | Same]], redactor: Redactor, held: Callable[[str], bytes], memory: Memory
) -> Iterator[tuple[str, bytes | Same]]:
    """The same files, searched for what is redacted. Raises StopBuildError, which names those that hold it.

    `held` has the bytes of a file that is there already; one that the last build searched for the same words
    need not be searched again.
    """
    wanted = digest_of(msgspec.msgpack.encode(redactor.redactions))
    problems: list[Problem] = []
    for path, data in made:
        if redactor and not (isinstance(data, Same) and memory.searched == wanted):
            found = buried(path, held(path) if isinstance(data, Same) else data, redactor)
            problems += [found] if found is not None else []
        yield path, data
    if problems:
        raise StopBuildError(problems)
    memory.searched = wanted
