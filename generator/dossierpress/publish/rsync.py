"""A folder of another host as a target, reached by rsync over ssh."""

import hashlib
import posixpath
import shlex
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from dossierpress.model.publishing import RsyncTarget
from dossierpress.publish.programs import run, said
from dossierpress.publish.retry import persistent
from dossierpress.publish.target import INCOMING, File, TargetError, target_error
from dossierpress.write.ledger import folders_of

# Exit codes (rsync(1)) of faults that may pass: of the socket, of the stream, of time, of ssh.
_TRANSIENT = (10, 12, 30, 35, 255)
# What is to be deleted was gone already.
_VANISHED = 24
_OPTIONS = ("--recursive", "--protect-args", "--from0", "--files-from=-", "--timeout=60")


class Rsync:
    """A folder whose files rsync replaces one by one, each whole.

    Drafts lie in a folder of our own: when a connection breaks, rsync's other end may leave them behind.
    """

    at_once = False

    def __init__(self, record: RsyncTarget, run_word: str) -> None:
        self.record = record
        self.incoming = f"{INCOMING}/{run_word}"
        self.place = f"{record.host}:{record.path}"
        self.folder = record.path.rstrip("/")
        self.shell: list[str] = []

    def __enter__(self) -> Self:
        self._work = tempfile.TemporaryDirectory(prefix="dossier-publish-")
        self.work = Path(self._work.name)
        port = ["-p", str(self.record.port)] if self.record.port else []
        # No question is asked, and one connection serves every command.
        settings = (
            "BatchMode=yes",
            "ControlMaster=auto",
            "ControlPersist=60",
            f"ControlPath={self.work}/ssh",
        )
        self.shell = ["ssh", *port, *(f"-o{each}" for each in settings)]
        options = ["--list-only", "--dirs", "--no-recursive", "--ignore-missing-args", "--protect-args"]
        try:
            self.exists = bool(self._run([*options, f"{self.record.host}:{self.folder}"]).strip())
        except TargetError:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        run([*self.shell, "-O", "exit", self.record.host])
        self._work.cleanup()

    def read(self, path: str) -> bytes | None:
        """See Target."""
        if not self.exists:
            return None
        place = self._fetched([path]) / path
        return place.read_bytes() if place.is_file() and not place.is_symlink() else None

    def digests(self, paths: Sequence[str]) -> dict[str, str]:
        """See Target."""
        if not self.exists:
            return {}
        linked = self._links({folder for path in paths for folder in folders_of(path)})
        asked = frozenset(path for path in paths if not folders_of(path) & linked)
        outer = [path for path in asked if not folders_of(path) & asked]
        found = self._digests(outer)
        # Where one of the files stands, no others can lie below it; rsync would call that a fault.
        inner = [path for path in asked.difference(outer) if not any(map(found.get, folders_of(path)))]
        found |= self._digests(inner) if inner else {}
        return found | dict.fromkeys(frozenset(paths) - asked, "")

    def _links(self, folders: Collection[str]) -> frozenset[str]:
        """Those of the folders that are links there; rsync would put a folder in their place."""
        if not folders:
            return frozenset()
        options = ["--dry-run", "--links", "--dirs", "--no-recursive", "--ignore-missing-args"]
        shown = ["--8-bit-output", "--out-format=%i %n", self._there(), f"{self.work}/"]
        listed = self._rsync([*options, *shown], sorted(folders)).decode("utf-8", "replace")
        marked = (line.partition(" ") for line in listed.splitlines())
        return frozenset(name for mark, _, name in marked if mark.startswith("cL"))

    def _digests(self, paths: Sequence[str]) -> dict[str, str]:
        folder = self._fetched(paths)
        found = {}
        for path in paths:
            place = folder / path
            if place.is_symlink() or place.is_dir():
                found[path] = ""
            elif place.exists():
                with place.open("rb") as file:
                    found[path] = hashlib.file_digest(file, "sha256").hexdigest()
        return found

    def put(self, files: Sequence[File]) -> None:
        """See Target."""
        if not files:
            return
        with tempfile.TemporaryDirectory(dir=self.work) as folder:
            (Path(folder) / self.incoming).mkdir(parents=True)
            self._rsync(["--dirs", "--no-recursive", f"{folder}/", self._there()], [self.incoming])
            for file in files:
                place = Path(folder) / file.path
                place.parent.mkdir(parents=True, exist_ok=True)
                if isinstance(file.source, Path):
                    place.symlink_to(file.source.resolve())
                else:
                    place.write_bytes(file.source)
            # The sender follows our links; equal size and time are no proof that files are the same, and
            # after a cut connection what has arrived is not sent again.
            options = ("--copy-links", "--checksum", "--chmod=D755,F644", f"--temp-dir={self.incoming}")
            self._rsync([*options, f"{folder}/", self._there()], [file.path for file in files])
            self.exists = True

    def delete(self, paths: Sequence[str]) -> None:
        """See Target."""
        if not paths:
            return
        self._remove(paths)
        emptied = {parent for path in paths for parent in folders_of(path)}
        for depth in sorted({each.count("/") for each in emptied}, reverse=True):
            self._remove([each for each in emptied if each.count("/") == depth])

    def _remove(self, paths: Sequence[str]) -> None:
        """Remove what is missing here from there; of folders, only those with nothing in them."""
        with tempfile.TemporaryDirectory(dir=self.work) as here:
            for path in paths:
                (Path(here) / path).parent.mkdir(parents=True, exist_ok=True)
            self._rsync(["--delete-missing-args", f"{here}/", self._there()], paths)

    def finish(self) -> None:
        """Remove what publishes that were cut off have left: that folder alone, with all in it."""
        with tempfile.TemporaryDirectory(dir=self.work) as empty:
            only = (f"--include=/{INCOMING}/***", "--exclude=*")
            options = ("--recursive", "--delete", "--protect-args", "--timeout=60", *only)
            self._run([*options, f"{empty}/", self._there()])

    def _fetched(self, paths: Sequence[str]) -> Path:
        """A folder with those of the files that are there."""
        folder = Path(tempfile.mkdtemp(dir=self.work))
        options = [
            "--links",
            "--dirs",
            "--no-recursive",
            "--ignore-missing-args",
            self._there(),
            f"{folder}/",
        ]
        self._rsync(options, paths)
        return folder

    def _there(self) -> str:
        return f"{self.record.host}:{self.folder}/"

    def _rsync(self, options: Sequence[str], paths: Sequence[str]) -> bytes:
        """Run rsync over these paths; what it prints."""
        names = "".join(f"{path}\0" for path in paths).encode()
        return self._run([*_OPTIONS, *options], names)

    def _run(self, options: Sequence[str], data: bytes = b"") -> bytes:
        command = ["rsync", "-e", shlex.join(self.shell), *options]

        def once() -> bytes:
            done = run(command, data=data)
            if done.returncode not in (0, _VANISHED):
                raise target_error(
                    "rsync",
                    f"{self.place} answers: {said(done)}",
                    "check the address, who may write there, and that there is room; then publish again",
                    transient=done.returncode in _TRANSIENT,
                )
            return done.stdout

        return persistent(once)


class SwitchedRsync(Rsync):
    """A folder behind a link, as `SwitchedFolder` is, on a host with a POSIX shell and GNU `cp` and `mv`."""

    at_once = True

    def __init__(self, record: RsyncTarget, run_word: str) -> None:
        super().__init__(record, run_word)
        self.link = self.folder
        self.releases = f"{self.link}.releases"
        # In a folder of its own: if another publish takes that away, rsync does not make it again.
        self.draft = f"{self.releases}/incoming-{run_word}/site"
        self.release = f"{self.releases}/{run_word}"

    def put(self, files: Sequence[File]) -> None:
        """See Target."""
        self._begin()
        super().put(files)

    def delete(self, paths: Sequence[str]) -> None:
        """See Target."""
        self._begin()
        super().delete(paths)

    def finish(self) -> None:
        """Turn the link; keep the release that it led to, and remove older ones."""
        super().finish()
        places = (self.releases, self.link, self.draft, posixpath.dirname(self.draft), self.release)
        releases, link, draft, parent, release = map(shlex.quote, places)
        target = shlex.quote(f"{posixpath.basename(self.releases)}/{posixpath.basename(self.release)}")
        self._ask(
            f"set -e; before=$(readlink {link} || true); mv {draft} {release}; rmdir {parent};"
            f" ln -sfn {target} {releases}/link; mv -T {releases}/link {link};"
            f' for old in {releases}/*; do case "$old" in {release}|*/"${{before##*/}}") ;;'
            f' *) rm -rf -- "$old" ;; esac; done'
        )

    def _begin(self) -> None:
        """A folder with what is there now, sharing its bytes; readers do not see it."""
        if self.folder == self.draft:
            return
        places = (self.releases, self.link, self.draft, posixpath.dirname(self.draft))
        releases, link, draft, parent = map(shlex.quote, places)
        self._ask(
            f"set -e; if [ -e {link} ] && [ ! -L {link} ]; then echo 'it is no link' >&2; exit 1; fi;"
            f" mkdir -p {releases}; rm -rf {releases}/incoming-*; mkdir {parent};"
            f" if [ -d {link} ]; then cp -al {link}/. {draft}; else mkdir {draft}; fi"
        )
        self.folder = self.draft

    def _ask(self, command: str) -> None:
        """Have the shell there run a command. It may have run when the connection breaks: not twice."""
        done = run([*self.shell, self.record.host, command])
        if done.returncode:
            raise target_error(
                "rsync",
                f"{self.place} answers: {said(done)}",
                "`switch` needs a link, or nothing, at the path, and a shell on the host",
            )
