"""The watcher, over real files: in the end nothing is missed, however an editor saves."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

from dossierpress.preview.watch import Watcher
from live import LONGEST
from make import write

Told = Queue[frozenset[str]]


@contextmanager
def watching(root: Path) -> Iterator[Told]:
    told: Told = Queue()
    watcher = Watcher(root, lambda: (root / "content", root / "templates"), told.put)
    watcher.start()
    try:
        if (root / "content").is_dir():
            assert told.get(timeout=LONGEST) == frozenset()  # the watch stands
        yield told
    finally:
        watcher.stop()


def gathered(told: Told, enough: Callable[[set[str | None]], bool]) -> set[str | None]:
    """What is told until it is enough; None stands for everything."""
    found: set[str | None] = set()
    while not enough(found):
        paths = told.get(timeout=LONGEST)
        found |= paths or {None}
    return found


def test_every_way_of_saving_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"content/d/a.md": "a", "content/d/b.md": "b", "content/d/c.md": "c"})
    folder = tmp_path / "content/d"
    with watching(tmp_path) as told:
        (folder / "a.md").write_text("truncated and written")
        gathered(told, lambda found: "content/d/a.md" in found)
        (folder / ".b.md.swp").write_text("by rename")
        (folder / ".b.md.swp").replace(folder / "b.md")
        gathered(told, lambda found: "content/d/b.md" in found)
        (folder / "c.md").rename(folder / "c.md~")
        (folder / "c.md").write_text("beside a backup")
        gathered(told, lambda found: "content/d/c.md" in found)
        (folder / "a.md").unlink()
        gathered(told, lambda found: "content/d/a.md" in found)


def test_a_file_moved_in_with_an_old_time_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"content/d/a.md": "a", "elsewhere/b.md": "b"})
    os.utime(tmp_path / "elsewhere/b.md", (1, 1))
    with watching(tmp_path) as told:
        (tmp_path / "elsewhere/b.md").rename(tmp_path / "content/d/b.md")
        gathered(told, lambda found: "content/d/b.md" in found)


def test_site_yaml_is_told_and_its_neighbours_are_not(tmp_path: Path) -> None:
    write(tmp_path, {"content/d/a.md": "a", "site.yaml": "x"})
    with watching(tmp_path) as told:
        write(tmp_path, {"README": "x", "site/index.html": "x"})
        write(tmp_path, {"site.new": "y"})
        (tmp_path / "site.new").replace(tmp_path / "site.yaml")
        assert gathered(told, lambda found: "site.yaml" in found) <= {"site.yaml", None}


def test_a_folder_that_comes_or_is_exchanged_is_everything(tmp_path: Path) -> None:
    with watching(tmp_path) as told:
        write(tmp_path, {"content/d/a.md": "a"})
        gathered(told, lambda found: None in found)
        write(tmp_path, {"templates/a.html": "a"})
        gathered(told, lambda found: None in found)
        shutil.rmtree(tmp_path / "content")
        gathered(told, lambda found: None in found)
        write(tmp_path, {"content/d/b.md": "b"})
        gathered(told, lambda found: None in found)
        write(tmp_path, {"content/d/b.md": "c"})
        gathered(told, lambda found: "content/d/b.md" in found)


def test_a_thousand_files_at_once_are_all_told(tmp_path: Path) -> None:
    files = {f"content/d{number % 10}/a{number}.md": "old" for number in range(1000)}
    write(tmp_path, files)
    with watching(tmp_path) as told:
        write(tmp_path, dict.fromkeys(files, "new"))
        gathered(told, lambda found: None in found or set(files) <= found)
