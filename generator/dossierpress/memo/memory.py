"""What one build leaves for the next: readings of files, stamps of pages, and what was made of which.

Everything in it can be made again: a part that is missing, damaged or of other makers is made anew, by
itself, and no build begins a second time. Nothing is learnt from a build that failed but readings, which
are kept by the digest of their file.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from dossierpress.memo.chain import Chain
from dossierpress.memo.fingerprints import Fingerprints
from dossierpress.memo.makers import digest_of, makers
from dossierpress.memo.reasons import ingredients
from dossierpress.memo.stamps import Stamps
from dossierpress.memo.store import Store
from dossierpress.memo.verdicts import Verdicts
from dossierpress.memo.written import Changes, Checked, Kept, Made, Row, changed, differences
from dossierpress.model.document import Document
from dossierpress.problems import Problem, StopBuildError
from dossierpress.read.document import Reading, ReadSettings
from dossierpress.render.theme import Compiled

FILE = "memory"
_MARK = 12
# What a reading says: a document, if there is one, and what is wrong.
Unpacked = tuple[Document | None, tuple[Problem, ...]]
_ENCODER = msgspec.msgpack.Encoder()
_READING = msgspec.msgpack.Decoder(Reading)


_DECODER = msgspec.msgpack.Decoder(Kept)
_CHANGES = msgspec.msgpack.Decoder(Changes)


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
        self.assets: Mapping[str, str] = {}
        self.checked: Checked | None = None
        self.rows: dict[str, Row] = {}
        self._settings = b""
        self._before: Mapping[bytes, Mapping[str, Row]] = {}
        self._begun: dict[bytes, dict[str, Row]] = {}
        self._made_before: Mapping[str, Made] = {}
        self._here: dict[str, bytes] = {}
        self._views: set[str] = set()
        self._owners: dict[str, str] | None = None
        self._unpacked: dict[bytes, Unpacked] = {}
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
        last: Kept | Changes = kept
        for each in changes:
            rows = {settings: changed(rows.get(settings, {}), news) for settings, news in each.rows.items()}
            made, last = changed(made, each.made), each
        self.stamps = Stamps(kept.stamps, (each.stamps for each in changes))
        self.closures, self.verdicts = last.closures, Verdicts(last.verdicts)
        self.searched, self.assets, self.checked = last.searched, last.assets, last.checked
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

    def unpacked(self, reading: Reading) -> Unpacked:
        """What a reading says: the same object for as long as the file says the same."""
        found = self._unpacked.get(reading.record)
        if found is None:
            found = self._unpacked[reading.record] = reading.unpacked()
        return found

    def keep_reading(self, path: str, digest: str, reading: Reading) -> None:
        """Keep what came of a file."""
        if reading.digest and self._store is None:
            self._here[reading.digest] = reading.body
        if self.unpacked(reading)[0] is None:
            self.rows.pop(path, None)
            return
        self.rows[path] = _row(digest, reading)
        if self._store is not None:
            self._store.put(_key(self._settings, path, digest), _ENCODER.encode(reading))

    def text(self, digest: str) -> bytes:
        """The text of a body; a missing one is read again. Raises StopBuildError if no file has it now."""
        found = self._here.get(digest)
        if found is None:
            if self._owners is None:
                self._owners = {row.text: path for path, row in self.rows.items()}
            path = self._owners.get(digest)
            if path is None:  # no file says it any more
                raise StopBuildError(())
            stored = self._stored(path, self.rows[path].digest)
            assert self._again is not None
            found = stored.body if stored is not None and stored.digest == digest else self._again(path)
        return found

    def retain(self, paths: Iterable[str]) -> None:
        """Forget files that are not there any more, and what files say no more."""
        there = set(paths)
        for path in [path for path in self.rows if path not in there]:
            del self.rows[path]
        used = [row for rows in self._begun.values() for row in rows.values()]
        if len(self._unpacked) > 2 * len(used):
            records, texts = {row.record for row in used}, {row.text for row in used}
            self._unpacked = {record: each for record, each in self._unpacked.items() if record in records}
            self._here = {digest: text for digest, text in self._here.items() if digest in texts}

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
            settings: differences(self._before.get(settings, {}), now)
            for settings, now in self._begun.items()
        }
        made = differences(self._made_before, self.made)
        further = (self.verdicts.now, self.searched, dict(self.assets), self.checked)
        data = _ENCODER.encode(Changes(rows, made, self.closures, self.stamps.news, *further))
        with suppress(OSError):
            if chain.has_room(len(data)):
                chain.add(data)
            else:
                written = self.stamps.written()
                whole = Kept(makers(), self._begun, self.made, self.closures, written, *further)
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
