"""What a sink is: somewhere that takes a whole site at once, or nothing of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from dossierpress.problems import Problem


@dataclass(frozen=True, slots=True)
class Same:
    """Stands for the bytes of a file that the sink holds already, by their SHA-256."""

    digest: str


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a site's files."""

    written: tuple[str, ...] = ()
    unchanged: int = 0
    deleted: tuple[str, ...] = ()


class Sink(Protocol):
    """Takes files by path, relative and with forward slashes."""

    def holds(self, path: str, digest: str) -> bool:
        """Whether a file of just these bytes is there; only while `write` takes files."""

    def held(self, path: str) -> bytes:
        """The bytes of a file that is there, for which `holds` was true; empty where none are kept."""

    def write(self, files: Iterable[tuple[str, bytes | Same]]) -> Written:
        """Take all files of a site. What was there and is not among them goes, if it is ours.

        Raises WriteError when that cannot be done; then what was there before still is.
        """

    def amend(self, files: Iterable[tuple[str, bytes | Same]], folders: tuple[str, ...]) -> Written | None:
        """Take the files of a site that may have changed; what else is there stays.

        Of `folders` (with a slash at their ends) all files are given. None when there is no site.
        Raises WriteError as `write` does.
        """


class WriteError(Exception):
    """The site could not be written; `problem` says why, with the path."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


def write_error(path: str, code: str, message: str, hint: str) -> WriteError:
    """A WriteError about one path."""
    return WriteError(Problem(path=path, code=code, message=message, hint=hint, line=1, column=1))
