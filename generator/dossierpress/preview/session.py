"""The preview at work: changes come in, editions and problems go out, one thing after another.

All work is done on one thread, the one that calls `run`: there units have their time limit, and
Ctrl-C ends them. What a reader waits for comes first, then what changed, then the rest of the site,
which is left off as soon as something changes again.
"""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Protocol

from dossierpress.memo.memory import Texts
from dossierpress.model.document import Document
from dossierpress.plan.plan import Export
from dossierpress.preview.edition import Edition, File, Matter
from dossierpress.preview.moves import moves
from dossierpress.preview.sources import Sources
from dossierpress.problems import Problem, made_strict
from dossierpress.read.locate import located
from dossierpress.run.task import Runner
from dossierpress.schema.config import Config

# When nothing has changed for so long (s), everything is looked at once, should an event have been lost.
REST = 2.0
# How long (s) an editor may take between the two steps of one save.
_GRACE = 0.06
# How long (s) the rest of the site waits for browsers to load what is new.
_BREATH = 0.2
# Files that went are remembered for so many rounds, to be known again under another name.
_REMEMBER = 5


@dataclass(frozen=True, slots=True)
class Changed:
    """Files that changed: relative to the root, or absolute when outside.

    `everything`: others may have changed too.
    """

    paths: frozenset[str] = frozenset()
    everything: bool = False

    def and_then(self, other: "Changed | None") -> "Changed":
        """Both changes in one."""
        if other is None:
            return self
        return Changed(self.paths | other.paths, self.everything or other.everything)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that a reader waits for."""

    path: str
    answer: "Future[tuple[Edition | None, File | None]]"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a round did, for the terminal. Seconds are from the change to the page being read, and to all."""

    paths: tuple[str, ...]
    pages: int
    problems: tuple[Problem, ...]
    shown: float
    seconds: float


class Readers(Protocol):
    """Whoever looks at the site. Called from the session's thread."""

    def reading(self) -> frozenset[str]:
        """Paths of the files that are being read."""

    def show(self, edition: Edition, moved: dict[str, str]) -> None:
        """A new edition is out, with the pages being read made; `moved` are old and new addresses."""

    def tell(self, problems: tuple[Problem, ...]) -> None:
        """What is wrong now; nothing when all is well."""


class _SupersededError(Exception):
    """Something changed while the whole site was being made."""


class Session:
    """Holds the site in memory and does what is put into `jobs`, the first of which is a change."""

    def __init__(
        self,
        sources: Sources,
        jobs: "SimpleQueue[Changed | Wanted]",
        readers: Readers,
        run: Runner,
        exports_of: Callable[[Config], Iterable[Export]],
        report: Callable[[Rebuilt], None],
    ) -> None:
        self.edition: Edition | None = None
        self._sources, self._jobs, self._readers, self._run = sources, jobs, readers, run
        self._exports_of, self._report = exports_of, report
        self._waiting: list[Wanted] = []
        self._next: Changed | None = None
        self._lost: list[list[Document]] = []
        self._planned: tuple[Problem, ...] = ()
        self._finished = False
        self._quiet = True

    def run(self) -> None:
        """Work until interrupted."""
        while True:
            self.step()

    def step(self) -> None:
        """Do the next thing there is to do, or wait for it."""
        change = self._take_change()
        if change is None:
            return
        begun = time.monotonic()
        paths = set(change.paths)
        while True:
            try:
                self._round(change, paths, begun)
            except _SupersededError:
                assert self._next is not None
                change, self._next = self._next, None
                paths |= change.paths
                begun = time.monotonic()
            else:
                return

    def _take_change(self) -> Changed | None:
        """The next change; None when there was something else to do."""
        try:
            job = self._jobs.get(timeout=None if self._quiet else REST)
        except Empty:
            self._quiet = True
            return Changed(everything=True)
        if isinstance(job, Wanted):
            self._answer(job)
            return None
        self._quiet = job.everything and not job.paths
        self._next = job
        self._take_jobs()
        if self._sources.is_unsettled(self._next.paths):
            time.sleep(_GRACE)
            self._take_jobs()
        change, self._next = self._next, None
        return change

    def _round(self, change: Changed, paths: set[str], begun: float) -> None:
        """Bring everything up to a change."""
        before = self._sources.documents
        looked_at = None if change.everything else change.paths
        if not self._sources.refresh(looked_at, self._run) and self._finished:
            return
        self._finished = False
        self._publish(before)
        shown = time.monotonic() - begun
        # What the whole plan found before still holds, but for the files that changed.
        self._planned = tuple(problem for problem in self._planned if problem.path not in paths)
        self._tell()
        pages = 0
        if self.edition is not None:
            self._let_read()
            self._planned = self._strict(self.edition.plan(self._attend))
            self._answer_waiting()
            for _ in self.edition.make_all():
                self._attend()
            pages = self.edition.changed()
        told = self._tell()
        self._finished = True
        self._answer_waiting()
        self._report(Rebuilt(tuple(sorted(paths)), pages, told, shown, time.monotonic() - begun))

    def _let_read(self) -> None:
        """Leave the processor to the browsers while they take the pages that are being read."""
        end = time.monotonic() + _BREATH if self._readers.reading() else 0.0
        while (left := end - time.monotonic()) > 0:
            try:
                job = self._jobs.get(timeout=left)
            except Empty:
                return
            self._take(job)
            self._attend()

    def _publish(self, before: dict[str, Document]) -> None:
        """Make a new edition, the pages that are being read first, and show it."""
        sources = self._sources
        if sources.config is None or sources.theme is None or sources.stock is None:
            return
        matter = Matter(
            sources.root,
            sources.config,
            sources.theme,
            sources.stock.site,
            sources.stock.media,
            Texts(sources.memory),
            tuple(self._exports_of(sources.config)),
            sources.memory.marks(),
        )
        edition = Edition(matter, self.edition)
        for path in sorted(self._readers.reading()):
            edition.file(path)
        self.edition = edition
        self._readers.show(edition, self._moved(before))

    def _moved(self, before: dict[str, Document]) -> dict[str, str]:
        after = self._sources.documents
        found = moves(before, after, [document for each in self._lost for document in each])
        gone = [document for path, document in before.items() if path not in after]
        self._lost = [*self._lost[1 - _REMEMBER :], gone]
        return found

    def _tell(self) -> tuple[Problem, ...]:
        problems = (*self._sources.problems, *self._planned)
        if self.edition is not None:
            problems = (*problems, *self.edition.problems())
        told = located(problems, self._sources.root)
        self._readers.tell(told)
        return told

    def _strict(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        config = self._sources.config
        return made_strict(problems) if config is not None and config.strict else problems

    def _attend(self) -> None:
        """Answer whoever waits; leave off what is under way when something has changed."""
        self._take_jobs()
        if self._next is not None:
            raise _SupersededError

    def _take_jobs(self) -> None:
        """Answer whoever waits, and gather what changed into the next change."""
        while True:
            try:
                self._take(self._jobs.get_nowait())
            except Empty:
                return

    def _take(self, job: Changed | Wanted) -> None:
        if isinstance(job, Wanted):
            self._answer(job)
        else:
            self._next = job.and_then(self._next)

    def _answer(self, wanted: Wanted) -> None:
        edition = self.edition
        file = edition.file(wanted.path) if edition is not None else None
        if file is None and not self._finished and (edition is None or not edition.planned):
            self._waiting.append(wanted)
        else:
            wanted.answer.set_result((edition, file))

    def _answer_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for wanted in waiting:
            self._answer(wanted)
