"""`dossier changes`: what is other in dossiers since a revision, as the program sees it for itself."""

from dataclasses import replace
from pathlib import Path

import click
import msgspec

from dossierpress.build import Job, read_site
from dossierpress.cli.options import fail, site_options
from dossierpress.cli.revisions import laid_out, revision
from dossierpress.cli.show import counted, printable, show_data
from dossierpress.cli.work import adjusted, audience_of, config_of
from dossierpress.evidence.changes import Seen, changes
from dossierpress.evidence.quotes import cut
from dossierpress.memo.memory import Memory
from dossierpress.model.document import Body
from dossierpress.problems import StopBuildError, errors_only
from dossierpress.read.locate import located
from dossierpress.run.pool import runner
from dossierpress.schema.records import nearest
from dossierpress.steps.copies import plain_text
from dossierpress.steps.settings import load_config
from dossierpress.write.memory import NoSink


@click.command(name="changes", short_help="List what changed in dossiers since a revision.")
@click.argument("name", metavar="[ID]", required=False)
@click.option(
    "--since", metavar="REV|DATE", required=True, help="A commit, branch or tag of git, or a day: 2026-11-01."
)
@site_options
def command(
    name: str | None,
    since: str,
    root: Path,
    form: str,
    jobs: int | None,
    *,
    drafts: bool,
    future: bool,
    strict: bool,
) -> None:
    """List what changed in the dossier ID, or in every dossier, since a revision of the site's repository.

    Articles added, removed, moved, withdrawn; headlines, standfirsts and texts; sections, claims
    and their status, events, figures, quotes, corrections, and notes under changes. Only what readers see.
    """
    config = adjusted(config_of(root, form), strict=strict)
    audience = audience_of(config, drafts=drafts, future=future)
    memory, earlier = Memory(), Memory()
    job = Job(root=root, config=config, audience=audience, sink=NoSink(), run=runner(jobs), memory=memory)
    try:
        after, _, problems = read_site(job)
        wrong = [each for each in errors_only(problems) if not each.code.startswith("quote-")]
        if wrong:
            fail(located(wrong, root), form, "nothing was compared")
        commit = revision(root, since)
        with laid_out(root, commit, config.content) as folder:
            then, _ = load_config(folder)
            # What is redacted by now is not told of then, either.
            then = msgspec.structs.replace(then or config, redactions=after.redactions)
            # An earlier state is read as far as it goes, since nobody can mend it.
            before, _, _ = read_site(replace(job, root=folder, config=then, memory=earlier))
    except StopBuildError as stop:
        fail(located(stop.problems, root), form, "nothing was compared")
    known = sorted({*after.dossiers, *before.dossiers})
    if name is not None and name not in known:
        hint = nearest(name, known) or f"there are: {', '.join(known) or 'none'}"
        raise click.BadParameter(f"there is no dossier `{name}`; {hint}", param_hint="ID")

    def same(old: Body, new: Body) -> bool:
        return old.digest == new.digest or plain_text(old, earlier) == plain_text(new, memory)

    found = {each: tuple(changes(before, after, each, same)) for each in known if name in (None, each)}
    if form == "json":
        told = {each: msgspec.to_builtins(seen) for each, seen in found.items()}
        show_data((), {"since": commit, "dossiers": told})
        return
    for each, seen in found.items():
        if seen:
            click.echo(f"{each} ({counted(len(seen), 'change')})")
            for one in seen:
                click.echo(printable(f"  {_line(one)}"))
    count = sum(map(len, found.values()))
    click.echo(f"{counted(count, 'change') if count else 'nothing changed'} since {commit[:12]}")


def _line(seen: Seen) -> str:
    if seen.kind == "added":
        return f"{seen.what} added: {seen.about}{_told(seen.became)}"
    if seen.kind == "removed":
        return f"{seen.what} removed: {seen.about}{_told(seen.was)}"
    words = f": “{cut(seen.was, 80)}” became “{cut(seen.became, 80)}”" if seen.was or seen.became else ""
    return f"{seen.what} of {seen.about} changed{words}"


def _told(words: str) -> str:
    return f" “{cut(words, 120)}”" if words else ""
