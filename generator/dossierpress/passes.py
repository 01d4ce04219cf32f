"""The two long passes of a build, through the runner: reading every file, making every page."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from dossierpress.config import Config
from dossierpress.fingerprints import Fingerprints
from dossierpress.model.document import Document
from dossierpress.model.redaction import Redaction
from dossierpress.model.site import Named, NameKind
from dossierpress.offering import Offers, make_packages, offering
from dossierpress.plan.outputs import Bodies, Bundle, MediaFile, Output, Plan
from dossierpress.problems import Problem, StopBuildError
from dossierpress.read.document import Reading, ReadSettings, packed, read_packed
from dossierpress.read.files import (
    LARGEST_ARTICLE,
    LARGEST_FILE,
    ContentFile,
    Scan,
    UnreadableError,
    read_bytes,
    read_noted,
)
from dossierpress.read.registries import read_registry
from dossierpress.render.bundle import Bundled, make_bundle
from dossierpress.render.page import render_one
from dossierpress.render.theme import Compiled, Theme
from dossierpress.render.variants import Made, make_pictures
from dossierpress.runners import HEAVY, Deferred, Progress, Runner
from dossierpress.write.sink import Same


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept: texts of bodies until pages are made, digests of untouched files, compiled templates.

    `again` reads a body once more, by its digest, when its file was not read because `bodies` had it.
    """

    bodies: MutableMapping[str, bytes] = field(default_factory=dict)
    prints: Fingerprints = field(default_factory=Fingerprints)
    compiled: Compiled | None = None
    again: dict[str, Callable[[], bytes]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Readings:
    """What the content folder held: documents, the names of each registry, and what is wrong."""

    documents: tuple[Document, ...]
    registries: dict[NameKind, tuple[Named, ...]]
    problems: tuple[Problem, ...]
    redactions: tuple[Redaction, ...] = ()


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
    root: Path, config: Config, content: Scan, run: Runner, kept: Kept, progress: Progress | None
) -> Readings:
    """Read every file of the content folder; the texts of bodies go to `kept`.

    What any file redacts is taken out of all of them: then they are read once more.
    """
    settings = settings_of(config)
    readings = _read_once(root, content, run, kept, settings, progress)
    told = [each for document in readings.documents for each in getattr(document.meta, "redactions", ())]
    redactions = tuple(dict.fromkeys((*settings.redactions, *told)))
    if redactions != settings.redactions:
        settings = msgspec.structs.replace(settings, redactions=redactions)
        readings = _read_once(root, content, run, kept, settings, progress)
    return replace(readings, redactions=redactions)


def _read_once(
    root: Path, content: Scan, run: Runner, kept: Kept, settings: ReadSettings, progress: Progress | None
) -> Readings:
    problems: list[Problem] = []
    documents: list[Document] = []
    registries: dict[NameKind, tuple[Named, ...]] = {}
    for file in (each for each in content.files if each.kind == "registry"):
        for data in _bytes(root, file, kept.prints, problems):
            kind, names, found = read_registry(file, data.fetch(), settings.redactions)
            registries[kind] = names
            problems.extend(found)
    sent: deque[tuple[ContentFile, str]] = deque()

    def readable() -> Iterator[tuple[ContentFile, Deferred, ReadSettings]]:
        for file in (each for each in content.files if each.kind != "registry"):
            for data in _bytes(root, file, kept.prints, problems):
                sent.append((file, data.digest))
                yield file, data, settings

    for reading in run(read_packed, readable(), len(content.files), unread, progress):
        file, digest = sent.popleft()
        if reading.body:
            kept.bodies[reading.digest] = reading.body
        elif reading.digest:
            kept.again[reading.digest] = partial(_body_again, root, file, digest, settings)
        document, found = reading.unpacked()
        problems.extend(found)
        if document is not None:
            documents.append(document)
    return Readings(tuple(documents), registries, tuple(problems))


def _bytes(
    root: Path, file: ContentFile, prints: Fingerprints, problems: list[Problem]
) -> Iterable[Deferred]:
    """The bytes of one file, read at once unless their digest is known; or none and a problem."""
    try:
        if known := prints.known(root / file.path):
            yield Deferred(partial(_bytes_again, root, file.path, known), known)
        else:
            data, digest = read_noted(root, file.path, prints)
            yield Deferred(partial(bytes, data), digest)
    except UnreadableError as error:
        problems.append(error.problem)


def _body_again(root: Path, file: ContentFile, digest: str, settings: ReadSettings) -> bytes:
    """The text of a body that was kept and is not there any more. Raises StopBuildError."""
    return read_packed(file, _bytes_again(root, file.path, digest), settings).body


def _bytes_again(root: Path, path: str, digest: str, largest: int = LARGEST_ARTICLE) -> bytes:
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


def unrendered(arguments: tuple[Any, ...], why: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The result for a page whose rendering was stopped."""
    output: Output = arguments[0]
    problem = Problem(
        path=output.cause.path,
        code="too-slow",
        message=f"the page /{output.path} cannot be made: {why}",
        hint=f"look at what makes it: {output.maker}",
        line=1,
        column=1,
    )
    return None, (problem,)


def make_all(
    root: Path, planned: Plan, theme: Theme, run: Runner, kept: Kept, progress: Progress | None
) -> Iterator[tuple[str, bytes | Same]]:
    """Every file of the site with its bytes. Raises StopBuildError when a page cannot be made."""
    theme = replace(theme, compiled=kept.compiled)
    yield from sorted(theme.files.items())
    yield from _media(root, planned, run, progress)
    yield from _bundles(planned, run, kept.bodies, progress)
    offers: Offers = {}
    yield from make_packages(planned, partial(ingredients, root, kept.bodies), run, offers, progress)
    pages = tuple(offering(each, offers) for each in planned.pages if not each.offered)
    problems: dict[Problem, list[str]] = {}
    items = ((output, theme, Deferred(partial(ingredients, root, kept.bodies, output))) for output in pages)
    results = run(render_one, items, len(pages), unrendered, progress)
    for output, (data, found) in zip(pages, results, strict=True):
        for problem in found:
            problems.setdefault(problem, []).append(output.path)
        if data is not None and not problems:
            yield output.path, data
    if problems:
        raise StopBuildError(on_pages(problem, pages) for problem, pages in problems.items())


def chosen(bodies: Bodies, names: tuple[str, ...]) -> dict[str, bytes]:
    """The bodies of these names."""
    return {name: bodies[name] for name in names}


def ingredients(root: Path, bodies: Bodies, output: Output) -> Bodies:
    """The bodies that an output is made of, and the curators' files by their paths. Raises StopBuildError."""
    return chosen(bodies, output.bodies) | {file.path: _published(root, file) for file in output.files}


def _published(root: Path, file: MediaFile) -> bytes:
    """A file of the curators' as readers get it: of a picture its last size, without what a camera wrote."""
    data = _bytes_again(root, file.source, file.sha256, LARGEST_FILE)
    if not file.format:
        return data
    _, (made, problems) = make_pictures(file, data)
    if made is None:
        raise StopBuildError(problems)
    return made[-1]


def _media(
    root: Path, planned: Plan, run: Runner, progress: Progress | None
) -> Iterator[tuple[str, bytes | Same]]:
    """The curators' own files; of each picture every size. Raises StopBuildError."""
    pictures = [file for file in planned.media if file.format]
    items = (
        (file, Deferred(partial(_bytes_again, root, file.source, file.sha256, LARGEST_FILE), file.sha256))
        for file in pictures
    )
    problems: list[Problem] = []
    for file in planned.media:
        if not file.format:
            yield file.path, _bytes_again(root, file.source, file.sha256, LARGEST_FILE)
    for file, (made, found) in run(make_pictures, items, len(pictures), _unmade, progress, HEAVY):
        problems.extend(found)
        yield from zip(file.paths, made or (), strict=False)
    if problems:
        raise StopBuildError(problems)


def _bundles(
    planned: Plan, run: Runner, bodies: Bodies, progress: Progress | None
) -> Iterator[tuple[str, bytes | Same]]:
    """The files of every bundle. Raises StopBuildError."""
    items = ((bundle, Deferred(partial(chosen, bodies, bundle.bodies))) for bundle in planned.bundles)
    for made, found in run(make_bundle, items, len(planned.bundles), _unbundled, progress, HEAVY):
        if made is None:
            raise StopBuildError(found)
        yield from made.items()


def _unbundled(arguments: tuple[Any, ...], why: str) -> Bundled:
    """The result for a bundle whose making was stopped."""
    bundle: Bundle = arguments[0]
    problem = Problem(
        path=bundle.cause.path,
        code="too-slow",
        message=f"/{bundle.folder}/ cannot be made: {why}",
        hint=f"turn it off (`{bundle.cause.key}: false`), and report this",
        key=bundle.cause.key,
    )
    return None, (problem,)


def _unmade(arguments: tuple[Any, ...], why: str) -> tuple[MediaFile, Made]:
    """The result for a picture whose making was stopped."""
    file: MediaFile = arguments[0]
    problem = Problem(
        path=file.cause.path,
        code="too-slow",
        message=f"this picture cannot be made: {why}",
        hint="save a smaller copy",
        line=1,
        column=1,
    )
    return file, (None, (problem,))


def on_pages(problem: Problem, pages: list[str]) -> Problem:
    """A fault in a template is one problem, however many pages it spoils."""
    others = f" and {len(pages) - 1:,} more" if len(pages) > 1 else ""
    return replace(problem, message=f"{problem.message} (page /{pages[0]}{others})")
