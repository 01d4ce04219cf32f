"""`dossier publish`: build strictly, look at the finished site once more, and send what changed."""

import hashlib
import os
import secrets
import sys
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from dossierpress.cli.options import CACHE_FOLDER, ProgressBar, fail, root_option
from dossierpress.cli.show import FORMATS, counted, show_data, show_problems
from dossierpress.cli.work import Work, adjusted, audience_of, build_shown, config_of
from dossierpress.config import CONFIG_FILE, Config
from dossierpress.model.publishing import SECRET_KEY, AnyTarget, FolderTarget, ZipTarget
from dossierpress.problems import Problem, errors_only
from dossierpress.publish.changes import Changes
from dossierpress.publish.links import broken_links
from dossierpress.publish.private import find_private
from dossierpress.publish.send import Finished, Prepared, is_current, prepare, send
from dossierpress.publish.target import Target, TargetError
from dossierpress.publish.targets import extra_files, open_target
from dossierpress.read.locate import located
from dossierpress.read.withheld import withheld
from dossierpress.records import nearest
from dossierpress.write.directory import DirectorySink
from dossierpress.write.guard import check_output, check_target
from dossierpress.write.ledger import MANIFEST_FILE, Manifest, load
from dossierpress.write.newfile import append_lines

NOTHING_SENT = "nothing was published"
_SHORTEST_SECRET = 12
EXAMPLE = "publish:\n  upload:\n    kind: zip\n    path: site.zip\n"


@click.command(name="publish", short_help="Build the site and send what changed to where readers find it.")
@click.argument("target", required=False)
@root_option
@click.option("--dry-run", is_flag=True, help="Show what would be added, changed and removed; send nothing.")
@click.option("--yes", is_flag=True, help="Do not ask, even when much would be removed.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    help="How problems are shown: for people, scripts or GitHub.  [default: text]",
)
def command(target: str | None, root: Path, form: str, *, dry_run: bool, yes: bool) -> None:
    """Build the site strictly, check it once more, and send what changed to TARGET.

    TARGET is a name under `publish:` in site.yaml; with one target there, it may be left out. Only
    files that Dossierpress put there are ever replaced or deleted.
    """
    config = adjusted(config_of(root, form), strict=True)
    name, record = _chosen(config, target, root)
    site, noticed = _finished(root, config, name, form)
    try:
        with open_target(record, root, root / CACHE_FOLDER / "publish", site.run) as place:
            prepared = prepare(site, place)
            if form != "json":
                _show(prepared.changes, site, place)
            if dry_run and form != "json":
                _show_tree(prepared.changes, site)
            wanted = not dry_run and not is_current(site, prepared)
            if wanted:
                _ask(prepared.changes, yes=yes)
                _send(site, prepared, place)
            if form == "json":
                show_data(noticed, _facts(prepared.changes, place, sent=wanted))
            elif wanted:
                click.echo(f"published to {place.place}")
    except TargetError as error:
        problem = replace(error.problem, key=f"publish.{name}")
        fail(located([problem], root), form, "the site was not published")


def _chosen(config: Config, name: str | None, root: Path) -> tuple[str, AnyTarget]:
    """The target that is named, or the only one."""
    targets = config.publish
    if not targets:
        _explain(root)
    if name is None and len(targets) == 1:
        return next(iter(targets.items()))
    if name is None:
        raise click.UsageError(f"there are several targets; name one of: {', '.join(targets)}")
    if name not in targets:
        hint = nearest(name, targets) or f"there are: {', '.join(targets)}"
        raise click.UsageError(f"there is no target `{name}` in {CONFIG_FILE}; {hint}")
    return name, targets[name]


def _explain(root: Path) -> NoReturn:
    """No target yet: say how to add one, and offer to write it."""
    click.echo(f"{CONFIG_FILE} names no place to publish to. The simplest is a file to upload by hand:\n")
    click.echo(EXAMPLE)
    click.echo("Other kinds: folder, git, s3, sftp, rsync, fsspec; docs/publishing.md shows each.")
    if (
        sys.stdin.isatty()
        and not _names_publish(root)
        and click.confirm(f"Write these lines to {CONFIG_FILE}?")
    ):
        append_lines(root, CONFIG_FILE, f"\n{EXAMPLE}")
        click.echo("Done. Publish with: dossier publish")
        raise click.exceptions.Exit(0)
    raise click.exceptions.Exit(1)


def _names_publish(root: Path) -> bool:
    """Whether the key is there already, with nothing behind it."""
    return any(line.startswith("publish:") for line in (root / CONFIG_FILE).read_text("utf-8").splitlines())


def _finished(root: Path, config: Config, name: str, form: str) -> tuple[Finished, tuple[Problem, ...]]:
    """Build the site and check what came out of it, and what to note; ends with 1 when it may not be sent."""
    record = config.publish[name]
    folder, problems = check_output(root, config.output, config.content)
    problems = (*problems, *_guarded(root, config, name))
    if problems:
        fail(located(problems, root), form, NOTHING_SENT)
    audience = audience_of(config, drafts=False, future=False)
    work = Work(
        root=root,
        config=config,
        audience=audience,
        sink=DirectorySink(folder, config.output),
        jobs=None,
    )
    report = build_shown(work)
    if errors_only(report.problems):
        fail(report.problems, form, NOTHING_SENT)
    manifest = load(folder / MANIFEST_FILE, Manifest)
    files = manifest.files if manifest is not None else {}
    private, public = withheld(root, config, audience)
    problems = (
        *broken_links(folder, files, config.url, config.output),
        *find_private(folder, files, private, public, _credentials()),
    )
    if problems:
        fail(problems, form, NOTHING_SENT)
    if form != "json":
        show_problems(report.problems, form)
        click.echo(f"built {counted(report.articles, 'article')} on {counted(report.pages, 'page')}")
    extras = extra_files(record)
    finished = Finished(
        folder=folder,
        files=files | {path: hashlib.sha256(data).hexdigest() for path, data in extras.items()},
        site=config.url or config.title,
        run=secrets.token_hex(8),
        replaces=record.replaces,
        extras=extras,
    )
    return finished, report.problems


def _credentials() -> dict[str, str]:
    """Secrets in the environment, by name: none of them may be in the site."""
    return {
        name: value
        for name, value in os.environ.items()
        if SECRET_KEY.search(name) and len(value) >= _SHORTEST_SECRET and not Path(value).exists()
    }


def _guarded(root: Path, config: Config, name: str) -> tuple[Problem, ...]:
    """A folder or file to publish to must not be one whose loss would hurt."""
    record = config.publish[name]
    if not isinstance(record, FolderTarget | ZipTarget):
        return ()
    return check_target(
        root,
        record.path,
        f"publish.{name}.path",
        config.content,
        config.output,
        is_file=isinstance(record, ZipTarget),
    )


def _facts(changes: Changes, target: Target, *, sent: bool) -> dict[str, object]:
    return {
        "target": target.place,
        "added": list(changes.added),
        "changed": list(changes.changed),
        "removed": list(changes.removed),
        "unchanged": changes.unchanged,
        "published": sent,
    }


def _show(changes: Changes, site: Finished, target: Target) -> None:
    size = _readable(sum(site.size(path) for path in changes.sent))
    click.echo(
        f"{target.place}: {len(changes.added):,} to add, {len(changes.changed):,} to change ({size}),"
        f" {len(changes.removed):,} to remove, {changes.unchanged:,} unchanged"
    )


def _show_tree(changes: Changes, site: Finished) -> None:
    """Every file that would change, under its folders, with sizes."""
    signs = (
        dict.fromkeys(changes.added, "+")
        | dict.fromkeys(changes.changed, "~")
        | dict.fromkeys(changes.removed, "-")
    )
    shown: list[str] = []
    for path, sign in sorted(signs.items(), key=lambda each: each[0].split("/")):
        *folders, file = path.split("/")
        same = 0
        while same < min(len(folders), len(shown)) and folders[same] == shown[same]:
            same += 1
        for depth in range(same, len(folders)):
            click.echo(f"  {'  ' * depth}{folders[depth]}/")
        shown = folders
        size = "" if sign == "-" else f"  {_readable(site.size(path))}"
        click.echo(f"{sign} {'  ' * len(folders)}{file}{size}")


def _ask(changes: Changes, *, yes: bool) -> None:
    """More than a third of the pages that are there would go: only with a yes."""
    if yes or not changes.removes_much:
        return
    message = (
        f"{counted(len(changes.removed), 'file')} would be removed, more than a third of the pages there"
    )
    if not sys.stdin.isatty():
        raise click.UsageError(f"{message}; look with --dry-run, then publish with --yes")
    click.confirm(f"{message}. Go on?", abort=True)


def _send(site: Finished, prepared: Prepared, target: Target) -> None:
    bar = ProgressBar()
    try:
        send(site, prepared, target, bar)
    finally:
        bar.clear()


def _readable(size: int) -> str:
    """Bytes as people read them."""
    if size < 1000:
        return f"{size} B"
    amount, unit = (size / 1000, "kB") if size < 1_000_000 else (size / 1_000_000, "MB")
    return f"{amount:.1f} {unit}" if amount < 10 else f"{amount:,.0f} {unit}"
