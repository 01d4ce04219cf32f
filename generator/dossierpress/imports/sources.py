"""Which importer reads a source, and how a source is told apart by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dossierpress.imports.item import Batch, UnimportableError
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.libraries import (
    annotations,
    bibtex,
    csl,
    feed,
    omnivore,
    ris,
    table,
    wallabag,
    wxr,
    zotero,
)
from dossierpress.imports.libraries.reading import Export, opened
from dossierpress.imports.libraries.sniff import kind_of
from dossierpress.imports.sites import eleventy, hugo, jekyll, mkdocs, pelican
from dossierpress.imports.sites.folder import Folder

# Tools whose source is a folder, and the files that betray each.
SITES: Final[Mapping[str, tuple[Callable[[Folder, Ledger], Batch], tuple[str, ...]]]] = {
    "jekyll": (jekyll.read, jekyll.CONFIGS),
    "hugo": (hugo.read, hugo.CONFIGS),
    "pelican": (pelican.read, pelican.CONFIGS),
    "mkdocs": (mkdocs.read, mkdocs.CONFIGS),
    "eleventy": (eleventy.read, eleventy.CONFIGS),
}
# Tools whose source is a file.
LIBRARIES: Final[Mapping[str, Callable[[Export, Ledger], Batch]]] = {
    "wxr": wxr.read,
    "zotero": zotero.read,
    "csl": csl.read,
    "ris": ris.read,
    "bibtex": bibtex.read,
    "wallabag": wallabag.read,
    "omnivore": omnivore.read,
    "feed": feed.read,
    "hypothesis": annotations.read,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be imported: a path, what it is where that was said, and what columns of tables mean."""

    path: Path
    kind: str = ""
    columns: table.Columns = lambda names: {each: table.guessed(each) for each in names}


def read_source(asked: Asked, ledger: Ledger) -> Batch:
    """Everything that a source holds. Raises UnimportableError."""
    if not asked.path.is_dir():
        return _library(asked, ledger)
    first = min(
        (each for each in asked.path.iterdir() if omnivore.METADATA.fullmatch(each.name)), default=None
    )
    return _site(asked, ledger) if first is None else omnivore.read(opened(first), ledger)


def _site(asked: Asked, ledger: Ledger) -> Batch:
    folder = Folder(asked.path, ledger)
    kind = asked.kind or next((name for name, (_, betrays) in SITES.items() if folder.first(betrays)), "")
    if kind not in SITES:
        raise UnimportableError(
            asked.path.name,
            f"{kind} gives a file, and this is a folder" if kind else "it does not show which tool made it",
            "name the file" if kind else f"say it: --from {'|'.join(SITES)}",
        )
    batch = SITES[kind][0](folder, ledger)
    if not batch.items:
        raise UnimportableError(
            asked.path.name, f"no articles or pages of {kind} are in it", "name another folder"
        )
    return batch


def _library(asked: Asked, ledger: Ledger) -> Batch:
    export = opened(asked.path)
    kind = asked.kind or kind_of(export)
    if kind == "csv":
        return table.read(export, ledger, asked.columns)
    if kind not in LIBRARIES:
        raise export.fault(
            f"{kind} is a folder, and this is a file" if kind else "it does not show which tool made it",
            "name the old site's folder" if kind else f"say it: --from {'|'.join((*LIBRARIES, 'csv'))}",
        )
    return LIBRARIES[kind](export, ledger)
