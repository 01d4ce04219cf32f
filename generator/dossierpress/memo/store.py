"""Values by key in one SQLite file: damaged, full, read-only or shared, it costs time and nothing else."""

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from dossierpress.memo.makers import digest_of

_SCHEMA = 4
_CHECK = 16
# A value that is in no use any more goes after so many builds.
_KEEP_BUILDS = 8
_FLUSH_EVERY = 500
_FLUSH_BYTES = 8 * 1024 * 1024
# Stands for the number of a build where a value is in use.
_IN_USE = 0


class Store:
    """Values by key in one SQLite file. Every fault turns it off; then it holds nothing.

    A value that is in use stays; any other goes some builds later.
    """

    def __init__(self, folder: Path) -> None:
        self._connection: sqlite3.Connection | None = None
        self._fresh: dict[bytes, bytes] = {}
        self._fresh_bytes = 0
        # What this build has written down; nothing else is there where none wrote before it.
        self._written: set[bytes] = set()
        self._was_empty = False
        self._build = 1
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
        row = self._fresh[key] if key in self._fresh else self._row(key)
        if not isinstance(row, bytes):
            return None
        check, value = row[:_CHECK], row[_CHECK:]
        return value if check == digest_of(key, value)[:_CHECK] else None

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value, for some builds if nobody says that it is in use."""
        if self._connection is not None:
            self._fresh[key] = digest_of(key, value)[:_CHECK] + value
            self._fresh_bytes += len(value)
            if len(self._fresh) >= _FLUSH_EVERY or self._fresh_bytes >= _FLUSH_BYTES:
                self._flush()

    def close(self, used: Iterable[bytes] = (), dropped: Iterable[bytes] = ()) -> None:
        """Keep what is new. `used` are keys that came into use, `dropped` those that are not any more."""
        self._flush()
        connection = self._connection
        if connection is not None:
            with suppress(sqlite3.Error):
                rows = [(_IN_USE, key) for key in used] + [(self._build, key) for key in dropped]
                connection.executemany("UPDATE entries SET used = ? WHERE key = ?", rows)
                oldest = self._build - _KEEP_BUILDS
                # Word for word as the index has it, without which all values would be looked at.
                connection.execute("DELETE FROM entries WHERE used != 0 AND used < ?", (oldest,))
                connection.execute("UPDATE builds SET number = ?", (self._build,))
                connection.commit()
        self._off()

    def _row(self, key: bytes) -> bytes | None:
        if self._connection is None or (self._was_empty and key not in self._written):
            return None
        try:
            found = self._connection.execute("SELECT value FROM entries WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            self._off()
            return None
        return found[0] if found is not None else None

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


def _prepare(connection: sqlite3.Connection) -> int:
    """Make the tables, anew when they are another version's; return the number of this build."""
    if connection.execute("PRAGMA user_version").fetchone()[0] != _SCHEMA:
        connection.execute("DROP TABLE IF EXISTS entries")
        connection.execute("DROP TABLE IF EXISTS builds")
        connection.execute(f"PRAGMA user_version = {_SCHEMA}")
    connection.execute("CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, value BLOB, used INTEGER)")
    connection.execute("CREATE INDEX IF NOT EXISTS unused ON entries (used) WHERE used != 0")
    connection.execute("CREATE TABLE IF NOT EXISTS builds (number INTEGER)")
    row = connection.execute("SELECT max(number) FROM builds").fetchone()
    if row[0] is None:
        connection.execute("INSERT INTO builds VALUES (0)")
    connection.commit()
    return int(row[0] or 0) + 1
