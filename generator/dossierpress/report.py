"""What a build did, or found that there was nothing to do."""

from dataclasses import dataclass

from dossierpress.problems import Problem
from dossierpress.write.sink import Written


@dataclass(frozen=True, slots=True)
class IndexCost:
    """What the search index cost: how many of its parts were made anew, and the seconds that it took."""

    parts: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `written` is None when it stopped before anything was written.

    `turns` are the moments, in seconds since 1970, at which what may be shown changes by itself. With
    `redacted`, words are taken out of files by what other files say.
    """

    problems: tuple[Problem, ...]
    articles: int = 0
    dossiers: int = 0
    pages: int = 0
    written: Written | None = None
    turns: tuple[float, ...] = ()
    search: IndexCost = IndexCost()
    redacted: bool = False
