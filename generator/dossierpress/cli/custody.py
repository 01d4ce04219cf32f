"""`dossier custody`: check the chain of custody, show it, and add to it what happened elsewhere."""

import datetime as dt
import getpass
import hashlib
from collections.abc import Iterable
from pathlib import Path

import click

from dossierpress import __version__
from dossierpress.cli.options import fail, moment_of_build, root_option
from dossierpress.cli.show import counted
from dossierpress.custody.chain import CHAIN_FILE, HEAD_FILE, Entry, Event, head_line, line_of
from dossierpress.custody.chainfile import added, read_custody
from dossierpress.read.files import LARGEST_FILE, UnreadableError, read_bytes
from dossierpress.read.locate import located
from dossierpress.write.newfile import append_lines
from dossierpress.write.sink import WriteError
from dossierpress.write.statefile import replace_file


def record(root: Path, entries: Iterable[Entry]) -> None:
    """Add entries to the chain. Raises WriteError; ends with 1 when the chain is damaged."""
    chain, problems = read_custody(root)
    if problems:
        fail(located(problems, root), "text", f"nothing was added to {CHAIN_FILE}")
    placed, head = added(chain, list(entries))
    append_lines(root, CHAIN_FILE, "".join(map(line_of, placed)))
    replace_file(root, HEAD_FILE, head_line(head).encode())


def happened(event: Event, path: str, digest: str, *, by: str = "", tool: str = "", to: str = "") -> Entry:
    """An entry for what happens now, here."""
    now = dt.datetime.fromtimestamp(int(moment_of_build()), dt.UTC).isoformat().replace("+00:00", "Z")
    return Entry(
        n=0, at=now, event=event, file=path, sha256=digest, by=by or _whoever(), tool=tool or _us(), to=to
    )


def _whoever() -> str:
    """The name of the account; on machines without one, nobody's."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _us() -> str:
    return f"dossierpress {__version__}"


@click.command(name="custody", short_help="Check the chain of custody, or add to it.")
@click.argument("event", type=click.Choice(("collected", "moved")), required=False, metavar="[EVENT]")
@click.argument("file", required=False)
@click.option("--by", default="", help="Who did it.  [default: the name of your account]")
@click.option("--with", "tool", default="", help="The program or device.  [default: this one]")
@click.option("--to", default="", help="Where it went.")
@root_option
def command(event: Event | None, file: str | None, by: str, tool: str, to: str, root: Path) -> None:
    """Check custody.jsonl and list what it says; or add that FILE was collected or moved (EVENT).

    FILE is a path from the site's folder; its digest is written down. Nothing in the chain is ever edited.
    """
    if event is not None:
        if file is None:
            raise click.UsageError("name the file, by its path from the site's folder")
        try:
            digest = hashlib.sha256(read_bytes(root, file, LARGEST_FILE)).hexdigest()
            record(root, [happened(event, file, digest, by=by, tool=tool, to=to)])
        except UnreadableError as error:
            fail((error.problem,), "text", "nothing was added")
        except WriteError as error:
            fail((error.problem,), "text", "nothing was added")
    chain, problems = read_custody(root)
    for _, each in chain.entries:
        told = " ".join(part for part in (each.file, f"to {each.to}" if each.to else "") if part)
        click.echo(f"{each.n}  {each.at}  {each.event}  {told}  ({each.by}; {each.tool})")
    if problems:
        fail(located(problems, root), "text", "the chain is damaged")
    click.echo(f"unbroken: {counted(len(chain.entries), 'line')}")
