"""Builds as `dossier build` does them, in this process: with all that it remembers of the last one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dossierpress.cache.recall import as_it_was, edited, load
from dossierpress.cli import work
from dossierpress.cli.build import Asked
from dossierpress.cli.options import moment_of_build
from dossierpress.cli.work import Ways, build_folder
from dossierpress.report import Report
from dossierpress.retouch import retouch


def build(root: Path, *, jobs: int = 1) -> Report:
    """Build the site of `root` into its folder `site`."""
    asked = Asked(
        root=root, output=None, base_url=None, drafts=False, future=False, strict=False, relative=False
    )
    last = load(root / ".dossier")
    changed = None if last is None else edited(last, asked.key, moment_of_build())
    if last is not None and changed == frozenset():
        return as_it_was(last)
    report, _, _ = build_folder(asked, Ways("text", jobs), last, changed)
    return report


@contextmanager
def short_ways() -> Iterator[list[Report]]:
    """The reports of those builds that take the short way, while this lasts."""
    taken: list[Report] = []

    def noticed(*arguments: Any, **further: Any) -> Report | None:
        report = retouch(*arguments, **further)
        taken.extend([report] if report is not None else [])
        return report

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work, "retouch", noticed)
        yield taken
