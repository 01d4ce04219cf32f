"""`dossier archive`: find or make copies of originals in a web archive, and keep the addresses."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import click
import msgspec

from dossierpress import __version__
from dossierpress.build import Job, take_stock
from dossierpress.cli.options import fail, root_option
from dossierpress.cli.show import counted, printable
from dossierpress.cli.work import audience_of, config_of
from dossierpress.external.asker import Manners
from dossierpress.external.exchange import Limits
from dossierpress.external.verdict import Fault
from dossierpress.external.webarchive import ComeBackLaterError, Copy, WebArchive
from dossierpress.model.article import ArchivedCopy, Article
from dossierpress.model.dates import date_or_none
from dossierpress.model.document import ArticleDocument
from dossierpress.problems import errors_only
from dossierpress.read.files import UnreadableError, read_bytes
from dossierpress.read.locate import located
from dossierpress.run.pool import runner
from dossierpress.schema import articlefile
from dossierpress.schema.config import CONFIG_FILE, Config
from dossierpress.schema.records import nearest
from dossierpress.write.memory import NoSink
from dossierpress.write.sink import WriteError
from dossierpress.write.statefile import replace_file

# Archives serve the whole world: one question in five seconds; up to two minutes, if they ask us to wait.
MANNERS = Manners(
    agent="",
    pause=5.0,
    tries=3,
    backoff=10.0,
    patience=120.0,
    redirects=3,
    limits=Limits(silence=60.0, whole=180.0),
)
_FLOW = re.compile(r"(archived:\s*\[)(.*)(\]\s*(?:#.*)?\r?)")


class Found(NamedTuple):
    """A copy of an article's original."""

    path: str
    copy: ArchivedCopy


@click.command(name="archive", short_help="Find or make copies of originals in a web archive.")
@click.argument("article", metavar="[ID]", required=False)
@click.option("--find-only", is_flag=True, help="Look for copies that are there; ask for none to be made.")
@click.option("--yes", is_flag=True, help="Write what was found without asking.")
@root_option
def command(article: str | None, root: Path, *, find_only: bool, yes: bool) -> None:
    """Ask the web archive that site.yaml names for a copy of each original that has none, or of article ID.

    What it does not have it is asked to save. Copies are shown, and written into `archived` of their articles
    after a yes. Only addresses that readers may see are asked for.
    """
    config = config_of(root, "text")
    if not config.archive.address:
        raise click.UsageError(
            f"{CONFIG_FILE} names no archive; add a line: `archive: https://web.archive.org/`"
        )
    wanted = list(_without_copy(root, config, article))
    found, failed = _asked(config, wanted, find_only=find_only)
    click.echo(f"{counted(len(wanted), 'original')} without a copy, {len(found):,} of them found or made")
    if found and (yes or click.confirm("Write into the articles?")):
        written = sum(_write(root, each) for each in found)
        click.echo(f"{counted(written, 'article')} written")
        failed = failed or written < len(found)
    if failed:
        raise click.exceptions.Exit(1)


def _without_copy(root: Path, config: Config, name: str | None) -> Iterator[ArticleDocument]:
    """The articles whose originals have no copy; one that readers do not see is told to nobody."""
    audience = audience_of(config, drafts=False, future=False)
    stock = take_stock(Job(root=root, config=config, audience=audience, sink=NoSink(), run=runner(None)))
    if errors_only(stock.problems):
        fail(located(stock.problems, root), "text", "no archive was asked")
    articles = stock.site.articles
    if name is not None and name not in articles:
        hint = nearest(name, articles) or "an article's id is its file's name"
        raise click.UsageError(f"readers see no article `{name}`; {hint}")
    for each in articles.values():
        if name in (None, each.id) and each.meta.url and not each.meta.archived:
            yield each


def _asked(config: Config, wanted: list[ArticleDocument], *, find_only: bool) -> tuple[list[Found], bool]:
    """What the archive has and makes, said as it comes; and whether anything failed."""
    agent = f"dossierpress/{__version__} (archive{f'; +{config.url}' if config.url else ''})"
    service = config.archive.service or urlsplit(config.archive.address).hostname or ""
    found, failed = [], False
    try:
        archive = WebArchive(config.archive.address, replace(MANNERS, agent=agent))
        for each in wanted:
            verb, copy = "found", None
            try:
                first = each.meta.date.first if each.meta.date is not None else None
                copy = archive.find(each.meta.url, _day(first))
                if copy is None and not find_only:
                    verb, copy = "saved", archive.save(each.meta.url)
            except Fault as fault:
                is_told = fault.state != "not-asked"
                failed = failed or is_told
                verb = "failed " if is_told else "skipped"
                click.echo(printable(f"{verb} {each.meta.url}: {fault.why}"), err=True)
                continue
            if copy is None:
                click.echo(printable(f"none    {each.meta.url}"))
                continue
            found.append(Found(each.path, _entry(copy, service)))
            click.echo(printable(f"{verb}   {copy.made.date().isoformat()}  {copy.url}  for {each.path}"))
    except Fault as fault:
        raise click.UsageError(f"{config.archive.address}: {fault.why}") from fault
    except ComeBackLaterError:
        failed = True
        click.echo("the archive asks us to come back later; the others were not asked for", err=True)
    return found, failed


def _day(first: tuple[int, int, int] | None) -> dt.date | None:
    """The first day on which a copy can be one of the work; None where that is not sure."""
    if first is None or not dt.MINYEAR <= first[0] <= dt.MAXYEAR:
        return None
    return dt.date(*first)


def _entry(copy: Copy, service: str) -> ArchivedCopy:
    return ArchivedCopy(url=copy.url, service=service, date=date_or_none(copy.made.date().isoformat()))


def _write(root: Path, found: Found) -> bool:
    """Write a copy into its article, as the file is now; False and a word when that cannot be done."""
    try:
        data = read_bytes(root, found.path)
        mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        made = with_copy(data.removeprefix(mark).decode(), found.copy)
        if made:
            replace_file(root, found.path, mark + made.encode())
            return True
        why = f"add it by hand, under `archived`: {found.copy.url}"
    except UnicodeDecodeError:
        why = "it is not UTF-8 text"
    except (UnreadableError, WriteError) as error:
        why = str(error)
    click.echo(printable(f"{found.path}: {why}"), err=True)
    return False


def with_copy(text: str, copy: ArchivedCopy) -> str:
    """An article's text with one more archived copy, every other line as it was; empty where that fails."""
    old = _record(text)
    for made in (articlefile.with_item(text, "archived", copy), _in_flow(text, copy)):
        new = _record(made)
        if old is None or new is None or new[0].archived != (*old[0].archived, copy):
            continue
        same = msgspec.structs.replace(new[0], archived=old[0].archived) == old[0] and new[1] == old[1]
        if same:
            return made
    return ""


def _in_flow(text: str, copy: ArchivedCopy) -> str:
    """The text with the copy at the end of a list that stands in brackets on one line."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        found = _FLOW.fullmatch(line)
        if found is not None:
            date = f", date: {copy.date.text}" if copy.date is not None else ""
            item = f"{{url: {_quoted(copy.url)}, service: {_quoted(copy.service)}{date}}}"
            comma = ", " if found[2].strip() else ""
            lines[number] = f"{found[1]}{found[2]}{comma}{item}{found[3]}"
            return "\n".join(lines)
    return text


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _record(text: str) -> tuple[Article, str] | None:
    parts, _ = articlefile.split(text.replace("\r\n", "\n"), "")
    record = articlefile.parse(parts, Article, "")[0] if parts is not None else None
    return (record, parts.body) if parts is not None and record is not None else None
