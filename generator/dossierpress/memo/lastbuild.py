"""The last build, remembered: when nothing that it looked at has changed, there is nothing to do.

Imports little, so that a build with nothing to do is over before the rooms would have been loaded.
"""

import hashlib
import os
from collections.abc import Collection
from pathlib import Path

import msgspec

from dossierpress.memo.fingerprints import Fingerprints, Noted, names_in
from dossierpress.memo.makers import makers
from dossierpress.problems import Problem
from dossierpress.write.ledger import MANIFEST_FILE, WORK
from dossierpress.write.report import Report
from dossierpress.write.sink import Written

FILE = "last-build"
_CHECK = 32
_ENCODER = msgspec.msgpack.Encoder()


class LastBuild(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a build was asked, when, what it looked at, and what came of it.

    `files` are all that it read or wrote, `folders` the names in those that it listed, `missing` what it
    looked for and did not find; by absolute path. `turns` are as in a report.
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
    problems: tuple[Problem, ...]
    articles: int
    dossiers: int
    pages: int
    outputs: int


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


def save(folder: Path, last: LastBuild) -> None:
    """Note a build. A note that cannot be written costs time at the next build, nothing else."""
    data = _ENCODER.encode(last)
    draft = folder / f"{FILE}.{os.getpid()}"
    try:
        draft.write_bytes(hashlib.sha256(data).digest() + data)
        draft.replace(folder / FILE)
    except OSError:
        draft.unlink(missing_ok=True)


def noted(
    asked: str, output: tuple[Path, str], now: float, report: Report, prints: Fingerprints
) -> LastBuild | None:
    """What is to be remembered of a build; None when it came to nothing.

    `output` is the folder, and what messages call it.
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
        problems=report.problems,
        articles=report.articles,
        dossiers=report.dossiers,
        pages=report.pages,
        outputs=report.written.unchanged + len(report.written.written),
    )


def is_as_it_was(last: LastBuild, asked: str, now: float, edited: Collection[str]) -> bool:
    """Whether a build would change nothing. `edited` are the noted files that hold other bytes now."""
    before, after = sorted((last.now, now))
    if edited or last.asked != asked or any(before <= turn <= after for turn in last.turns):
        return False
    if last.makers != makers() or os.path.lexists(Path(last.output, WORK, "journal.json")):
        return False
    if any(os.path.lexists(path) for path in last.missing):
        return False
    if any(names_in(path) != names for path, names in last.folders.items()):
        return False
    return str(Path(last.output, MANIFEST_FILE)) in last.files.paths


def as_it_was(last: LastBuild) -> Report:
    """The report of a build that changes nothing."""
    written = Written((), last.outputs, ())
    return Report(last.problems, last.articles, last.dossiers, last.pages, written, last.turns)
