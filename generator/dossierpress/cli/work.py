"""One build as the commands ask for it: configuration, audience, workers, cache and exports put together."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import click
import msgspec

from dossierpress.cache.cached import cached
from dossierpress.cache.compiled import compiled_templates
from dossierpress.cache.memos import Pages
from dossierpress.cache.recall import LastBuild, load_further, noted, save
from dossierpress.cache.store import KeptBodies, LostBodyError, Store
from dossierpress.cache.whereabouts import Whereabouts
from dossierpress.cli.build import Asked
from dossierpress.cli.options import CACHE_FOLDER, ProgressBar, fail, moment_of_build
from dossierpress.cli.outcome import Reasons
from dossierpress.cli.stopwatch import Stopwatch
from dossierpress.collector import expect_bulk
from dossierpress.config import Config, is_site_url
from dossierpress.fingerprints import Fingerprints
from dossierpress.passes import Kept
from dossierpress.problems import StopBuildError
from dossierpress.read.held import Audience
from dossierpress.read.locate import located
from dossierpress.render.bundle import make_bundle
from dossierpress.report import IndexCost, Report
from dossierpress.retouch import retouch
from dossierpress.runners import Progress, Runner, held, runner
from dossierpress.settings import load_config, on_this_machine
from dossierpress.write.directory import DirectorySink
from dossierpress.write.guard import check_output
from dossierpress.write.sink import Sink, WriteError


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is to be built, for whom, into what, and by how many workers here, or by `run` elsewhere.

    `last` is the last build, where only the `edited` files have changed since.
    """

    root: Path
    config: Config
    audience: Audience
    sink: Sink
    jobs: int | None
    relative: bool = False
    cache: bool = True
    prints: Fingerprints = field(default_factory=Fingerprints)
    pages: Pages = field(default_factory=Pages)
    stopwatch: Stopwatch = field(default_factory=lambda: Stopwatch(make_bundle))
    run: Runner | None = None
    last: LastBuild | None = None
    edited: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ways:
    """How a build is to go about it, which changes nothing in the site.

    `explain` is an address, empty for all pages, None for none. `keep` says whether earlier builds may
    help this one, and this one later ones. `run` are workers elsewhere, in place of `jobs` here.
    """

    form: str
    jobs: int | None
    explain: str | None = None
    keep: bool = True
    run: Runner | None = None


def build_folder(
    asked: Asked,
    ways: Ways,
    last: LastBuild | None,
    edited: frozenset[str] | None = None,
    *,
    profile: bool = False,
) -> tuple[Report, str, Reasons | None]:
    """Build into the output folder; the report, what messages call the folder, why pages were made.

    `edited` are the only files that are known to have changed since the `last` build.
    """
    form = ways.form
    prints = Fingerprints(last.files if last is not None else None)
    config = config_of(asked.root, form, prints)
    config = adjusted(config, base_url=asked.base_url, strict=asked.strict)
    written = config.output if asked.output is None else asked.output
    folder, problems = check_output(asked.root, written, config.content)
    if problems:
        fail(located(problems, asked.root), form, "nothing was written")
    sink = DirectorySink(folder, written, prints)
    try:
        sink.finish()  # whatever comes of this build, an interrupted one leaves no mix behind
    except WriteError as error:
        fail((error.problem,), form, "nothing was written")
    reasons = None if ways.explain is None else Reasons(ways.explain, {})
    work = Work(
        root=asked.root,
        config=config,
        audience=audience_of(config, drafts=asked.drafts, future=asked.future),
        sink=sink,
        jobs=ways.jobs,
        relative=asked.relative,
        cache=ways.keep,
        prints=prints,
        pages=Pages(
            last.keys if last is not None else {},
            explain=reasons.found.__setitem__ if reasons is not None else None,
        ),
        run=ways.run,
        last=last if edited is not None else None,
        edited=edited or frozenset(),
    )
    if profile:
        from dossierpress.cli.profile import profiled, show_profile

        report, seconds = profiled(partial(build_site, work))
        show_profile(seconds)
    else:
        report = build_shown(work)
    if ways.keep:
        _remember(asked, (folder, written), work, report)
    return report, written, reasons


def _remember(asked: Asked, output: tuple[Path, str], work: Work, report: Report) -> None:
    """Note the build for the next one."""
    further = work.pages.whereabouts.written()
    this = noted(
        asked.key,
        output,
        work.audience.now.timestamp(),
        report,
        work.prints,
        keys=work.pages.now,
        further=further,
    )
    if this is not None:
        save(asked.root / CACHE_FOLDER, this, further)


def build_shown(work: Work) -> Report:
    """Build with a progress bar."""
    bar = ProgressBar()
    try:
        return build_site(work, bar)
    finally:
        bar.clear()


def adjusted(config: Config, *, base_url: str | None = None, strict: bool = False) -> Config:
    """The configuration with what the command line says in its place."""
    if base_url is not None:
        if not is_site_url(base_url):
            raise click.BadParameter(
                f"`{base_url}` is not an address such as https://press.example/reports/",
                param_hint="--base-url",
            )
        config = msgspec.structs.replace(config, url=base_url)
    return msgspec.structs.replace(config, strict=config.strict or strict)


def build_site(work: Work, progress: Progress | None = None) -> Report:
    """Run the build, through the cache where it is wanted and as long as it serves."""
    expect_bulk()
    with held(work.run or runner(work.jobs)) as run:
        workers = work.stopwatch.over(run)
        report = _retouched(work, workers) or _build_kept(work, workers, progress)
    return replace(report, search=IndexCost(work.stopwatch.items, work.stopwatch.seconds))


def _retouched(work: Work, workers: Runner) -> Report | None:
    """Go the short way, where it leads."""
    further = load_further(work.root / CACHE_FOLDER, work.last) if work.last and work.edited else None
    if work.last is None or further is None:
        return None
    store = Store(work.root / CACHE_FOLDER, counts=False)
    whereabouts = Whereabouts.read(further)
    pages = Pages(work.last.keys, dict(work.last.keys), whereabouts, work.pages.explain)
    run, kept = _through(store, work, workers, pages)
    try:
        report = retouch(
            work.root, work.config, work.last, work.edited, work.sink, run,
            store=store, kept=kept, pages=pages,
        )  # fmt: skip
    except (LostBodyError, StopBuildError, WriteError):
        return None  # the whole way finds the same fault, and says it
    finally:
        store.close()
    if report is not None:
        work.pages.now, work.pages.whereabouts = pages.now, pages.whereabouts
    return report


def _build_kept(work: Work, workers: Runner, progress: Progress | None) -> Report:
    if not work.cache:
        return _build(work, workers, Kept(), progress)
    store = Store(work.root / CACHE_FOLDER)
    try:
        return _build(work, *_through(store, work, workers, work.pages), progress)
    finally:
        store.close()


def _through(store: Store, work: Work, workers: Runner, pages: Pages) -> tuple[Runner, Kept]:
    """The workers behind a cache, and what is kept beside it."""
    run = cached(workers, store, work.sink.holds, pages)
    # Workers elsewhere run as another user.
    compiled = compiled_templates() if work.run is None else None
    again: dict[str, Callable[[], bytes]] = {}
    return run, Kept(KeptBodies(store, again), work.prints, compiled, again)


def _build(work: Work, run: Runner, kept: Kept, progress: Progress | None) -> Report:
    """Walk the whole corridor, whose further rooms are loaded only for that."""
    from dossierpress.build import build
    from dossierpress.exports.exports import exports_of
    from dossierpress.packages.packages import packages_of

    config, noticed = on_this_machine(work.config)
    return build(
        work.root,
        config,
        work.audience,
        work.sink,
        run,
        exports=(*exports_of(config), *packages_of(config)),
        kept=kept,
        noticed=noticed,
        relative=work.relative,
        progress=progress,
    )


def audience_of(config: Config, *, drafts: bool, future: bool) -> Audience:
    """Who the site is for, now. `SOURCE_DATE_EPOCH` takes the place of the clock, in seconds."""
    now = dt.datetime.fromtimestamp(moment_of_build(), dt.UTC)
    return Audience(now, config.timezone, drafts, future)


def config_of(root: Path, form: str, prints: Fingerprints | None = None) -> Config:
    """The site's configuration; shows its problems and ends with 1 when there is none."""
    config, problems = load_config(root, prints)
    if config is None:
        fail(problems, form, "nothing was built")
    return config
