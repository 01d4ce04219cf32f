"""A site in memory: for checks that write nothing, for the preview and for tests."""

import hashlib
from collections.abc import Iterable

from dossierpress.write.sink import Same, Written


class MemorySink:
    """Keeps the newest site in `files`."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._digests: dict[str, str] = {}

    def holds(self, path: str, digest: str) -> bool:
        """Whether the newest site has a file of just these bytes."""
        return self._digests.get(path) == digest

    def held(self, path: str) -> bytes:
        """The bytes of a file of the newest site."""
        return self.files.get(path, b"")

    def write(self, files: Iterable[tuple[str, bytes | Same]]) -> Written:
        """Take all files of a site, at once: a fault in making them leaves the old ones."""
        new = {path: self.files[path] if isinstance(data, Same) else data for path, data in files}
        old, self.files = self.files, new
        changed = tuple(sorted(path for path, data in new.items() if old.get(path) != data))
        for path in changed:
            self._digests[path] = hashlib.sha256(new[path]).hexdigest()
        for path in (gone := tuple(sorted(set(old) - set(new)))):
            del self._digests[path]
        return Written(changed, len(new) - len(changed), gone)

    def amend(self, files: Iterable[tuple[str, bytes | Same]], folders: tuple[str, ...]) -> Written | None:
        """Take the files that may have changed, and all those in `folders`; None when there is no site."""
        if not self.files:
            return None
        others = {path: data for path, data in self.files.items() if not path.startswith(folders)}
        return self.write([*(others | dict(files)).items()])


class NoSink:
    """Takes a site and keeps nothing: for checks."""

    def holds(self, _path: str, _digest: str) -> bool:
        """A page that was made before without fault needs no making now."""
        return True

    def held(self, _path: str) -> bytes:
        """Nothing is kept."""
        return b""

    def write(self, files: Iterable[tuple[str, bytes | Same]]) -> Written:
        """Make every file, so that every fault shows."""
        return Written((), sum(1 for _ in files), ())

    def amend(self, files: Iterable[tuple[str, bytes | Same]], _folders: tuple[str, ...]) -> Written | None:
        """As `write`."""
        return self.write(files)
