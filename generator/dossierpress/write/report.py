"""What a build did, or found that there was nothing to do."""

from dataclasses import dataclass

from dossierpress.problems import Problem
from dossierpress.write.sink import Written


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `written` is None when it stopped before anything was written.

    `turns` are the moments, in seconds since 1970, at which what may be shown changes by itself.
    """

    problems: tuple[Problem, ...]
    articles: int = 0
    dossiers: int = 0
    pages: int = 0
    written: Written | None = None
    turns: tuple[float, ...] = ()
