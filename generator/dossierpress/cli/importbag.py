"""`dossier import bag`: a bag is checked, and gives its files back byte for byte."""

from pathlib import Path

import click

from dossierpress.cli.options import fail, form_option
from dossierpress.cli.show import counted, show_data
from dossierpress.packages.unpack import unpack
from dossierpress.problems import StopBuildError
from dossierpress.write.sink import WriteError


@click.command(name="import bag", short_help="Check a bag and give its files back, byte for byte.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="The folder to make.  [default: the bag's name, in this folder]",
)
@form_option
def command(file: Path, output: Path | None, form: str) -> None:
    """Check every byte of the bag FILE, and put its files into a new folder.

    Of a complete bag (`dossier export bag all --complete`) that is the site's folder as it was. A bag that is
    damaged, or that somebody has tampered with, gives nothing.
    """
    place = (output or Path(file.name.removesuffix(".zip").removesuffix("-bag"))).absolute()
    try:
        done = unpack(file, place)
    except StopBuildError as stop:
        fail(stop.problems, form, "nothing was imported")
    except WriteError as error:
        fail((error.problem,), form, "nothing was imported")
    if form == "json":
        show_data((), {"output": str(done.place), "files": done.files, "complete": done.is_complete})
        return
    click.echo(f"{counted(done.files, 'file')} in {done.place}, each as its digest says")
    if not done.is_complete:
        click.echo("this was a public bag: it holds what readers may have, and no content folder")
