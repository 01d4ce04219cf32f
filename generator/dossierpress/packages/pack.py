"""The corridor as the build walks it, at whose end stand packages and no pages."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from dossierpress.build import Job, take_stock
from dossierpress.memo.memory import Memory, Texts
from dossierpress.model.site import Site
from dossierpress.packages.packages import packages
from dossierpress.plan.outputs import Output
from dossierpress.plan.plan import plan
from dossierpress.problems import Problem
from dossierpress.read.held import Audience
from dossierpress.read.locate import located
from dossierpress.run.task import Runner
from dossierpress.schema.config import Config
from dossierpress.steps.making import ingredients
from dossierpress.write.memory import NoSink


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
) -> Contents:
    """Read the site and plan packages of these kinds, as `packages` says."""
    job = Job(root=root, config=config, audience=audience, sink=NoSink(), run=run)
    stock = take_stock(job)
    planned, dangling = plan(stock.site, config, stock.media, exports=[packages(kinds, names, path)])
    outputs = tuple(each for each in planned.pages if each.offered)
    return Contents(stock.site, outputs, located((*stock.problems, *dangling), root), job.memory)


def packed(root: Path, found: Contents) -> Iterator[tuple[str, bytes]]:
    """Each package: the name of its file, and its bytes. Raises StopBuildError."""
    for output in found.outputs:
        assert output.producer is not None
        made = output.producer(output.view, ingredients(root, Texts(found.memory), output))
        yield output.path.rpartition("/")[2], made
