"""Which importer reads a source, and how a source is told apart by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dossierpress.imports.item import Batch, UnimportableError
from dossierpress.imports.ledger import Ledger
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
KINDS: Final = tuple(SITES)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be imported: a path, and what it is where that was said."""

    path: Path
    kind: str = ""


def read_source(asked: Asked, ledger: Ledger) -> Batch:
    """Everything that a source holds. Raises UnimportableError."""
    if not asked.path.is_dir():
        raise UnimportableError(
            asked.path.name, "this is no kind of file that is known", "say what it is: --from"
        )
    folder = Folder(asked.path, ledger)
    kind = asked.kind or next((name for name, (_, betrays) in SITES.items() if folder.first(betrays)), "")
    if kind not in SITES:
        raise UnimportableError(
            asked.path.name,
            "it does not show which tool made this folder",
            f"say it: --from {'|'.join(SITES)}",
        )
    batch = SITES[kind][0](folder, ledger)
    if not batch.items:
        raise UnimportableError(
            asked.path.name, f"no articles or pages of {kind} are in it", "name another folder"
        )
    return batch
