"""`dossier stamp`: have an authority sign that captures are there today, and keep its answers beside them."""

import hashlib
import importlib.util
from collections.abc import Iterator
from pathlib import Path

import click

from dossierpress.cli.options import root_option
from dossierpress.cli.show import counted
from dossierpress.cli.work import config_of
from dossierpress.custody.ask import NoStampError, ask
from dossierpress.custody.stamps import check_stamp
from dossierpress.model.article import Article, Capture
from dossierpress.model.document import beside
from dossierpress.read.files import LARGEST_FILE, UnreadableError, read_bytes, scan
from dossierpress.schema.articlefile import parse as parse_article
from dossierpress.schema.articlefile import split
from dossierpress.schema.config import CONFIG_FILE, Config
from dossierpress.schema.records import nearest
from dossierpress.write.newfile import write_new
from dossierpress.write.sink import WriteError


@click.command(name="stamp", short_help="Have an authority sign that captures are there today.")
@click.argument("article", metavar="[ID]", required=False)
@root_option
def command(article: str | None, root: Path) -> int:
    """Ask the authority that site.yaml names for a token over each capture of article ID, or of all.

    Only digests leave this machine. A token is written beside its capture (page.html.tsr), where every
    build checks it; captures that have one are left alone. Exit code 1 when one got none.
    """
    if importlib.util.find_spec("rfc3161_client") is None:
        raise click.UsageError("stamping needs a library; run: pip install 'dossierpress[stamp]'")
    config = config_of(root, "text")
    if not config.timestamps.authority:
        raise click.UsageError(
            f"{CONFIG_FILE} names no authority; add two lines: `timestamps:` and `  authority: https://…`"
        )
    found = list(_captures(root, config))
    if article is not None and article not in {name for name, _, _ in found}:
        hint = nearest(article, {name for name, _, _ in found}) or "an article's id is its file's name"
        raise click.UsageError(f"no article `{article}` with captures; {hint}")
    made, failed = 0, 0
    for name, path, capture in found:
        if article in (None, name) and not (root / f"{path}.tsr").exists():
            why = _stamp(root, config, path, capture)
            made, failed = made + (not why), failed + bool(why)
            if why:
                click.echo(f"{path}: {why}", err=True)
    click.echo(f"{counted(made, 'token')} written")
    return 1 if failed else 0


def _captures(root: Path, config: Config) -> Iterator[tuple[str, str, Capture]]:
    """Every capture: its article's id, its path, what is said of it."""
    for file in scan(root, config.content).files:
        if file.kind != "article":
            continue
        try:
            parts, _ = split(read_bytes(root, file.path).decode("utf-8-sig", "replace"), file.path)
        except UnreadableError:
            continue  # the build says so
        record = parse_article(parts, Article, file.path)[0] if parts is not None else None
        for capture in record.captures if record is not None else ():
            name = (record.id if record else "") or file.name
            yield name, beside(file.path, capture.file), capture


def _stamp(root: Path, config: Config, path: str, capture: Capture) -> str:
    """Get a token for one capture; empty, or why there is none."""
    try:
        data = read_bytes(root, path, LARGEST_FILE)
        if hashlib.sha256(data).hexdigest() != capture.sha256:
            return "this is not the file that was captured; `dossier check` says more"
        token = ask(config.timestamps.authority, data)
        stamp = check_stamp("rfc3161", token, (("sha256", capture.sha256),), b"")
        if stamp.state not in ("held", "unknown-root"):
            return f"{config.timestamps.authority} sent no token over this file"
        write_new(root, f"{path}.tsr", token)
    except (NoStampError, UnreadableError, WriteError) as error:
        return str(error)
    return ""
