"""A branch of a git repository as a target: one commit, pushed at once or not at all."""

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import CompletedProcess
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from dossierpress.model.publishing import GitTarget
from dossierpress.publish.programs import run, said
from dossierpress.publish.retry import persistent
from dossierpress.publish.target import File, TargetError, redacted, target_error

_HEAD = "refs/publish/head"
_NOTHING = "0" * 40
_QUIET = {"GIT_TERMINAL_PROMPT": "0"}


def extras(record: GitTarget) -> dict[str, bytes]:
    """Files that hosts of Pages look for: no Jekyll, and the site's own domain."""
    named = {"CNAME": f"{record.domain}\n".encode()} if record.domain else {}
    return {".nojekyll": b"", **named}


class Branch:
    """A branch that holds nothing but the site, and files that others put beside it.

    `root` is the site's own folder, whose commit the message names; `cache` holds the newest commit
    of the branch between two publishes, so that only what is new is fetched.
    """

    at_once = True

    def __init__(self, record: GitTarget, root: Path, cache: Path, run_word: str) -> None:
        self.record = record
        self.root = root
        self.place = f"{redacted(record.remote)} ({record.branch})"
        name = hashlib.sha256(f"{record.remote} {record.branch}".encode()).hexdigest()[:16]
        self.repository = cache / f"{name}.git"
        self.index = cache / f"{name}.{run_word}.index"
        self.ref = f"refs/heads/{record.branch}"
        self.remote = _address(record.remote, root)
        self.head = ""

    def __enter__(self) -> Self:
        self.repository.parent.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(self.repository.with_suffix(".lock"))
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise target_error(
                "locked", f"another publish to {self.place} is under way", "wait until it is done"
            ) from error
        try:
            self._look()
        except TargetError:
            self._lock.release()
            raise
        return self

    def _look(self) -> None:
        """Find the newest commit of the branch, and fetch it if it is not the one that we pushed."""
        indexes = self.repository.parent.glob(f"{self.repository.stem}.*.index*")
        for left in (*self.repository.rglob("*.lock"), *indexes):
            left.unlink()  # of a publish that was killed: we hold the only lock that counts
        self.head = persistent(self._remote_head)
        if self.head and self._git("cat-file", "-e", f"{self.head}^{{tree}}").returncode:
            persistent(self._fetch)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.index.unlink(missing_ok=True)
        self._lock.release()

    def read(self, path: str) -> bytes | None:
        """See Target."""
        return self._blobs([path]).get(path) if self.head else None

    def digests(self, paths: Sequence[str]) -> dict[str, str]:
        """See Target."""
        blobs = self._blobs(paths) if self.head else {}
        return {
            path: hashlib.sha256(data).hexdigest() if data is not None else "" for path, data in blobs.items()
        }

    def put(self, files: Sequence[File]) -> None:
        """See Target."""
        self._begin()
        lying = [(file, file.source) for file in files if isinstance(file.source, Path)]
        names = "".join(f"{source}\n" for _, source in lying).encode()
        ids = self._sure("hash-object", "-w", "--no-filters", "--stdin-paths", data=names).split()
        entries = [_entry(id_, file) for id_, (file, _) in zip(ids, lying, strict=True)]
        for file in files:
            if isinstance(file.source, bytes):
                id_ = self._sure("hash-object", "-w", "--no-filters", "--stdin", data=file.source).strip()
                entries.append(_entry(id_, file))
        self._sure("update-index", "-z", "--index-info", data="".join(entries).encode())

    def delete(self, paths: Sequence[str]) -> None:
        """See Target."""
        self._begin()
        entries = "".join(f"0 {_NOTHING}\t{path}\0" for path in paths)
        self._sure("update-index", "-z", "--index-info", data=entries.encode())

    def finish(self) -> None:
        """Commit and push, unless the branch has moved since we looked."""
        self._begin()
        tree = self._sure("write-tree").strip().decode()
        parent = ["-p", self.head] if self.head and self.record.history == "keep" else []
        command = ("commit-tree", tree, *parent, "-F", "-")
        commit = self._sure(*command, data=self._message(), env=self._author()).strip().decode()
        lease = f"--force-with-lease={self.ref}:{self.head}"
        pushed = self._git("push", "--porcelain", lease, self.remote, f"{commit}:{self.ref}")
        if pushed.returncode:
            self._explain(pushed)
        self._sure("update-ref", _HEAD, commit)

    def _explain(self, pushed: CompletedProcess[bytes]) -> None:
        now = persistent(self._remote_head)
        if now != self.head:
            raise target_error(
                "moved-on", f"somebody else pushed to {self.place} meanwhile", "publish again to look anew"
            )
        raise target_error(
            "rejected",
            f"{self.place} does not take the commit: {said(pushed)}",
            "check that you may push there, and that the branch is not protected",
        )

    def _message(self) -> bytes:
        head = run(["git", "rev-parse", "--verify", "-q", "HEAD"], cwd=self.root)
        if head.returncode:
            return b"Publish the site\n"
        changed = run(["git", "status", "--porcelain", "."], cwd=self.root).stdout.strip()
        more = " and changes that are in no commit yet" if changed else ""
        return f"Publish the site\n\nSource: {head.stdout.strip().decode()}{more}\n".encode()

    def _begin(self) -> None:
        """An index with what is on the branch now."""
        if not self.index.exists():
            self._init()
            self._sure("read-tree", self.head) if self.head else self._sure("read-tree", "--empty")

    def _remote_head(self) -> str:
        listed = run(["git", "ls-remote", self.remote, self.ref], env=_QUIET)
        if listed.returncode:
            raise target_error(
                "unreachable",
                f"{self.place} cannot be read: {said(listed)}",
                "check the address, your keys or your credential helper, and the connection",
                transient=listed.returncode == 128 and "://" in self.remote,
            )
        return listed.stdout.split()[0].decode() if listed.stdout.strip() else ""

    def _fetch(self) -> None:
        self._init()
        spec = f"+{self.ref}:{_HEAD}"
        fetched = self._git("fetch", "--quiet", "--depth=1", "--no-tags", "--force", self.remote, spec)
        if fetched.returncode:
            shutil.rmtree(self.repository, ignore_errors=True)
            raise target_error(
                "unreachable",
                f"{self.place} cannot be fetched: {said(fetched)}",
                "check the connection, then publish again",
                transient=True,
            )
        self.head = self._sure("rev-parse", _HEAD).strip().decode()

    def _init(self) -> None:
        if not (self.repository / "HEAD").exists():
            done = run(["git", "init", "--quiet", "--bare", self.repository])
            if done.returncode:
                raise target_error("git", f"git cannot work here: {said(done)}", "check the folder .dossier")

    def _blobs(self, paths: Sequence[str]) -> dict[str, bytes | None]:
        """Contents of the branch's files; None for what is no file. What is not there is left out."""
        asked = "".join(f"{self.head}:{path}\n" for path in paths).encode()
        answer = self._sure("cat-file", "--batch", data=asked)
        found: dict[str, bytes | None] = {}
        at = 0
        for path in paths:
            line = answer[at : answer.index(b"\n", at)]
            at += len(line) + 1
            if line.endswith((b" missing", b" ambiguous")):
                continue
            _, kind, size = line.rsplit(b" ", 2)
            found[path] = answer[at : at + int(size)] if kind == b"blob" else None
            at += int(size) + 1
        return found

    def _author(self) -> dict[str, str]:
        """Who commits: whoever git takes us for in the site's own folder, else a plain name."""
        known = run(["git", "var", "GIT_COMMITTER_IDENT"], cwd=self.root)
        name, _, rest = known.stdout.decode("utf-8", "replace").partition(" <")
        if known.returncode or not name:
            name, rest = "Dossierpress", "dossierpress@localhost>"
        names = {f"GIT_{role}_NAME": name for role in ("AUTHOR", "COMMITTER")}
        return names | {f"GIT_{role}_EMAIL": rest.partition(">")[0] for role in ("AUTHOR", "COMMITTER")}

    def _git(
        self, *arguments: str, data: bytes = b"", env: Mapping[str, str] | None = None
    ) -> CompletedProcess[bytes]:
        settings = _QUIET | {"GIT_INDEX_FILE": str(self.index.absolute())} | dict(env or {})
        return run(["git", "--git-dir", self.repository, *arguments], data=data, env=settings)

    def _sure(self, *arguments: str, data: bytes = b"", env: Mapping[str, str] | None = None) -> bytes:
        done = self._git(*arguments, data=data, env=env)
        if done.returncode:
            raise target_error(
                "git",
                f"git {arguments[0]} failed: {said(done)}",
                "publish again; if it fails again, delete .dossier/",
            )
        return done.stdout


def _address(remote: str, root: Path) -> str:
    """A remote as git takes it anywhere: a path is relative to the site, a name is one of its own remotes."""
    local = root / Path(remote).expanduser()
    if local.exists():
        return str(local.resolve())
    named = run(["git", "remote", "get-url", remote], cwd=root)
    return named.stdout.decode().strip() if named.returncode == 0 else remote


def _entry(blob: bytes, file: File) -> str:
    """A line for `git update-index --index-info`: an ordinary file with this content."""
    name = blob.decode()
    return f"100644 {name}\t{file.path}\0"
