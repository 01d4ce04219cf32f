"""`dossier build`: build the site. The rooms are loaded only when there is something to do."""

import os
import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from dossierpress.cli.options import CACHE_FOLDER, Asked, moment_of_build, site_options
from dossierpress.cli.outcome import Reasons, show_report
from dossierpress.memo.lastbuild import LastBuild, as_it_was, is_as_it_was, load
from dossierpress.run.collector import expect_bulk


@click.command(name="build", short_help="Build the site.")
@site_options
@click.option(
    "--output",
    type=click.Path(file_okay=False),
    help="The folder to write.  [default: `output` in site.yaml]",
)
@click.option("--base-url", help="The address to publish at, in place of `url` in site.yaml.")
@click.option("--no-cache", is_flag=True, help="Make everything anew, and keep nothing for the next build.")
@click.option("--executor", metavar="dask://HOST:PORT", help="Let the workers of a Dask cluster do the work.")
@click.option(
    "--explain",
    metavar="[ADDRESS]",
    is_flag=False,
    flag_value="",
    help="Say why each page was made, or the page at ADDRESS.",
)
@click.option("--profile", is_flag=True, help="Show where the time goes; builds with one worker.")
@click.option("--relative", is_flag=True, help="Make pages that also work when opened from disk.")
def command(
    root: Path,
    form: str,
    output: str | None,
    jobs: int | None,
    explain: str | None,
    executor: str | None,
    *,
    profile: bool,
    no_cache: bool,
    **choices: Any,
) -> None:
    """Build the site: read content/, check everything, write the pages.

    Any error, and nothing is written: the site that was there stays as it was. What did not change
    is not written again; files that Dossierpress did not write are never touched.
    """
    if executor is not None and (jobs is not None or profile):
        raise click.UsageError(
            "--executor takes the workers of a cluster; --jobs and --profile are for those here"
        )
    begun = time.monotonic()
    expect_bulk()
    asked = Asked(
        root=root,
        output=None if output is None else str(Path(output).absolute()),
        **choices,
    )
    last, edited, is_same = (None, None, False) if no_cache else last_build(asked)
    if last is not None and is_same and not profile:
        reasons = None if explain is None else Reasons(explain, {})
        show_report(as_it_was(last), form, time.monotonic() - begun, output or last.shown, reasons)
        return
    from dossierpress.cli.work import Ways, build_folder

    ways = Ways(form, 1 if profile else jobs, explain, keep=not no_cache)
    with _workers(executor) as run:
        built = build_folder(asked, replace(ways, run=run), last, edited, profile=profile)
    seconds = time.monotonic() - begun
    show_report(built.report, form, seconds, output or built.place, built.reasons, built.index)


def last_build(asked: Asked) -> tuple[LastBuild | None, frozenset[str] | None, bool]:
    """The last build, the files that hold other bytes since, and whether a build would change nothing."""
    last = load(asked.root / CACHE_FOLDER)
    if last is None:
        return None, None, False
    edited = frozenset(last.files.changed(f"{last.output}{os.sep}"))
    is_warned = asked.strict and any(each.severity == "warning" for each in last.problems)
    return last, edited, not is_warned and is_as_it_was(last, asked.key, moment_of_build(), edited)


def _workers(executor: str | None) -> AbstractContextManager[Any]:
    """The workers of a cluster; or none, and there are those of this machine."""
    if executor is None:
        return nullcontext()
    from dossierpress.cli.cluster import cluster

    return cluster(executor)
