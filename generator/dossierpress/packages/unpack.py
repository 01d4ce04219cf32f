"""`dossier import bag`: a bag is checked, every byte of it, and its files are given back, or none.

A bag may come from anywhere. So no path in it leads out of the folder, nothing in it is larger than it says,
and what is damaged is named.
"""

import hashlib
import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from dossierpress.packages.bag import DECLARATION, INFO, MANIFEST, PAYLOAD, TAG_MANIFEST, unescaped
from dossierpress.packages.complete import WARNING
from dossierpress.packages.crate import METADATA
from dossierpress.problems import Problem, StopBuildError
from dossierpress.write.sink import write_error

_CHUNK = 1 << 20
_LARGEST_TAG = 256 * 1024 * 1024
_LINE = re.compile(r"([0-9a-f]{64})[ \t]+\*?(.+)")
# Names that Windows gives to devices, and signs that no name there may have.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')


class Unpacked(NamedTuple):
    """What came of it: the folder, how many files, and whether the bag was a complete one."""

    place: Path
    files: int
    is_complete: bool


class _Bag(NamedTuple):
    """An open bag: its entries by their paths in it, payload digests, digests of the other files."""

    file: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo]
    payload: dict[str, str]
    tags: dict[str, str]


def unpack(bag: Path, place: Path) -> Unpacked:
    """Check a bag and put its files into a new folder. Raises StopBuildError with each fault, WriteError."""
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        message = f"{place} is there already"
        raise write_error(str(place), "exists", message, "name a new folder with --output")
    try:
        with zipfile.ZipFile(bag) as file:
            return _unpacked(_opened(bag, file), bag, place)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise _stop(bag, "this is no sound zip file", "fetch it anew, or take another copy") from error
    except OSError as error:
        raise _stop(bag, f"it cannot be read: {error.strerror or error}", "look at the path") from error


def _opened(bag: Path, file: zipfile.ZipFile) -> _Bag:
    """The entries and manifests of a bag, once all its names are known to be harmless."""
    faults: list[Problem] = []
    entries: dict[str, zipfile.ZipInfo] = {}
    folded: set[str] = set()
    tops = {each.filename.partition("/")[0] for each in file.infolist()}
    for each in file.infolist():
        if each.is_dir():
            continue
        if (why := _unfit(each)) or each.filename.casefold() in folded:
            faults.append(_fault(bag, each.filename, why or "it stands in the bag twice"))
        folded.add(each.filename.casefold())
        entries[each.filename.partition("/")[2]] = each
    if faults:
        raise StopBuildError(faults)
    if len(tops) != 1 or DECLARATION not in entries:
        raise _stop(bag, "this zip holds no bag", "a bag is what `dossier export bag` makes")
    payload = _manifest(bag, file, entries, MANIFEST)
    tags = _manifest(bag, file, entries, TAG_MANIFEST)
    return _Bag(file, entries, payload, tags)


def _unfit(entry: zipfile.ZipInfo) -> str:
    """Why an entry must not be written to a disk; empty when it may."""
    name, parts = entry.filename, entry.filename.split("/")
    kind = entry.external_attr >> 16
    if PurePosixPath(name).is_absolute() or any(part in ("", ".", "..") for part in parts):
        return "its path leads out of the bag"
    if _UNSAFE.search(name) or any(part.endswith((" ", ".")) for part in parts):
        return "its name is one that not every system can have"
    if stat.S_IFMT(kind) not in (0, stat.S_IFREG):
        return "it is no plain file"
    if entry.flag_bits & 1:
        return "it is encrypted"
    return ""


def _manifest(
    bag: Path, file: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], name: str
) -> dict[str, str]:
    """Digests by path, as a manifest lists them. Raises StopBuildError."""
    entry = entries.get(name)
    if entry is None or entry.file_size > _LARGEST_TAG:
        raise _stop(bag, f"`{name}` is missing", "without it nobody can say whether the bag is whole")
    listed: dict[str, str] = {}
    for line in file.read(entry).decode("utf-8", "replace").splitlines():
        found = _LINE.fullmatch(line)
        if found is None:
            raise StopBuildError([_fault(bag, name, "a line of it cannot be read")])
        listed[unescaped(found[2])] = found[1]
    return listed


def _unpacked(bag: _Bag, path: Path, place: Path) -> Unpacked:
    """Write the payload beside its place while it is checked, and move it there when all is well."""
    faults = list(_strays(bag, path))
    for name, digest in bag.tags.items():
        if name in bag.entries and _digest(bag, name) != digest:
            faults.append(_fault(path, name, "it is damaged: its digest is another"))
    if faults:
        raise StopBuildError(faults)
    is_complete = WARNING in bag.entries
    draft = place.with_name(f"{place.name}.unpacking")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir(parents=True)
        count = 0
        for name, digest in bag.payload.items():
            inner = name.removeprefix(PAYLOAD)
            target = None if is_complete and inner == METADATA else draft / inner
            if _digest(bag, name, target) != digest:
                faults.append(_fault(path, name, "it is damaged: its digest is another"))
            count += target is not None
        if faults:
            raise StopBuildError(faults)
        if place.exists():
            place.rmdir()
        draft.rename(place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Unpacked(place, count, is_complete)


def _strays(bag: _Bag, path: Path) -> Iterator[Problem]:
    """What is in the bag and in no manifest, or in a manifest and not in the bag."""
    held = {name for name in bag.entries if name.startswith(PAYLOAD)}
    for name in sorted(held - set(bag.payload)):
        yield _fault(path, name, "no manifest names it: somebody has put it in")
    for name in sorted(set(bag.payload) - held):
        yield _fault(path, name, "it is missing")
    for name in sorted({DECLARATION, INFO, MANIFEST, *bag.tags} - set(bag.entries)):
        yield _fault(path, name, "it is missing")
    for name in sorted({DECLARATION, INFO, MANIFEST} - set(bag.tags)):
        yield _fault(path, name, f"`{TAG_MANIFEST}` does not name it")


def _digest(bag: _Bag, name: str, target: Path | None = None) -> str:
    """The digest of a file of the bag, which is written to `target`; empty where it cannot be read."""
    digest, size, entry = hashlib.sha256(), 0, bag.entries[name]
    if target is not None:
        target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with bag.file.open(entry) as source:
            out = target.open("xb") if target is not None else None
            try:
                while (chunk := source.read(_CHUNK)) and size <= entry.file_size:
                    size += len(chunk)
                    digest.update(chunk)
                    if out is not None:
                        out.write(chunk)
            finally:
                if out is not None:
                    out.close()
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return ""
    return digest.hexdigest()


def _fault(bag: Path, name: str, what: str) -> Problem:
    return Problem(
        path=str(bag),
        code="damaged-bag",
        message=f"`{name}`: {what}",
        hint="nothing was written; take another copy of the bag",
        line=1,
        column=1,
    )


def _stop(bag: Path, message: str, hint: str) -> StopBuildError:
    return StopBuildError(
        [Problem(path=str(bag), code="damaged-bag", message=message, hint=hint, line=1, column=1)]
    )
