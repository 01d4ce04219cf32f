"""Results of earlier work, by a digest of everything that went in. Wraps the seam `run(unit, items)`.

A cache that is missing, damaged, from another version, read-only or shared by two builds costs time,
never correctness: a key names all that a result depends on, a value carries its own digest, and any
fault of the store turns it off.
"""

import hashlib
import platform
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec

from dossierpress.model.document import Document
from dossierpress.problems import Problem
from dossierpress.read.document import ReadSettings, read_one
from dossierpress.read.files import ContentFile
from dossierpress.render.closure import closure_digest
from dossierpress.render.page import render_one
from dossierpress.render.theme import Theme
from dossierpress.runners import Arguments, Failed, Progress, Runner
from dossierpress.write.sink import Same

R = TypeVar("R")
ReadResult = tuple[Document | None, tuple[Problem, ...]]

_SCHEMA = 1
_CHECK = 16
# A result that none of so many builds used goes.
_KEEP_BUILDS = 5
_FLUSH_EVERY = 500
_LIBRARIES = ("markdown", "nh3", "pyyaml", "msgspec", "jinja2", "markupsafe", "babel")


class Memo(Protocol):
    """How the results of one unit are kept."""

    def key(self, arguments: Arguments) -> bytes | None:
        """A digest of all that the result depends on; None when that cannot be said."""

    def encode(self, result: Any) -> bytes | None:
        """A result as bytes; None for one that is not kept."""

    def decode(self, arguments: Arguments, value: bytes) -> Any | None:
        """The result that was kept; None when it is of no use here."""


class Store:
    """Values by key in one SQLite file. Every fault turns it off; then it holds nothing."""

    def __init__(self, folder: Path) -> None:
        self._connection: sqlite3.Connection | None = None
        self._fresh: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._build = 0
        with suppress(OSError, sqlite3.Error):
            folder.mkdir(exist_ok=True)
            ignore = folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
            self._open(folder / "cache.sqlite")

    def get(self, key: bytes) -> bytes | None:
        """The value kept under a key, if it is whole."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("SELECT value FROM entries WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            self._off()
            return None
        if row is None or not isinstance(row[0], bytes):
            return None
        check, value = row[0][:_CHECK], row[0][_CHECK:]
        if check != _digest(key, value)[:_CHECK]:
            return None
        self._used.add(key)
        return value

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value."""
        if self._connection is not None:
            self._fresh[key] = _digest(key, value)[:_CHECK] + value
            if len(self._fresh) >= _FLUSH_EVERY:
                self._flush()

    def close(self) -> None:
        """Keep what is new, and let go what no recent build used."""
        self._flush()
        connection = self._connection
        if connection is not None:
            with suppress(sqlite3.Error):
                rows = ((self._build, key) for key in self._used)
                connection.executemany("UPDATE entries SET used = ? WHERE key = ?", rows)
                connection.execute("DELETE FROM entries WHERE used < ?", (self._build - _KEEP_BUILDS,))
                connection.execute("UPDATE builds SET number = ?", (self._build,))
                connection.commit()
        self._off()

    def _open(self, file: Path) -> None:
        for attempt in (1, 2):
            try:
                connection = sqlite3.connect(file, timeout=1.0)
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
                self._build = _prepare(connection)
            except sqlite3.DatabaseError:
                # Damaged, or not a database at all: begin anew, once.
                if attempt == 2:
                    raise
                for ending in ("", "-wal", "-shm"):
                    file.with_name(file.name + ending).unlink(missing_ok=True)
            else:
                self._connection = connection
                return

    def _flush(self) -> None:
        if self._connection is None or not self._fresh:
            return
        try:
            rows = ((key, value, self._build) for key, value in self._fresh.items())
            self._connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)
            self._connection.commit()
        except sqlite3.Error:
            self._off()
        self._fresh.clear()

    def _off(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None


class Cached:
    """A runner that does only what no earlier build has done."""

    def __init__(self, run: Runner, store: Store, memos: dict[Callable[..., Any], Memo]) -> None:
        self._run = run
        self._store = store
        self._memos = memos

    def __call__(
        self,
        unit: Callable[..., R],
        items: Iterable[Arguments],
        count: int,
        failed: Failed[R],
        progress: Progress | None = None,
    ) -> Iterator[R]:
        """Results in the order of the items, from the store where it has them."""
        memo = self._memos.get(unit)
        if memo is None:
            yield from self._run(unit, items, count, failed, progress)
            return
        waiting: deque[tuple[bytes | None, Any]] = deque()
        done = 0
        for result in self._run(unit, self._misses(memo, items, waiting), count, failed):
            while waiting[0][1] is not None:
                yield waiting.popleft()[1]
                done += 1
            key, _ = waiting.popleft()
            value = memo.encode(result)
            if key is not None and value is not None:
                self._store.put(key, value)
            yield result
            done += 1
            if progress is not None:
                progress(done, count)
        for _, kept in waiting:
            yield kept

    def _misses(
        self, memo: Memo, items: Iterable[Arguments], waiting: deque[tuple[bytes | None, Any]]
    ) -> Iterator[Arguments]:
        """The items that must be done; `waiting` receives every item's key, and its result if kept."""
        for arguments in items:
            key = memo.key(arguments)
            value = self._store.get(key) if key is not None else None
            kept = memo.decode(arguments, value) if value is not None else None
            waiting.append((key, kept))
            if kept is None:
                yield arguments


class _ReadMemo:
    """Reading depends on the file's bytes, its place, the settings, and who reads."""

    def __init__(self) -> None:
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder: msgspec.msgpack.Decoder[ReadResult] = msgspec.msgpack.Decoder(ReadResult)

    def key(self, arguments: Arguments) -> bytes | None:
        file, data, settings = arguments
        assert isinstance(file, ContentFile)
        assert isinstance(settings, ReadSettings)
        if not _are_built_in(settings.extensions):
            return None
        around = self._encoder.encode((file, settings))
        return _digest(b"read", _makers(), around, hashlib.sha256(data).digest())

    def encode(self, result: ReadResult) -> bytes | None:
        return None if result[0] is None else self._encoder.encode(result)

    def decode(self, _arguments: Arguments, value: bytes) -> ReadResult | None:
        try:
            return self._decoder.decode(value)
        except msgspec.DecodeError:
            return None


class _RenderMemo:
    """A page depends on its view and its templates; kept is only the digest of what came of it."""

    def __init__(self, holds: Callable[[str, str], bool]) -> None:
        self._encoder = msgspec.msgpack.Encoder()
        self._holds = holds

    def key(self, arguments: Arguments) -> bytes | None:
        output, theme = arguments
        assert isinstance(theme, Theme)
        templates = b"" if output.producer else closure_digest(theme, output.template)
        maker = output.maker.encode()
        return _digest(b"render", _makers(), maker, templates, self._encoder.encode(output.view))

    def encode(self, result: tuple[bytes | None, tuple[Problem, ...]]) -> bytes | None:
        data, problems = result
        return None if data is None or problems else hashlib.sha256(data).digest()

    def decode(self, arguments: Arguments, value: bytes) -> tuple[Same, tuple[Problem, ...]] | None:
        path, digest = arguments[0].path, value.hex()
        return (Same(digest), ()) if self._holds(path, digest) else None


def cached(run: Runner, store: Store, holds: Callable[[str, str], bool]) -> Runner:
    """Wrap a runner. `holds` says whether the site that is there has a file of just these bytes."""
    return Cached(run, store, {read_one: _ReadMemo(), render_one: _RenderMemo(holds)})


def _prepare(connection: sqlite3.Connection) -> int:
    """Make the tables, anew when they are another version's; return the number of this build."""
    if connection.execute("PRAGMA user_version").fetchone()[0] != _SCHEMA:
        connection.execute("DROP TABLE IF EXISTS entries")
        connection.execute("DROP TABLE IF EXISTS builds")
        connection.execute(f"PRAGMA user_version = {_SCHEMA}")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, value BLOB, used INTEGER) WITHOUT ROWID"
    )
    connection.execute("CREATE TABLE IF NOT EXISTS builds (number INTEGER)")
    row = connection.execute("SELECT max(number) FROM builds").fetchone()
    if row[0] is None:
        connection.execute("INSERT INTO builds VALUES (0)")
    connection.commit()
    return int(row[0] or 0) + 1


def _digest(*parts: bytes) -> bytes:
    """SHA-256 over parts of any length, each with its length before it."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()


@lru_cache(maxsize=1)
def _makers() -> bytes:
    """Who makes the results: our own sources, Python, and the libraries."""
    package = Path(__file__).resolve().parent
    sources = (path.read_bytes() for path in sorted(package.rglob("*.py")))
    versions = (f"{name} {version(name)}".encode() for name in _LIBRARIES)
    return _digest(platform.python_version().encode(), *versions, *sources)


@lru_cache(maxsize=8)
def _are_built_in(extensions: tuple[str, ...]) -> bool:
    """Whether Markdown extensions are its own; of others nobody can say what they depend on."""
    if not extensions:
        return True
    own = {
        point.name
        for point in entry_points(group="markdown.extensions")
        if point.value.startswith("markdown.extensions.")
    }
    return own.issuperset(extensions)
