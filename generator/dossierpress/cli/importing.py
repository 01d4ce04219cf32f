"""`dossier import`: what other programs hold becomes articles and pages, and a table says what came of it."""

import datetime as dt
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from dossierpress.cli.columns import COLUMNS_FILE, AskedColumns
from dossierpress.cli.options import ProgressBar, moment_of_build, root_option
from dossierpress.write.newfile import append_lines, write_new
from dossierpress.write.sink import WriteError
from dossierpress.write.statefile import replace_file

if TYPE_CHECKING:
    from dossierpress.imports.ground import Ground, Settled
    from dossierpress.imports.item import Batch

KINDS = (
    "wxr zotero csl ris bibtex wallabag omnivore csv feed hypothesis hugo jekyll pelican eleventy mkdocs"
).split()
_LIBRARIES = ("lxml", "docutils", "rispy", "bibtexparser", "feedparser", "python_calamine")
_FEW = 10


@click.command(name="import", short_help="Make articles of what another program holds, or of an old site.")
@click.argument("source", metavar="FILE|FOLDER", type=click.Path(exists=True, path_type=Path))
@click.option("--from", "kind", type=click.Choice(KINDS), help="What the source is.  [default: as it shows]")
@click.option("--dossier", "home", default="", help="The dossier's id: its folder's name.  [default: none]")
@click.option("--dry-run", is_flag=True, help="Show what would come of it; write nothing.")
@root_option
def command(source: Path, root: Path, kind: str | None, home: str, *, dry_run: bool) -> int:
    """Import FILE, or the old site in FOLDER, into the site.

    Nothing that is there is changed. A table at the end says what became of everything, by kind and
    count; the details go to a file.
    """
    if not all(importlib.util.find_spec(name) for name in _LIBRARIES):
        raise click.UsageError(
            "importing needs libraries that are not installed; run: "
            "pip install --upgrade pip && pip install 'dossierpress[import]'"
        )
    from dossierpress.imports.item import UnimportableError

    importer = _Importer(root, source.resolve(), home, dry_run=dry_run)
    try:
        return importer.run(kind or "")
    except UnimportableError as error:
        raise click.ClickException(str(error)) from error
    except WriteError as error:
        raise click.ClickException(f"{error.problem.message}; {error.problem.hint}") from error


class _Importer:
    """Imports into one site."""

    def __init__(self, root: Path, source: Path, home: str, *, dry_run: bool) -> None:
        from dossierpress.imports.ledger import Ledger

        own = root == source or root.is_relative_to(source) or source.is_relative_to(root / "content")
        if source.is_dir() and own:
            raise click.UsageError(
                "the old site and the new one need folders of their own; name the new one with --root"
            )
        self.root, self.source, self.home, self.dry_run = root, source, home, dry_run
        self.ledger = Ledger()
        self.bar = ProgressBar()
        self.columns = AskedColumns(root)

    def run(self, kind: str) -> int:
        """Read, settle, write, and say what came of it."""
        from dossierpress.imports.settle import settled
        from dossierpress.imports.sources import Asked, read_source

        batch = read_source(Asked(self.source, kind, self.columns), self.ledger)
        before, added = self._settings(batch)
        ground = self._ground(f"{before}\n{added}")
        made = settled(batch, ground, self.ledger)
        self.bar.clear()
        details = self._write(batch, made, before)
        self._show(batch, made, details)
        return 0

    def _settings(self, batch: "Batch") -> tuple[str, str]:
        """The text of `site.yaml` as it is, and what is to come to it."""
        from dossierpress.imports.ledger import Ledger
        from dossierpress.imports.siteyaml import more_settings, new_settings
        from dossierpress.schema.config import CONFIG_FILE

        place = self.root / CONFIG_FILE
        if not place.exists():
            if not batch.is_site:
                raise click.UsageError(
                    f"there is no {CONFIG_FILE} in {self.root}; run: dossier init {self.root}"
                )
            return "", new_settings(batch)
        before = place.read_text(encoding="utf-8-sig", errors="replace")
        return before, more_settings(before, batch, (), Ledger())

    def _ground(self, settings: str) -> "Ground":
        """The site as it is now."""
        from dossierpress.cli.options import fail
        from dossierpress.cli.work import audience_of
        from dossierpress.imports.ground import Ground
        from dossierpress.memo.memory import Memory
        from dossierpress.read.files import scan
        from dossierpress.run.pool import runner
        from dossierpress.schema.config import parse_config
        from dossierpress.steps.reading import read_all, settings_of

        config, problems = parse_config(settings)
        if config is None:
            fail(problems, "text", "nothing was imported")
        content = scan(self.root, config.content)
        if self.home and self.home not in content.folders:
            raise click.BadParameter(
                f'there is no dossier `{self.home}`; begin it with: dossier new dossier "{self.home}"',
                param_hint="--dossier",
            )
        readings = read_all(self.root, config, content, runner(1), Memory(), None)
        now = dt.datetime.fromtimestamp(moment_of_build(), dt.UTC)
        return Ground(
            config=config,
            audience=audience_of(config, drafts=False, future=False),
            settings=settings_of(config),
            documents=readings.documents,
            registries=readings.registries,
            folders=content.folders,
            home=self.home,
            today=now.astimezone(ZoneInfo(config.timezone)).date(),
            progress=self.bar,
            occupied=lambda path: (self.root / path).exists(),
            text=lambda path: (self.root / path).read_bytes().decode("utf-8", "replace"),
        )

    def _write(self, batch: "Batch", made: "Settled", before: str) -> str:
        """Write all files, then the settings, then the details; the name of their file."""
        from dossierpress.imports.siteyaml import more_settings, new_settings
        from dossierpress.schema.config import CONFIG_FILE

        start = before or new_settings(batch)
        added = more_settings(start, batch, made.redirects, self.ledger)
        if self.dry_run:
            return ""
        for path, held in sorted(made.files.items()):
            data = held()
            if data is None:
                self.ledger.needs_hand(path, "it could not be read any more")
            else:
                write_new(self.root, path, data)
        for path, text in sorted(made.texts.items()):
            write_new(self.root, path, text)
        for path, after in sorted(made.edits.items()):
            replace_file(self.root, path, after.encode())
        if not before:
            write_new(self.root, CONFIG_FILE, start + added)
        elif added:
            append_lines(self.root, CONFIG_FILE, added)
        if added := self.columns.text():
            append_lines(self.root, COLUMNS_FILE, added)
        number, name = 1, f"imported-{batch.tool}.txt"
        while (self.root / name).exists():
            number += 1
            name = f"imported-{batch.tool}-{number}.txt"
        write_new(self.root, name, self.ledger.details())
        return name

    def _show(self, batch: "Batch", made: "Settled", details: str) -> None:
        """The table, the files that need a hand, and where the details are."""
        rows = [
            ("articles", made.articles), ("pages", made.pages), ("of them drafts", made.drafts),
            ("held already", made.held), ("articles that get quotes or notes", len(made.edits)),
            ("files that came along", len(made.files)),
            ("redirects of lists", len(made.redirects)), *self.ledger.counts(),
        ]  # fmt: skip
        rows = [(kind, count) for kind, count in rows if count]
        width = max((len(f"{count:,}") for _, count in rows), default=1)
        for kind, count in rows:
            click.echo(f"{count:>{width},}  {kind}")
        for place, reasons in list(self.ledger.hands.items())[:_FEW]:
            click.echo(f"needs a hand: {place}: {reasons[0]}")
        if len(self.ledger.hands) > _FEW:
            click.echo(f"needs a hand: {len(self.ledger.hands) - _FEW:,} more files; the details name them")
        if details:
            click.echo(f"imported from {batch.tool}; the details are in {details}")
            return
        click.echo("\n" + self.ledger.details().rstrip())
        click.echo("nothing was written")
