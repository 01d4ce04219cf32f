"""`dossier publish`: send the site. The rooms are loaded only when there may be something to send."""

from pathlib import Path

import click
import msgspec

from dossierpress.cli.build import last_build
from dossierpress.cli.options import CACHE_FOLDER, Asked, form_option, root_option
from dossierpress.cli.published import credentials, show_built, show_changes
from dossierpress.cli.show import show_data
from dossierpress.memo.lastbuild import LastBuild, as_it_was, mark_of
from dossierpress.publish.receipt import find
from dossierpress.publish.target import TargetError
from dossierpress.publish.targets import open_target
from dossierpress.run.collector import expect_bulk
from dossierpress.write.ledger import MANIFEST_FILE


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
    last, _, is_same = last_build(asked)
    if last is not None and is_same and _is_there(target, root, form, last):
        return
    from dossierpress.cli.publishing import publish

    publish(target, asked, form, dry_run=dry_run, yes=yes)


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
