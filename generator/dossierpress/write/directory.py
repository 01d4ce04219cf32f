"""A site in a folder: staged beside it, journaled, then renamed file by file, so that none is ever torn.

The order: every new byte goes to `.dossier/staging` inside the output and is flushed; a journal says
what will be renamed and deleted; then it is done. A journal that is found at the start is finished
first. Only files that the manifest of an earlier build names are ever replaced or deleted.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from dossierpress.memo.fingerprints import Fingerprints
from dossierpress.write.ledger import (
    FORMAT,
    MANIFEST_FILE,
    WORK,
    Journal,
    Manifest,
    flush,
    folders_of,
    is_safe,
    load,
    read_holder,
    save,
    stage,
)
from dossierpress.write.mover import Mover, stands_in_the_way
from dossierpress.write.sink import Same, WriteError, Written, write_error

MANIFEST = MANIFEST_FILE


class DirectorySink:
    """Writes a site to `folder`. One at a time; the lock of a dead process does not hold.

    `shown` is what messages call the folder.
    """

    def __init__(self, folder: Path, shown: str = "", prints: Fingerprints | None = None) -> None:
        self.folder = folder
        self.prints = prints or Fingerprints()
        self.shown = shown or str(folder)
        self.work = folder / WORK
        self.staging = self.work / "staging"
        self.journal = self.work / "journal.json"
        self.holder = self.work / "holder"
        self._owned: Mapping[str, str] = {}
        self._is_untouched = False
        # Whether each folder is a link, as seen while one write is staged; it is looked at anew afterwards.
        self._links: dict[str, bool] = {}

    def write(self, files: Iterable[tuple[str, bytes | Same]]) -> Written:
        """Take all files of a site.

        Raises WriteError. Then every file is still the old one; or, when the disk failed after the
        journal was written, each is the old or the new one, and the next build finishes.
        """
        with self._locked():
            self._begin()
            manifest, renames = self._stage(files)
            return self._put(dict(sorted(manifest.items())), renames)

    def _begin(self) -> None:
        """Finish what was interrupted, see what is ours, and make room for what is new."""
        self._finish()
        self._owned = self._manifest()
        self._is_untouched = self.prints.are_untouched(f"{self.folder}{os.sep}", self._owned)
        shutil.rmtree(self.staging, ignore_errors=True)
        self._links.clear()
        self.staging.mkdir()

    def _put(self, manifest: dict[str, str], renames: list[tuple[str, str]]) -> Written:
        """Put staged files in place of those that are there, and delete what the manifest has no more."""
        owned = self._owned
        gone = sorted(set(owned) - set(manifest))
        unchanged = len(manifest) - len(renames)
        self._refuse_strangers(renames, owned)
        if not renames and not gone and manifest == owned:
            self.prints.digest(self.folder / MANIFEST)
            return Written((), unchanged, ())
        flush(self.staging, [name for name, _ in renames])
        save(self.journal, steps := Journal(FORMAT, tuple(renames), tuple(gone), manifest), self.work)
        staged = {path: (self.staging / name).stat() for name, path in renames}
        self._carry_out(steps, owned)
        self._note(staged, manifest)
        return Written(tuple(path for _, path in renames), unchanged, tuple(gone))

    def _note(self, staged: Mapping[str, os.stat_result], manifest: Mapping[str, str]) -> None:
        """Remember the files that were put in place, unless somebody has touched one already."""
        for path, facts in staged.items():
            place = self.folder / path
            now = place.stat()
            if (now.st_ino, now.st_mtime_ns, now.st_size) == (facts.st_ino, facts.st_mtime_ns, facts.st_size):
                self.prints.note(place, now, manifest[path])
            else:
                self.prints.expect(place, manifest[path])
        self.prints.digest(self.folder / MANIFEST)

    def finish(self) -> None:
        """Finish what a build that was interrupted had begun to put in place. Raises WriteError."""
        if os.path.lexists(self.journal):
            with self._locked():
                self._finish()

    def held(self, path: str) -> bytes:
        """The bytes of a file that is there."""
        return (self.folder / path).read_bytes()

    def holds(self, path: str, digest: str) -> bool:
        """Whether the file there is ours, regular, and of just these bytes.

        The file itself is read, unless nobody can have touched it: somebody may have changed it since.
        """
        if self._owned.get(path) != digest:
            return False
        if self._is_untouched:
            return True
        if self._seen_link_around(path):
            return False
        place = f"{self.folder}{os.sep}{path}"
        if os.path.islink(place):  # noqa: PTH114  asked of every file of the site
            return False
        try:
            return (self.prints.known(place) or self.prints.digest(Path(place))) == digest
        except OSError:
            return False

    def _stage(
        self, files: Iterable[tuple[str, bytes | Same]]
    ) -> tuple[dict[str, str], list[tuple[str, str]]]:
        """Write what is new to the staging folder; return the digest of every file, and what to rename."""
        manifest: dict[str, str] = {}
        renames: list[tuple[str, str]] = []
        for path, data in files:
            if path not in self._owned:  # whose paths were looked at when the manifest was read
                _refuse_unsafe(path)
            if isinstance(data, Same):
                manifest[path] = data.digest
                continue
            manifest[path] = hashlib.sha256(data).hexdigest()
            if self.holds(path, manifest[path]):
                continue
            staged = str(len(renames))
            stage(self.staging, staged, data)
            renames.append((staged, path))
        renames.sort(key=lambda step: turn(step[1]))
        return manifest, renames

    def _refuse_strangers(self, renames: Iterable[tuple[str, str]], owned: Mapping[str, str]) -> None:
        """Never write over what we did not write, nor through a link."""
        for inner in sorted({folder for _, path in renames for folder in folders_of(path)}):
            place = self.folder / inner
            is_ours = place.is_dir() or inner in owned
            if place.is_symlink() or (os.path.lexists(place) and not is_ours):
                raise stands_in_the_way(self.shown, inner)
        for staged, path in renames:
            if os.path.lexists(self.folder / path) and not self._may_replace(path, staged, owned):
                raise write_error(
                    f"{self.shown}/{path}",
                    "not-ours",
                    "something that Dossierpress did not write stands where a page must go",
                    "move it away, or choose another folder with --output",
                )

    def _may_replace(self, path: str, staged: str, owned: Mapping[str, str]) -> bool:
        """Whether what stands at a path is ours, or has the very bytes that are to stand there."""
        place = self.folder / path
        if place.is_symlink():
            return False
        if place.is_dir():
            return self._only_ours(path, owned)
        if path in owned:
            return True
        return place.is_file() and place.read_bytes() == (self.staging / staged).read_bytes()

    def _only_ours(self, path: str, owned: Mapping[str, str]) -> bool:
        """Whether a folder holds nothing but files of ours."""
        return all(
            file.relative_to(self.folder).as_posix() in owned
            for file in (self.folder / path).rglob("*")
            if not file.is_dir() or file.is_symlink()
        )

    def _seen_link_around(self, path: str) -> bool:
        """Whether a folder around a path is a link, or was one when this write first looked."""
        inner = path.rpartition("/")[0]
        if not inner:
            return False
        found = self._links.get(inner)
        if found is None:
            found = self._links[inner] = self._seen_link_around(inner) or os.path.islink(  # noqa: PTH114
                f"{self.folder}{os.sep}{inner}"
            )
        return found

    def _finish(self) -> None:
        """Do what the journal says, as often as it takes; each step may be done already."""
        steps = load(self.journal, Journal)
        if steps is None:
            self.journal.unlink(missing_ok=True)
        else:
            self._carry_out(steps, self._manifest())

    def _carry_out(self, steps: Journal, owned: Mapping[str, str]) -> None:
        """Do what a journal on the disk says, and then forget it."""
        Mover(self.folder, self.staging, self.shown).carry_out(steps, owned)
        save(self.folder / MANIFEST, Manifest(FORMAT, steps.manifest), self.work)
        self.journal.unlink()

    def _manifest(self) -> Mapping[str, str]:
        return manifest.files if (manifest := load(self.folder / MANIFEST, Manifest)) is not None else {}

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the folder; the lock file stays, since taking it away would let two hold it."""
        places = (self.work / "lock", self.work, self.folder, *self.folder.parents)
        made = [place for place in places if not os.path.lexists(place)]
        try:
            for place in (self.work, self.work / "lock", self.holder, self.staging, self.journal):
                if place.is_symlink():
                    raise stands_in_the_way(self.shown, place.relative_to(self.folder).as_posix())
            self.work.mkdir(parents=True, exist_ok=True)
            with FileLock(self.work / "lock").acquire(timeout=0):
                try:
                    self.holder.write_text(f"process {os.getpid()}\n", encoding="utf-8")
                    yield
                finally:
                    self._leave(made)
        except Timeout as error:
            raise write_error(
                self.shown,
                "locked",
                f"another build is writing to this folder: {read_holder(self.holder)}",
                "wait until it is done",
            ) from error
        except OSError as error:
            raise self._failed(error) from error

    def _leave(self, made: Iterable[Path]) -> None:
        """Take away what only this write needed; all that it made, when the folder is not ours after all."""
        self.holder.unlink(missing_ok=True)
        if self.journal.exists():
            return
        shutil.rmtree(self.staging, ignore_errors=True)
        if os.path.lexists(self.folder / MANIFEST):
            return
        with suppress(OSError):  # a folder in which something else lies by now stays
            for place in made:
                place.rmdir() if place.is_dir() else place.unlink()

    def _failed(self, error: OSError) -> WriteError:
        place = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else self.folder
        inner = place.relative_to(self.folder).as_posix() if place.is_relative_to(self.folder) else ""
        path = f"{self.shown}/{inner}" if inner not in ("", ".") else self.shown
        reason = os.strerror(error.errno) if error.errno else str(error)
        return write_error(
            path if inner else str(place),
            "unwritable",
            f"the site cannot be written: {reason}",
            "free some space, or check the folder's permissions; then build again",
        )


def turn(path: str) -> tuple[int, str]:
    """Assets first, then pages, then what leads readers to them.

    A file that names another comes after it. The search's parts name articles and dossiers; their lists of
    contents name the parts, their entries the lists, and pages with the search name the entries.
    """
    folder, name = path.partition("/")[0], path.rpartition("/")[2]
    if folder == "pagefind":
        return (5 if name.endswith(".json") else 4 if name.endswith(".pf_meta") else 1), path
    return {"assets": 0, "media": 0, "articles": 2, "dossiers": 3}.get(folder, 6), path


def _refuse_unsafe(path: str) -> None:
    if not is_safe(path):
        hint = "rename what it is for"
        raise write_error(path, "bad-address", "this path would leave the output folder", hint)
