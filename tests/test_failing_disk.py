"""Every file operation of a build fails once: each file is old or new, and the message names a path.

The operations are counted and made to fail in this process, below the output folder only: opening
for writing, writing, flushing to the disk, renaming, making and removing files and folders.
"""

import builtins
import errno
import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import pytest
from click.testing import CliRunner, Result

from dossierpress.cli.main import cli
from make import png
from trial import EPOCH, article, lay, pages

SMALL = (
    "title: Small\ntheme: golden\nsearch: false\ncards: false\napi: false\n"
    "indexes: {dates: off, sources: off, people: off, organisations: off, places: off}\n"
)
OLD = {
    "site.yaml": SMALL,
    "content/d/one.md": article(body="The first text."),
    "content/d/two.md": article("title: Two\ntags: [old]"),
    "content/d/picture.png": png(1),
    "content/d/dossier.md": "---\ntitle: Dee\ncover: {file: picture.png, alt: x}\n---\n",
}
NEW = OLD | {
    "content/d/one.md": article(body="The other text."),
    "content/d/two.md": article("title: Two\ntags: [new]"),
    "content/d/three.md": article("title: Three"),
    "content/d/picture.png": png(2),
}
REASONS = (errno.ENOSPC, errno.EIO, errno.EACCES)
# What is done with a path, by the module that holds it and its name there.
BY_PATH = (
    (os, "mkdir"),
    (os, "rename"),
    (os, "replace"),
    (os, "unlink"),
    (os, "remove"),
    (os, "rmdir"),
    (os, "open"),
    (io, "open"),
    (builtins, "open"),
)


@pytest.fixture(autouse=True)
def _no_power_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of builds need not wait for the disk each time: nobody pulls the plug here."""
    monkeypatch.setattr(os, "sync", lambda: None)


class FailingDisk:
    """Counts operations below a folder, and lets the n-th one fail."""

    def __init__(self, folder: Path, fatal: int = 0, reason: int = 0) -> None:
        self.folder = str(folder)
        self.fatal = fatal
        self.reason = reason
        self.count = 0

    def operation(self, path: str | None) -> None:
        self.count += 1
        if self.count == self.fatal:
            raise OSError(self.reason, os.strerror(self.reason), path)

    def concerns(self, path: Any) -> bool:
        return isinstance(path, str | os.PathLike) and os.fspath(path).startswith(self.folder)

    def by_path(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """Every operation but opening."""

        def operation(path: Any, *arguments: Any, **options: Any) -> Any:
            if self.concerns(path):
                self.operation(os.fspath(path))
            return real(path, *arguments, **options)

        return operation

    def by_opening(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """Opening for writing; what is opened counts its own writes."""

        def opening(path: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
            writes = self.concerns(path) and set(mode) & set("wxa+")
            if writes:
                self.operation(os.fspath(path))
            file = real(path, mode, *arguments, **options)
            return _Counted(file, self) if writes else file

        return opening

    @contextmanager
    def at_work(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for module, name in BY_PATH:
                real = getattr(module, name)
                wrapped = self.by_opening(real) if name == "open" and module is not os else self.by_path(real)
                patch.setattr(module, name, wrapped)
            fsync = os.fsync

            def flushed(handle: int) -> None:
                self.operation(None)
                fsync(handle)

            patch.setattr(os, "fsync", flushed)
            yield


class _Counted:
    """A file whose writes are operations too."""

    def __init__(self, file: Any, disk: FailingDisk) -> None:
        self.file = file
        self.disk = disk

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, data: Any) -> int:
        self.disk.operation(None)
        return int(self.file.write(data))


def build(root: Path) -> Result:
    command = ["build", "--root", str(root), "--jobs", "1", "--no-cache"]
    return CliRunner().invoke(cli, command, env={"SOURCE_DATE_EPOCH": EPOCH})


def clean(root: Path, files: dict[str, Any]) -> dict[str, bytes]:
    assert build(lay(root, files)).exit_code == 0
    return pages(root / "site")


def torn(site: Path, old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    """Files that are neither the old nor the new one, and those that are missing though both have them."""
    found = {path: data for path, data in pages(site).items() if not path.endswith("/")}
    wrong = [path for path, data in found.items() if data not in (old.get(path), new.get(path))]
    return wrong + [path for path in old if path in new and path not in found]


@pytest.fixture
def sites(tmp_path: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    return clean(tmp_path / "old", OLD), clean(tmp_path / "new", NEW)


@pytest.mark.parametrize("first", [True, False], ids=["first build", "rebuild"])
def test_each_operation_may_fail(
    tmp_path: Path, sites: tuple[dict[str, bytes], dict[str, bytes]], *, first: bool
) -> None:
    old, new = ({}, sites[1]) if first else sites
    root = lay(tmp_path / "trial", NEW)
    site = root / "site"
    fatal = failures = 0
    while True:
        fatal += 1
        reason = REASONS[fatal % len(REASONS)]
        shutil.rmtree(site, ignore_errors=True)
        if not first:
            shutil.copytree(tmp_path / "old/site", site)
        disk = FailingDisk(site, fatal, reason)
        with disk.at_work():
            result = build(root)
        assert result.exception is None or isinstance(result.exception, SystemExit), (fatal, result.exception)
        assert not torn(site, old, new), fatal
        if result.exit_code:
            failures += 1
            assert result.exit_code == 1
            assert "site" in result.stderr.split(": error[unwritable]: ")[0]
            assert os.strerror(reason) in result.stderr
        assert build(root).exit_code == 0, fatal
        assert pages(site) == new, fatal
        if disk.count < fatal:
            break
    assert fatal > 40
    assert failures > 30  # some operations, such as taking leftovers away, may fail without harm
