"""`dossier init`: begin a new site, and let a host build it."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from dossierpress import __version__
from dossierpress.cli.schema import KINDS, path_of, printed
from dossierpress.read import commonmark
from dossierpress.schema.config import CONFIG_FILE
from dossierpress.write.newfile import write_new
from dossierpress.write.sink import WriteError

# For each host: the file that it looks for. The text of it lies in `ci/`.
CI_FILES = {"github": ".github/workflows/publish.yml"}

_ENGINE = "markdown: {engine: commonmark}"


@click.command(name="init", short_help="Begin a new site that builds at once.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--ci",
    type=click.Choice(sorted(CI_FILES)),
    help="Also write the workflow with which this host builds and publishes the site.",
)
def command(folder: Path, ci: str | None) -> None:
    """Begin a small site in DIR, with comments in its files that teach.

    Nothing that is there already is changed. With --ci, DIR may hold a site already: then only the
    workflow is written.
    """
    starts = ci is None or not (folder / CONFIG_FILE).exists()
    new = sorted(_files(files("dossierpress.cli") / "starter", "")) if starts else []
    if ci is not None:
        new.append((CI_FILES[ci], _workflow(ci)))
    if starts:
        new.extend((path_of(kind), printed(kind)) for kind in KINDS)
    taken = [path for path, _ in new if (folder / path).exists()]
    if taken:
        hint = "choose an empty folder" if starts else "move it away to have it written anew"
        raise click.UsageError(f"{folder / taken[0]} is there already; {hint}")
    try:
        for path, text in new:
            write_new(folder, path, text)
    except WriteError as error:
        raise click.ClickException(f"{error.problem.message}; {error.problem.hint}") from error
    if starts:
        click.echo(f"a new site is in {folder}: {len(new)} files")
        click.echo(f"next: dossier build --root {folder}")
    if ci is not None:
        click.echo(f"{folder / CI_FILES[ci]} publishes the site at every push to main")
        click.echo("next: on GitHub, Settings → Pages → Source: GitHub Actions; then push")


def _workflow(ci: str) -> str:
    text = (files("dossierpress.cli") / "ci" / f"{ci}.yml").read_text(encoding="utf-8")
    return text.replace("VERSION", __version__)


def _files(folder: Traversable, inside: str) -> list[tuple[str, str]]:
    """Paths and texts of the starter site."""
    found: list[tuple[str, str]] = []
    for entry in folder.iterdir():
        path = f"{inside}{entry.name}"
        if entry.is_dir():
            found.extend(_files(entry, f"{path}/"))
        else:
            text = entry.read_text(encoding="utf-8")
            found.append((path.replace("gitignore", ".gitignore"), _that_builds_here(text)))
    return found


def _that_builds_here(text: str) -> str:
    """A file of the starter site; where no parser of CommonMark can be had, it asks for none."""
    return text if commonmark.is_installed() else text.replace(_ENGINE, f"# Not on this machine: {_ENGINE}")
