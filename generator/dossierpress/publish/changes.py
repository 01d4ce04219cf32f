"""What a publish would change: added, replaced and removed files, and in which order they go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dossierpress.publish.manifest import Manifest
from dossierpress.write.directory import turn
from dossierpress.write.ledger import folders_of

# A publish that removes more of the pages than this share asks first.
_MUCH = 1 / 3


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths that differ between the site and the target; `unknown` are those that were cut off."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    unchanged: int = 0
    removes_much: bool = False

    @property
    def sent(self) -> tuple[str, ...]:
        """Every path that is to be written."""
        return (*self.added, *self.changed)

    @property
    def touched(self) -> tuple[str, ...]:
        """Every path that is to be written or deleted."""
        return (*self.sent, *self.removed)


def compare(files: Mapping[str, str], there: Manifest) -> Changes:
    """What must be done so that the target holds just `files` (path to SHA-256) of this site."""
    unknown, owned = frozenset(there.pending), there.owned
    added = sorted(path for path in files if path not in owned)
    changed = sorted(
        path
        for path, digest in files.items()
        if path in owned and (path in unknown or there.files[path] != digest)
    )
    removed = sorted(owned - set(files))
    pages = sum(path.endswith(".html") for path in there.files)
    gone = sum(path.endswith(".html") for path in removed)
    return Changes(
        added=tuple(added),
        changed=tuple(changed),
        removed=tuple(removed),
        unknown=tuple(sorted(unknown)),
        unchanged=len(files) - len(added) - len(changed),
        removes_much=gone > pages * _MUCH,
    )


def in_turn(paths: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The phases of sending: assets and media, then articles, then what leads readers to them."""
    phases: dict[int, list[str]] = {}
    for number, path in sorted(turn(path) for path in paths):
        phases.setdefault(number, []).append(path)
    return tuple(tuple(phase) for _, phase in sorted(phases.items()))


def in_the_way(removed: Iterable[str], written: Iterable[str]) -> tuple[str, ...]:
    """Files to delete first: where a folder must go, or in a folder that must give way to a file."""
    new = frozenset(written)
    folders = {parent for path in new for parent in folders_of(path)}
    return tuple(path for path in removed if path in folders or new & folders_of(path))
