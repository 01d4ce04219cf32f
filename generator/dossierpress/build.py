"""The corridor: content to site, in one screen. Every other module is a room that this one walks through."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from dossierpress.config import Config
from dossierpress.custody.chainfile import read_custody
from dossierpress.custody.examine import examine
from dossierpress.making import Making
from dossierpress.memo.makers import digest_of
from dossierpress.memo.memory import Checked, Memory
from dossierpress.model.document import Document
from dossierpress.model.media import Media
from dossierpress.model.site import Site
from dossierpress.offering import offering
from dossierpress.plan.addresses import address_of
from dossierpress.plan.check import check_claims, dead_addresses
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
from dossierpress.redaction.redactor import Redactor, redactor_of
from dossierpress.redaction.search import buried
from dossierpress.report import Report
from dossierpress.run.task import Progress, Runner
from dossierpress.settings import theme_of
from dossierpress.witness import witnessed
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
        report = _report(job, problems, site, course.pages, written)
        return replace(report, turns=turns(stock.documents, job.audience))
    except StopBuildError as stop:
        return Report(located((*problems, *stop.problems), job.root))
    except WriteError as error:
        return Report((*located(problems, job.root), error.problem))


@dataclass(frozen=True, slots=True)
class Stock:
    """All that the audience may see, every document behind it, the curators' files, and what is wrong."""

    site: Site
    documents: tuple[Document, ...]
    media: Mapping[str, Media]
    problems: tuple[Problem, ...]


def read_site(job: Job) -> tuple[Site, tuple[Document, ...], tuple[Problem, ...]]:
    """All that the audience may see, every document behind it, and what is wrong. Raises StopBuildError."""
    root, config, memory = job.root, job.config, job.memory
    content = scan(root, config.content, memory.prints)
    readings = read_all(root, config, content, job.run, memory, job.progress)
    documents, unseen = witnessed(
        root, readings.documents, memory.verdicts.over(job.run), readings.redactions
    )
    read = {document.path for document in documents}
    broken = [file for file in content.files if file.kind != "registry" and file.path not in read]
    folders = list(map(redactor_of(readings.redactions).name, content.folders))
    site, wrong = assemble(documents, folders, readings.registries, job.audience, broken)
    links, damaged = read_links(root, memory.prints)
    site = msgspec.structs.replace(site, links=links, redactions=readings.redactions)
    return site, documents, (*content.problems, *readings.problems, *unseen, *wrong, *damaged)


def take_stock(job: Job) -> Stock:
    """The first half of the corridor. Raises StopBuildError."""
    root, config, memory = job.root, job.config, job.memory
    site, documents, problems = read_site(job)
    media, missing = gather_media(site, documents, config, root, memory.prints)
    _, altered = read_custody(root, memory.prints)
    examined, doubts = examine(
        root, config, documents, memory.prints, memory.verdicts.over(job.run), redactor_of(site.redactions)
    )
    return Stock(
        msgspec.structs.replace(site, examined=examined),
        documents,
        media,
        (*problems, *missing, *altered, *doubts),
    )


class Course:
    """One walk through the plan: units out of date are planned, of all others it is known what they give."""

    def __init__(self, planner: Planner, memory: Memory) -> None:
        self._planner, self._memory = planner, memory
        self._stamps = stamps = memory.stamps
        self.units = planner.units()
        stale = stamps.stale(planner.facts, (*self.units, LAST))
        self._fresh = {unit: planner.plan(unit) for unit in stale if unit != LAST}
        self._parts = [self._fresh.get(unit) or stamps.known(unit) for unit in self.units]
        if LAST in stale or not stamps.claims_stay(self._fresh, self.units):
            self._fresh[LAST] = self._plan_last()
        self._parts.append(self._fresh.get(LAST) or stamps.known(LAST))
        self._plan_offering()
        self._stays = stamps.claims_stay(self._fresh, self.units)
        self._checked: Checked | None = None

    def _plan_last(self) -> Planned:
        return self._planner.plan_last(claim for part in self._parts for claim in part.claims)

    def _plan_offering(self) -> None:
        """Plan pages that offer a package which may be another: they say how large it is."""
        claims = (claim for part in self._fresh.values() for claim in part.claims if claim.offered)
        for page in dict.fromkeys(claim.offered for claim in claims):
            unit = self._planner.unit_at(address_of(page))
            if unit is not None and unit not in self._fresh:
                self._fresh[unit] = self._planner.plan(unit)

    @property
    def pages(self) -> int:
        """How many pages the site has."""
        return sum(claim.is_page for part in self._parts for claim in part.claims)

    def problems(self, files: Iterable[MediaFile], claimed: Iterable[str]) -> Iterator[Problem]:
        """All that is wrong with the plan; `claimed` are files of the theme."""
        for part in self._parts:
            yield from part.problems
        media = [(path, file.cause) for file in files for path in file.paths]
        yield from self._collisions(media, [(path, Cause(path)) for path in sorted(claimed)])
        to_check = [each for part in self._parts for each in part.to_check]
        if to_check:
            known = {claim.path for part in self._parts for claim in part.claims}
            yield from dead_addresses(to_check, known.union(path for path, _ in media))

    def _collisions(
        self, media: list[tuple[str, Cause]], claimed: list[tuple[str, Cause]]
    ) -> tuple[Problem, ...]:
        """What is wrong with addresses; kept for as long as nobody claims another."""
        others = digest_of(msgspec.msgpack.encode((media, claimed)))
        checked = self._memory.checked
        if not (self._stays and checked is not None and checked.others == others):
            claims = (claim for part in self._parts for claim in part.claims)
            checked = Checked(others, check_claims(claims, media, claimed))
        self._checked = checked
        return checked.problems

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

    def offers(self) -> Mapping[str, list[str]]:
        """By the file of each page, the packages that it offers."""
        found: dict[str, list[str]] = {}
        for claim in (claim for part in self._parts for claim in part.claims if claim.offered):
            found.setdefault(claim.offered, []).append(claim.path)
        return found

    def learn(self, files: Iterable[MediaFile]) -> None:
        """Know the plan as it is now, and forget what was made of things that it has no more."""
        memory = self._memory
        memory.checked = self._checked
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
    single = sorted((each for each in outputs if isinstance(each, Output)), key=lambda each: each.path)
    yield from making.packages([each for each in single if each.offered], job.run, job.progress)
    offers = {page: sorted(map(making.offer, paths)) for page, paths in course.offers().items()}
    pages = (offering(each, offers[each.path]) if each.path in offers else each for each in single)
    yield from making.pages([each for each in pages if not each.offered], job.run, job.progress)


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
