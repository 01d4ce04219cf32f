"""The first long pass of a build: every file of the content folder read, or known from before."""

import hashlib
import os
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from dossierpress.memo.memory import Memory
from dossierpress.model.article import redacted_by
from dossierpress.model.document import Document
from dossierpress.model.redaction import Redaction
from dossierpress.model.site import Named, NameKind
from dossierpress.problems import Problem, StopBuildError, errors_only
from dossierpress.read.document import Reading, ReadSettings, packed, read_packed
from dossierpress.read.files import (
    LARGEST_ARTICLE,
    ContentFile,
    Scan,
    UnreadableError,
    read_bytes,
    read_noted,
)
from dossierpress.read.markdown import are_built_in
from dossierpress.read.registries import read_registry
from dossierpress.run.task import Deferred, Progress, Runner, Task
from dossierpress.schema.config import Config

# So many files that must be read are held in memory until then; the others are opened once more.
_AHEAD = 200
_ENCODER = msgspec.msgpack.Encoder()


@dataclass(frozen=True, slots=True)
class Readings:
    """What the content folder held: documents, the names of each registry, and what is wrong.

    `unsound` are registries that hold an error.
    """

    documents: tuple[Document, ...] = ()
    registries: Mapping[NameKind, tuple[Named, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    unsound: frozenset[NameKind] = frozenset()

    def or_as_before(self, earlier: "Readings", content: Scan) -> "Readings":
        """The same, with what files said earlier that are there and cannot be read now."""
        if not earlier.documents and not earlier.registries:
            return self
        now = {document.path: document for document in self.documents}
        missing = {file.path for file in content.files}.difference(now)
        now |= {document.path: document for document in earlier.documents if document.path in missing}
        documents = tuple(now[path] for path in sorted(now))
        names = {kind: each for kind, each in earlier.registries.items() if kind in self.unsound}
        return replace(self, documents=documents, registries={**self.registries, **names})


def settings_of(config: Config) -> ReadSettings:
    """What reading one file takes from the configuration."""
    return ReadSettings(
        content=config.content,
        language=config.language,
        typography=config.markdown.typography,
        trusted=config.markdown.html == "trusted",
        extensions=config.markdown.extensions,
        engine=config.markdown.engine,
        redactions=config.redactions,
    )


def read_all(
    root: Path, config: Config, content: Scan, run: Runner, memory: Memory, progress: Progress | None
) -> Readings:
    """Read every file of the content folder that is not known by its digest.

    What any file redacts is taken out of all of them: then they are read once more.
    """
    settings = settings_of(config)
    readings = _read_once(root, content, run, memory, settings, progress)
    told = [each for document in readings.documents for each in redacted_by(document.meta)]
    redactions = tuple(dict.fromkeys((*settings.redactions, *told)))
    if redactions != settings.redactions:
        settings = msgspec.structs.replace(settings, redactions=redactions)
        readings = _read_once(root, content, run, memory, settings, progress)
    return replace(readings, redactions=redactions)


def _read_once(
    root: Path, content: Scan, run: Runner, memory: Memory, settings: ReadSettings, progress: Progress | None
) -> Readings:
    files = {file.path: file for file in content.files}
    memory.begin_reading(settings, lambda path: _text_again(root, files[path], memory, settings))
    problems: list[Problem] = []
    registries: dict[NameKind, tuple[Named, ...]] = {}
    unsound: set[NameKind] = set()
    known: dict[str, Reading] = {}
    waiting: deque[tuple[ContentFile, str, bytes | None]] = deque()
    is_sure = are_built_in(settings.extensions)  # of other extensions nobody can say what they depend on
    for file in content.files:
        try:
            digest, data = _looked_at(root, file, memory)
            if file.kind == "registry":
                data = data or bytes_again(root, file.path, digest)
                kind, names, found = read_registry(file, data, settings.redactions)
                registries[kind] = names
                problems.extend(found)
                if errors_only(found):
                    unsound.add(kind)
            elif is_sure and (reading := memory.reading(file.path, digest)) is not None:
                known[file.path] = reading
            else:
                waiting.append((file, digest, data if len(waiting) < _AHEAD else None))
        except UnreadableError as error:
            problems.append(error.problem)
    items = (
        (file, Deferred(partial(_data, root, file.path, digest, data)), settings)
        for file, digest, data in waiting
    )
    results = run(Task(read_packed, items, len(waiting), unread, progress=progress))
    for (file, digest, _), reading in zip(waiting, results, strict=True):
        memory.keep_reading(file.path, digest, reading)
        known[file.path] = reading
    memory.retain(known)
    documents: list[Document] = []
    for _, reading in sorted(known.items()):
        document, found = memory.unpacked(reading)
        problems.extend(found)
        if document is not None:
            documents.append(document)
    return Readings(tuple(documents), registries, tuple(problems), unsound=frozenset(unsound))


def _looked_at(root: Path, file: ContentFile, memory: Memory) -> tuple[str, bytes | None]:
    """The digest of a file, and its bytes if they had to be read for that."""
    if known := memory.prints.known(f"{root}{os.sep}{file.path}"):
        return known, None
    data, digest = read_noted(root, file.path, memory.prints)
    return digest, data


def _data(root: Path, path: str, digest: str, data: bytes | None) -> bytes:
    return bytes_again(root, path, digest) if data is None else data


def _text_again(root: Path, file: ContentFile, memory: Memory, settings: ReadSettings) -> bytes:
    """The text of a body that was kept and is not there any more. Raises StopBuildError."""
    digest = memory.rows[file.path].digest
    reading = read_packed(file, bytes_again(root, file.path, digest), settings)
    memory.keep_reading(file.path, digest, reading)
    return reading.body


def bytes_again(root: Path, path: str, digest: str, largest: int = LARGEST_ARTICLE) -> bytes:
    """The bytes of a file whose digest was known. Raises StopBuildError when they are others by now."""
    try:
        data = read_bytes(root, path, largest)
    except UnreadableError as error:
        raise StopBuildError([error.problem]) from error
    if hashlib.sha256(data).hexdigest() == digest:
        return data
    problem = Problem(
        path=path,
        code="changed",
        message="this file was changed while the site was built",
        hint="build again",
        line=1,
        column=1,
    )
    raise StopBuildError([problem])


def unread(arguments: tuple[Any, ...], why: str) -> Reading:
    """The result for a file whose reading was stopped."""
    file: ContentFile = arguments[0]
    problem = Problem(
        path=file.path,
        code="too-slow",
        message=f"this body cannot be converted: {why}",
        hint="look for long runs of [ < * or deeply nested lists and quotations",
        line=1,
        column=1,
    )
    return packed((None, (problem,)))
