"""`dossier check`: everything that `build` checks, writing nothing."""

import time
from dataclasses import replace
from pathlib import Path

import click

from dossierpress.build import read_site
from dossierpress.cli.options import fail, site_options
from dossierpress.cli.outcome import show_report
from dossierpress.cli.work import Ways, adjusted, audience_of, config_of, job_of, run_job
from dossierpress.memo.memory import Memory
from dossierpress.problems import StopBuildError, errors_only
from dossierpress.read.locate import located
from dossierpress.steps.copies import copies
from dossierpress.write.guard import check_output
from dossierpress.write.memory import NoSink


@click.command(name="check", short_help="Check everything that build checks, writing nothing.")
@site_options
@click.option("--external", is_flag=True, help="Ask the addresses outside the site instead.")
def command(
    root: Path, form: str, jobs: int | None, *, drafts: bool, future: bool, strict: bool, external: bool
) -> None:
    """Check the whole site, as build does, and write nothing.

    Every page is made and thrown away, so that a fault in a template shows too. Articles that share most of
    their words are pointed out: if one is a copy, say so with same_as. With --external the addresses that
    lead outside are asked, politely, and what they answer is kept in links.jsonl.
    """
    config = adjusted(config_of(root, form), strict=strict)
    _, problems = check_output(root, config.output, config.content)
    if problems:
        fail(located(problems, root), form, "not sound")
    audience = audience_of(config, drafts=drafts, future=future)
    if external:
        from dossierpress.cli.external import check_links

        check_links(root, config, audience, jobs, form)
        return
    begun = time.monotonic()
    job = job_of(root, config, audience, NoSink(), Memory())
    report = run_job(job, Ways(form, jobs))
    if not errors_only(report.problems):
        try:
            site, readings, _ = read_site(job)
        except StopBuildError as stop:
            fail(located(stop.problems, root), form, "not sound")
        # However strict: only a curator can tell whether they are copies.
        alike = located(copies(site, readings.documents, job.memory), root)
        report = replace(report, problems=(*report.problems, *alike))
    show_report(report, form, time.monotonic() - begun)
