"""`dossier build`: build the site."""

import time
from pathlib import Path

import click

from dossierpress.build import Report
from dossierpress.cli.options import ProgressBar, audience_of, config_of, fail, site_options
from dossierpress.cli.show import counted, show_data, show_problems
from dossierpress.cli.work import PROTECTED, Work, adjusted, build_site
from dossierpress.problems import errors_only
from dossierpress.read.locate import located
from dossierpress.write.directory import DirectorySink
from dossierpress.write.guard import check_output
from dossierpress.write.sink import WriteError


@click.command(name="build", short_help="Build the site.")
@site_options
@click.option(
    "--output",
    type=click.Path(file_okay=False),
    help="The folder to write.  [default: `output` in site.yaml]",
)
@click.option("--base-url", help="The address to publish at, in place of `url` in site.yaml.")
@click.option("--no-cache", is_flag=True, help="Make everything anew, and keep nothing for the next build.")
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
    no_cache: bool,
) -> None:
    """Build the site: read content/, check everything, write the pages.

    Any error, and nothing is written: the site that was there stays as it was. What did not change
    is not written again; files that Dossierpress did not write are never touched.
    """
    config = adjusted(config_of(root, form), base_url=base_url, strict=strict)
    written = config.output if output is None else str(Path(output).absolute())
    folder, problems = check_output(root, written, (config.content, *PROTECTED))
    if problems:
        fail(located(problems, root), form, "nothing was written")
    sink = DirectorySink(folder, written)
    try:
        sink.finish()  # whatever comes of this build, an interrupted one leaves no mix behind
    except WriteError as error:
        fail((error.problem,), form, "nothing was written")
    work = Work(
        root=root,
        config=config,
        audience=audience_of(config, drafts=drafts, future=future),
        sink=sink,
        jobs=jobs,
        relative=relative,
        cache=not no_cache,
    )
    run_build(work, form, written if output is None else output)


def run_build(work: Work, form: str, place: str = "") -> None:
    """Build and say what came of it; `place` is empty when nothing is kept."""
    begun = time.monotonic()
    bar = ProgressBar()
    try:
        report = build_site(work, bar)
    finally:
        bar.clear()
    seconds = time.monotonic() - begun
    if form == "json":
        show_data(report.problems, _facts(report, seconds, place))
        raise click.exceptions.Exit(1 if errors_only(report.problems) else 0)
    if errors_only(report.problems):
        outcome = "the site was not built; what was there stays as it was" if place else "not sound"
        fail(report.problems, form, outcome)
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
