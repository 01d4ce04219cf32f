"""A site in a folder: staged beside it, journaled, then renamed file by file, so that none is ever torn.

The order: every new byte goes to `.dossier/staging` inside the output and is flushed; a journal says
what will be renamed and deleted; then it is done. A journal that is found at the start is finished
first. Only files that the manifest of an earlier build names are ever replaced or deleted.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from dossierpress.fingerprints import Fingerprints
from dossierpress.write.sink import Same, WriteError, Written, write_error

MANIFEST = ".dossier-manifest.json"
_WORK = ".dossier"
_FORMAT = 1


class DirectorySink:
    """Writes a site to `folder`. One at a time; the lock of a dead process does not hold."""

    def __init__(self, folder: Path, shown: str = "", prints: Fingerprints | None = None) -> None:
        self.folder = folder
        self.prints = prints or Fingerprints()
        self.shown = shown or str(folder)
        self.work = folder / _WORK
        self.staging = self.work / "staging"
        self.journal = self.work / "journal.json"
        self._owned: dict[str, str] = {}

    def write(self, files: Iterable[tuple[str, bytes | Same]]) -> Written:
        """Take all files of a site. Raises WriteError; then every file is still the old one."""
        with self._locked():
            self._finish()
            owned = self._owned = self._manifest()
            self._clear()
            self.staging.mkdir(parents=True)
            manifest, renames, unchanged = self._stage(files)
            gone = sorted(set(owned) - set(manifest))
            self._refuse_strangers(renames, owned)
            if not renames and not gone and manifest == owned:
                return Written((), unchanged, ())
            steps = {"renames": renames, "deletions": gone, "manifest": manifest}
            self._flush()
            self._save(self.journal, {"format": _FORMAT, **steps})
            self._finish()
        return Written(tuple(path for _, path in renames), unchanged, tuple(gone))

    def _stage(
        self, files: Iterable[tuple[str, bytes | Same]]
    ) -> tuple[dict[str, str], list[tuple[str, str]], int]:
        """Write what is new to the staging folder; return the manifest and what to rename."""
        manifest: dict[str, str] = {}
        renames: list[tuple[str, str]] = []
        for path, data in files:
            _refuse_unsafe(path)
            if isinstance(data, Same):
                manifest[path] = data.digest
                continue
            manifest[path] = hashlib.sha256(data).hexdigest()
            if self.holds(path, manifest[path]):
                continue
            staged = str(len(renames))
            (self.staging / staged).write_bytes(data)
            renames.append((staged, path))
        renames.sort(key=lambda step: _turn(step[1]))
        return manifest, renames, len(manifest) - len(renames)

    def holds(self, path: str, digest: str) -> bool:
        """Whether the file there is ours, regular, and of just these bytes.

        The file itself is read, unless nobody can have touched it: somebody may have changed it since.
        """
        place = self.folder / path
        if self._owned.get(path) != digest:
            return False
        try:
            return not place.is_symlink() and self.prints.digest(place) == digest
        except OSError:
            return False

    def _refuse_strangers(self, renames: list[tuple[str, str]], owned: dict[str, str]) -> None:
        """Never write over what we did not write, nor through a link."""
        checked: set[Path] = set()
        for staged, path in renames:
            place = self.folder / path
            if path not in owned and os.path.lexists(place):
                if place.is_file() and not place.is_symlink():
                    if place.read_bytes() == (self.staging / staged).read_bytes():
                        continue
                elif place.is_dir() and not place.is_symlink() and self._only_ours(path, owned):
                    continue
                raise write_error(
                    f"{self.shown}/{path}",
                    "not-ours",
                    "something that Dossierpress did not write stands where a page must go",
                    "move it away, or choose another folder with --output",
                )
            for parent in place.parents:
                if parent == self.folder or parent in checked:
                    break
                checked.add(parent)
                inner = parent.relative_to(self.folder).as_posix()
                if parent.is_symlink() or (parent.is_file() and inner not in owned):
                    raise write_error(
                        f"{self.shown}/{inner}",
                        "not-ours",
                        "a link or file stands where a folder must go",
                        "move it away",
                    )

    def _only_ours(self, path: str, owned: dict[str, str]) -> bool:
        """Whether a folder holds nothing but files of ours."""
        return all(
            file.relative_to(self.folder).as_posix() in owned
            for file in (self.folder / path).rglob("*")
            if not file.is_dir() or file.is_symlink()
        )

    def _finish(self) -> None:
        """Do what the journal says, as often as it takes; each step may be done already."""
        steps = self._load(self.journal)
        if steps is None:
            return
        new = {path for _, path in steps["renames"]}
        folders = {parent for path in new for parent in _parents(path)}
        for path in steps["deletions"]:
            if path in folders or new & _parents(path):
                self._delete(path)
        for staged, path in steps["renames"]:
            source, place = self.staging / staged, self.folder / path
            if source.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                if place.is_dir():
                    self._prune(place)
                source.replace(place)
        for path in steps["deletions"]:
            self._delete(path)
        self._save(self.folder / MANIFEST, {"format": _FORMAT, "files": steps["manifest"]})
        self.journal.unlink()

    def _delete(self, path: str) -> None:
        place = self.folder / path
        if place.is_symlink() or any(
            parent.is_symlink()
            for parent in place.parents
            if parent.is_relative_to(self.folder) and parent != self.folder
        ):
            return  # somebody put a link there since: it is not what we wrote
        if place.is_file():
            place.unlink()
        self._prune(place.parent)

    def _prune(self, place: Path) -> None:
        """Remove a folder and those around it as far as they are empty."""
        while place != self.folder and place.is_relative_to(self.folder):
            if place.is_dir():
                for inner in sorted((each for each in place.rglob("*") if each.is_dir()), reverse=True):
                    if not any(inner.iterdir()):
                        inner.rmdir()
                if any(place.iterdir()):
                    return
                place.rmdir()
            place = place.parent

    def _manifest(self) -> dict[str, str]:
        saved = self._load(self.folder / MANIFEST)
        files = saved.get("files", {}) if saved else {}
        return {path: digest for path, digest in files.items() if _is_safe(path)}

    def _load(self, place: Path) -> dict[str, Any] | None:
        """A JSON file of ours; None when it is missing, damaged or of another format."""
        try:
            saved = json.loads(place.read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(saved, dict) or saved.get("format") != _FORMAT:
            return None
        return saved if _is_sound(saved) else None

    def _save(self, place: Path, content: dict[str, Any]) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(place.name + ".new")
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            json.dump(content, file, ensure_ascii=False, indent=0, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)

    def _flush(self) -> None:
        """Bring the staged bytes to the disk before the journal names them."""
        if hasattr(os, "sync"):
            os.sync()

    def _clear(self) -> None:
        if self.staging.is_symlink() or self.work.is_symlink():
            raise write_error(f"{self.shown}/{_WORK}", "not-ours", "a link stands here", "remove it")
        shutil.rmtree(self.staging, ignore_errors=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the folder; the lock file stays, since taking it away would let two hold it."""
        fresh = not self.folder.exists()
        try:
            self.work.mkdir(parents=True, exist_ok=True)
            with FileLock(self.work / "lock").acquire(timeout=0):
                try:
                    yield
                finally:
                    if not self.journal.exists():
                        shutil.rmtree(self.staging, ignore_errors=True)
                    if fresh and not (self.folder / MANIFEST).exists() and not self.journal.exists():
                        shutil.rmtree(self.work, ignore_errors=True)
                        self.folder.rmdir()
        except Timeout as error:
            raise write_error(
                self.shown, "locked", "another build is writing to this folder", "wait until it is done"
            ) from error
        except OSError as error:
            raise _os_error(error, self.shown) from error


def _os_error(error: OSError, shown: str) -> WriteError:
    path = str(error.filename or shown)
    reason = os.strerror(error.errno) if error.errno else str(error)
    return write_error(
        path,
        "unwritable",
        f"the site cannot be written: {reason}",
        "free some space, or check the folder's permissions; then build again",
    )


def _turn(path: str) -> tuple[int, str]:
    """Assets first, then pages, then what leads readers to them."""
    if path.startswith(("assets/", "media/")):
        return 0, path
    return (1 if path.startswith("articles/") else 2), path


def _parents(path: str) -> set[str]:
    """The folders that a path lies in."""
    parts = path.split("/")
    return {"/".join(parts[:depth]) for depth in range(1, len(parts))}


def _is_safe(path: str) -> bool:
    parts = path.split("/")
    return (
        bool(path)
        and path.isprintable()
        and "\\" not in path
        and all(part not in ("", ".", "..") for part in parts)
        and parts[0] != _WORK
    )


def _is_sound(saved: dict[str, Any]) -> bool:
    """Whether a manifest or journal holds only paths inside the output."""
    files = saved.get("files", saved.get("manifest"))
    deletions, renames = saved.get("deletions", []), saved.get("renames", [])
    return (
        isinstance(files, dict)
        and all(isinstance(each, str) and _is_safe(each) for each in (*files, *deletions))
        and all(
            isinstance(step, list) and len(step) == 2 and str(step[0]).isdigit() and _is_safe(str(step[1]))
            for step in renames
        )
    )


def _refuse_unsafe(path: str) -> None:
    if not _is_safe(path):
        raise write_error(
            path, "bad-address", "this path would leave the output folder", "rename what it is for"
        )
