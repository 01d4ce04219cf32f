"""One build as the commands ask for it: configuration, audience, workers, memory and exports put together."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click
import msgspec

from dossierpress.build import Job, build
from dossierpress.cli.options import CACHE_FOLDER, Asked, ProgressBar, fail, moment_of_build
from dossierpress.cli.outcome import Reasons
from dossierpress.cli.stopwatch import Stopwatch
from dossierpress.exports.exports import exports_of
from dossierpress.memo.bytecode import compiled_templates
from dossierpress.memo.fingerprints import Fingerprints
from dossierpress.memo.lastbuild import LastBuild, load, noted, save
from dossierpress.memo.memory import Memory
from dossierpress.read.held import Audience
from dossierpress.read.locate import located
from dossierpress.render.bundle import make_bundle
from dossierpress.run.collector import expect_bulk
from dossierpress.run.pool import held, runner
from dossierpress.run.task import Runner
from dossierpress.schema.config import Config, is_site_url
from dossierpress.steps.settings import load_config, on_this_machine
from dossierpress.write.directory import DirectorySink
from dossierpress.write.guard import check_output
from dossierpress.write.report import Report
from dossierpress.write.sink import Sink, WriteError


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


@dataclass(frozen=True, slots=True)
class Built:
    """What a command has to say: the report, what messages call the folder, why pages were made."""

    report: Report
    place: str
    reasons: Reasons | None
    index: Stopwatch


def build_folder(
    asked: Asked,
    ways: Ways,
    last: LastBuild | None = None,
    edited: Collection[str] | None = None,
    *,
    profile: bool = False,
) -> Built:
    """Build into the output folder. `edited` files hold other bytes than the `last` build noted."""
    form = ways.form
    prints = Fingerprints(last.files if last is not None else None, edited)
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
    memory = memory_of(asked.root, ways, prints, reasons)
    audience = audience_of(config, drafts=asked.drafts, future=asked.future)
    job = job_of(asked.root, config, audience, sink, memory, relative=asked.relative)
    watch = Stopwatch(make_bundle)
    if profile:
        from dossierpress.cli.profile import profiled, show_profile

        report, seconds = profiled(partial(run_job, job, ways, watch))
        show_profile(seconds)
    else:
        report = run_job(job, ways, watch)
    if ways.keep:
        note = noted(asked.key, (folder, written), audience.now.timestamp(), report, prints)
        if note is not None:
            save(asked.root / CACHE_FOLDER, note)
    return Built(report, written, reasons, watch)


def memory_of(
    root: Path, ways: Ways, prints: Fingerprints | None = None, reasons: Reasons | None = None
) -> Memory:
    """What earlier builds of a site leave for this one."""
    if not ways.keep:
        return Memory(None, prints, None, reasons.found.__setitem__ if reasons is not None else None)
    folder = root / CACHE_FOLDER
    if prints is None:
        last = load(folder)
        prints = Fingerprints(last.files if last is not None else None)
    # Workers elsewhere run as another user.
    compiled = compiled_templates() if ways.run is None else None
    return Memory(folder, prints, compiled, reasons.found.__setitem__ if reasons is not None else None)


def job_of(
    root: Path, config: Config, audience: Audience, sink: Sink, memory: Memory, *, relative: bool = False
) -> Job:
    """What is to be built, with all exports that the configuration turns on and this machine can make."""
    config, noticed = on_this_machine(config)
    exports = exports_of(config)
    if config.exports.is_any:
        from dossierpress.packages.packages import packages_of

        exports = (*exports, *packages_of(config))
    return Job(
        root=root,
        config=config,
        audience=audience,
        sink=sink,
        run=runner(None),
        exports=exports,
        memory=memory,
        noticed=noticed,
        relative=relative,
    )


def run_job(job: Job, ways: Ways, watch: Stopwatch | None = None) -> Report:
    """Build, with a progress bar where somebody looks."""
    expect_bulk()
    bar = ProgressBar()
    try:
        with held(ways.run or runner(ways.jobs)) as run:
            workers = watch.over(run) if watch is not None else run
            report = build(replace(job, run=workers, progress=bar))
    finally:
        bar.clear()
    job.memory.close(is_sound=report.written is not None)
    return report


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
