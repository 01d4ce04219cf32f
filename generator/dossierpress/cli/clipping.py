"""One capture after another through `clip`: read, clip, find what is held, write, read back."""

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import click

from dossierpress.cli.custody import happened, record
from dossierpress.cli.options import moment_of_build
from dossierpress.cli.work import config_of
from dossierpress.read.files import ContentFile, UnreadableError, classify, read_bytes, scan
from dossierpress.write.newfile import write_new
from dossierpress.write.sink import WriteError

if TYPE_CHECKING:
    from dossierpress.cli.clipjob import Job
    from dossierpress.clip.clipping import Clipping, Decisions
    from dossierpress.clip.keep import Kept
    from dossierpress.clip.page import Kind

LARGEST = 256 * 1024 * 1024
_LIBRARIES = ("trafilatura", "readability", "warcio", "pypdf")


def is_installed() -> bool:
    """Whether the extra is there; asks without importing it."""
    return all(importlib.util.find_spec(name) is not None for name in _LIBRARIES)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for."""

    home: str
    kind: "Kind | None"
    address: str
    keep: tuple[int, ...]
    drop: tuple[int, ...]
    settings: dict[str, str]
    dry_run: bool = False
    output: Path | None = None
    allow_private: bool = False
    by: str = ""

    @property
    def is_for_one(self) -> bool:
        """Whether it names something that only one capture can have."""
        return bool(self.address or self.keep or self.drop or self.output)


@dataclass(slots=True)
class Clipped:
    """What came of one capture: a line for the table, lines to print, reasons to look, or an error."""

    source: str
    outcome: str = ""
    error: str = ""
    printed: list[str] = field(default_factory=list)
    doubts: tuple[str, ...] = ()


class _FailedError(Exception):
    """This capture cannot be clipped; the others go on."""


class Clipper:
    """Clips into one site."""

    def __init__(self, root: Path, wish: Wish) -> None:
        from dossierpress.clip.shelf import Shelf

        self._root, self._wish = root, wish
        self._config = config_of(root, "text")
        self._content = self._config.content
        content = scan(root, self._content)
        if wish.home and wish.home not in content.folders:
            raise click.BadParameter(
                f'there is no dossier `{wish.home}`; begin it with: dossier new dossier "{wish.home}"',
                param_hint="--dossier",
            )
        self._shelf = Shelf(root, content)
        self._day = _today(self._config.timezone)

    def clip(self, source: str) -> Clipped:
        """Clip one capture. Nothing that is wrong with it stops the next."""
        return self.guarded(source, lambda done: self._clip(source, done))

    def guarded(self, source: str, work: Callable[[Clipped], None]) -> Clipped:
        """Do work on one capture; what is wrong with it is told in what is returned."""
        from dossierpress.clip.page import UnopenableError

        done = Clipped("standard input" if source == "-" else source)
        try:
            work(done)
        except UnopenableError as error:
            done.error = f"{error.message}; {error.hint}"
        except _FailedError as error:
            done.error = str(error)
        except (WriteError, UnreadableError) as error:
            done.error = f"{error.problem.message}; {error.problem.hint}"
        if done.error:
            done.outcome = f"not clipped: {done.error}"
        return done

    def _clip(self, source: str, done: Clipped) -> None:
        job = self.job(source)
        self.finish(job, job.clip(self.decisions), done)

    def finish(self, job: "Job", clipping: "Clipping", done: Clipped) -> None:
        """Write, print or show a clipping, as was asked."""
        done.doubts = clipping.needs_review
        if self._wish.output is not None:
            place = self._wish.output.resolve()
            write_new(place.parent, place.name, self.laid(job, clipping).text)
            done.outcome = str(self._wish.output)
        elif self._wish.dry_run:
            from dossierpress.clip.printout import printout

            laid = self.laid(job, clipping)
            done.printed.extend(printout(clipping, laid.text))
            done.outcome = f"would be {laid.article}"
        else:
            done.outcome, done.printed = self.keep(job, clipping)

    @property
    def decisions(self) -> "Decisions":
        """What the command line decides."""
        from dossierpress.clip.clipping import Decisions

        return Decisions(self._wish.keep, self._wish.drop, self._wish.settings)

    def job(self, source: str) -> "Job":
        """A capture that was read, and what the site holds of it already. Raises what reading raises."""
        data, address, declared, held = self._read(source)
        return self.job_of(source, data, address, declared, held)

    def job_of(
        self,
        source: str,
        data: bytes,
        address: str,
        declared: str = "",
        held: Callable[[str], bytes | None] | None = None,
    ) -> "Job":
        """The same for bytes that came in another way."""
        from dossierpress.cli.clipjob import Job
        from dossierpress.clip.clipping import Asked

        asked = Asked(self._wish.kind, self._wish.address or address, declared, held=held)
        return Job(self._root, self._shelf, data, asked, source)

    def laid(self, job: "Job", clipping: "Clipping") -> "Kept":
        """What would be written for a clipping: where it is held already, else at a new place."""
        from dossierpress.clip.keep import kept, name_of

        name, home = name_of(clipping, self._shelf.names, job.source), self._wish.home
        if job.found is not None:
            name, home = job.found.file.name, job.found.file.home
        day = job.memory.day or self._day
        return kept(clipping, job.data, name, (self._content, home, day), job.decisions)

    def keep(self, job: "Job", clipping: "Clipping") -> tuple[str, list[str]]:
        """Write a clipping, or what it adds to an article that is held; the outcome, and the difference."""
        laid = self.laid(job, clipping)
        self._read_back(self._file(laid.article), laid.text)
        if job.found is not None:
            return job.merge(clipping, laid, self._day, self._read_back)
        for path, inner in laid.files.items():
            write_new(self._root, path, inner)
        write_new(self._root, laid.article, laid.text)
        self._shelf.add(self._file(laid.article), laid.text)
        capture = next(path for path in laid.files if path.rpartition("/")[2].startswith("capture."))
        record(self._root, [happened("collected", capture, clipping.sha256, by=self._wish.by)])
        return laid.article, []

    def _read_back(self, file: ContentFile, text: str) -> None:
        """Read the article as the build will; what is wrong is said before anything is written."""
        from dossierpress.problems import errors_only
        from dossierpress.read.document import read_one
        from dossierpress.steps.reading import settings_of

        document, problems = read_one(file, text.encode(), settings_of(self._config))
        if document is None or errors_only(problems):
            first = next(iter(errors_only(problems)), None)
            raise _FailedError(
                f"what was clipped cannot be read back: {first.message if first else 'no document'}"
            )

    def _file(self, path: str) -> ContentFile:
        found = classify(path, path.removeprefix(self._content + "/").split("/"))
        if not isinstance(found, ContentFile):
            raise _FailedError(f"{path} is no place for an article")
        return found

    def _read(self, source: str) -> tuple[bytes, str, str, Callable[[str], bytes | None] | None]:
        """Bytes of a capture, its address, its declared encoding, and the files that were saved beside it."""
        if source == "-":
            return sys.stdin.buffer.read(LARGEST), "", "", None
        if source.startswith(("http://", "https://")):
            from dossierpress.clip.fetch import fetch

            fetched = fetch(source, allow_private=self._wish.allow_private)
            return fetched.data, fetched.address, fetched.declared, None
        path = Path(source)
        folder = path.parent.resolve()
        return read_bytes(folder, path.name, LARGEST), "", "", _beside(folder)


def _beside(folder: Path) -> Callable[[str], bytes | None]:
    """The files that a browser saved in a folder beside a page."""

    def held(name: str) -> bytes | None:
        bare = unquote(name.partition("?")[0].partition("#")[0])
        if not bare or ":" in bare or bare.startswith(("/", "\\")):
            return None
        try:
            return read_bytes(folder, bare.removeprefix("./"), LARGEST)
        except UnreadableError:
            return None

    return held


def _today(timezone: str) -> str:
    import datetime as dt
    from zoneinfo import ZoneInfo

    now = dt.datetime.fromtimestamp(moment_of_build(), dt.UTC)
    return now.astimezone(ZoneInfo(timezone)).date().isoformat()
