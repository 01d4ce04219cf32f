"""A site in memory: for checks that write nothing, for the preview and for tests."""

from collections.abc import Iterable

from dossierpress.write.sink import Written


class MemorySink:
    """Keeps the newest site in `files`."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def write(self, files: Iterable[tuple[str, bytes]]) -> Written:
        """Take all files of a site, at once: a fault in making them leaves the old ones."""
        new = dict(files)
        old, self.files = self.files, new
        changed = tuple(sorted(path for path, data in new.items() if old.get(path) != data))
        return Written(changed, len(new) - len(changed), tuple(sorted(set(old) - set(new))))


class NoSink:
    """Takes a site and keeps nothing: for checks."""

    def write(self, files: Iterable[tuple[str, bytes]]) -> Written:
        """Make every file, so that every fault shows."""
        return Written((), sum(1 for _ in files), ())
