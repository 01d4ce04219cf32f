"""The bag for the curators' own safe-keeping: every file of the site, private ones too."""

import hashlib
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from dossierpress.model.links import LINKS_FILE
from dossierpress.model.names import slugify
from dossierpress.packages.bag import PAYLOAD, tag_files
from dossierpress.packages.crate import METADATA, Crate, described
from dossierpress.packages.zips import facts_of
from dossierpress.problems import Problem, StopBuildError
from dossierpress.schema.config import CONFIG_FILE, Config
from dossierpress.write.sink import write_error

# Sorts before every other name in the bag, and stands first in the zip.
WARNING = "0-COMPLETE-NOT-FOR-READERS.txt"
ENDING = "-COMPLETE-PRIVATE-bag"
_WARNING = """THIS PACKAGE IS COMPLETE. IT IS NOT FOR READERS.

It holds everything: drafts, private notes, private articles, what is under embargo, and every capture,
whatever its rights. Keep it where only the curators come. Never publish it, never send it on.

`dossier import bag FILE` gives its files back, byte for byte.
"""
# Of the site's folder, what a site is made of; what a build writes can be made again.
_PARTS = ("themes", "templates", "assets", "publications", CONFIG_FILE, LINKS_FILE)
_CHUNK = 1 << 20


def write_complete(root: Path, config: Config, place: Path) -> tuple[Path, str]:
    """Write the bag into a folder; its path and SHA-256. Raises StopBuildError, WriteError.

    It is copied file by file, so a bag may be larger than memory.
    """
    files = list(_files(root, (config.content, *_PARTS)))
    name = f"{slugify(config.title) or 'site'}{ENDING}"
    target = place / f"{name}.zip"
    draft = target.with_name(f"{target.name}.new")
    try:
        place.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(draft, "w", allowZip64=True) as made:
            _fill(made, name, root, files, config)
        with draft.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        draft.replace(target)
    except OSError as error:
        raise write_error(
            str(target), "unwritable", f"{target} cannot be written: {error.strerror}", "make room there"
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return target, digest


def _fill(made: zipfile.ZipFile, name: str, root: Path, files: list[str], config: Config) -> None:
    made.writestr(facts_of(f"{name}/{WARNING}"), _WARNING)
    digests: dict[str, str] = {}
    sizes: dict[str, tuple[str, int]] = {}
    for path in files:
        with (
            (root / path).open("rb") as source,
            made.open(facts_of(f"{name}/{PAYLOAD}{path}"), "w", force_zip64=True) as target,
        ):
            digests[PAYLOAD + path], size = _copied(source, target)
        sizes[path] = ("", size)
    crate = Crate(
        name=f"{config.title}: everything, not for readers",
        description="All files of the site's folder, private ones too.",
        published="1970-01-01",
        address=config.url,
    )
    data = described(crate, sizes)
    made.writestr(facts_of(f"{name}/{PAYLOAD}{METADATA}"), data)
    digests[PAYLOAD + METADATA] = hashlib.sha256(data).hexdigest()
    oxum = f"{sum(size for _, size in sizes.values()) + len(data)}.{len(digests)}"
    info = [
        ("External-Description", f"{config.title}: COMPLETE, holds private material, not for readers"),
        ("Bag-Software-Agent", "dossierpress, https://pypi.org/project/dossierpress/"),
        ("Payload-Oxum", oxum),
    ]
    tags = tag_files(digests, info, {WARNING: _WARNING.encode()})
    for path in sorted(set(tags) - {WARNING}):
        made.writestr(facts_of(f"{name}/{path}"), tags[path])


def _copied(source: IO[bytes], target: IO[bytes]) -> tuple[str, int]:
    """Copy a file; its SHA-256, and its length."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        target.write(chunk)
    return digest.hexdigest(), size


def _files(root: Path, parts: tuple[str, ...]) -> Iterator[str]:
    """Every file of these parts of the site's folder, in order. Raises StopBuildError for a link."""
    linked: list[Problem] = []
    found: list[str] = []
    for part in parts:
        place = root / part
        if place.is_dir() and not place.is_symlink():
            for folder, folders, names in os.walk(place):
                folders[:] = sorted(each for each in folders if each != ".git")
                inner = [Path(folder) / each for each in names]
                inner += [Path(folder) / each for each in folders if (Path(folder) / each).is_symlink()]
                found += [each.relative_to(root).as_posix() for each in inner]
        elif place.exists() or place.is_symlink():
            found.append(part)
    for path in sorted(set(found)):
        if (root / path).is_symlink() or not (root / path).is_file():
            linked.append(_link(path))
        else:
            yield path
    if linked:
        raise StopBuildError(linked)


def _link(path: str) -> Problem:
    return Problem(
        path=path,
        code="link-out",
        message=f"`{path}` is a link or no plain file: no package can keep it",
        hint="put the file itself in its place",
        line=1,
        column=1,
    )
