"""The long way of `dossier publish`: build strictly, look at the finished site again, send what changed."""

import hashlib
import secrets
import sys
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from dossierpress.cli.build import last_build
from dossierpress.cli.custody import happened
from dossierpress.cli.custody import record as record_events
from dossierpress.cli.editions import edition_of
from dossierpress.cli.options import CACHE_FOLDER, Asked, ProgressBar, fail
from dossierpress.cli.published import credentials, readable, show_built, show_changes
from dossierpress.cli.show import counted, show_data
from dossierpress.cli.work import Ways, adjusted, audience_of, build_folder, config_of
from dossierpress.custody.chain import CHAIN_FILE, against, head_line, read_head
from dossierpress.custody.chainfile import read_custody
from dossierpress.memo.lastbuild import as_it_was, mark_of
from dossierpress.model.publishing import AnyTarget, FolderTarget, GitTarget, ZipTarget
from dossierpress.problems import Problem, errors_only
from dossierpress.publish import manifest as manifests
from dossierpress.publish.changes import Changes
from dossierpress.publish.editions import Edition, keep_edition
from dossierpress.publish.links import broken_links
from dossierpress.publish.private import find_private
from dossierpress.publish.receipt import keep, receipt
from dossierpress.publish.send import Finished, Prepared, is_current, prepare, prove, send
from dossierpress.publish.target import Target, TargetError
from dossierpress.publish.targets import extra_files, open_target
from dossierpress.read.locate import located
from dossierpress.read.withheld import withheld
from dossierpress.schema.config import CONFIG_FILE, Config
from dossierpress.schema.records import nearest
from dossierpress.write.guard import check_output, check_target
from dossierpress.write.ledger import MANIFEST_FILE, Manifest, load
from dossierpress.write.newfile import append_lines
from dossierpress.write.report import Report
from dossierpress.write.sink import WriteError

# The public log, which is there when something was taken down.
_LOG = "takedowns/index.html"
NOTHING_SENT = "nothing was published"
EXAMPLE = "publish:\n  upload:\n    kind: zip\n    path: site.zip\n"


def publish(target: str | None, asked: Asked, form: str, *, dry_run: bool, yes: bool) -> None:
    """Build, check and send; a receipt is kept of a target that holds just the site."""
    root = asked.root
    config = adjusted(config_of(root, form), strict=True)
    name, record = _chosen(config, target, root)
    site, report, mark = _finished(asked, config, name, form)
    try:
        with open_target(record, root, root / CACHE_FOLDER / "publish", site.run) as place:
            prepared = prepare(site, place)
            _check_chain(root, prepared, place, form)
            if form != "json":
                _show(prepared.changes, site, place.place)
            if dry_run and form != "json":
                _show_tree(prepared.changes, site)
            current = is_current(site, prepared)
            manifest = place.read(MANIFEST_FILE) if current else None
            wanted = not dry_run and not current
            if wanted:
                _ask(prepared.changes, yes=yes)
                manifest = _send(site, prepared, place)
                _prove(site, prepared, place, record, form)
                _note(root, site, place)
                _keep(root, edition_of(root, config, name, dict(site.files)), form)
            if manifest is not None:
                made = receipt(name, config.publish, mark, manifest, len(site.files), credentials())
                keep(root / CACHE_FOLDER, made)
            if form == "json":
                show_data(report.problems, _facts(prepared.changes, place, sent=wanted))
            elif wanted:
                click.echo(f"published to {place.place}")
    except TargetError as error:
        problem = replace(error.problem, key=f"publish.{name}")
        fail(located([problem], root), form, "the site was not published")


def _check_chain(root: Path, prepared: Prepared, place: Target, form: str) -> None:
    """The chain of custody must still hold what was pinned by the last publish."""
    pinned = read_head(prepared.there.custody)
    problems = tuple(against(read_custody(root)[0], pinned, place.place)) if pinned is not None else ()
    if problems:
        fail(located(problems, root), form, NOTHING_SENT)


def _note(root: Path, site: Finished, place: Target) -> None:
    """Add to the chain of custody, where there is one, that the site was published."""
    if (root / CHAIN_FILE).exists():
        digest = hashlib.sha256(manifests.dump(manifests.Manifest(site.site, site.files)))
        record_events(root, [happened("published", "", digest.hexdigest(), to=place.place)])


def _keep(root: Path, edition: Edition, form: str) -> None:
    """Keep what was published, for `dossier diff`."""
    try:
        keep_edition(root, edition)
    except WriteError as error:
        fail((error.problem,), form, "the site was published; what was published is not kept")


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


def _finished(asked: Asked, config: Config, name: str, form: str) -> tuple[Finished, Report, bytes]:
    """Build the site and check what came out of it; ends with 1 when it may not be sent.

    Also returns the mark of the build. It is taken before the list of files is read: should another build
    end in between, the mark is of an older one than the files, and a receipt of both is never used.
    """
    root, record = asked.root, config.publish[name]
    folder, problems = check_output(root, config.output, config.content)
    problems = (*problems, *_guarded(root, config, name))
    if problems:
        fail(located(problems, root), form, NOTHING_SENT)
    last, edited, is_same = last_build(asked)
    if last is not None and is_same:
        report = as_it_was(last)
    else:
        report = build_folder(asked, Ways(form, None), last, edited).report
    if errors_only(report.problems):
        fail(report.problems, form, NOTHING_SENT)
    mark = mark_of(root / CACHE_FOLDER)
    manifest = load(folder / MANIFEST_FILE, Manifest)
    files = manifest.files if manifest is not None else {}
    private, public = withheld(root, config, audience_of(config, drafts=False, future=False))
    problems = (
        *broken_links(folder, files, config.url, config.output),
        *find_private(folder, files, private, public, credentials()),
    )
    if problems:
        fail(problems, form, NOTHING_SENT)
    if form != "json":
        show_built(report, form)
    chain, _ = read_custody(root)
    extras = extra_files(record)
    finished = Finished(
        folder=folder,
        files=files | {path: hashlib.sha256(data).hexdigest() for path, data in extras.items()},
        site=config.url or config.title,
        run=secrets.token_hex(8),
        replaces=record.replaces,
        extras=extras,
        custody=head_line(chain.head).strip() if chain.entries else "",
    )
    return finished, report, mark


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


def _show(changes: Changes, site: Finished, place: str) -> None:
    counts = len(changes.added), len(changes.changed), len(changes.removed), changes.unchanged
    show_changes(place, counts, sum(site.size(path) for path in changes.sent))


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
        size = "" if sign == "-" else f"  {readable(site.size(path))}"
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


def _prove(site: Finished, prepared: Prepared, place: Target, record: AnyTarget, form: str) -> None:
    """Where something was taken down, make sure that its bytes are gone."""
    if _LOG not in site.files:
        return
    looked = prove(site, prepared, place)
    if form == "json":
        return
    click.echo(f"what was taken down is gone from {place.place} ({counted(looked, 'file')} looked at again)")
    if isinstance(record, GitTarget):
        click.echo("but its history keeps what was published before: rewrite that where you must")


def _send(site: Finished, prepared: Prepared, target: Target) -> bytes:
    bar = ProgressBar()
    try:
        return send(site, prepared, target, bar)
    finally:
        bar.clear()
