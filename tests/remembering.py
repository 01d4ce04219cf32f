"""Builds as `dossier build` does them, in this process: with all that it remembers of the last one."""

from pathlib import Path

from dossierpress.cli.options import Asked, moment_of_build
from dossierpress.cli.work import Ways, build_folder
from dossierpress.memo.lastbuild import as_it_was, is_as_it_was, load
from dossierpress.write.report import Report


def build(root: Path, *, jobs: int = 1) -> Report:
    """Build the site of `root` into its folder `site`."""
    asked = Asked(
        root=root, output=None, base_url=None, drafts=False, future=False, strict=False, relative=False
    )
    last = load(root / ".dossier")
    edited = None if last is None else frozenset(last.files.changed(f"{last.output}/"))
    if last is not None and edited is not None and is_as_it_was(last, asked.key, moment_of_build(), edited):
        return as_it_was(last)
    return build_folder(asked, Ways("text", jobs), last, edited).report
