"""A folder of another host as a target, reached by SFTP; every file is replaced whole."""

import contextlib
import hashlib
import importlib
import posixpath
import stat
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from dossierpress.model.publishing import SftpTarget
from dossierpress.publish.retry import in_parallel
from dossierpress.publish.target import INCOMING, File, target_error

WORKERS = 4
_SECONDS = 30.0


class Sftp:
    """Files below a folder. Each worker has a connection of its own, made again when it breaks."""

    at_once = False

    def __init__(self, record: SftpTarget, run: str) -> None:
        self.place = record.url
        parts = urlsplit(record.url)
        self.host, self.user, self.port = parts.hostname or "", parts.username, parts.port
        self.top = unquote(parts.path).rstrip("/") or "/"
        self.incoming = f"{self.top}/{INCOMING}/{run}"
        self._mine = threading.local()
        self._opened: list[Any] = []

    def __enter__(self) -> Self:
        try:
            self._paramiko = importlib.import_module("paramiko")
        except ImportError as error:
            raise target_error(
                "no-driver", "publishing by SFTP needs paramiko", "pip install 'dossierpress[sftp]'"
            ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for client in self._opened:
            client.close()

    def read(self, path: str) -> bytes | None:
        """See Target."""
        with self._session() as sftp:
            try:
                with sftp.open(self._path(path), "rb") as file:
                    file.prefetch()
                    data: bytes = file.read()
                    return data
            except FileNotFoundError:
                return None

    def digests(self, paths: Sequence[str]) -> dict[str, str]:
        """See Target."""
        found = in_parallel(WORKERS, lambda path: (path, self._digest(path)), paths)
        return {path: digest for path, digest in found if digest is not None}

    def put(self, files: Sequence[File]) -> None:
        """See Target."""
        in_parallel(WORKERS, self._put, files)

    def delete(self, paths: Sequence[str]) -> None:
        """See Target."""
        in_parallel(WORKERS, self._delete, paths)
        with self._session() as sftp:
            for folder in sorted({posixpath.dirname(path) for path in paths}, reverse=True):
                self._prune(sftp, folder)

    def finish(self) -> None:
        """Remove what publishes that were cut off have left."""
        with self._session() as sftp:
            top = f"{self.top}/{INCOMING}"
            for run in _listed(sftp, top):
                for draft in _listed(sftp, f"{top}/{run}"):
                    sftp.remove(f"{top}/{run}/{draft}")
                sftp.rmdir(f"{top}/{run}")
            with contextlib.suppress(OSError):
                sftp.rmdir(top)

    def _digest(self, path: str) -> str | None:
        with self._session() as sftp:
            try:
                if not stat.S_ISREG(sftp.lstat(self._path(path)).st_mode or 0):
                    return ""
                whole = hashlib.sha256()
                with sftp.open(self._path(path), "rb") as file:
                    file.prefetch()
                    while data := file.read(1 << 20):
                        whole.update(data)
                return whole.hexdigest()
            except FileNotFoundError:
                return None

    def _put(self, file: File) -> None:
        with self._session() as sftp:
            self._make_folders(sftp, self.incoming)
            draft = f"{self.incoming}/{hashlib.sha256(file.path.encode()).hexdigest()}"
            if isinstance(file.source, Path):
                sftp.put(str(file.source), draft)
            else:
                with sftp.open(draft, "wb") as target:
                    target.write(file.source)
            place = self._path(file.path)
            self._make_folders(sftp, posixpath.dirname(place))
            sftp.posix_rename(draft, place)

    def _delete(self, path: str) -> None:
        with self._session() as sftp, contextlib.suppress(FileNotFoundError):
            sftp.remove(self._path(path))

    def _prune(self, sftp: Any, folder: str) -> None:
        """Remove folders as far as they are empty: a server removes no other."""
        with contextlib.suppress(OSError):
            while folder:
                sftp.rmdir(self._path(folder))
                folder = posixpath.dirname(folder)

    def _make_folders(self, sftp: Any, folder: str) -> None:
        """The folders down to this one; never through a link below the top, which may lead anywhere."""
        made: set[str] = self._mine.made
        if folder in made or folder in ("", "/"):
            return
        try:
            mode = sftp.lstat(folder).st_mode or 0
        except FileNotFoundError:
            self._make_folders(sftp, posixpath.dirname(folder))
            with contextlib.suppress(OSError):  # another worker was first
                sftp.mkdir(folder)
            mode = sftp.lstat(folder).st_mode or 0
        if folder != self.top and folder.startswith(f"{self.top}/"):
            if not stat.S_ISDIR(mode):
                raise target_error(
                    "not-ours", f"no folder stands at {folder} ({self.place})", "move it away by hand"
                )
            self._make_folders(sftp, posixpath.dirname(folder))
        made.add(folder)

    def _path(self, path: str) -> str:
        return f"{self.top}/{path}"

    @contextlib.contextmanager
    def _session(self) -> Iterator[Any]:
        """This worker's connection, with its faults as what the target says."""
        try:
            if getattr(self._mine, "sftp", None) is None:
                self._mine.sftp, self._mine.made = self._connect(), set()
            yield self._mine.sftp
        except self._paramiko.BadHostKeyException as error:
            raise target_error(
                "host-key",
                f"{self.host} shows another key than it did before: somebody may be in between",
                "ask whoever runs the host; do not go on before you know",
            ) from error
        except self._paramiko.AuthenticationException as error:
            raise target_error(
                "refused",
                f"{self.place} does not let you in",
                "check the user, and that ssh-agent holds your key",
            ) from error
        except PermissionError as error:
            raise target_error(
                "refused", f"{self.place} refuses a file or folder: {error}", "check who may write there"
            ) from error
        except (OSError, EOFError, self._paramiko.SSHException) as error:
            self._mine.sftp = None
            raise target_error(
                "sftp",
                f"{self.place} answers: {error or 'the connection was cut'}",
                "check the connection, and that there is room; `ssh` to the host once to learn its key",
                transient=True,
            ) from error

    def _connect(self) -> Any:
        """A connection as ssh itself would make it: by `~/.ssh/config`, agent and known hosts.

        A host whose key is not known is refused, as ssh refuses it where nobody can be asked.
        """
        settings = self._paramiko.SSHConfig()
        written = Path("~/.ssh/config").expanduser()
        if written.is_file():
            settings = self._paramiko.SSHConfig.from_path(str(written))
        found = settings.lookup(self.host)
        client = self._paramiko.SSHClient()
        client.load_system_host_keys()
        client.set_missing_host_key_policy(self._paramiko.RejectPolicy())
        client.connect(
            found.get("hostname", self.host),
            port=self.port or int(found.get("port", 22)),
            username=self.user or found.get("user"),
            key_filename=found.get("identityfile"),
            timeout=_SECONDS,
            auth_timeout=_SECONDS,
            banner_timeout=_SECONDS,
        )
        self._opened.append(client)
        sftp = client.open_sftp()
        sftp.get_channel().settimeout(_SECONDS)
        return sftp


def _listed(sftp: Any, folder: str) -> list[str]:
    try:
        names: list[str] = sftp.listdir(folder)
    except FileNotFoundError:
        return []
    return names
