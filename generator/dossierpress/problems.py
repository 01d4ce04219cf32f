"""The one error language of every room: what is wrong, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

# An error stops a build. A warning does when the build is strict. A note never does: it tells what this
# machine, or a site that has only begun, does not have.
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong in a file of the curator's.

    `path` is relative to the site's root, with forward slashes. `line` and `column` count from 1;
    0 means not known yet. A room that holds no positions says where to look instead: `key` is the
    place in the file's YAML (`sections[2].note`), `text` is what to look for in its body.
    `read.locate` turns either into a line before the problem is shown. `source` is that line's text.
    """

    path: str
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    line: int = 0
    column: int = 0
    key: str = ""
    text: str = ""
    source: str = ""


class BugError(Exception):
    """A broken promise inside Dossierpress itself: never the curator's fault."""


class StopBuildError(Exception):
    """Work cannot go on; `problems` says why. Raised only where there is nothing left to check."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, sorted by file, line, column, code and message."""
    return tuple(sorted(set(problems), key=_place))


def errors_only(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that stop a build."""
    return tuple(problem for problem in problems if problem.severity == "error")


def made_strict(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same problems with every warning an error; notes stay notes."""
    return tuple(
        replace(problem, severity="error") if problem.severity == "warning" else problem
        for problem in problems
    )


def _place(problem: Problem) -> tuple[str, int, int, str, str, str, str]:
    return (
        problem.path,
        problem.line,
        problem.column,
        problem.code,
        problem.message,
        problem.key,
        problem.text,
    )
