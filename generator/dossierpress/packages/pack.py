"""The corridor as the build walks it, at whose end stand packages and no pages."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from dossierpress.build import read_site
from dossierpress.config import Config
from dossierpress.model.site import Site
from dossierpress.packages.packages import packages
from dossierpress.passes import Kept, ingredients
from dossierpress.plan.outputs import Output
from dossierpress.plan.plan import plan
from dossierpress.problems import Problem
from dossierpress.read.held import Audience
from dossierpress.read.locate import located
from dossierpress.read.media import gather_media
from dossierpress.runners import Runner


@dataclass(frozen=True, slots=True)
class Stock:
    """What packages are made of: the site as readers see it, what is planned, and what is wrong."""

    site: Site
    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]
    kept: Kept


def take_stock(
    root: Path,
    config: Config,
    audience: Audience,
    run: Runner,
    kinds: Collection[str],
    *,
    names: Collection[str] | None,
    path: str = "",
) -> Stock:
    """Read the site and plan packages of these kinds, as `packages` says."""
    kept = Kept()
    site, documents, found = read_site(root, config, audience, run, kept)
    media, missing = gather_media(site, documents, config, root, kept.prints)
    planned, dangling = plan(site, config, media, exports=[packages(kinds, names, path)])
    outputs = tuple(each for each in planned.pages if each.offered)
    return Stock(site, outputs, located((*found, *missing, *dangling), root), kept)


def packed(root: Path, stock: Stock) -> Iterator[tuple[str, bytes]]:
    """Each package: the name of its file, and its bytes. Raises StopBuildError."""
    for output in stock.outputs:
        assert output.producer is not None
        made = output.producer(output.view, ingredients(root, stock.kept.bodies, output))
        yield output.path.rpartition("/")[2], made
