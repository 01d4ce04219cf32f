"""What was published, kept: each time all files with their digests, and what their pages were made of."""

import gzip
from collections.abc import Iterator, Mapping
from itertools import chain, count
from pathlib import Path

import msgspec

from dossierpress.problems import Problem
from dossierpress.write.ledger import is_safe
from dossierpress.write.newfile import write_new

FOLDER, ENDING = "publications", ".json.gz"
# The site as it was built last, in place of a name.
NOW = "now"
_DAY = len("2026-11-27")


class Edition(msgspec.Struct, frozen=True):
    """A site as it was published at a time to a target.

    `pages` have a short mark of each thing that a page was made of, `sources` a digest of each content file.
    """

    at: str
    target: str
    site: str
    files: dict[str, str]
    pages: dict[str, dict[str, str]]
    sources: dict[str, str]


def keep_edition(root: Path, edition: Edition) -> str:
    """Keep an edition for good; the name of its file. Raises WriteError."""
    # Colons are no part of a file's name on every system.
    at = edition.at.replace(":", "")
    names = (f"{at}{again}-{edition.target}" for again in chain(("",), (f".{number}" for number in count(2))))
    name = next(each for each in names if not (root / FOLDER / f"{each}{ENDING}").exists())
    data = gzip.compress(msgspec.json.encode(edition), mtime=0)
    write_new(root, f"{FOLDER}/{name}{ENDING}", data)
    return name


def kept(root: Path) -> list[str]:
    """The names of all editions, the oldest first."""
    return sorted(each.name.removesuffix(ENDING) for each in (root / FOLDER).glob(f"*{ENDING}"))


def named(root: Path, name: str, target: str | None) -> str:
    """The one edition that is meant: its name or the beginning of it, or `last`; empty when there is none.

    Of several of a day, the last.
    """
    names = [each for each in kept(root) if target is None or each.endswith(f"-{target}")]
    found = names if name == "last" else [each for each in names if each.startswith(name.replace(":", ""))]
    return found[-1] if found and (name == "last" or len(name) >= _DAY) else ""


def edition_in(root: Path, name: str) -> tuple[Edition | None, tuple[Problem, ...]]:
    """An edition by its name; None and why when its file is damaged."""
    path = f"{FOLDER}/{name}{ENDING}"
    try:
        found = msgspec.json.decode(gzip.decompress((root / path).read_bytes()), type=Edition)
        if all(map(is_safe, found.files)):
            return found, ()
    except (OSError, EOFError, ValueError, RecursionError, msgspec.MsgspecError):
        pass
    problem = Problem(
        path=path,
        code="bad-edition",
        message="this record of what was published is damaged",
        hint="take it from a copy of the site's folder, or compare with another",
        line=1,
        column=1,
    )
    return None, (problem,)


class Difference(msgspec.Struct, frozen=True):
    """A page or another file that is not the same: `+` added, `~` changed, `-` removed, and why."""

    sign: str
    path: str
    why: tuple[str, ...]

    @property
    def is_page(self) -> bool:
        """Whether it is a page that readers read."""
        return self.path.endswith(".html")


def differences(before: Edition, after: Edition) -> Iterator[Difference]:
    """What differs between two editions, by path."""
    sources = _by_stem(before.sources), _by_stem(after.sources)
    for path in sorted({*before.files, *after.files}):
        old, new = before.files.get(path), after.files.get(path)
        if old is None:
            yield Difference("+", path, _arrival(path, *sources))
        elif new is None:
            yield Difference("-", path, _departure(path, *sources))
        elif old != new:
            yield Difference("~", path, tuple(_changes(before.pages.get(path), after.pages.get(path))))


def _changes(old: Mapping[str, str] | None, new: Mapping[str, str] | None) -> Iterator[str]:
    """The names of what a page was made of and that is not the same now."""
    if old and new:
        yield from (name for name in dict.fromkeys((*new, *old)) if old.get(name) != new.get(name))


def _by_stem(sources: Mapping[str, str]) -> dict[str, str]:
    """Content files by what they are called, or by their folder where that is `index` or `dossier`."""
    found: dict[str, str] = {}
    for path in sources:
        *folders, file = path.split("/")
        stem = file.rpartition(".")[0]
        found.setdefault(folders[-1] if stem in ("index", "dossier") and folders else stem, path)
    return found


def _stem(path: str) -> str:
    """What a page of the site is called."""
    return path.removesuffix("/index.html").rpartition("/")[2]


def _arrival(path: str, old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    source = new.get(_stem(path)) if path.endswith(".html") else None
    if source is None:
        return ()
    if _stem(path) in old:
        return (f"{source} was there and is for readers now, or has another address",)
    return (f"{source} is new",)


def _departure(path: str, old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    source = old.get(_stem(path)) if path.endswith(".html") else None
    if source is None:
        return ()
    if _stem(path) in new:
        return (f"{new[_stem(path)]} is there and is not for readers now, or has another address",)
    return (f"{source} is gone",)
