"""All that READ gives, kept in memory: after a change only what changed is read again.

What breaks keeps its last good state: an article whose front matter is broken stays as it was, and so
do the configuration and the theme, while the problems say what is wrong now.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from dossierpress.memo.fingerprints import Fingerprints
from dossierpress.memo.memory import Memory
from dossierpress.model.document import Document
from dossierpress.model.links import LINKS_FILE, Link
from dossierpress.model.media import Media
from dossierpress.model.site import Named, NameKind, Site
from dossierpress.problems import Problem, errors_only, made_strict
from dossierpress.read.assemble import assemble
from dossierpress.read.document import Reading, ReadSettings, read_packed
from dossierpress.read.files import ContentFile, Scan, UnreadableError, read_bytes, read_noted, scan
from dossierpress.read.held import Audience
from dossierpress.read.links import read_links
from dossierpress.read.media import gather_media
from dossierpress.read.registries import read_registry
from dossierpress.read.themes import shipped
from dossierpress.render.theme import Compiled, Theme
from dossierpress.run.task import Deferred, Progress, Runner, Task, serial
from dossierpress.schema.config import CONFIG_FILE, Config
from dossierpress.steps.reading import settings_of, unread
from dossierpress.steps.settings import load_config, on_this_machine, theme_of
from dossierpress.steps.witness import witnessed

Pairs = list[tuple[Document, Document]]


class Sources:
    """The files of a site as last read. `config`, `theme` and `site` are None until they can be made.

    `memory`, while there is one, knows what earlier builds have read; `compiled` keeps compiled templates.
    """

    def __init__(
        self,
        root: Path,
        audience: Callable[[Config], Audience],
        memory: Memory | None = None,
        compiled: Compiled | None = None,
    ) -> None:
        self.root = root
        self.memory = memory
        self.config: Config | None = None
        self.theme: Theme | None = None
        self.site: Site | None = None
        self.media: Mapping[str, Media] = {}
        self.documents: dict[str, Document] = {}
        self.bodies: dict[str, bytes] = {}
        # By path, a mark that changes with what was read of a file.
        self.marks: dict[str, bytes] = {}
        self._audience, self._compiled = audience, compiled
        self._content = Scan((), (), ())
        self._files: dict[str, ContentFile] = {}
        self._settings: ReadSettings | None = None
        self._registries: dict[str, tuple[NameKind, tuple[Named, ...]]] = {}
        self._links: Mapping[str, Link] = {}
        self._prints = Fingerprints()
        self._faults: dict[str, tuple[Problem, ...]] = {}
        self._at_fault: dict[str, tuple[Problem, ...]] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that reading and assembling found, not yet located."""
        found = [*self._content.problems]
        for each in (*self._at_fault.values(), *self._faults.values()):
            found.extend(each)
        return made_strict(found) if self.config is not None and self.config.strict else tuple(found)

    def folders(self) -> tuple[Path, ...]:
        """Folders in which files of the site may lie, whether or not they exist."""
        content = () if self.config is None else (self.root / self.config.content,)
        return (*content, *self._theme_folders())

    def _theme_folders(self) -> tuple[Path, ...]:
        name = self.config.theme.name if self.config is not None else ""
        own = [self.root / each for each in ("templates", "assets", "themes", name) if each]
        return (*own, *shipped())

    def is_unsettled(self, changed: Collection[str]) -> bool:
        """Whether a known file has vanished or is empty: an editor may be in the midst of saving it."""
        return any(_size(self.root / path) == 0 for path in changed if path in self._files)

    def refresh(self, changed: Collection[str] | None, run: Runner, progress: Progress | None = None) -> bool:
        """Read again what changed (paths relative to the root, or absolute); None: look at everything.

        Returns whether anything came out otherwise than before.
        """
        before = (self.config, self.theme, self.site, self.media, self.problems)
        if changed is None or CONFIG_FILE in changed:
            self._configure()
        if self.config is None:
            return before[-1] != self.problems
        same_config = self.config is before[0]
        if changed is None or not same_config or self._dresses(changed):
            self._dress(self.config)
        for path in changed or ():
            self._prints.seen.pop(str(self.root / path), None)
        if changed is None or LINKS_FILE in changed:
            self._links, self._at_fault["links"] = read_links(self.root, self._prints)
        pairs = self._read(self.config, changed, run, progress)
        if not same_config:
            pairs = None
        self._assemble(self.config, pairs)
        if not self._shows_as_before(changed, pairs):
            self._gather(self.config)
        return before != (self.config, self.theme, self.site, self.media, self.problems)

    def _configure(self) -> None:
        config, faults = load_config(self.root)
        if config is not None:
            config, notes = on_this_machine(config)
            faults = (*faults, *notes)
        self._at_fault["config"] = faults
        if config is not None and config != self.config:
            self.config = config

    def _dresses(self, changed: Collection[str]) -> bool:
        folders = [f"{folder}/" for folder in self._theme_folders()]
        full = [f"{self.root / path}/" for path in changed]
        return any(path.startswith(folder) for path in full for folder in folders)

    def _dress(self, config: Config) -> None:
        theme, self._at_fault["theme"] = theme_of(self.root, config, self._prints)
        if theme is not None and (self.theme is None or theme.digest != self.theme.digest):
            self.theme = replace(theme, compiled=self._compiled)

    def _read(
        self, config: Config, changed: Collection[str] | None, run: Runner, progress: Progress | None
    ) -> Pairs | None:
        """Read what is stale. The documents that changed, old and new; None when more than that changed."""
        settings = settings_of(config)
        whole = changed is None or settings != self._settings or self._moves(changed, config.content)
        stale = {path for path in changed or () if path in self._files}
        moved = False
        if whole:
            content = scan(self.root, config.content)
            files = {file.path: file for file in content.files}
            moved = files != self._files or content.folders != self._content.folders
            stale = {path for path in files if path in stale or self._is_stale(path)}
            if settings != self._settings:
                stale = set(files)
            self._drop(self._files.keys() - files.keys())
            self._content, self._files, self._settings = content, files, settings
            used = {document.body.digest for document in self.documents.values()}
            self.bodies = {name: text for name, text in self.bodies.items() if name in used}
        before = {path: self.documents.get(path) for path in stale}
        if self.memory is not None:
            self.memory.begin_reading(settings, lambda path: self._text_again(self._files[path], settings))
        named = self._read_files([self._files[path] for path in sorted(stale)], settings, run, progress)
        if moved or named:
            return None
        pairs = [(old, self.documents.get(path)) for path, old in before.items()]
        sound = [(old, new) for old, new in pairs if old is not None and new is not None and old != new]
        return sound if all(old is not None or new is None for old, new in pairs) else None

    def _moves(self, changed: Collection[str], content: str) -> bool:
        """Whether a change is more than other bytes in files that are known, or in files beside them."""
        for path in changed:
            if not f"{path}/".startswith(f"{content}/"):
                continue
            place = self.root / path
            if path in self._files:
                if not place.is_file():
                    return True
            elif path.endswith((".md", ".yaml", ".yml")) or place.is_dir() or self._held(path):
                return True
        return False

    def _held(self, folder: str) -> bool:
        return any(path.startswith(f"{folder}/") for path in self._files)

    def _is_stale(self, path: str) -> bool:
        return not self._prints.known(self.root / path)

    def _drop(self, paths: Iterable[str]) -> None:
        for path in paths:
            # A folder that is moved back brings its files as they were: they are read again all the same.
            self._prints.seen.pop(str(self.root / path), None)
            for shelf in (self.documents, self.marks, self._faults, self._registries):
                shelf.pop(path, None)

    def _read_files(
        self, files: list[ContentFile], settings: ReadSettings, run: Runner, progress: Progress | None
    ) -> bool:
        """Read files; whether a registry was among them. What is broken stays as it was."""
        named = False
        items: list[tuple[ContentFile, Deferred, ReadSettings]] = []
        digests: list[str] = []
        known: list[tuple[ContentFile, Reading, bytes]] = []
        for file in files:
            try:
                data, digest = read_noted(self.root, file.path, self._prints)
            except UnreadableError as error:
                self._faults[file.path] = (error.problem,)
                continue
            if file.kind == "registry":
                self._read_registry(file, data)
                named = True
            elif (remembered := self._remembered(file, digest)) is not None:
                known.append((file, *remembered))
            else:
                digests.append(digest)
                items.append((file, Deferred(partial(bytes, data)), settings))
        readings = run(Task(read_packed, items, len(items), unread, progress=progress))
        for (file, _, _), digest, reading in zip(items, digests, readings, strict=True):
            if self.memory is not None:
                self.memory.keep_reading(file.path, digest, reading)
            known.append((file, reading, reading.body))
        for file, reading, text in known:
            document, self._faults[file.path] = self._witnessed(reading)
            if text:
                self.bodies[reading.digest] = text
            if document is not None and document != self.documents.get(file.path):
                self.documents[file.path] = document
                self.marks[file.path] = hashlib.blake2b(reading.record, digest_size=12).digest()
        return named

    def _witnessed(self, reading: Reading) -> tuple[Document | None, tuple[Problem, ...]]:
        document, faults = reading.unpacked()
        if document is None:
            return None, faults
        (settled,), unseen = witnessed(self.root, (document,), serial)
        return settled, (*faults, *unseen)

    def _read_registry(self, file: ContentFile, data: bytes) -> None:
        kind, names, self._faults[file.path] = read_registry(file, data)
        if not errors_only(self._faults[file.path]) or file.path not in self._registries:
            self._registries[file.path] = (kind, names)

    def _remembered(self, file: ContentFile, digest: str) -> tuple[Reading, bytes] | None:
        """What came of a file of these bytes and its text, if an earlier build has read it."""
        reading = self.memory.reading(file.path, digest) if self.memory is not None else None
        if self.memory is None or reading is None:
            return None
        return reading, self.memory.text(reading.digest) if reading.digest else b""

    def _text_again(self, file: ContentFile, settings: ReadSettings) -> bytes:
        """The text of a body that was kept and is not there any more."""
        try:
            return read_packed(file, read_bytes(self.root, file.path), settings).body
        except UnreadableError:
            return b""

    def _assemble(self, config: Config, pairs: Pairs | None) -> None:
        """Put the site together, when something in it changed."""
        site = self.site if pairs == [] else None
        if site is None:
            unreadable = [
                file
                for file in self._files.values()
                if file.kind != "registry" and file.path not in self.documents
            ]
            names = dict(self._registries.values())
            documents = self.documents.values()
            site, self._at_fault["site"] = assemble(
                documents, self._content.folders, names, self._audience(config), unreadable
            )
        if self._links is not site.links and self._links != site.links:
            site = msgspec.structs.replace(site, links=self._links)
        if site != self.site:
            self.site = site

    def _shows_as_before(self, changed: Collection[str] | None, pairs: Pairs | None) -> bool:
        """Whether only documents changed, and show the same pictures and captures as they did."""
        if changed is None or pairs is None or not self._files.keys() >= set(changed):
            return False
        return all(_pictures(old) == _pictures(new) for old, new in pairs)

    def _gather(self, config: Config) -> None:
        assert self.site is not None
        documents = self.documents.values()
        media, self._at_fault["media"] = gather_media(self.site, documents, config, self.root, self._prints)
        if media != self.media:
            self.media = media


def _pictures(document: Document) -> tuple[Any, ...]:
    meta = document.meta
    targets = [target for target in document.body.targets if target.kind == "media"]
    return targets, getattr(meta, "image", None), getattr(meta, "captures", ())


def _size(place: Path) -> int:
    try:
        return place.stat().st_size
    except OSError:
        return 0
