"""The last build, remembered: when nothing that it looked at has changed, there is nothing to do.

Imports little, so that a build with nothing to do is over before the rooms would have been loaded.
"""

import hashlib
import itertools
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from dossierpress.cache.makers import makers
from dossierpress.fingerprints import Fingerprints, Noted, names_in
from dossierpress.problems import Problem
from dossierpress.report import Report
from dossierpress.write.ledger import MANIFEST_FILE, WORK
from dossierpress.write.sink import Written

FILE = "last-build"
_FURTHER = "last-build-shown"
_CHECK = 32
# Of more edited files than so many a whole build makes as much of, as fast.
_FEW = 20
_ENCODER = msgspec.msgpack.Encoder()


class LastBuild(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a build was asked, when, what it looked at, and what came of it.

    `files` are all that it read or wrote, `folders` the names in those that it listed, `missing` what it
    looked for in vain; by absolute path. `keys` are those under which pages are kept, `turns` as in a
    report. What is only wanted when something was edited lies in a file of its own: `further` is its digest.
    """

    makers: bytes
    asked: str
    output: str
    shown: str
    now: float
    turns: tuple[float, ...]
    files: Noted
    folders: dict[str, str]
    missing: tuple[str, ...]
    keys: dict[str, bytes]
    problems: tuple[Problem, ...]
    articles: int
    dossiers: int
    pages: int
    outputs: int
    further: bytes
    redacted: bool = False


_DECODER = msgspec.msgpack.Decoder(LastBuild)


def load(folder: Path) -> LastBuild | None:
    """The last build that was noted in a cache folder; None when there is none, or it is damaged."""
    try:
        data = (folder / FILE).read_bytes()
    except OSError:
        return None
    if hashlib.sha256(data[_CHECK:]).digest() != data[:_CHECK]:
        return None
    try:
        return _DECODER.decode(data[_CHECK:])
    except msgspec.DecodeError:
        return None


def mark_of(folder: Path) -> bytes:
    """What tells the last build that was noted in a cache folder from any other; empty when there is none."""
    try:
        with (folder / FILE).open("rb") as file:
            return file.read(_CHECK)
    except OSError:
        return b""


def load_further(folder: Path, last: LastBuild) -> bytes | None:
    """What was noted beside a build; None when it is missing, damaged, or of another build."""
    try:
        data = (folder / _FURTHER).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).digest() == last.further else None


def save(folder: Path, last: LastBuild, further: bytes) -> None:
    """Note a build. A note that cannot be written costs time at the next build, nothing else."""
    data = _ENCODER.encode(last)
    draft = folder / f"{FILE}.{os.getpid()}"
    try:
        for name, content in ((_FURTHER, further), (FILE, hashlib.sha256(data).digest() + data)):
            draft.write_bytes(content)
            draft.replace(folder / name)
    except OSError:
        draft.unlink(missing_ok=True)


def noted(
    asked: str,
    output: tuple[Path, str],
    now: float,
    report: Report,
    prints: Fingerprints,
    *,
    keys: Mapping[str, bytes],
    further: bytes,
) -> LastBuild | None:
    """What is to be remembered of a build; None when it came to nothing.

    `output` is the folder, and what messages call it; `further` as it is
    kept beside it.
    """
    if report.written is None:
        return None
    return LastBuild(
        makers=makers(),
        asked=asked,
        output=str(output[0]),
        shown=output[1],
        now=now,
        turns=report.turns,
        files=prints.noted(),
        folders=prints.folders,
        missing=tuple(sorted(prints.missing)),
        keys=dict(keys),
        problems=report.problems,
        articles=report.articles,
        dossiers=report.dossiers,
        pages=report.pages,
        outputs=report.written.unchanged + len(report.written.written),
        further=hashlib.sha256(further).digest(),
        redacted=report.redacted,
    )


def edited(last: LastBuild, asked: str, now: float) -> frozenset[str] | None:
    """The files that hold other bytes now, by absolute path. None when more than a few of them may differ."""
    before, after = sorted((last.now, now))
    if last.asked != asked or any(before <= turn <= after for turn in last.turns):
        return None
    if last.makers != makers() or os.path.lexists(Path(last.output, WORK, "journal.json")):
        return None
    if any(os.path.lexists(path) for path in last.missing):
        return None
    if any(names_in(path) != names for path, names in last.folders.items()):
        return None
    if str(Path(last.output, MANIFEST_FILE)) not in last.files.paths:
        return None
    found = frozenset(itertools.islice(last.files.changed(), _FEW + 1))
    return found if len(found) <= _FEW else None


def as_it_was(last: LastBuild) -> Report:
    """The report of a build that changes nothing."""
    written = Written((), last.outputs, ())
    return Report(
        last.problems, last.articles, last.dossiers, last.pages, written, last.turns, redacted=last.redacted
    )
