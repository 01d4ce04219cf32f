"""The site as it is on disk, looked at again after each change by the first half of the build's own recipe.

What breaks keeps its last good state: an article whose front matter is broken stays as it was, and so
do the configuration and the theme, while the problems say what is wrong now.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from dossierpress.build import Job, Stock, take_stock
from dossierpress.memo.memory import Memory
from dossierpress.model.document import Document
from dossierpress.problems import Problem, StopBuildError, made_strict
from dossierpress.read.held import Audience
from dossierpress.read.themes import shipped
from dossierpress.render.theme import Theme
from dossierpress.run.task import Progress, Runner
from dossierpress.schema.config import CONFIG_FILE, Config
from dossierpress.steps.reading import Readings
from dossierpress.steps.settings import load_config, on_this_machine, theme_of
from dossierpress.write.memory import NoSink

_TEXTS = (".md", ".yaml", ".yml")


class Sources:
    """The files of a site, as last seen. `config`, `theme` and `stock` are None until they can be made."""

    def __init__(
        self, root: Path, audience: Callable[[Config], Audience], memory: Memory | None = None
    ) -> None:
        self.root = root
        self.memory = memory or Memory()
        self.config: Config | None = None
        self.theme: Theme | None = None
        self.stock: Stock | None = None
        self._audience = audience
        self._faults: dict[str, tuple[Problem, ...]] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that reading and assembling found, not yet located."""
        found = [problem for faults in self._faults.values() for problem in faults]
        return made_strict(found) if self.config is not None and self.config.strict else tuple(found)

    @property
    def documents(self) -> dict[str, Document]:
        """What each Markdown file says, by its path."""
        documents = self.stock.readings.documents if self.stock is not None else ()
        return {document.path: document for document in documents}

    def folders(self) -> tuple[Path, ...]:
        """Folders in which files of the site may lie, whether or not they exist."""
        content = () if self.config is None else (self.root / self.config.content,)
        return (*content, *self._theme_folders())

    def _theme_folders(self) -> tuple[Path, ...]:
        name = self.config.theme.name if self.config is not None else ""
        own = [self.root / each for each in ("templates", "assets", "themes", name) if each]
        return (*own, *shipped())

    def is_unsettled(self, changed: Collection[str]) -> bool:
        """Whether a file has vanished or is empty: an editor may be in the midst of saving it."""
        return any(_size(self.root / path) == 0 for path in changed if path.endswith(_TEXTS))

    def refresh(self, changed: Collection[str] | None, run: Runner, progress: Progress | None = None) -> bool:
        """Look at everything again (paths relative to the root, or absolute; None: any may have changed).

        Returns whether anything came out otherwise than before.
        """
        before = (self.config, self.theme, self.stock, self.problems)
        for path in changed or ():
            self.memory.prints.seen.pop(str(self.root / path), None)
        if changed is None or CONFIG_FILE in changed:
            self._configure()
        if self.config is None:
            return before[-1] != self.problems
        if changed is None or self.config is not before[0] or self._dresses(changed):
            self._dress(self.config)
        self._take_stock(self.config, run, progress)
        return before != (self.config, self.theme, self.stock, self.problems)

    def _configure(self) -> None:
        config, faults = load_config(self.root)
        if config is not None:
            config, notes = on_this_machine(config)
            faults = (*faults, *notes)
        self._faults["config"] = faults
        if config is not None and config != self.config:
            self.config = config

    def _dresses(self, changed: Collection[str]) -> bool:
        folders = [f"{folder}/" for folder in self._theme_folders()]
        full = [f"{self.root / path}/" for path in changed]
        return any(path.startswith(folder) for path in full for folder in folders)

    def _dress(self, config: Config) -> None:
        theme, self._faults["theme"] = theme_of(self.root, config, self.memory.prints)
        if theme is not None and (self.theme is None or _state(theme) != _state(self.theme)):
            self.theme = replace(theme, compiled=self.memory.compiled)

    def _take_stock(self, config: Config, run: Runner, progress: Progress | None) -> None:
        earlier = self.stock.readings if self.stock is not None else Readings()
        job = Job(
            root=self.root,
            config=config,
            audience=self._audience(config),
            sink=NoSink(),
            run=run,
            memory=self.memory,
            progress=progress,
            earlier=earlier,
        )
        try:
            stock = take_stock(job)
        except StopBuildError as stop:
            self._faults["content"] = stop.problems
            return
        self._faults["content"] = stock.problems
        if stock != self.stock:
            self.stock = stock


def _state(theme: Theme) -> tuple[object, ...]:
    """All by which two themes differ for readers."""
    return theme.digest, theme.assets


def _size(place: Path) -> int:
    try:
        return place.stat().st_size
    except OSError:
        return 0
