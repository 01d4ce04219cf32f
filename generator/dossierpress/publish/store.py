"""A store of objects as a target: S3 and whatever else fsspec has a driver for."""

import gzip
import hashlib
import importlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dossierpress.model.publishing import S3Target, StoreTarget
from dossierpress.publish.headers import cache_control, content_type, is_text
from dossierpress.publish.retry import in_parallel
from dossierpress.publish.target import File, TargetError, target_error

WORKERS = 16
# Above this, a file goes to the store in parts, and is not held in memory.
_LARGE = 16 * 1024 * 1024
_PIECE = 8 * 1024 * 1024
_GZIP = b"\x1f\x8b"
_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gcs", "gcs": "gcs", "abfs": "azure", "az": "azure"}
# Faults that no second try mends; drivers also raise errors of their own, known by name alone.
_FINAL = (PermissionError, NotImplementedError, TypeError, ValueError, ImportError)
_NO_CREDENTIALS = (
    "NoCredentialsError",
    "PartialCredentialsError",
    "ProfileNotFound",
    "ClientAuthenticationError",
)


class Store:
    """Objects below one address; each is replaced whole."""

    at_once = False

    def __init__(self, record: S3Target | StoreTarget) -> None:
        self.record = record
        self.place = record.url
        self.compress = isinstance(record, S3Target) and record.compress

    def __enter__(self) -> Self:
        scheme = self.record.url.partition("://")[0]
        try:
            core = importlib.import_module("fsspec.core")
            self.files, top = self._tried(lambda: core.url_to_fs(self.record.url, **self._settings()))
        except ImportError as error:
            extra = _EXTRAS.get(scheme, "s3")
            raise target_error(
                "no-driver",
                f"publishing to {scheme}:// needs a driver that is not installed",
                f"pip install 'dossierpress[{extra}]'"
                if scheme in _EXTRAS
                else f"install the driver that fsspec names for {scheme}",
            ) from error
        self.top = top.rstrip("/")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Every request has ended; the driver closes its connections itself."""

    def read(self, path: str) -> bytes | None:
        """See Target."""
        try:
            data: bytes = self._tried(lambda: self.files.cat_file(self._key(path)))
        except FileNotFoundError:
            return None
        return gzip.decompress(data) if self._is_packed(path, data) else data

    def digests(self, paths: Sequence[str]) -> dict[str, str]:
        """See Target. What is to be replaced or deleted is read: no store tells a SHA-256 by itself."""
        there = self._listed(paths)
        return dict(in_parallel(WORKERS, lambda path: (path, self._digest(path)), there))

    def put(self, files: Sequence[File]) -> None:
        """See Target."""
        in_parallel(WORKERS, self._put, files)

    def delete(self, paths: Sequence[str]) -> None:
        """See Target."""
        in_parallel(WORKERS, self._delete, paths)

    def finish(self) -> None:
        """See Target."""

    def _settings(self) -> dict[str, Any]:
        """What the driver is told; credentials it finds itself, in the environment or its own files."""
        plain = {"skip_instance_cache": True, "use_listings_cache": False}
        if not isinstance(self.record, S3Target):
            return plain
        named = {"endpoint_url": self.record.endpoint, "region_name": self.record.region}
        return plain | {"client_kwargs": {name: value for name, value in named.items() if value}}

    def _listed(self, paths: Sequence[str]) -> list[str]:
        """Those of the paths that are there: asked one by one while that is less than a listing."""
        if len(paths) <= WORKERS:
            found = in_parallel(WORKERS, self._is_file, paths)
            return [path for path, is_there in zip(paths, found, strict=True) if is_there]
        keys = set(self._tried(lambda: self.files.find(self.top)))
        return [path for path in paths if self._key(path) in keys]

    def _is_file(self, path: str) -> bool:
        try:
            facts: Mapping[str, Any] = self._tried(lambda: self.files.info(self._key(path)))
        except FileNotFoundError:
            return False
        return bool(facts["type"] == "file")

    def _digest(self, path: str) -> str:
        def read() -> str:
            whole = hashlib.sha256()
            with self.files.open(self._key(path), "rb", block_size=_PIECE, cache_type="none") as file:
                data = file.read(_PIECE)
                if self._is_packed(path, data):
                    return hashlib.sha256(gzip.decompress(data + file.read())).hexdigest()
                while data:
                    whole.update(data)
                    data = file.read(_PIECE)
            return whole.hexdigest()

        digest: str = self._tried(read)
        return digest

    def _put(self, file: File) -> None:
        large = isinstance(file.source, Path) and file.source.stat().st_size > _LARGE
        headers = self._headers(file.path, packed=False)
        if large:
            self._tried(lambda: self.files.put_file(str(file.source), self._key(file.path), **headers))
            return
        data = file.read()
        if self.compress and is_text(content_type(file.path)):
            headers = self._headers(file.path, packed=True)
            data = gzip.compress(data, mtime=0)
        self._tried(lambda: self.files.pipe_file(self._key(file.path), data, **headers))

    def _headers(self, path: str, *, packed: bool) -> Mapping[str, str]:
        """In the words of S3; what other drivers are told is theirs to guess from the name."""
        if not self.record.url.startswith("s3://"):
            return {}
        named = {"ContentType": content_type(path), "CacheControl": cache_control(path)}
        return named | {"ContentEncoding": "gzip"} if packed else named

    def _delete(self, path: str) -> None:
        try:
            self._tried(lambda: self.files.rm_file(self._key(path)))
        except FileNotFoundError:
            return

    def _is_packed(self, path: str, data: bytes) -> bool:
        return is_text(content_type(path)) and data.startswith(_GZIP)

    def _key(self, path: str) -> str:
        return f"{self.top}/{path}"

    def _tried(self, call: Callable[[], Any]) -> Any:
        """One request, with whatever the driver raises as what the target says."""
        try:
            return call()
        except (FileNotFoundError, ImportError, TargetError):
            raise
        except Exception as error:  # drivers raise errors of their own kinds
            name = type(error).__name__
            if name in _NO_CREDENTIALS:
                hint = (
                    "give them in the environment or in the store's own file; docs/publishing.md says which"
                )
            else:
                hint = "check the address, your credentials and the connection; then publish again"
            final = isinstance(error, _FINAL) or name in _NO_CREDENTIALS
            raise target_error(
                "store", f"{self.place} answers: {error or name}", hint, transient=not final
            ) from error
