"""`dossier publish`: send the site. The rooms are loaded only when there may be something to send."""

import os
from pathlib import Path

import click
import msgspec

from dossierpress.cache.recall import LastBuild, as_it_was, mark_of
from dossierpress.cli.build import Asked, last_build
from dossierpress.cli.options import CACHE_FOLDER, form_option, root_option
from dossierpress.cli.show import counted, show_data, show_problems
from dossierpress.collector import expect_bulk
from dossierpress.model.publishing import SECRET_KEY
from dossierpress.publish.receipt import find
from dossierpress.publish.target import TargetError
from dossierpress.publish.targets import open_target
from dossierpress.report import Report
from dossierpress.write.ledger import MANIFEST_FILE

_SHORTEST_SECRET = 12


@click.command(name="publish", short_help="Build the site and send what changed to where readers find it.")
@click.argument("target", required=False)
@root_option
@click.option("--dry-run", is_flag=True, help="Show what would be added, changed and removed; send nothing.")
@click.option("--yes", is_flag=True, help="Do not ask, even when much would be removed.")
@form_option
def command(target: str | None, root: Path, form: str, *, dry_run: bool, yes: bool) -> None:
    """Build the site strictly, check it once more, and send what changed to TARGET.

    TARGET is a name under `publish:` in site.yaml; with one target there, it may be left out. Only
    files that Dossierpress put there are ever replaced or deleted.
    """
    expect_bulk()
    asked = Asked(
        root=root, output=None, base_url=None, drafts=False, future=False, strict=True, relative=False
    )
    last, changed = last_build(asked)
    if last is not None and changed == frozenset() and _is_there(target, root, form, last):
        return
    from dossierpress.cli.publishing import publish

    publish(target, asked, form, dry_run=dry_run, yes=yes)


def credentials() -> dict[str, str]:
    """Secrets in the environment, by name: none of them may be in the site."""
    return {
        name: value
        for name, value in os.environ.items()
        if SECRET_KEY.search(name) and len(value) >= _SHORTEST_SECRET and not Path(value).exists()
    }


def _is_there(target: str | None, root: Path, form: str, last: LastBuild) -> bool:
    """Whether the target holds the last build as the last publish left it; then that is shown."""
    receipt = find(root / CACHE_FOLDER, target, mark_of(root / CACHE_FOLDER))
    if receipt is None or not receipt.covers(credentials()):
        return False
    try:
        with open_target(receipt.target, root, root / CACHE_FOLDER / "publish", "look") as place:
            if not receipt.is_of(place.read(MANIFEST_FILE)):
                return False
    except (TargetError, msgspec.MsgspecError):
        return False  # the long way finds the same fault, and says it
    report = as_it_was(last)
    if form == "json":
        nothing = {"added": [], "changed": [], "removed": [], "unchanged": receipt.files, "published": False}
        show_data(report.problems, {"target": place.place, **nothing})
    else:
        show_built(report, form)
        show_changes(place.place, (0, 0, 0, receipt.files), 0)
    return True


def show_built(report: Report, form: str) -> None:
    """What the build came to, which had no errors."""
    show_problems(report.problems, form)
    click.echo(f"built {counted(report.articles, 'article')} on {counted(report.pages, 'page')}")


def show_changes(place: str, counts: tuple[int, int, int, int], size: int) -> None:
    """How many files would be added, changed, removed, and are the same; and the bytes to send."""
    added, changed, removed, unchanged = counts
    click.echo(
        f"{place}: {added:,} to add, {changed:,} to change ({readable(size)}), {removed:,} to remove,"
        f" {unchanged:,} unchanged"
    )


def readable(size: int) -> str:
    """Bytes as people read them."""
    if size < 1000:
        return f"{size} B"
    amount, unit = (size / 1000, "kB") if size < 1_000_000 else (size / 1_000_000, "MB")
    return f"{amount:.1f} {unit}" if amount < 10 else f"{amount:,.0f} {unit}"
