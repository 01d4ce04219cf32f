"""`dossier new`: begin an article or a dossier, as a file with the right front matter in the right place."""

import datetime as dt
from pathlib import Path

import click

from dossierpress.cli.options import root_option
from dossierpress.cli.schema import line_for_editors, path_of
from dossierpress.cli.work import audience_of, config_of
from dossierpress.model.article import Article
from dossierpress.model.dates import parse_date
from dossierpress.model.dossier import Dossier
from dossierpress.model.names import slugify
from dossierpress.read.files import ARTICLES, DOSSIER_FILE, PAGES, scan
from dossierpress.schema import articlefile
from dossierpress.schema.config import Config
from dossierpress.schema.records import nearest
from dossierpress.write.newfile import write_new
from dossierpress.write.sink import WriteError


@click.group(name="new", short_help="Begin a new article or dossier.")
def command() -> None:
    """Begin a new article or dossier.

    The file is a draft until you take `status: draft` out: it is in no build without --drafts.
    """


@command.command(name="article")
@click.argument("title")
@click.option("--dossier", "home", help="The dossier's id: its folder's name.  [default: none]")
@click.option("--source", default="", help="Who published it: an id in sources.yaml, or a plain name.")
@root_option
def article(title: str, home: str | None, source: str, root: Path) -> None:
    """Begin an article called TITLE."""
    config = config_of(root, "text")
    name = _slug(title)
    content = scan(root, config.content)
    if home is not None and home not in content.folders:
        hint = nearest(home, content.folders) or f'begin it with: dossier new dossier "{home}"'
        raise click.BadParameter(f"there is no dossier `{home}`; {hint}", param_hint="--dossier")
    twin = next((file.path for file in content.files if file.kind == "article" and file.name == name), None)
    if twin is not None:
        raise click.UsageError(f"{twin} has the id `{name}` already; choose another title")
    today = parse_date(_today(config))
    record = Article(title=title.strip(), date=today, source=source, accessed=today, status="draft")
    body = "Write the article here, or a digest of it in your own words."
    _create(root, f"{config.content}/{home or ARTICLES}/{name}.md", articlefile.dump(record, body), "article")


@command.command(name="dossier")
@click.argument("title")
@root_option
def dossier(title: str, root: Path) -> None:
    """Begin a dossier called TITLE."""
    config = config_of(root, "text")
    name = _slug(title)
    if name in (ARTICLES, PAGES):
        raise click.UsageError(f"`{name}` is a folder that is no dossier; choose another title")
    record = Dossier(title=title.strip(), opened=parse_date(_today(config)), status="draft")
    body = "Say here what the dossier is about. Articles are the other files in this folder."
    _create(root, f"{config.content}/{name}/{DOSSIER_FILE}", articlefile.dump(record, body), "dossier")


def _slug(title: str) -> str:
    name = slugify(title)
    if not name:
        raise click.BadParameter("it has no letter or digit to make a file name from", param_hint="TITLE")
    return name


def _today(config: Config) -> str:
    from zoneinfo import ZoneInfo

    now: dt.datetime = audience_of(config, drafts=False, future=False).now
    return now.astimezone(ZoneInfo(config.timezone)).date().isoformat()


def _create(root: Path, path: str, text: str, kind: str) -> None:
    if (root / path_of(kind)).is_file():
        line = line_for_editors(kind, path.rpartition("/")[0])
        text = text.replace("---\n", f"---\n{line}\n", 1)
    try:
        write_new(root, path, text)
    except WriteError as error:
        raise click.ClickException(f"{error.problem.message}; {error.problem.hint}") from error
    click.echo(path)
