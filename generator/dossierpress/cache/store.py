"""Values by key in one SQLite file: damaged, full, read-only or shared, it costs time and nothing else."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path

from dossierpress.cache.makers import digest_of

_SCHEMA = 2
_CHECK = 16
# A value that none of so many builds used goes.
_KEEP_BUILDS = 5
# That a value was used is written down again only when the note is so many builds old.
_NOTE_AFTER = 3
_FLUSH_EVERY = 500
_FLUSH_BYTES = 8 * 1024 * 1024


class Store:
    """Values by key in one SQLite file. Every fault turns it off; then it holds nothing.

    What no recent build used goes. A build that looks at a part of the site only does not count
    (`counts`): it says nothing about the rest.
    """

    def __init__(self, folder: Path, *, counts: bool = True) -> None:
        self._counts = counts
        self._connection: sqlite3.Connection | None = None
        self._fresh: dict[bytes, bytes] = {}
        self._fresh_bytes = 0
        self._used: set[bytes] = set()
        # What this build has written down; nothing else is there where none wrote before it.
        self._written: set[bytes] = set()
        self._was_empty = False
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
        row = (self._fresh[key], self._build) if key in self._fresh else self._row(key)
        if row is None or not isinstance(row[0], bytes):
            return None
        check, value = row[0][:_CHECK], row[0][_CHECK:]
        if check != digest_of(key, value)[:_CHECK]:
            return None
        if row[1] < self._build - _NOTE_AFTER:
            self._used.add(key)
        return value

    def keep_as_long(self, other: bytes, key: bytes) -> None:
        """Keep the value under `other` as long as the one under `key`, which was asked for."""
        if key in self._used:
            self._used.add(other)

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value."""
        if self._connection is not None:
            self._fresh[key] = digest_of(key, value)[:_CHECK] + value
            self._fresh_bytes += len(value)
            if len(self._fresh) >= _FLUSH_EVERY or self._fresh_bytes >= _FLUSH_BYTES:
                self._flush()

    @property
    def is_on(self) -> bool:
        """Whether values are kept."""
        return self._connection is not None

    def close(self) -> None:
        """Keep what is new, and let go what no recent build used."""
        self._flush()
        connection = self._connection
        if connection is not None:
            with suppress(sqlite3.Error):
                rows = ((self._build, key) for key in self._used)
                connection.executemany("UPDATE entries SET used = ? WHERE key = ?", rows)
                if self._counts:
                    oldest = self._build - _KEEP_BUILDS - _NOTE_AFTER
                    connection.execute("DELETE FROM entries WHERE used < ?", (oldest,))
                    connection.execute("UPDATE builds SET number = ?", (self._build,))
                connection.commit()
        self._off()

    def _row(self, key: bytes) -> tuple[bytes, int] | None:
        if self._connection is None or (self._was_empty and key not in self._written):
            return None
        try:
            found: tuple[bytes, int] | None = self._connection.execute(
                "SELECT value, used FROM entries WHERE key = ?", (key,)
            ).fetchone()
        except sqlite3.Error:
            self._off()
            return None
        return found

    def _open(self, file: Path) -> None:
        for attempt in (1, 2):
            try:
                connection = sqlite3.connect(file, timeout=1.0)
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
                self._build = _prepare(connection)
                first = connection.execute("SELECT 1 FROM entries LIMIT 1").fetchone()
                self._was_empty = first is None
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
        if self._was_empty:
            self._written.update(self._fresh)
        self._fresh.clear()
        self._fresh_bytes = 0

    def _off(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None


class LostBodyError(KeyError):
    """A body that the cache had is not there any more, and nobody knows which file it came from."""


class KeptBodies(MutableMapping[str, bytes]):
    """The texts of bodies by their digests, in a store as long as it keeps anything, else in memory.

    One that is missing is read `again`, by itself.
    """

    def __init__(self, store: Store, again: Mapping[str, Callable[[], bytes]] | None = None) -> None:
        self._store = store
        self._again = {} if again is None else again
        self._here: dict[str, bytes] = {}

    def __getitem__(self, digest: str) -> bytes:
        found = self._here.get(digest) or self._store.get(body_key(digest))
        if found is None:
            if digest not in self._again:
                raise LostBodyError(digest)
            self[digest] = found = self._again[digest]()
        return found

    def __setitem__(self, digest: str, body: bytes) -> None:
        if self._store.is_on:
            self._store.put(body_key(digest), body)
        else:
            self._here[digest] = body

    def __delitem__(self, digest: str) -> None:
        self._here.pop(digest, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._here)

    def __len__(self) -> int:
        return len(self._here)


def body_key(digest: str) -> bytes:
    """The key under which the text of a body is kept."""
    return digest_of(b"body", digest.encode())


def _prepare(connection: sqlite3.Connection) -> int:
    """Make the tables, anew when they are another version's; return the number of this build."""
    if connection.execute("PRAGMA user_version").fetchone()[0] != _SCHEMA:
        connection.execute("DROP TABLE IF EXISTS entries")
        connection.execute("DROP TABLE IF EXISTS builds")
        connection.execute(f"PRAGMA user_version = {_SCHEMA}")
    connection.execute("CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, value BLOB, used INTEGER)")
    connection.execute("CREATE TABLE IF NOT EXISTS builds (number INTEGER)")
    row = connection.execute("SELECT max(number) FROM builds").fetchone()
    if row[0] is None:
        connection.execute("INSERT INTO builds VALUES (0)")
    connection.commit()
    return int(row[0] or 0) + 1
