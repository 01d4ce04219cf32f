"""The corridor: content to site, in one screen. Every other module is a room that this one walks through."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from dossierpress.config import Config
from dossierpress.making import Making
from dossierpress.memo.memory import Memory
from dossierpress.memo.stamps import Stamps
from dossierpress.model.document import Document
from dossierpress.model.site import Site
from dossierpress.plan.claims import check_claims
from dossierpress.plan.desk import Facts
from dossierpress.plan.media import media_files
from dossierpress.plan.outputs import Bundle, Cause, MediaFile, Output
from dossierpress.plan.plan import LAST, Export, Planned, Planner
from dossierpress.plan.shelf import Shelf
from dossierpress.problems import Problem, StopBuildError, errors_only, made_strict
from dossierpress.read.assemble import assemble
from dossierpress.read.files import scan
from dossierpress.read.held import Audience, turns
from dossierpress.read.links import read_links
from dossierpress.read.locate import located
from dossierpress.read.media import gather_media
from dossierpress.reading import read_all
from dossierpress.report import Report
from dossierpress.run.task import Progress, Runner
from dossierpress.settings import theme_of
from dossierpress.write.sink import Same, Sink, WriteError, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be built, for whom, into what, and by whom.

    `memory` spares what earlier builds have done. `noticed` is what is wrong already. `themes` is where the
    theme is looked for, when that is not the site.
    """

    root: Path
    config: Config
    audience: Audience
    sink: Sink
    run: Runner
    exports: tuple[Export, ...] = ()
    memory: Memory = field(default_factory=Memory)
    noticed: tuple[Problem, ...] = ()
    relative: bool = False
    progress: Progress | None = None
    themes: Path | None = None


def build(job: Job) -> Report:
    """Build the site into the sink. Any error, and nothing is written or learnt; all are reported."""
    root, config, memory = job.root, job.config, job.memory
    problems = job.noticed
    try:
        theme, faults = theme_of(root, config, memory.prints, job.themes)
        site, documents, found = read_site(job)
        media, missing = gather_media(site, documents, config, root, memory.prints)
        problems = (*problems, *faults, *found, *missing)
        if theme is None:
            return _report(job, problems, site)
        making = Making(root, theme, memory, job.sink)
        shelf = Shelf(site, config, media, making.templates, memory.marks(), relative=job.relative)
        course = Course(Planner(Facts(shelf), job.exports), memory.stamps)
        files = tuple(media_files(config, media))
        problems = (*problems, *course.problems(files, theme.files))
        if config.strict:
            problems = made_strict(problems)
        if errors_only(problems):
            return _report(job, problems, site)
        made = _made(job, course, files, sorted(theme.files.items()), making)
        written = job.sink.write(made)
        course.learn(memory, files)
        report = _report(job, problems, site, course.pages, written)
        return replace(report, turns=turns(documents, job.audience))
    except StopBuildError as stop:
        return Report(located((*problems, *stop.problems), root))
    except WriteError as error:
        return Report((*located(problems, root), error.problem))


def read_site(job: Job) -> tuple[Site, tuple[Document, ...], tuple[Problem, ...]]:
    """The first half of the corridor: all that the audience may see, and every document behind it."""
    root, config, memory = job.root, job.config, job.memory
    content = scan(root, config.content, memory.prints)
    readings = read_all(root, config, content, job.run, memory, job.progress)
    documents = readings.documents
    read = {document.path for document in documents}
    broken = [file for file in content.files if file.kind != "registry" and file.path not in read]
    site, wrong = assemble(documents, content.folders, readings.registries, job.audience, broken)
    links, damaged = read_links(root, memory.prints)
    site = msgspec.structs.replace(site, links=links)
    return site, documents, (*content.problems, *readings.problems, *wrong, *damaged)


class Course:
    """One walk through the plan: units out of date are planned, of all others it is known what they give."""

    def __init__(self, planner: Planner, stamps: Stamps) -> None:
        self._planner, self._stamps = planner, stamps
        self.units = planner.units()
        stale = stamps.stale(planner.facts, (*self.units, LAST))
        self._fresh = {unit: planner.plan(unit) for unit in stale if unit != LAST}
        self._parts = [self._fresh.get(unit) or stamps.known(unit) for unit in self.units]
        if LAST in stale or not stamps.claims_stay(self._fresh, self.units):
            self._fresh[LAST] = self._plan_last()
        self._parts.append(self._fresh.get(LAST) or stamps.known(LAST))

    def _plan_last(self) -> Planned:
        return self._planner.plan_last(claim for part in self._parts for claim in part.claims)

    @property
    def pages(self) -> int:
        """How many pages the site has."""
        return sum(claim.is_page for part in self._parts for claim in part.claims)

    def problems(self, files: Iterable[MediaFile], claimed: Iterable[str]) -> Iterator[Problem]:
        """All that is wrong with the plan; `claimed` are files of the theme."""
        for part in self._parts:
            yield from part.problems
        yield from check_claims(
            (claim for part in self._parts for claim in part.claims),
            [(path, file.cause) for file in files for path in file.paths],
            [(path, Cause(path)) for path in claimed],
            (each for part in self._parts for each in part.to_check),
        )

    def kept(self, is_there: Callable[[str], bool]) -> Iterator[str]:
        """What was made before and is there; a unit of which something is missing is planned now."""
        for unit in (*self.units, LAST):
            if unit in self._fresh:
                continue
            names = [claim.path for claim in self._stamps.known(unit).claims]
            if all(map(is_there, names)):
                yield from names
            else:
                self._fresh[unit] = self._plan_last() if unit == LAST else self._planner.plan(unit)

    def outputs(self) -> Iterator[Output | Bundle]:
        """What was planned in this walk."""
        for part in self._fresh.values():
            yield from part.outputs

    def learn(self, memory: Memory, files: Iterable[MediaFile]) -> None:
        """Know the plan as it is now, and forget what was made of things that it has no more."""
        self._stamps.learn(self._planner.facts, self._fresh.items(), (*self.units, LAST))
        names = {claim.path for part in self._parts for claim in part.claims}
        names.update(file.path for file in files)
        for name in memory.made.keys() - names:
            del memory.made[name]


def _made(
    job: Job,
    course: Course,
    files: tuple[MediaFile, ...],
    assets: Iterable[tuple[str, bytes]],
    making: Making,
) -> Iterator[tuple[str, bytes | Same]]:
    """Every file of the site, in the order in which whoever reads it can do without the next."""
    yield from assets
    yield from making.media(files, job.run, job.progress)
    for name in course.kept(making.is_there):
        yield from making.as_it_was(name)
    outputs = list(course.outputs())
    bundles = (output for output in outputs if isinstance(output, Bundle))
    yield from making.bundles(bundles, job.run, job.progress)
    pages = sorted((each for each in outputs if isinstance(each, Output)), key=lambda each: each.path)
    yield from making.pages(pages, job.run, job.progress)


def _report(
    job: Job, problems: Iterable[Problem], site: Site, pages: int = 0, written: Written | None = None
) -> Report:
    return Report(
        problems=located(problems, job.root),
        articles=len(site.articles),
        dossiers=len(site.dossiers),
        pages=pages,
        written=written,
    )
