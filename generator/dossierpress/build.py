"""The corridor: content to site, in one screen. Every other module is a room that this one walks through."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from dossierpress.custody.chainfile import read_custody
from dossierpress.custody.examine import examine
from dossierpress.memo.memory import Memory
from dossierpress.model.media import Media
from dossierpress.model.site import Site
from dossierpress.plan.desk import Facts
from dossierpress.plan.media import media_files
from dossierpress.plan.outputs import Bundle, MediaFile, Output
from dossierpress.plan.plan import Export, Planner
from dossierpress.plan.shelf import Shelf
from dossierpress.problems import Problem, StopBuildError, errors_only, made_strict
from dossierpress.read.assemble import assemble
from dossierpress.read.files import scan
from dossierpress.read.held import Audience, turns
from dossierpress.read.links import read_links
from dossierpress.read.locate import located
from dossierpress.read.media import gather_media
from dossierpress.redaction.redactor import redactor_of
from dossierpress.run.task import Progress, Runner
from dossierpress.schema.config import Config
from dossierpress.steps.course import Course
from dossierpress.steps.making import Making
from dossierpress.steps.offering import offering
from dossierpress.steps.reading import Readings, read_all
from dossierpress.steps.searching import searched
from dossierpress.steps.settings import theme_of
from dossierpress.steps.versions import with_versions
from dossierpress.steps.witness import witnessed
from dossierpress.write.report import Report
from dossierpress.write.sink import Same, Sink, WriteError, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be built, for whom, into what, and by whom.

    `memory` spares what earlier builds have done. `noticed` is what is wrong already. `themes` is where the
    theme is looked for, when that is not the site. `earlier` is what files said before that cannot be read
    now, for a preview.
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
    earlier: Readings = field(default_factory=Readings)


def build(job: Job) -> Report:
    """Build the site into the sink. Any error, and nothing is written or learnt; all are reported."""
    memory, problems = job.memory, job.noticed
    try:
        theme, faults = theme_of(job.root, job.config, memory.prints, job.themes)
        stock = take_stock(job)
        problems, site = (*problems, *faults, *stock.problems), stock.site
        if theme is None:
            return _report(job, problems, site)
        making = Making(job.root, theme, memory, job.sink)
        shelf = Shelf(site, job.config, stock.media, making.templates, memory.marks(), relative=job.relative)
        course = Course(Planner(Facts(shelf), job.exports), memory)
        files = tuple(media_files(job.config, stock.media))
        problems = (*problems, *course.problems(files, theme.files))
        if job.config.strict:
            problems = made_strict(problems)
        if errors_only(problems):
            return _report(job, problems, site)
        made = _made(job, course, files, sorted(theme.files.items()), making)
        written = job.sink.write(searched(made, redactor_of(site.redactions), job.sink.held, memory))
        course.learn(files)
        making.learn()
        report = _report(job, problems, site, course.pages, written)
        return replace(report, turns=turns(stock.readings.documents, job.audience))
    except StopBuildError as stop:
        return Report(located((*problems, *stop.problems), job.root))
    except WriteError as error:
        return Report((*located(problems, job.root), error.problem))


@dataclass(frozen=True, slots=True)
class Stock:
    """All that the audience may see, what was read for that, the curators' files, and what is wrong."""

    site: Site
    readings: Readings
    media: Mapping[str, Media]
    problems: tuple[Problem, ...]


def read_site(job: Job) -> tuple[Site, Readings, tuple[Problem, ...]]:
    """All that the audience may see, what was read for that, and what is wrong. Raises StopBuildError."""
    root, config, memory = job.root, job.config, job.memory
    content = scan(root, config.content, memory.prints)
    readings = read_all(root, config, content, job.run, memory, job.progress)
    readings = readings.or_as_before(job.earlier, content)
    documents, unseen = witnessed(
        root, readings.documents, memory.verdicts.over(job.run), readings.redactions
    )
    documents = with_versions(root, documents, memory.verdicts.over(job.run), readings.redactions)
    read = {document.path for document in documents}
    broken = [file for file in content.files if file.kind != "registry" and file.path not in read]
    folders = list(map(redactor_of(readings.redactions).name, content.folders))
    site, wrong = assemble(documents, folders, readings.registries, job.audience, broken)
    links, damaged = read_links(root, memory.prints)
    site = msgspec.structs.replace(site, links=links, redactions=readings.redactions)
    problems = (*content.problems, *readings.problems, *unseen, *wrong, *damaged)
    return site, replace(readings, documents=documents), problems


def take_stock(job: Job) -> Stock:
    """The first half of the corridor. Raises StopBuildError."""
    root, config, memory = job.root, job.config, job.memory
    site, readings, problems = read_site(job)
    documents = readings.documents
    media, missing = gather_media(site, documents, config, root, memory.prints)
    _, altered = read_custody(root, memory.prints)
    examined, doubts = examine(
        root, config, documents, memory.prints, memory.verdicts.over(job.run), redactor_of(site.redactions)
    )
    return Stock(
        msgspec.structs.replace(site, examined=examined),
        readings,
        media,
        (*problems, *missing, *altered, *doubts),
    )


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
    single = sorted((each for each in outputs if isinstance(each, Output)), key=lambda each: each.path)
    yield from making.packages([each for each in single if each.offered], job.run, job.progress)
    offers = {page: sorted(map(making.offer, paths)) for page, paths in course.offers().items()}
    pages = (offering(each, offers[each.path]) if each.path in offers else each for each in single)
    yield from making.pages([each for each in pages if not each.offered], job.run, job.progress)


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
