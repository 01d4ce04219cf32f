"""A folder as a target: every file is replaced whole, or the whole folder at once through a link."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from dossierpress.publish.target import INCOMING, File, target_error

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Folder:
    """A folder whose files are replaced one by one."""

    at_once = False

    def __init__(self, folder: Path, place: str, run: str) -> None:
        self.folder = folder
        self.place = place
        self.run = run

    def __enter__(self) -> Self:
        if os.path.lexists(self.folder) and not self.folder.is_dir():
            raise target_error("not-a-folder", f"{self.place} is not a folder", "name a folder in site.yaml")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.folder / INCOMING / self.run, ignore_errors=True)

    def read(self, path: str) -> bytes | None:
        """See Target."""
        with explained(self.place):
            place = self.folder / path
            return place.read_bytes() if place.is_file() else None

    def digests(self, paths: Sequence[str]) -> dict[str, str]:
        """See Target."""
        with explained(self.place):
            return {
                path: _digest(self.folder / path) for path in paths if os.path.lexists(self.folder / path)
            }

    def put(self, files: Sequence[File]) -> None:
        """See Target."""
        with explained(self.place):
            incoming = self.folder / INCOMING / self.run
            incoming.mkdir(parents=True, exist_ok=True)
            draft = incoming / "draft"
            for file in files:
                _make_folders(self.folder, file.path, self.place)
                if isinstance(file.source, Path):
                    shutil.copyfile(file.source, draft)
                else:
                    draft.write_bytes(file.source)
                draft.replace(self.folder / file.path)
            if hasattr(os, "sync"):
                os.sync()

    def delete(self, paths: Sequence[str]) -> None:
        """See Target."""
        with explained(self.place):
            for path in paths:
                place = self.folder / path
                if not _is_linked(self.folder, path):
                    place.unlink(missing_ok=True)
                    _prune(place.parent, self.folder)

    def finish(self) -> None:
        """Remove what publishes that were killed have left."""
        shutil.rmtree(self.folder / INCOMING, ignore_errors=True)


class SwitchedFolder(Folder):
    """A folder behind a link: each publish makes a new folder beside it, then turns the link.

    The folders lie in `NAME.releases`; the one before the newest is kept.
    """

    at_once = True

    def __init__(self, link: Path, place: str, run: str) -> None:
        super().__init__(link, place, run)
        self.link = link
        self.releases = link.with_name(link.name + ".releases")
        self.release = self.releases / run

    def __enter__(self) -> Self:
        if os.path.lexists(self.link) and not self.link.is_symlink():
            raise target_error(
                "not-a-link",
                f"{self.place} is not a link, and `switch` needs one",
                "move it away, or take `switch: true` out of the target in site.yaml",
            )
        self._lock: FileLock | None = None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock is not None:
            if error is not None:
                shutil.rmtree(self.release, ignore_errors=True)
            self._lock.release()

    def put(self, files: Sequence[File]) -> None:
        """See Target."""
        self._begin()
        super().put(files)

    def delete(self, paths: Sequence[str]) -> None:
        """See Target."""
        self._begin()
        super().delete(paths)

    def finish(self) -> None:
        """See Target."""
        with explained(self.place):
            shutil.rmtree(self.release / INCOMING, ignore_errors=True)
            before = self.link.resolve() if self.link.is_symlink() else None
            turned = self.releases / "link"
            turned.unlink(missing_ok=True)
            turned.symlink_to(Path(self.releases.name) / self.release.name)
            turned.replace(self.link)
            for old in self.releases.iterdir():
                if old.is_dir() and old.resolve() not in (self.release.resolve(), before):
                    shutil.rmtree(old, ignore_errors=True)

    def _begin(self) -> None:
        """Take the lock and make a folder with what is there now; readers do not see it."""
        if self._lock is not None:
            return
        with explained(self.place):
            self.releases.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.releases / "lock")
            try:
                lock.acquire(timeout=0)
            except Timeout as error:
                raise target_error(
                    "locked", f"another publish to {self.place} is under way", "wait until it is done"
                ) from error
            self._lock = lock
            shutil.rmtree(self.release, ignore_errors=True)
            if self.link.is_dir():
                shutil.copytree(self.link.resolve(), self.release, symlinks=True, copy_function=_link_or_copy)
            else:
                self.release.mkdir()
            self.folder = self.release


def _link_or_copy(source: str, target: str) -> None:
    """Share the bytes: nothing is ever written into a file that is there, only put in its place."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _digest(place: Path) -> str:
    if place.is_symlink() or not place.is_file():
        return ""
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _make_folders(folder: Path, path: str, shown: str) -> None:
    """The folders that a path lies in; never through a link, which may lead anywhere."""
    if _is_linked(folder, path):
        raise target_error(
            "not-ours", f"a link stands at {shown}/{path}, where a folder must be", "move it away by hand"
        )
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_dir() and not place.is_symlink():
        _prune(place, folder)


def _is_linked(folder: Path, path: str) -> bool:
    inner = (folder / path).parent
    while inner != folder:
        if inner.is_symlink():
            return True
        inner = inner.parent
    return False


def _prune(place: Path, top: Path) -> None:
    """Remove folders as far as they are empty."""
    while place != top:
        try:
            place.rmdir()
        except OSError:
            return
        place = place.parent


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Faults of the file system as what the target says."""
    try:
        yield
    except OSError as error:
        path = f" ({error.filename})" if error.filename else ""
        hint = "make room there" if error.errno in _FULL else "check the folder's permissions"
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise target_error(
            "unwritable", f"{place} cannot be written: {reason}{path}", f"{hint}; then publish again"
        ) from error
