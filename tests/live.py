"""A preview that really runs, for tests: its session, its server and its watcher, on loopback."""

import datetime as dt
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Queue, SimpleQueue

from dossierpress.build import Job, build
from dossierpress.preview.edition import Edition
from dossierpress.preview.hosts import Hosts
from dossierpress.preview.listen import listen
from dossierpress.preview.server import Server
from dossierpress.preview.session import Changed, Rebuilt, Session, Wanted
from dossierpress.preview.sources import Sources
from dossierpress.preview.watch import Watcher
from dossierpress.problems import Problem
from dossierpress.read.held import Audience
from dossierpress.run.task import serial
from dossierpress.steps.settings import load_config
from dossierpress.write.memory import MemorySink
from make import CONFIG, TINY_THEME, write

EDITOR = Audience(dt.datetime(2024, 5, 17, tzinfo=dt.UTC), "UTC", drafts=True, future=True)
LONGEST = 300.0


class Nobody:
    """Readers that only note what they are told."""

    def __init__(self) -> None:
        self.open: frozenset[str] = frozenset()
        self.shown: list[Edition] = []
        self.moved: dict[str, str] = {}
        self.problems: tuple[Problem, ...] = ()

    def reading(self) -> frozenset[str]:
        return self.open

    def show(self, edition: Edition, moved: dict[str, str]) -> None:
        self.shown.append(edition)
        self.moved |= moved

    def tell(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems


class Desk:
    """A session that the test drives step by step: nothing runs by itself."""

    def __init__(self, root: Path, files: Mapping[str, str | bytes], settings: str = "") -> None:
        self.root = write(root, {"site.yaml": CONFIG + settings, **TINY_THEME, **files}).resolve()
        self.jobs: SimpleQueue[Changed | Wanted] = SimpleQueue()
        self.readers = Nobody()
        self.reports: list[Rebuilt] = []
        self.sources = Sources(self.root, lambda _: EDITOR)
        self.session = Session(
            self.sources, self.jobs, self.readers, serial, lambda _: (), self.reports.append
        )
        self.change(None)

    def change(self, paths: set[str] | None) -> None:
        """Tell the session what changed, and let it do everything that follows."""
        self.jobs.put(Changed(frozenset(paths or ()), everything=paths is None))
        self.session.step()

    def save(self, files: Mapping[str, str | bytes]) -> None:
        """Write files and tell."""
        write(self.root, files)
        self.change(set(files))

    def files(self) -> dict[str, bytes | None]:
        """The whole site, as readers would get it."""
        edition = self.session.edition
        assert edition is not None
        found = {path: edition.file(path) for path in edition.paths()}
        return {path: file.data for path, file in found.items() if file is not None}

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.readers.problems]


def built(root: Path) -> dict[str, bytes]:
    """What a clean build of the same files gives."""
    config, _ = load_config(root)
    assert config is not None
    sink = MemorySink()
    build(Job(root=root, config=config, audience=EDITOR, sink=sink, run=serial))
    return sink.files


class Live:
    """A preview that runs by itself, over real sockets and real files."""

    def __init__(self, root: Path, port: int, rebuilt: "Queue[Rebuilt]") -> None:
        self.root, self.port, self.rebuilt = root, port, rebuilt

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def next(self) -> Rebuilt:
        """Wait until something has been rebuilt."""
        return self.rebuilt.get(timeout=LONGEST)

    def until(self, path: str) -> Rebuilt:
        """Wait for the rebuild that a path is part of: named, or found when everything was looked at."""
        while True:
            rebuilt = self.next()
            if path in rebuilt.paths or not rebuilt.paths:
                return rebuilt


@contextmanager
def live(root: Path, port: int = 0) -> Iterator[Live]:
    """Run a preview of the site in `root` until the block ends."""
    jobs: SimpleQueue[Changed | Wanted] = SimpleQueue()
    rebuilt: Queue[Rebuilt] = Queue()
    listener, found = listen("127.0.0.1", port)
    root = root.resolve()
    sources = Sources(root, lambda _: EDITOR)
    server = Server(Hosts("127.0.0.1", found), jobs)
    stands = threading.Event()

    def told(paths: frozenset[str]) -> None:
        jobs.put(Changed(paths, everything=not paths))
        stands.set()

    watcher = Watcher(root, sources.folders, told)
    session = Session(sources, jobs, server, serial, lambda _: (), rebuilt.put)
    ended = threading.Event()

    def work() -> None:
        while not ended.is_set():
            session.step()

    jobs.put(Changed(everything=True))
    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    server.start(listener)
    watcher.start()
    try:
        running = Live(root, found, rebuilt)
        running.next()
        assert stands.wait(LONGEST)
        yield running
    finally:
        ended.set()
        jobs.put(Changed())
        worker.join(timeout=LONGEST)
        watcher.stop()
        server.stop()
        listener.close()
