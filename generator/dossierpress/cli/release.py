"""`dossier release`: a version of a dossier that can be cited and deposited, and is never changed."""

import hashlib
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from dossierpress.cli.export import check_dossier
from dossierpress.cli.options import fail, root_option
from dossierpress.cli.show import counted, show_problems
from dossierpress.cli.work import audience_of, config_of
from dossierpress.packages.book import BookView
from dossierpress.packages.pack import contents, packed
from dossierpress.packages.release import CITATION, DATACITE, SUMS, citation_cff, datacite
from dossierpress.problems import StopBuildError, errors_only
from dossierpress.read.locate import located
from dossierpress.run.pool import runner
from dossierpress.write.newfile import write_new
from dossierpress.write.sink import WriteError

FOLDER = "releases"
_KINDS = ("bag", "dataset", "epub")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")


@click.command(name="release", short_help="Make a version of a dossier that can be cited and deposited.")
@click.argument("name", metavar="ID")
@click.option("--version", metavar="VERSION", help="What to call it.  [default: the day, such as 2026-11-27]")
@root_option
def command(name: str, root: Path, version: str | None) -> None:
    """Make a release of the dossier ID: its packages, how to cite it, and a digest of each file.

    It lies in releases/ID/VERSION/ and is for readers. A release that is there is never changed.
    """
    config = config_of(root, "text")
    audience = audience_of(config, drafts=False, future=False)
    day = audience.now.astimezone(ZoneInfo(config.timezone)).date().isoformat()
    version = version or day
    if not _VERSION.fullmatch(version):
        raise click.BadParameter("letters, digits, dots and hyphens, such as 1.0", param_hint="--version")
    stock = contents(root, config, audience, runner(None), _KINDS, names=(name,))
    if errors_only(stock.problems):
        fail(stock.problems, "text", "nothing was released")
    check_dossier(stock.site, name)
    place = f"{FOLDER}/{name}/{version}"
    if (root / place).exists():
        raise click.UsageError(f"{place} is there already, and a release is never changed; name a --version")
    try:
        files = dict(packed(root, stock))
        book = next(each.view for each in stock.outputs if isinstance(each.view, BookView))
        files[CITATION] = citation_cff(book, version, day)
        files[DATACITE] = datacite(book, version, day, [(each, len(files[each])) for each in sorted(files)])
        sums = "".join(f"{hashlib.sha256(files[each]).hexdigest()}  {each}\n" for each in sorted(files))
        for path, data in sorted((files | {SUMS: sums.encode()}).items()):
            write_new(root, f"{place}/{path}", data)
    except StopBuildError as stop:
        fail(located(stop.problems, root), "text", "nothing was released")
    except WriteError as error:
        fail((error.problem,), "text", "the release is not whole: delete its folder")
    show_problems(stock.problems, "text")
    click.echo(f"{counted(len(files) + 1, 'file')} in {place}")
    click.echo(f"its digest: {hashlib.sha256(sums.encode()).hexdigest()} (SHA-256 of {SUMS})")
