"""One build as the commands ask for it: configuration, audience, workers, cache and exports put together."""

from dataclasses import dataclass
from pathlib import Path

import click
import msgspec

from dossierpress.build import Report, build
from dossierpress.cache.cached import cached
from dossierpress.cache.store import KeptBodies, LostBodyError, Store
from dossierpress.config import Config, is_site_url
from dossierpress.exports.exports import exports_of
from dossierpress.passes import Kept
from dossierpress.read.held import Audience
from dossierpress.runners import Progress, Runner, runner
from dossierpress.write.sink import Sink

CACHE_FOLDER = ".dossier"
# What an output folder may not touch, beside the content.
PROTECTED = ("themes", "templates", "assets", "site.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is to be built, for whom, into what, and by how many workers."""

    root: Path
    config: Config
    audience: Audience
    sink: Sink
    jobs: int | None
    relative: bool = False
    cache: bool = True


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
    if not work.cache:
        return _build(work, runner(work.jobs), Kept(), progress)
    store = Store(work.root / CACHE_FOLDER)
    try:
        run = cached(runner(work.jobs), store, work.sink.holds)
        return _build(work, run, Kept(KeptBodies(store)), progress)
    except LostBodyError:
        return _build(work, runner(work.jobs), Kept(), progress)
    finally:
        store.close()


def _build(work: Work, run: Runner, kept: Kept, progress: Progress | None) -> Report:
    return build(
        work.root,
        work.config,
        work.audience,
        work.sink,
        run,
        exports=exports_of(work.config),
        kept=kept,
        relative=work.relative,
        progress=progress,
    )
