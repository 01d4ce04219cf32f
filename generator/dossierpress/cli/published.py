"""What `dossier publish` says of a site and its target, and the secrets that it looks for in the site."""

import os
from pathlib import Path

import click

from dossierpress.cli.show import counted, show_problems
from dossierpress.model.publishing import SECRET_KEY
from dossierpress.write.report import Report

_SHORTEST_SECRET = 12


def credentials() -> dict[str, str]:
    """Secrets in the environment, by name: none of them may be in the site."""
    return {
        name: value
        for name, value in os.environ.items()
        if SECRET_KEY.search(name) and len(value) >= _SHORTEST_SECRET and not Path(value).exists()
    }


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
