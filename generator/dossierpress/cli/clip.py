"""`dossier clip`: saved pages, texts and addresses become articles, with every line accounted for."""

import sys
from pathlib import Path
from typing import Any

import click

from dossierpress.cli.clipping import Clipped, Clipper, Wish, is_installed
from dossierpress.cli.options import ProgressBar, root_option


@click.command(name="clip", short_help="Make articles of saved pages, with where each came from.")
@click.argument("sources", nargs=-1, required=True, metavar="FILE|URL|-...")
@click.option("--dossier", "home", default="", help="The dossier's id: its folder's name.  [default: none]")
@click.option(
    "--as",
    "kind",
    type=click.Choice(("html", "mhtml", "warc", "text", "pdf")),
    help="What the capture is.  [default: as its bytes say]",
)
@click.option("--url", "address", default="", help="Where the page was published.")
@click.option("--dry-run", is_flag=True, help="Print the article and what was left out; write nothing.")
@click.option(
    "--output", type=click.Path(path_type=Path), help="Write the article to this file, and nothing else."
)
@click.option("--keep", multiple=True, type=click.IntRange(min=1), help="Keep the line of this number.")
@click.option("--drop", multiple=True, type=click.IntRange(min=1), help="Drop the line of this number.")
@click.option("--set", "settings", multiple=True, metavar="FIELD=VALUE", help="Take this value for a field.")
@click.option("--by", default="", help="Who collected it.  [default: the name of your account]")
@click.option("--review", is_flag=True, help="Decide line by line and field by field in the browser.")
@click.option("--allow-private", is_flag=True, help="Fetch from private networks too.")
@root_option
def command(sources: tuple[str, ...], root: Path, *, review: bool, **options: Any) -> int:
    """Make an article of each FILE, of the page at a URL, or of standard input (-).

    The capture is kept beside the article, byte for byte. What was left out is listed with its reason.
    Exit code 1 when one of them could not be clipped; the others are clipped all the same.
    """
    if not is_installed():
        raise click.UsageError(
            "clipping needs libraries that are not installed; run: "
            "pip install --upgrade pip && pip install 'dossierpress[clip]'"
        )
    wish = Wish(**options | {"settings": _settings(options["settings"])})
    if len(sources) > 1 and (wish.is_for_one or "-" in sources):
        raise click.UsageError("--url, --keep, --drop, --output and - are for one capture at a time")
    clipper = Clipper(root, wish)
    if review:
        from dossierpress.cli.clipreview import reviewed

        return _show(reviewed(clipper, sources), dry_run=wish.dry_run)
    bar = ProgressBar()
    done: list[Clipped] = []
    for number, source in enumerate(sources):
        bar(number, len(sources))
        done.append(clipper.clip(source))
    bar.clear()
    return _show(done, dry_run=wish.dry_run)


def _settings(written: tuple[str, ...]) -> dict[str, str]:
    from dossierpress.clip.article import is_settable

    found = {}
    for each in written:
        name, sign, value = each.partition("=")
        name = name.strip()
        if not sign:
            raise click.BadParameter(f"`{each}` is not FIELD=VALUE", param_hint="--set")
        if why := is_settable(name, value.strip()):
            raise click.BadParameter(why, param_hint="--set")
        found[name] = value.strip()
    return found


def _show(done: list[Clipped], *, dry_run: bool) -> int:
    for each in done:
        for line in each.printed:
            click.echo(line)
        if each.error:
            click.echo(f"{each.source}: {each.error}", err=True)
    if len(done) > 1:
        width = max(len(each.source) for each in done)
        for each in done:
            reasons = f"; {len(each.doubts)} to review" if each.doubts else ""
            click.echo(f"{each.source:<{width}}  {each.outcome}{reasons}")
        failed = sum(bool(each.error) for each in done)
        click.echo(f"{len(done) - failed} of {len(done)} clipped")
    elif not dry_run:
        for each in done:
            if not each.error:
                click.echo(each.outcome)
            for doubt in each.doubts:
                click.echo(f"  needs review: {doubt}")
    sys.stdout.flush()
    return 1 if any(each.error for each in done) else 0
