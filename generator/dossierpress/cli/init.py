"""`dossier init`: begin a new site."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from dossierpress.write.newfile import write_new
from dossierpress.write.sink import WriteError


@click.command(name="init", short_help="Begin a new site that builds at once.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Begin a small site in DIR, with comments in its files that teach.

    Nothing that is there already is changed.
    """
    starter = sorted(_files(files("dossierpress.cli") / "starter", ""))
    taken = [path for path, _ in starter if (folder / path).exists()]
    if taken:
        raise click.UsageError(f"{folder / taken[0]} is there already; choose an empty folder")
    try:
        for path, text in starter:
            write_new(folder, path, text)
    except WriteError as error:
        raise click.ClickException(f"{error.problem.message}; {error.problem.hint}") from error
    click.echo(f"a new site is in {folder}: {len(starter)} files")
    click.echo(f"next: dossier build --root {folder}")


def _files(folder: Traversable, inside: str) -> list[tuple[str, str]]:
    """Paths and texts of the starter site."""
    found: list[tuple[str, str]] = []
    for entry in folder.iterdir():
        path = f"{inside}{entry.name}"
        if entry.is_dir():
            found.extend(_files(entry, f"{path}/"))
        else:
            found.append((path.replace("gitignore", ".gitignore"), entry.read_text(encoding="utf-8")))
    return found
