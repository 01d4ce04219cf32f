"""`dossier build`: build the site."""

import time
from pathlib import Path

import click
import msgspec

from dossierpress.build import Report, build
from dossierpress.cli.options import ProgressBar, audience_of, config_of, fail, site_options
from dossierpress.cli.show import counted, show_data, show_problems
from dossierpress.config import Config, is_site_url
from dossierpress.problems import errors_only
from dossierpress.runners import runner
from dossierpress.write.directory import DirectorySink
from dossierpress.write.guard import check_output
from dossierpress.write.sink import Sink

PROTECTED = ("themes", "templates", "assets", "site.yaml")


@click.command(name="build", short_help="Build the site.")
@site_options
@click.option(
    "--output",
    type=click.Path(file_okay=False),
    help="The folder to write.  [default: `output` in site.yaml]",
)
@click.option("--base-url", help="The address to publish at, in place of `url` in site.yaml.")
@click.option("--relative", is_flag=True, help="Make pages that also work when opened from disk.")
def command(
    root: Path,
    form: str,
    output: str | None,
    base_url: str | None,
    jobs: int | None,
    *,
    drafts: bool,
    future: bool,
    strict: bool,
    relative: bool,
) -> None:
    """Build the site: read content/, check everything, write the pages.

    Any error, and nothing is written: the site that was there stays as it was. What did not change
    is not written again; files that Dossierpress did not write are never touched.
    """
    config = adjusted(config_of(root, form), base_url=base_url, strict=strict)
    written = config.output if output is None else str(Path(output).absolute())
    folder, problems = check_output(root, written, (config.content, *PROTECTED))
    if problems:
        fail(problems, form, "nothing was written")
    run_build(
        root,
        config,
        form,
        DirectorySink(folder, written),
        drafts=drafts,
        future=future,
        jobs=jobs,
        relative=relative,
        place=written if output is None else output,
    )


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


def run_build(
    root: Path,
    config: Config,
    form: str,
    sink: Sink,
    *,
    drafts: bool,
    future: bool,
    jobs: int | None,
    relative: bool = False,
    place: str = "",
) -> None:
    """Build into a sink and say what came of it; `place` is empty when nothing is kept."""
    begun = time.monotonic()
    bar = ProgressBar()
    audience = audience_of(config, drafts=drafts, future=future)
    try:
        report = build(root, config, audience, sink, runner(jobs), relative=relative, progress=bar)
    finally:
        bar.clear()
    seconds = time.monotonic() - begun
    if form == "json":
        show_data(report.problems, _facts(report, seconds, place))
        raise click.exceptions.Exit(1 if errors_only(report.problems) else 0)
    if errors_only(report.problems):
        fail(
            report.problems,
            form,
            "the site was not built; what was there stays as it was" if place else "not sound",
        )
    show_problems(report.problems, form)
    _show(report, seconds, place)


def _show(report: Report, seconds: float, place: str) -> None:
    click.echo(
        f"{counted(report.articles, 'article')} in {counted(report.dossiers, 'dossier')},"
        f" {counted(report.pages, 'page')}"
    )
    if report.written is None or not place:
        click.echo(f"checked in {seconds:.1f} s")
        return
    click.echo(
        f"built in {seconds:.1f} s: {counted(len(report.written.written), 'file')} written,"
        f" {report.written.unchanged:,} unchanged, {len(report.written.deleted):,} deleted"
    )
    click.echo(f"the site is in {place}")


def _facts(report: Report, seconds: float, place: str) -> dict[str, object]:
    facts: dict[str, object] = {
        "articles": report.articles,
        "dossiers": report.dossiers,
        "pages": report.pages,
        "seconds": round(seconds, 3),
    }
    if place and report.written is not None:
        facts |= {
            "output": place,
            "written": list(report.written.written),
            "unchanged": report.written.unchanged,
            "deleted": list(report.written.deleted),
        }
    return facts
