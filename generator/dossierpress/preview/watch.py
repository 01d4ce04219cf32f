"""Says what changed on disk. It may say too much, never too little: in doubt, look at everything."""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from watchfiles import Change, watch

from dossierpress.model.links import LINKS_FILE
from dossierpress.schema.config import CONFIG_FILE

# Milliseconds without a change after which those that came are passed on, and the longest they wait.
_STEP, _LONGEST = 10, 1000
# How often (ms) it is seen whether the folders themselves are still the same.
_LOOK_AROUND = 250
Told = Callable[[frozenset[str]], None]


class Watcher:
    """Watches `site.yaml` and whole folders, whichever of them exist, until it is stopped.

    `told` receives paths relative to the root, or absolute when outside; none at all when folders came,
    went or were exchanged, and anything may have changed.
    """

    def __init__(self, root: Path, folders: Callable[[], Iterable[Path]], told: Told) -> None:
        self._root, self._folders, self._told = root, folders, told
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=work, name=f"watch {name}", daemon=True)
            for name, work in (("site.yaml", self._watch_root), ("folders", self._watch_folders))
        ]

    def start(self) -> None:
        """Begin to watch, on threads of its own."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End at once."""
        self._stop.set()

    def _watch_root(self) -> None:
        wanted = {str(self._root / name) for name in (CONFIG_FILE, LINKS_FILE)}
        for changes in watch(
            self._root,
            watch_filter=lambda _, path: path in wanted,
            step=_STEP,
            debounce=_LONGEST,
            stop_event=self._stop,
            recursive=False,
            raise_interrupt=False,
        ):
            self._pass_on(changes)

    def _watch_folders(self) -> None:
        while not self._stop.is_set():
            folders = self._present()
            if not folders:
                self._stop.wait(_LOOK_AROUND / 1000)
                continue
            begun = False
            for changes in watch(
                *(path for path, _ in folders),
                watch_filter=None,
                step=_STEP,
                debounce=_LONGEST,
                stop_event=self._stop,
                rust_timeout=_LOOK_AROUND,
                yield_on_timeout=True,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                if not begun:
                    # What happened before the watch stood is not known.
                    begun = True
                    self._told(frozenset())
                if changes:
                    self._pass_on(changes)
                if self._present() != folders:
                    break

    def _pass_on(self, changes: set[tuple[Change, str]]) -> None:
        paths = (Path(path) for _, path in changes)
        told = frozenset(
            path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else path.as_posix()
            for path in paths
        )
        self._told(told)

    def _present(self) -> list[tuple[Path, int]]:
        """The folders that exist, each with what tells it from another of the same name."""
        found: dict[Path, int] = {}
        for folder in self._folders():
            try:
                if folder.is_dir():
                    found[folder] = folder.stat().st_ino
            except OSError:
                continue
        return [
            (path, node)
            for path, node in sorted(found.items())
            if not any(other in found for other in path.parents)
        ]
