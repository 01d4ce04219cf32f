"""`dossier export`: a dossier as files that leave the site and live without it."""

import hashlib
from pathlib import Path
from typing import NamedTuple

import click

from dossierpress.cli.options import fail, form_option, root_option
from dossierpress.cli.show import counted, show_data, show_problems
from dossierpress.cli.work import audience_of, config_of
from dossierpress.model.site import Site
from dossierpress.packages.complete import write_complete
from dossierpress.packages.pack import bundled, contents, packed, whole_site
from dossierpress.packages.packages import KINDS
from dossierpress.packages.pdf import PAPERS
from dossierpress.problems import Problem, StopBuildError, errors_only
from dossierpress.read.locate import located
from dossierpress.run.pool import runner
from dossierpress.schema.config import Config
from dossierpress.schema.records import nearest
from dossierpress.write.guard import check_packages
from dossierpress.write.sink import WriteError
from dossierpress.write.statefile import replace_file

EVERY = "all"


class Asked(NamedTuple):
    """What is to be packed: the kind, the dossier or all, and the id of a reading path."""

    kind: str
    name: str
    path: str
    paper: str
    bundle: bool = False


Written = tuple[list[dict[str, object]], tuple[Problem, ...]]


@click.command(name="export", short_help="Make packages of a dossier that live without the site.")
@click.argument("kind", type=click.Choice(tuple(KINDS)))
@click.argument("name", metavar="ID|all")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to.  [default: exports/ in the site's folder]",
)
@click.option(
    "--path", "path", default="", metavar="ID", help="A reading path of the dossier, for `epub` and `pdf`."
)
@click.option("--paper", type=click.Choice(PAPERS), help="What a `pdf` is printed on.  [default: a4]")
@click.option(
    "--complete", is_flag=True, help="Hold everything, private things too: for `bag all`, not for readers."
)
@click.option(
    "--site", is_flag=True, help="With `offline all`: the whole site as a zip that works from disk."
)
@click.option(
    "--bundle",
    is_flag=True,
    help="With `pdf`: number exhibits and put captures behind articles, for a court, not for readers.",
)
@form_option
@root_option
def command(
    kind: str,
    name: str,
    output: Path | None,
    form: str,
    root: Path,
    *,
    path: str,
    paper: str | None,
    complete: bool,
    bundle: bool,
    site: bool,
) -> None:
    """Make a package of KIND of the dossier ID, or of each of all dossiers.

    It holds what readers may have and nothing else; what may not travel is named in it as withheld.
    The same content makes the same bytes.
    """
    _check_usage(kind, name, path=path, paper=paper, complete=complete, bundle=bundle, site=site)
    config = config_of(root, form)
    place = Path.cwd() / output if output is not None else root / "exports"
    wrong = check_packages(root, str(place), config.content, config.output)
    if wrong:
        fail(located(wrong, root), form, "nothing was written")
    try:
        written, problems = (
            _complete(root, config, place)
            if complete
            else _site(root, config, place, form)
            if site
            else _public(root, config, place, Asked(kind, name, path, paper or PAPERS[0], bundle), form)
        )
    except WriteError as error:
        fail((error.problem,), form, "not all was written")
    except StopBuildError as stop:
        fail(located(stop.problems, root), form, "not all was written")
    if form == "json":
        show_data(problems, {"packages": written})
        return
    show_problems(problems, form)
    for each in written:
        click.echo(f"{each['sha256']}  {each['path']}")
    if complete or bundle:
        click.echo("it holds private things too: it is not for readers")
    click.echo(f"{counted(len(written), 'package')} in {place}")


def _check_usage(
    kind: str, name: str, *, path: str, paper: str | None, complete: bool, bundle: bool, site: bool
) -> None:
    """What goes together. Raises UsageError."""
    if path and (kind not in ("epub", "pdf") or name == EVERY):
        raise click.UsageError("--path takes a reading path of one dossier: dossier export epub ID --path …")
    if paper and kind != "pdf":
        raise click.UsageError("--paper is for PDF: dossier export pdf ID --paper letter")
    if complete and (kind, name) != ("bag", EVERY):
        raise click.UsageError("--complete keeps the whole site: dossier export bag all --complete")
    if site and (kind, name) != ("offline", EVERY):
        raise click.UsageError("--site packs the whole site: dossier export offline all --site")
    if bundle and (kind != "pdf" or path):
        raise click.UsageError("--bundle is for the PDF of a whole dossier: dossier export pdf ID --bundle")


def _public(root: Path, config: Config, place: Path, asked: Asked, form: str) -> Written:
    """Write the packages for readers; a dossier that they do not see is wrong usage."""
    audience = audience_of(config, drafts=False, future=False)
    kind, name, path, paper, is_bundle = asked
    names = None if name == EVERY else (name,)
    stock = contents(root, config, audience, runner(None), (kind,), names=names, path=path, paper=paper)
    if errors_only(stock.problems):
        fail(stock.problems, form, "nothing was written")
    if name != EVERY:
        check_dossier(stock.site, name)
    if path and not stock.outputs:
        paths = [each.id for each in stock.site.dossiers[name].document.meta.paths]
        hint = nearest(path, paths) or f"there are: {', '.join(paths) or 'none'}"
        raise click.BadParameter(f"`{name}` has no reading path `{path}`; {hint}", param_hint="--path")
    written = []
    for file, data in bundled(root, stock) if is_bundle else packed(root, stock):
        is_new = replace_file(place, file, data)
        facts = {"path": str(place / file), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        written.append(facts | {"written": is_new})
    return written, stock.problems


def _site(root: Path, config: Config, place: Path, form: str) -> Written:
    """Write the whole site as a zip."""
    audience = audience_of(config, drafts=False, future=False)
    report, name, data = whole_site(root, config, audience, runner(None))
    if errors_only(report.problems):
        fail(report.problems, form, "nothing was written")
    is_new = replace_file(place, name, data)
    facts = {"path": str(place / name), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return [facts | {"written": is_new}], report.problems


def check_dossier(site: Site, name: str) -> None:
    """A dossier that readers do not see is wrong usage."""
    if name not in site.dossiers:
        hint = nearest(name, site.dossiers) or f"there are: {', '.join(site.dossiers) or 'none'}"
        raise click.BadParameter(f"readers see no dossier `{name}`; {hint}", param_hint="ID")


def _complete(root: Path, config: Config, place: Path) -> Written:
    """Write the bag that holds everything. A site that does not build can be kept too."""
    path, digest = write_complete(root, config, place)
    facts = {"path": str(path), "bytes": path.stat().st_size, "sha256": digest, "written": True}
    return [facts], ()
