"""The corridor as the build walks it, at whose end stand packages and no pages."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from dossierpress.build import Job, build, take_stock
from dossierpress.exports.exports import exports_of
from dossierpress.memo.memory import Memory, Texts
from dossierpress.model.site import Site
from dossierpress.packages.bundle import ENDING, write_bundle
from dossierpress.packages.packages import packages
from dossierpress.packages.pdf import PAPERS, PdfView
from dossierpress.packages.wholesite import for_disk, site_zip
from dossierpress.plan.outputs import Output
from dossierpress.plan.plan import plan
from dossierpress.problems import Problem
from dossierpress.read.held import Audience
from dossierpress.read.locate import located
from dossierpress.run.task import Runner
from dossierpress.schema.config import Config
from dossierpress.steps.making import ingredients
from dossierpress.steps.settings import on_this_machine
from dossierpress.write.memory import MemorySink, NoSink
from dossierpress.write.report import Report


@dataclass(frozen=True, slots=True)
class Contents:
    """What packages are made of: the site as readers see it, what is planned, and what is wrong."""

    site: Site
    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]
    memory: Memory


def contents(
    root: Path,
    config: Config,
    audience: Audience,
    run: Runner,
    kinds: Collection[str],
    *,
    names: Collection[str] | None,
    path: str = "",
    paper: str = PAPERS[0],
) -> Contents:
    """Read the site and plan packages of these kinds, as `packages` says."""
    job = Job(root=root, config=config, audience=audience, sink=NoSink(), run=run)
    stock = take_stock(job)
    planned, dangling = plan(stock.site, config, stock.media, exports=[packages(kinds, names, path, paper)])
    outputs = tuple(each for each in planned.pages if each.offered)
    return Contents(stock.site, outputs, located((*stock.problems, *dangling), root), job.memory)


def whole_site(root: Path, config: Config, audience: Audience, run: Runner) -> tuple[Report, str, bytes]:
    """The site as readers see it, as a zip that works from disk: what was found, its name, its bytes."""
    sink = MemorySink()
    chosen, noticed = on_this_machine(for_disk(config))
    exports = exports_of(chosen)
    report = build(
        Job(
            root=root,
            config=chosen,
            audience=audience,
            sink=sink,
            run=run,
            exports=exports,
            noticed=noticed,
            relative=True,
        )
    )
    name, data = site_zip(config.title, sink.files)
    return report, name, data


def bundled(root: Path, found: Contents) -> Iterator[tuple[str, bytes]]:
    """Of each dossier that was asked for as PDF a bundle for a court. Raises StopBuildError."""
    for output in found.outputs:
        assert isinstance(output.view, PdfView)
        bodies = ingredients(root, Texts(found.memory), output)
        made = write_bundle(root, found.site, output.view.book, bodies, output.view.paper)
        yield f"{output.view.book.name}{ENDING}", made


def packed(root: Path, found: Contents) -> Iterator[tuple[str, bytes]]:
    """Each package: the name of its file, and its bytes. Raises StopBuildError."""
    for output in found.outputs:
        assert output.producer is not None
        made = output.producer(output.view, ingredients(root, Texts(found.memory), output))
        yield output.path.rpartition("/")[2], made
