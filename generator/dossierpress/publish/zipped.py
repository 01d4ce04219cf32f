"""One zip file as a target: a new one is made beside the old, and takes its place at once."""

import contextlib
import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from dossierpress.publish.folder import explained
from dossierpress.publish.target import File, target_error

# The oldest time that a zip can hold: the same site makes the same file.
_TIME = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16


class Zipped:
    """A zip file that holds the site, with its pages at the top."""

    at_once = True

    def __init__(self, path: Path, place: str, run: str) -> None:
        self.path = path
        self.place = place
        self.draft = path.with_name(f"{path.name}.{run}.part")
        self._old: zipfile.ZipFile | None = None
        self._new: dict[str, File] = {}
        self._gone: set[str] = set()

    def __enter__(self) -> Self:
        with self._opened():
            self._old = zipfile.ZipFile(self.path) if self.path.exists() else None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._old is not None:
            self._old.close()
        with contextlib.suppress(OSError):  # the next publish removes it
            self.draft.unlink()

    def read(self, path: str) -> bytes | None:
        """See Target."""
        with self._opened():
            return self._old.read(path) if self._old and path in self._old.namelist() else None

    def digests(self, paths: Sequence[str]) -> dict[str, str]:
        """See Target."""
        if self._old is None:
            return {}
        found = {}
        for path in set(paths) & set(self._old.namelist()):
            with self._opened(), self._old.open(path) as file:
                found[path] = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
        return found

    def put(self, files: Sequence[File]) -> None:
        """See Target."""
        self._new |= {file.path: file for file in files}

    def delete(self, paths: Sequence[str]) -> None:
        """See Target."""
        self._gone |= set(paths)

    def finish(self) -> None:
        """See Target."""
        kept = set(self._old.namelist()) - set(self._new) - self._gone if self._old else set()
        with self._opened():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            for left in self.path.parent.glob(f"{self.path.name}.*.part"):
                left.unlink()
            with zipfile.ZipFile(self.draft, "x", zipfile.ZIP_DEFLATED) as made:
                for path in sorted({*kept, *self._new}):
                    self._write(made, path)
            self.draft.replace(self.path)

    @contextlib.contextmanager
    def _opened(self) -> Iterator[None]:
        """Faults of the file that is there as what the target says."""
        try:
            with explained(self.place):
                yield
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise target_error(
                "not-ours", f"{self.place} is no sound zip file", "choose another name, or move it away"
            ) from error

    def _write(self, made: zipfile.ZipFile, path: str) -> None:
        facts = zipfile.ZipInfo(path, _TIME)
        facts.compress_type, facts.external_attr = zipfile.ZIP_DEFLATED, _MODE
        file = self._new.get(path)
        if file is not None and isinstance(file.source, bytes):
            made.writestr(facts, file.source)
            return
        opened = file.source.open("rb") if file and isinstance(file.source, Path) else self._kept(path)
        with opened as source, made.open(facts, "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target)

    def _kept(self, path: str) -> zipfile.ZipExtFile:
        assert self._old is not None
        opened: zipfile.ZipExtFile = self._old.open(path)  # type: ignore[assignment]
        return opened
