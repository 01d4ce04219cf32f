"""What a target is: somewhere that holds files by path, and says exactly what went wrong."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from dossierpress.problems import Problem

CONFIG_FILE = "site.yaml"
# What a target may call its own beside the manifest: a folder for files that are on their way.
INCOMING = ".dossier-incoming"
_USER = re.compile(r"(?<=://)[^/@\s]+@")
_SIGNED = re.compile(r"(?<=[?&])[^=&\s]+=[^&\s]+")


@dataclass(frozen=True, slots=True)
class File:
    """A file to send: its path on the site, and its bytes or where they lie."""

    path: str
    source: Path | bytes

    def read(self) -> bytes:
        """All of its bytes."""
        return self.source if isinstance(self.source, bytes) else self.source.read_bytes()


class Target(Protocol):
    """One place that a site is sent to. The order of what is sent is decided elsewhere.

    Every method may raise TargetError. Paths are those of the site, with forward slashes.
    """

    # How messages call it; without credentials.
    place: str
    # Whether readers see nothing of what is put and deleted until `finish`, and then all of it.
    at_once: bool

    def __enter__(self) -> Self:
        """Connect, and write nothing yet."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Disconnect, and leave nothing half-made that the next publish would not clear."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a small file; None when there is none."""

    def digests(self, paths: Sequence[str]) -> dict[str, str]:
        """SHA-256 of what is at these paths; those with nothing there are left out.

        What is no file (a folder, a link) has the digest "".
        """

    def put(self, files: Sequence[File]) -> None:
        """Store files, each whole or not at all, in any order."""

    def delete(self, paths: Sequence[str]) -> None:
        """Remove files, and folders that this leaves empty. What is gone already is no fault."""

    def finish(self) -> None:
        """All is there: show it, where that is a step of its own."""


class TargetError(Exception):
    """A target cannot do what it was asked. A `transient` fault may be gone in a moment."""

    def __init__(self, problem: Problem, *, transient: bool = False) -> None:
        self.problem = problem
        self.transient = transient
        super().__init__(problem.message)


def target_error(code: str, message: str, hint: str, *, transient: bool = False) -> TargetError:
    """A TargetError about the target as a whole, shown at `publish` in `site.yaml`."""
    problem = Problem(path=CONFIG_FILE, code=code, message=redacted(message), hint=hint, key="publish")
    return TargetError(problem, transient=transient)


def redacted(text: str) -> str:
    """A text without what the addresses in it may hold of names, passwords and signatures."""
    return _SIGNED.sub("…", _USER.sub("…@", text))
