"""One consistent state of the whole site: its pages are planned and made when they are asked for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dossierpress.memo.stamps import Stamps
from dossierpress.model.media import Media
from dossierpress.model.site import Site
from dossierpress.plan.addresses import address_of
from dossierpress.plan.check import check_all
from dossierpress.plan.desk import Facts
from dossierpress.plan.media import media_files
from dossierpress.plan.outputs import Bodies, Bundle, Cause, MediaFile, Output
from dossierpress.plan.pageviews import RedirectView
from dossierpress.plan.plan import Export, Planned, Planner, Unit
from dossierpress.plan.shelf import Shelf
from dossierpress.problems import Problem, StopBuildError
from dossierpress.read.files import LARGEST_FILE, UnreadableError, read_bytes
from dossierpress.render.assets import named
from dossierpress.render.bundle import Bundled, make_bundle
from dossierpress.render.closure import closure_digest
from dossierpress.render.page import render_one
from dossierpress.render.theme import Theme
from dossierpress.render.variants import Made, make_pictures
from dossierpress.run.task import Task, serial
from dossierpress.schema.config import Config
from dossierpress.steps.making import chosen, on_pages, unrendered


@dataclass(frozen=True, slots=True)
class File:
    """What answers one path. `target` is where a redirect leads; `data` is None for what was never sound."""

    data: bytes | None
    target: str = ""


@dataclass(frozen=True, slots=True)
class _Made:
    """A file, and all that it was made of; `problems` are why it could not be made of that."""

    output: Output
    templates: bytes
    file: File
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """All that an edition is made of."""

    root: Path
    config: Config
    theme: Theme
    site: Site
    media: Mapping[str, Media]
    bodies: Bodies
    exports: tuple[Export, ...] = ()
    # By path, a mark that changes with what was read of a file.
    marks: Mapping[str, bytes] | None = None


class Edition:
    """The site as one state of its files gives it; any page can be had at once.

    Byte for byte what `build` writes of the same files. A page that cannot be made any more stays as
    the edition `before` had it.
    """

    def __init__(self, matter: Matter, before: "Edition | None" = None) -> None:
        self.matter = matter
        self.planned = False
        # Pictures and the like that are other than they were, relative to the content folder.
        self.fresh_media: tuple[str, ...] = ()
        self._earlier: dict[str, _Made] = {}
        self._made: dict[str, _Made] = {}
        self._outputs: dict[str, Output] = {}
        # Pictures and bundles are made when one of their files is asked for, and kept while they hold.
        self._media: dict[str, MediaFile] | None = None
        self._pictures: dict[MediaFile, Made] = {}
        self._bundles: dict[str, tuple[Bundle, Bundled | None]] = {}
        shelf = Shelf(matter.site, matter.config, matter.media, prints=matter.marks)
        self._planner = Planner(Facts(shelf), matter.exports)
        self._stamps = Stamps()
        self._parts: dict[Unit, Planned] = {}
        self._parts_before: Mapping[Unit, Planned] = {}
        if before is not None:
            self._follow(before)

    def _follow(self, before: "Edition") -> None:
        """Take over from the edition before what may still hold."""
        # ruff: noqa: SLF001  another of the same class
        self._earlier = {**before._earlier, **before._made}
        media, content = self.matter.media, f"{self.matter.config.content}/"
        known = before.matter.media
        self.fresh_media = tuple(
            path.removeprefix(content) for path, digest in media.items() if known.get(path, digest) != digest
        )
        if known == media and before.matter.config.content == self.matter.config.content:
            self._media = before._media
        self._pictures = before._pictures
        self._bundles = before._bundles
        # Exports look at more than the desk gives them where others are turned on.
        if before.matter.exports == self.matter.exports:
            self._stamps, self._parts_before = before._stamps, before._whole_parts()

    def _whole_parts(self) -> Mapping[Unit, Planned]:
        """The parts of the plan as the stamps know them: this edition's, once it is planned."""
        return self._parts if self.planned else self._parts_before

    def ready(self, path: str) -> File | None:
        """A file that needs no making; None when it is not there, or not made yet. Safe from any thread."""
        made = self._made.get(path)
        if made is not None:
            return self._named(made)
        data = self.matter.theme.files.get(path)
        if data is not None:
            return File(data)
        media = (self._media or {}).get(path)
        if media is not None:
            return self._picture(media, path) if media.format else self._copy(media)
        return next((File(made[path]) for made, _ in self._made_bundles() if path in made), None)

    def file(self, path: str) -> File | None:
        """The file at a path, made now if need be. None: not there, or known only when all is planned."""
        ready = self.ready(path)
        if ready is not None:
            return ready
        if self._make_other(path):
            return self.ready(path)
        output = self._outputs.get(path)
        if output is None and not self.planned:
            output = self._planned_alone(path)
        return None if output is None else self._named(self._make(output))

    def _named(self, made: _Made) -> File:
        """A page with the names that assets have now."""
        data = made.file.data
        if data is None or not made.output.template:
            return made.file
        return File(named(data, self.matter.theme.assets)[0], made.file.target)

    def plans(self, path: str) -> bool:
        """Whether the whole plan has a file at a path that can be made."""
        in_bundle = any(path.startswith(f"{folder}/") for folder in self._bundles)
        return path in self._outputs or path in (self._media or {}) or in_bundle

    def paths(self) -> tuple[str, ...]:
        """The path of every file, once all is planned."""
        return tuple(sorted({*self._outputs, *self.matter.theme.files, *(self._media or {})}))

    def plan(self, attend: Callable[[], None]) -> tuple[Problem, ...]:
        """Plan what is out of date, and find every problem there is in the whole.

        `attend` is called before each part; it may leave off the work by raising.
        """
        matter, planner = self.matter, self._planner
        units = planner.units()
        stale = self._stamps.stale(planner.facts, units)
        fresh: dict[Unit, Planned] = {}
        for unit in stale:
            attend()
            fresh[unit] = self._parts.get(unit) or planner.plan(unit)
        parts = {unit: fresh.get(unit) or self._parts_before[unit] for unit in units}
        last = planner.plan_last(claim for part in parts.values() for claim in part.claims)
        media = tuple(media_files(matter.config, matter.media))
        everything = [*parts.values(), last]
        problems = [problem for part in everything for problem in part.problems]
        problems += check_all(
            [claim for part in everything for claim in part.claims],
            media,
            [(path, Cause(path)) for path in matter.theme.files],
            (each for part in everything for each in part.to_check),
        )
        self._stamps.learn(planner.facts, fresh.items(), units)
        self._parts, self._parts_before = parts, {}
        self._take([output for part in everything for output in part.outputs], media)
        return tuple(problems)

    def _planned_alone(self, path: str) -> Output | None:
        """One page, just as the whole plan has it; None when that alone can tell."""
        unit = self._planner.unit_at(address_of(path))
        if unit is None:
            return None
        if unit not in self._parts:
            self._parts[unit] = self._planner.plan(unit)
        pages = (output for output in self._parts[unit].outputs if isinstance(output, Output))
        return next((output for output in pages if output.path == path), None)

    def make_all(self) -> Iterator[None]:
        """Make every page that is not made yet, one a step."""
        for path, output in self._outputs.items():
            if path not in self._made:
                self._make(output)
                yield

    def changed(self) -> int:
        """How many pages are other than in the earlier edition; which is let go with that."""
        before, self._earlier = self._earlier, {}
        self._outputs = {path: made.output for path, made in self._made.items()}
        gone = len(before.keys() - self._made.keys())
        old = {path: made.file for path, made in before.items()}
        return gone + sum(made.file != old.get(path) for path, made in self._made.items())

    def problems(self) -> tuple[Problem, ...]:
        """Why pages could not be made: a fault in a template is one problem, however many it spoils."""
        spoilt: dict[Problem, list[str]] = {}
        for path, made in sorted(self._made.items()):
            for problem in made.problems:
                spoilt.setdefault(problem, []).append(path)
        return tuple(on_pages(problem, paths) for problem, paths in spoilt.items())

    def _take(self, outputs: list[Output | Bundle], media: tuple[MediaFile, ...]) -> None:
        self._outputs = {output.path: output for output in outputs if isinstance(output, Output)}
        self._media = {path: file for file in media for path in file.paths}
        self._pictures = {file: made for file, made in self._pictures.items() if file in media}
        bundles = (output for output in outputs if isinstance(output, Bundle))
        self._bundles = {bundle.folder: self._taken(bundle) for bundle in bundles}
        # Pages that were asked for before all was planned: the whole plan has the last word.
        for path, made in list(self._made.items()):
            if path not in self._outputs:
                del self._made[path]
            elif not _is_same(self._outputs[path], made.output):
                self._make(self._outputs[path])
        self.planned = True

    def _taken(self, bundle: Bundle) -> tuple[Bundle, Bundled | None]:
        """A bundle with what was made of it, if that still holds."""
        before = self._bundles.get(bundle.folder)
        return before if before is not None and before[0] == bundle else (bundle, None)

    def _copy(self, file: MediaFile) -> File | None:
        try:
            return File(read_bytes(self.matter.root, file.source, LARGEST_FILE))
        except UnreadableError:
            return None

    def _picture(self, file: MediaFile, path: str) -> File | None:
        made, _ = self._pictures.get(file, (None, ()))
        return None if made is None else File(made[file.paths.index(path)])

    def _made_bundles(self) -> Iterator[tuple[dict[str, bytes], tuple[Problem, ...]]]:
        for _, bundled in self._bundles.values():
            if bundled is not None and bundled[0] is not None:
                yield bundled[0], bundled[1]

    def _make_other(self, path: str) -> bool:
        """Make the picture or bundle that a path belongs to, if it is one's."""
        file = (self._media or {}).get(path)
        if file is not None and file.format and file not in self._pictures:
            source = self._copy(file)
            if source is not None and source.data is not None:
                self._pictures[file] = make_pictures(file, source.data)[1]
            return True
        for folder, (bundle, made) in self._bundles.items():
            if made is None and path.startswith(f"{folder}/"):
                bundled = make_bundle(bundle, chosen(self.matter.bodies, bundle.bodies))
                self._bundles[folder] = (bundle, bundled)
                return True
        return False

    def _make(self, output: Output) -> _Made:
        templates = b"" if output.producer else closure_digest(self.matter.theme, output.template)
        before = self._earlier.get(output.path)
        if before is not None and before.templates == templates and _is_same(before.output, output):
            self._made[output.path] = before
            return before
        data, problems = self._rendered(output)
        if data is None and before is not None:
            data = before.file.data
        target = output.view.target if isinstance(output.view, RedirectView) else ""
        made = _Made(output, templates, File(data, target), problems)
        self._made[output.path] = made
        return made

    def _rendered(self, output: Output) -> tuple[bytes | None, tuple[Problem, ...]]:
        try:
            items = [(output, self.matter.theme, chosen(self.matter.bodies, output.bodies))]
            return next(serial(Task(render_one, items, 1, unrendered)))
        except StopBuildError as stop:  # a text was changed since: the next edition shows it
            return None, stop.problems


def _is_same(one: Output, other: Output) -> bool:
    return one is other or one == other
