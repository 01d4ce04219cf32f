"""Every file of the site, made where it must be: pages, pictures, bundles."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from dossierpress.memo.makers import digest_of, makers
from dossierpress.memo.memory import Memory, Texts
from dossierpress.memo.reasons import reason
from dossierpress.memo.written import Made
from dossierpress.plan.outputs import Bodies, Bundle, MediaFile, Output
from dossierpress.problems import Problem, StopBuildError
from dossierpress.read.files import LARGEST_FILE
from dossierpress.render.assets import Renaming, named
from dossierpress.render.bundle import Bundled, make_bundle
from dossierpress.render.closure import closure_digest
from dossierpress.render.package import make_package
from dossierpress.render.page import render_one
from dossierpress.render.theme import Theme
from dossierpress.render.variants import Made as MadePictures
from dossierpress.render.variants import make_pictures
from dossierpress.run.task import HEAVY, LONG, Deferred, Progress, Runner, Task
from dossierpress.steps.offering import Offer, unoffered, unpacked
from dossierpress.steps.reading import bytes_again
from dossierpress.write.sink import Same, Sink

_ENCODER = msgspec.msgpack.Encoder()


class Making:
    """Makes files of what is planned, and knows which need no making."""

    def __init__(self, root: Path, theme: Theme, memory: Memory, sink: Sink) -> None:
        self._root, self._memory, self._sink = root, memory, sink
        self._theme = replace(theme, compiled=memory.compiled)
        self._texts = Texts(memory)
        # Of another theme, or of this one as it was, nothing is asked.
        own = {key: each for key, each in memory.closures.items() if key.startswith(theme.digest)}
        memory.closures = own
        self._renaming = Renaming(memory.assets, theme.assets) if memory.assets != theme.assets else None
        self._names = theme.assets
        # Pages that hold other names of assets than they did, until they are handed out.
        self._renamed: dict[str, bytes] = {}

    def templates(self, name: str) -> bytes:
        """A digest of all that a template is made of; to find it, all must be parsed, so it is kept."""
        key = f"{self._theme.digest} {name}"
        found = self._memory.closures.get(key)
        if found is None:
            found = self._memory.closures[key] = closure_digest(self._theme, name)
        return found

    def is_there(self, name: str) -> bool:
        """Whether all files that were made under a name are there: as they were, but for names of assets."""
        made = self._memory.made.get(name)
        if made is None or not all(self._sink.holds(path, digest) for path, digest in made.files.items()):
            return False
        return self._renaming is None or not made.assets or self._rename(name, made, self._renaming)

    def _rename(self, name: str, made: Made, renaming: Renaming) -> bool:
        """Put the names that assets have now into a page; whether that can be done."""
        before = self._sink.held(name)
        if not before:  # nobody keeps pages: the next build renames them
            self._names = self._memory.assets
            return True
        page = renaming.in_page(before, made.assets)
        if page is not None and page != before:
            self._renamed[name] = page
        return page is not None

    def as_it_was(self, name: str) -> Iterator[tuple[str, bytes | Same]]:
        """The files that were made under a name, with the names that assets have now."""
        page = self._renamed.pop(name, None)
        if page is not None:
            if self._memory.explain is not None:
                self._memory.explain(name, "a style sheet, script or the like that it names changed")
            made = self._memory.made[name]
            self._memory.made[name] = msgspec.structs.replace(made, files={name: _sha256(page)})
            return iter([(name, page)])
        return ((path, Same(digest)) for path, digest in self._memory.made[name].files.items())

    def pages(
        self, outputs: Iterable[Output], run: Runner, progress: Progress | None
    ) -> Iterator[tuple[str, bytes | Same]]:
        """Pages and single files, made where they must be. Raises StopBuildError."""
        todo: list[tuple[Output, bytes]] = []
        for output in outputs:
            view = _ENCODER.encode(output.view)
            templates = self.templates(output.template) if output.template else b""
            key = digest_of(makers(), output.maker.encode(), templates, view)
            if self._known(output.path, key):
                yield from self.as_it_was(output.path)
                continue
            if self._memory.explain is not None:
                before, is_new = self._memory.view(output.path), self._differs(output.path, key)
                words = reason(before, output, templates, is_there=is_new)
                self._memory.explain(output.path, words)
            self._memory.keep_view(output.path, view, templates, output.view.__struct_fields__)
            todo.append((output, key))
        items = ((output, self._theme, Deferred(partial(self.ingredients, output))) for output, _ in todo)
        results = run(Task(render_one, items, len(todo), unrendered, progress=progress))
        problems: dict[Problem, list[str]] = {}
        for (output, key), (data, found) in zip(todo, results, strict=True):
            for problem in found:
                problems.setdefault(problem, []).append(output.path)
            if data is not None and not problems:
                page, count = named(data, self._theme.assets) if output.template else (data, 0)
                self._memory.made[output.path] = Made(key, {output.path: _sha256(page)}, assets=count)
                yield output.path, page
        if problems:
            raise StopBuildError(on_pages(problem, pages) for problem, pages in problems.items())

    def media(
        self, files: Iterable[MediaFile], run: Runner, progress: Progress | None
    ) -> Iterator[tuple[str, bytes | Same]]:
        """The curators' own files; of each picture every size. Raises StopBuildError."""
        pictures: list[tuple[MediaFile, bytes]] = []
        for file in files:
            key = digest_of(makers(), _ENCODER.encode(file))
            if self._known(file.path, key):
                yield from self.as_it_was(file.path)
            elif file.format:
                pictures.append((file, key))
            else:
                data = self._copy(file)
                self._learn(file.path, key, {file.path: data})
                yield file.path, data
        problems: list[Problem] = []
        items = ((file, Deferred(partial(self._copy, file))) for file, _ in pictures)
        results = run(Task(make_pictures, items, len(pictures), _unmade, HEAVY, progress))
        for (_, key), (file, (made, found)) in zip(pictures, results, strict=True):
            problems.extend(found)
            if made is not None:
                named = dict(zip(file.paths, made, strict=True))
                self._learn(file.path, key, named)
                yield from named.items()
        if problems:
            raise StopBuildError(problems)

    def bundles(
        self, bundles: Iterable[Bundle], run: Runner, progress: Progress | None
    ) -> Iterator[tuple[str, bytes | Same]]:
        """The files of every bundle. Raises StopBuildError."""
        todo: list[tuple[Bundle, bytes]] = []
        for bundle in bundles:
            key = digest_of(makers(), bundle.maker.encode(), _ENCODER.encode((bundle.folder, bundle.view)))
            if self._known(bundle.folder, key):
                yield from self.as_it_was(bundle.folder)
            else:
                todo.append((bundle, key))
        items = ((bundle, Deferred(partial(self._chosen, bundle.bodies))) for bundle, _ in todo)
        results = run(Task(make_bundle, items, len(todo), _unbundled, HEAVY, progress))
        for (bundle, key), (made, found) in zip(todo, results, strict=True):
            if made is None:
                raise StopBuildError(found)
            self._learn(bundle.folder, key, made)
            yield from made.items()

    def packages(
        self, packages: Iterable[Output], run: Runner, progress: Progress | None
    ) -> Iterator[tuple[str, bytes | Same]]:
        """Every package. Raises StopBuildError."""
        todo: list[tuple[Output, bytes]] = []
        for output in packages:
            key = digest_of(makers(), output.maker.encode(), _ENCODER.encode((output.path, output.view)))
            if self._known(output.path, key):
                yield from self.as_it_was(output.path)
            else:
                todo.append((output, key))
        items = ((output, Deferred(partial(self.ingredients, output))) for output, _ in todo)
        results = run(Task(make_package, items, len(todo), unpacked, LONG, progress))
        for (output, key), (data, size, digest) in zip(todo, results, strict=True):
            if data is None:
                raise StopBuildError([unoffered(output, digest)])
            self._memory.made[output.path] = Made(key, {output.path: digest}, size)
            yield output.path, data

    def learn(self) -> None:
        """Know which names of assets pages hold; once they are written."""
        self._memory.assets = self._names

    def offer(self, path: str) -> Offer:
        """A package that is made, as its page offers it."""
        made = self._memory.made[path]
        return path, made.size, made.files[path]

    def ingredients(self, output: Output) -> Bodies:
        """The bodies that an output is made of, and the curators' files by their paths."""
        return ingredients(self._root, self._texts, output)

    def _known(self, name: str, key: bytes) -> bool:
        return not self._differs(name, key) and self.is_there(name)

    def _differs(self, name: str, key: bytes) -> bool:
        made = self._memory.made.get(name)
        return made is None or made.key != key

    def _learn(self, name: str, key: bytes, files: Mapping[str, bytes]) -> None:
        digests = {path: _sha256(data) for path, data in files.items()}
        self._memory.made[name] = Made(key, digests)

    def _chosen(self, names: tuple[str, ...]) -> Bodies:
        return chosen(self._texts, names)

    def _copy(self, file: MediaFile) -> bytes:
        return bytes_again(self._root, file.source, file.sha256, LARGEST_FILE)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def chosen(bodies: Bodies, names: tuple[str, ...]) -> dict[str, bytes]:
    """The bodies of these names."""
    return {name: bodies[name] for name in names}


def ingredients(root: Path, bodies: Bodies, output: Output) -> Bodies:
    """The bodies that an output is made of, and the curators' files by their paths. Raises StopBuildError."""
    return chosen(bodies, output.bodies) | {file.path: _published(root, file) for file in output.files}


def _published(root: Path, file: MediaFile) -> bytes:
    """A file of the curators' as readers get it: of a picture its last size, without what a camera wrote."""
    data = bytes_again(root, file.source, file.sha256, LARGEST_FILE)
    if not file.format:
        return data
    _, (made, problems) = make_pictures(file, data)
    if made is None:
        raise StopBuildError(problems)
    return made[-1]


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


def _unmade(arguments: tuple[Any, ...], why: str) -> tuple[MediaFile, MadePictures]:
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
