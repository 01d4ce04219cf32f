"""What one build leaves for the next: readings of files, stamps of pages, and what was made of which.

Everything in it can be made again: a part that is missing, damaged or of other makers is made anew, by
itself, and no build begins a second time. Nothing is learnt from a build that failed but readings, which
are kept by the digest of their file.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from dossierpress.fingerprints import Fingerprints
from dossierpress.memo.chain import Chain
from dossierpress.memo.makers import digest_of, makers
from dossierpress.memo.reasons import ingredients
from dossierpress.memo.stamps import News, Stamps, Written
from dossierpress.memo.store import Store
from dossierpress.memo.verdicts import Verdicts
from dossierpress.problems import Problem
from dossierpress.read.document import Reading, ReadSettings
from dossierpress.render.theme import Compiled

FILE = "memory"
_MARK = 12
V = TypeVar("V")
_ENCODER = msgspec.msgpack.Encoder()
_READING = msgspec.msgpack.Decoder(Reading)


class Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What came of a file: the digest of its bytes, its record, the digest of its text, a mark of all."""

    digest: str
    record: bytes
    text: str
    mark: bytes


class Made(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What was made under one name: a key for all that went in, and each file with its digest.

    `size` is how many bytes a package has.
    """

    key: bytes
    files: dict[str, str]
    size: int = 0


class Checked(msgspec.Struct, frozen=True, array_like=True):
    """What was found wrong with the addresses of a plan; `others` is a digest of those that it has not."""

    others: bytes
    problems: tuple[Problem, ...]


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """All of it, as it is written down: `rows` by the settings that files were read with.

    `searched` is a digest of the redactions that every file of the site was searched for.
    """

    makers: bytes
    rows: dict[bytes, dict[str, Row]]
    made: dict[str, Made]
    closures: dict[str, bytes]
    stamps: Written
    verdicts: dict[bytes, bytes]
    searched: bytes
    checked: Checked | None


class _Changes(msgspec.Struct, frozen=True, array_like=True):
    """What is other after one build; None stands for what is gone."""

    rows: dict[bytes, dict[str, Row | None]]
    made: dict[str, Made | None]
    closures: dict[str, bytes]
    stamps: News
    verdicts: dict[bytes, bytes]
    searched: bytes
    checked: Checked | None


_DECODER = msgspec.msgpack.Decoder(_Kept)
_CHANGES = msgspec.msgpack.Decoder(_Changes)


class Memory:
    """The memory of one site; without a folder it lasts as long as the object.

    `explain`, if given, hears of every page that is made, and why.
    """

    def __init__(
        self,
        folder: Path | None = None,
        prints: Fingerprints | None = None,
        compiled: Compiled | None = None,
        explain: Callable[[str, str], None] | None = None,
    ) -> None:
        self.prints = prints or Fingerprints()
        self.compiled, self.explain = compiled, explain
        self.made: dict[str, Made] = {}
        self.closures: dict[str, bytes] = {}
        self.stamps = Stamps()
        self.verdicts = Verdicts()
        self.searched = b""
        self.checked: Checked | None = None
        self.rows: dict[str, Row] = {}
        self._settings = b""
        self._before: Mapping[bytes, Mapping[str, Row]] = {}
        self._begun: dict[bytes, dict[str, Row]] = {}
        self._made_before: Mapping[str, Made] = {}
        self._here: dict[str, bytes] = {}
        self._views: set[str] = set()
        self._owners: dict[str, str] | None = None
        self._again: Callable[[str], bytes] | None = None
        self._store = Store(folder) if folder is not None else None
        self._chain = Chain(folder / FILE) if folder is not None else None
        if self._chain is not None:
            self._remember(self._chain)

    def _remember(self, chain: Chain) -> None:
        """Take in what was written down, unless it is of other makers."""
        records = chain.read()
        try:
            kept = _DECODER.decode(next(records))
            changes = [_CHANGES.decode(each) for each in records]
        except (StopIteration, msgspec.DecodeError):
            return
        if kept.makers != makers():
            return
        rows, made = kept.rows, kept.made
        last: _Kept | _Changes = kept
        for each in changes:
            rows = {
                settings: _changed(rows.get(settings, {}), changed) for settings, changed in each.rows.items()
            }
            made, last = _changed(made, each.made), each
        self.stamps = Stamps(kept.stamps, (each.stamps for each in changes))
        self.closures, self.verdicts = last.closures, Verdicts(last.verdicts)
        self.searched, self.checked = last.searched, last.checked
        self._before, self._made_before, self.made = rows, made, dict(made)

    def begin_reading(self, settings: ReadSettings, again: Callable[[str], bytes]) -> None:
        """Files are read with these settings from now on. `again` reads the text of one once more."""
        packed = _ENCODER.encode(settings)
        if packed not in self._begun:
            self._begun[packed] = dict(self._before.get(packed, {}))
        self.rows, self._settings = self._begun[packed], packed
        self._again, self._owners = again, None

    def reading(self, path: str, digest: str) -> Reading | None:
        """What came of a file of these bytes, if that is known; its text is asked for by itself."""
        row = self.rows.get(path)
        if row is not None and row.digest == digest:
            return Reading(row.record, b"", row.text)
        found = self._stored(path, digest)
        if found is not None:
            self.rows[path] = _row(digest, found)
        return found

    def keep_reading(self, path: str, digest: str, reading: Reading) -> None:
        """Keep what came of a file."""
        if reading.digest and self._store is None:
            self._here[reading.digest] = reading.body
        if reading.unpacked()[0] is None:
            self.rows.pop(path, None)
            return
        self.rows[path] = _row(digest, reading)
        if self._store is not None:
            self._store.put(_key(self._settings, path, digest), _ENCODER.encode(reading))

    def text(self, digest: str) -> bytes:
        """The text of a body; a missing one is read again."""
        found = self._here.get(digest)
        if found is None:
            if self._owners is None:
                self._owners = {row.text: path for path, row in self.rows.items()}
            path = self._owners[digest]
            stored = self._stored(path, self.rows[path].digest)
            assert self._again is not None
            found = stored.body if stored is not None and stored.digest == digest else self._again(path)
        return found

    def retain(self, paths: Iterable[str]) -> None:
        """Forget files that are not there any more."""
        there = set(paths)
        for path in [path for path in self.rows if path not in there]:
            del self.rows[path]

    def marks(self) -> dict[str, bytes]:
        """By path, a mark that changes with what was read of a file."""
        return {path: row.mark for path, row in self.rows.items()}

    def keep_view(self, path: str, view: bytes, templates: bytes, fields: tuple[str, ...]) -> None:
        """Keep what a page is made of, to be able to say why it is made another time."""
        if self._store is not None:
            self._views.add(path)
            self._store.put(_view_key(path), ingredients(view, templates, fields))

    def view(self, path: str) -> bytes | None:
        """What a page was made of."""
        return self._store.get(_view_key(path)) if self._store is not None else None

    def _save(self, chain: Chain) -> None:
        """Write it down. What cannot be written costs time, nothing else."""
        rows = {
            settings: _differences(self._before.get(settings, {}), now)
            for settings, now in self._begun.items()
        }
        made = _differences(self._made_before, self.made)
        further = (self.verdicts.now, self.searched, self.checked)
        data = _ENCODER.encode(_Changes(rows, made, self.closures, self.stamps.news, *further))
        with suppress(OSError):
            if chain.has_room(len(data)):
                chain.add(data)
            else:
                written = self.stamps.written()
                whole = _Kept(makers(), self._begun, self.made, self.closures, written, *further)
                chain.begin(_ENCODER.encode(whole))

    def close(self, *, is_sound: bool) -> None:
        """End a build. Only one that was sound leaves something for the next."""
        store, self._store = self._store, None
        if store is None:
            return
        if not is_sound:
            store.close()
            return
        before, now = _readings(self._before), _readings(self._begun)
        views = map(_view_key, self._views)
        gone = map(_view_key, self._made_before.keys() - self.made.keys())
        store.close(
            [*(_key(*each) for each in now - before), *views],
            [*(_key(*each) for each in before - now), *gone],
        )
        if self._chain is not None:
            self._save(self._chain)

    def _stored(self, path: str, digest: str) -> Reading | None:
        value = self._store.get(_key(self._settings, path, digest)) if self._store is not None else None
        if value is None:
            return None
        try:
            return _READING.decode(value)
        except msgspec.DecodeError:
            return None


class Texts(Mapping[str, bytes]):
    """The texts of bodies by their digests, as the memory has them."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def __getitem__(self, digest: str) -> bytes:
        return self._memory.text(digest)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _readings(kept: Mapping[bytes, Mapping[str, Row]]) -> set[tuple[bytes, str, str]]:
    """Settings, path and digest of each reading."""
    return {(settings, path, row.digest) for settings, rows in kept.items() for path, row in rows.items()}


def _row(digest: str, reading: Reading) -> Row:
    mark = hashlib.blake2b(reading.record, digest_size=_MARK).digest()
    return Row(digest, reading.record, reading.digest, mark)


def _key(settings: bytes, path: str, digest: str) -> bytes:
    return digest_of(b"read", makers(), settings, path.encode(), digest.encode())


def _view_key(path: str) -> bytes:
    return digest_of(b"view", path.encode())


def _differences(before: Mapping[str, V], now: Mapping[str, V]) -> dict[str, V | None]:
    """What is other now, and what is gone."""
    found: dict[str, V | None] = {name: each for name, each in now.items() if before.get(name) != each}
    return found | dict.fromkeys(before.keys() - now.keys())


def _changed(before: Mapping[str, V], changes: Mapping[str, V | None]) -> dict[str, V]:
    """What that made of what was before."""
    found = {name: value for name, value in before.items() if name not in changes}
    return found | {name: value for name, value in changes.items() if value is not None}
