"""A journal carried out: staged files renamed into their places, others deleted, never through a link.

Each step may have been done already, by a build that was interrupted.
"""

from collections.abc import Mapping
from pathlib import Path

from dossierpress.write.ledger import Journal, folders_of
from dossierpress.write.sink import WriteError, write_error


class Mover:
    """Moves files from `staging` into `folder`, which messages call `shown`."""

    def __init__(self, folder: Path, staging: Path, shown: str) -> None:
        self._folder = folder
        self._staging = staging
        self._shown = shown
        # The folders that were looked at and are no links: thousands of pages lie in one of a few.
        self._seen: set[str] = set()

    def carry_out(self, steps: Journal, owned: Mapping[str, str]) -> None:
        """Do what a journal on the disk says; `owned` are the files of the manifest that is there.

        Raises WriteError where a link stands in the way, and OSError.
        """
        new = {path for _, path in steps.renames}
        folders = {folder for path in new for folder in folders_of(path)}
        gone = [path for path in steps.deletions if path in owned]
        for path in gone:
            if path in folders or new & folders_of(path):
                self._delete(path)
        for staged, path in steps.renames:
            self._place(staged, path)
        for path in gone:
            self._delete(path)

    def _place(self, staged: str, path: str) -> None:
        source, place = self._staging / staged, self._folder / path
        self._look_around(path)
        if not source.exists():
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            source.replace(place)
        except OSError:
            if not place.is_dir():
                raise
            self._prune(place)
            place.parent.mkdir(parents=True, exist_ok=True)
            source.replace(place)

    def _look_around(self, path: str) -> None:
        """Refuse a path with a link around it; each folder is looked at once, from outside in."""
        inner = path.rpartition("/")[0]
        if not inner or inner in self._seen:
            return
        self._look_around(inner)
        if (self._folder / inner).is_symlink():
            raise stands_in_the_way(self._shown, inner)
        self._seen.add(inner)

    def _delete(self, path: str) -> None:
        place = self._folder / path
        if place.is_symlink() or _link_around(self._folder, path):
            return  # somebody put a link there since: it is not what we wrote
        if place.is_file():
            place.unlink()
        self._prune(place.parent)

    def _prune(self, place: Path) -> None:
        """Remove a folder and those around it as far as they are empty."""
        while place != self._folder and place.is_relative_to(self._folder):
            if place.is_dir():
                for inner in sorted((each for each in place.rglob("*") if each.is_dir()), reverse=True):
                    if not any(inner.iterdir()):
                        inner.rmdir()
                if any(place.iterdir()):
                    return
                place.rmdir()
            place = place.parent


def stands_in_the_way(shown: str, inner: str) -> WriteError:
    """The error for a link or file where a folder of the site must go."""
    return write_error(
        f"{shown}/{inner}",
        "not-ours",
        "a link or file stands where a folder must go",
        "move it away",
    )


def _link_around(folder: Path, path: str) -> str:
    """The outermost folder around a path that is a link; empty when there is none."""
    around = sorted(folders_of(path), key=len)
    return next((inner for inner in around if (folder / inner).is_symlink()), "")
