"""The one place that reads a site's files: regular files inside the root, none too large."""

import errno
import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from dossierpress.memo.fingerprints import Fingerprints
from dossierpress.model.registries import Entry, Organisation, Person, Place, Source, Tag
from dossierpress.problems import Problem
from dossierpress.schema.records import nearest

LARGEST_ARTICLE = 4 * 1024 * 1024
LARGEST_FILE = 1024 * 1024 * 1024
DEEPEST_FOLDER = 12
REGISTRIES: dict[str, type[Entry]] = {
    "sources.yaml": Source,
    "people.yaml": Person,
    "organisations.yaml": Organisation,
    "places.yaml": Place,
    "tags.yaml": Tag,
}
# Folders of `content/` that are no dossiers.
ARTICLES, PAGES = "articles", "pages"
DOSSIER_FILE, BUNDLE_FILE = "dossier.md", "index.md"

FileKind = Literal["article", "dossier", "page", "registry"]


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file that the build reads. `path` is relative to the root; `name` becomes its id."""

    path: str
    kind: FileKind
    name: str
    home: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """What a content folder holds: files by path, and the folders that are dossiers."""

    files: tuple[ContentFile, ...]
    folders: tuple[str, ...]
    problems: tuple[Problem, ...]


class UnreadableError(Exception):
    """A file that must not or cannot be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


def is_file(root: Path, path: str) -> bool:
    """Whether the path leads to a file; a name that no disk can hold leads to none."""
    try:
        return (root / path).is_file()
    except (OSError, ValueError):
        return False


def read_bytes(root: Path, path: str, largest: int = LARGEST_ARTICLE) -> bytes:
    """The bytes of a file inside `root`. Raises UnreadableError for what is not a plain file there."""
    return _read(root, path, largest)[0]


def read_noted(
    root: Path, path: str, prints: Fingerprints, largest: int = LARGEST_ARTICLE
) -> tuple[bytes, str]:
    """The same with the SHA-256 of the bytes, which is remembered."""
    data, facts = _read(root, path, largest)
    digest = hashlib.sha256(data).hexdigest()
    prints.note(root / path, facts, digest)
    return data, digest


def _read(root: Path, path: str, largest: int) -> tuple[bytes, os.stat_result]:
    try:
        handle = _open(root, path)
        with os.fdopen(handle, "rb") as file:
            facts = os.fstat(handle)
            if not stat.S_ISREG(facts.st_mode):
                raise _unreadable(path, "not-a-file", "this is not a regular file", "put a file here")
            if facts.st_size > largest:
                raise _unreadable(
                    path,
                    "too-large",
                    f"this file is larger than {largest >> 20} MiB",
                    "make it smaller, or keep it elsewhere and link to it",
                )
            return file.read(largest + 1), facts
    except (OSError, RuntimeError, ValueError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else "a bad path"
        missing = isinstance(error, FileNotFoundError)
        raise _unreadable(
            path,
            "missing-file" if missing else "unreadable",
            f"there is no file {path}" if missing else f"this file cannot be read: {reason}",
            "check the name, also its upper and lower case" if missing else "check its permissions",
        ) from error


def _open(root: Path, path: str) -> int:
    """Open a file for reading, after making sure that it lies inside `root`, links resolved."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    place = os.path.join(root, path)  # noqa: PTH118  asked once a file
    if hasattr(os, "O_NOFOLLOW"):
        folder = os.path.dirname(place)  # noqa: PTH120
        facts = os.stat(folder)  # noqa: PTH116
        if _is_inside(str(root), folder, facts.st_dev, facts.st_ino):
            try:
                return os.open(place, flags | os.O_NOFOLLOW)
            except OSError as error:
                if error.errno != errno.ELOOP:
                    raise
    real = Path(place).resolve(strict=True)
    if not real.is_relative_to(root.resolve()):
        raise _unreadable(
            path, "link-out", "this link leads out of the site's folder", "copy the file here instead"
        )
    return os.open(real, flags)


@lru_cache(maxsize=4096)
def _is_inside(root: str, folder: str, _device: int, _inode: int) -> bool:
    """Whether a folder, which device and inode tell from any other of its name, lies inside `root`."""
    return Path(folder).resolve(strict=True).is_relative_to(Path(root).resolve())


def list_files(
    root: Path,
    folder: str,
    prints: Fingerprints | None = None,
    wanted: Callable[[str], bool] | None = None,
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Paths of the files below a folder of `root`, sorted; linked folders left out.

    So are hidden ones, but for files whose names are `wanted`.
    """
    walk = _Walk(root, prints or Fingerprints(), wanted)
    walk.folder(folder, 0)
    return tuple(sorted(walk.found)), tuple(walk.problems)


def scan(root: Path, content: str, prints: Fingerprints | None = None) -> Scan:
    """Find what is to be read below `content`, sorted by path; nothing is opened."""
    if not (root / content).is_dir():
        problem = _problem(
            content,
            "no-content",
            f"there is no folder {content}",
            "create it, or name another with `content:` in site.yaml",
        )
        return Scan((), (), (problem,))
    paths, problems = list_files(root, content, prints)
    found = list(problems)
    files: list[ContentFile] = []
    folders: set[str] = set()
    for path in paths:
        inner = path.removeprefix(content + "/").split("/")
        if len(inner) > 1 and inner[0] not in (ARTICLES, PAGES) and inner[-1].endswith(".md"):
            folders.add(inner[0])
        verdict = classify(path, inner)
        if isinstance(verdict, ContentFile):
            files.append(verdict)
        elif verdict is not None:
            found.append(verdict)
    return Scan(tuple(files), tuple(sorted(folders)), tuple(found))


class _Walk:
    """Lists files below a folder, hidden ones left out, and reports what it may not enter."""

    def __init__(self, root: Path, prints: Fingerprints, wanted: Callable[[str], bool] | None = None) -> None:
        self.root = root
        self.prints = prints
        self.wanted = wanted
        self.found: list[str] = []
        self.problems: list[Problem] = []

    def folder(self, path: str, depth: int) -> None:
        if depth > DEEPEST_FOLDER:
            self.problems.append(
                _problem(
                    path, "too-deep", "folders nest too deeply here", "articles live in content/<dossier>/"
                )
            )
            return
        self.prints.note_folder(self.root / path)
        try:
            with os.scandir(self.root / path) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            self.problems.append(
                _problem(
                    path,
                    "unreadable",
                    f"this folder cannot be read: {os.strerror(error.errno or 0)}",
                    "check its permissions",
                )
            )
            return
        for entry in entries:
            if not entry.name.startswith(".") or self._is_wanted(entry):
                self._entry(entry, f"{path}/{entry.name}", depth)

    def _is_wanted(self, hidden: os.DirEntry[str]) -> bool:
        return self.wanted is not None and self.wanted(hidden.name) and not hidden.is_dir()

    def _entry(self, entry: os.DirEntry[str], path: str, depth: int) -> None:
        if not entry.name.isprintable() or _has_surrogate(entry.name):
            self.problems.append(
                _problem(
                    path.encode("utf-8", "replace").decode(),
                    "bad-name",
                    "this file's name is not readable text",
                    "rename it",
                )
            )
        elif entry.is_dir(follow_symlinks=False):
            self.folder(path, depth + 1)
        elif entry.is_symlink() and (self.root / path).is_dir():
            self.problems.append(
                _problem(
                    path,
                    "linked-folder",
                    "this folder is a link",
                    "links to folders are not followed; put the folder itself here",
                )
            )
        else:
            self.found.append(path)


def classify(path: str, inner: list[str]) -> ContentFile | Problem | None:
    """What a file is, by its place: `inner` are the names below the content folder.

    None for what is not to be read by itself (images, captures).
    """
    name = inner[-1]
    if len(inner) == 1:
        return _top_level(path, name)
    if not name.endswith(".md"):
        return None
    top = inner[0]
    kind: FileKind = "page" if top == PAGES else "article"
    home = "" if top in (ARTICLES, PAGES) else top
    if inner[1:] == [DOSSIER_FILE] and home:
        return ContentFile(path, "dossier", top)
    if len(inner) == 2 and name != BUNDLE_FILE:
        return ContentFile(path, kind, name.removesuffix(".md"), home)
    if len(inner) == 3 and name == BUNDLE_FILE:
        return ContentFile(path, kind, inner[1], home)
    return _problem(
        path,
        "misplaced-file",
        "nothing reads this file here",
        f"an article is content/<dossier>/<article>.md or <article>/{BUNDLE_FILE}",
        "warning",
    )


def _top_level(path: str, name: str) -> ContentFile | Problem | None:
    if name in REGISTRIES:
        return ContentFile(path, "registry", name)
    if name.endswith((".yaml", ".yml")):
        hint = nearest(name, REGISTRIES) or f"the registries are {', '.join(REGISTRIES)}"
        return _problem(path, "unknown-registry", f"there is no registry {name}", hint)
    if name.endswith(".md"):
        return _problem(
            path,
            "misplaced-file",
            "nothing reads this file here",
            f"move it into a dossier's folder, into {ARTICLES}/ or into {PAGES}/",
            "warning",
        )
    return None


def _has_surrogate(name: str) -> bool:
    return not name.isascii() and any(0xD800 <= ord(char) <= 0xDFFF for char in name)


def _unreadable(path: str, code: str, message: str, hint: str) -> UnreadableError:
    return UnreadableError(_problem(path, code, message, hint))


def _problem(
    path: str, code: str, message: str, hint: str, severity: Literal["error", "warning"] = "error"
) -> Problem:
    return Problem(path=path, code=code, message=message, hint=hint, severity=severity, line=1, column=1)
