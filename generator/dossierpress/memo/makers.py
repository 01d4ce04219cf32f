"""Who makes the results that are kept: our own sources, Python and the libraries, as one digest."""

import hashlib
import os
import platform
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_LIBRARIES = ("markdown", "nh3", "pyyaml", "msgspec", "jinja2", "markupsafe", "babel", "pillow")
# Those of extras, which may not be there.
_FURTHER = ("cbor2", "pagefind", "pagefind_bin", "pydyf", "pyromark", "weasyprint")


@lru_cache(maxsize=1)
def makers() -> bytes:
    """Who makes the results: our own sources, Python, and the libraries."""
    return digest_of(*(f"{name} {number}".encode() for name, number in versions().items()))


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """The version of each of them; our own sources by digest. An extra that is not installed has none."""
    package = Path(__file__).resolve().parent.parent
    sources = digest_of(*map(_content, sorted(_own(str(package))))).hex()
    found = {"dossierpress": sources[:16], "python": platform.python_version()}
    installed = _installed()
    for name in (*_LIBRARIES, *_FURTHER):
        number = installed[name] if name in installed else _asked(name)
        if number:
            found[name] = number
    return found


def _own(folder: str) -> Iterator[str]:
    """Our own sources, fonts and outlines."""
    with os.scandir(folder) as listing:
        for entry in listing:
            if entry.is_dir():
                yield from _own(entry.path)
            elif entry.name.endswith((".py", ".ttf", ".bin")):
                yield entry.path


def _content(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123  many small files at every start
        return file.read()


def _installed() -> dict[str, str]:
    """The version of each library as the folder of its metadata is named, for those where that is sure.

    Empty for an extra that is not there. None is sure where one may lie somewhere else than in a folder.
    `importlib.metadata` finds the same in the same order, but takes longer to load than all this command.
    """
    found: dict[str, list[str]] = {}
    for folder in sys.path:
        here: dict[str, list[str]] = {}
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208
        except FileNotFoundError:
            continue
        except OSError:
            return {}
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                stem, _, ending = name.rpartition(".")
                library, _, number = stem.partition("-")
                key = re.sub(r"[-_.]+", "_", library).lower()
                here.setdefault(key, []).append(number if ending == "dist-info" else "")
        found = here | found
    sure = {name: numbers[0] for name, numbers in found.items() if len(numbers) == 1 and numbers[0]}
    return sure | {name: "" for name in _FURTHER if name not in found}


def _asked(name: str) -> str:
    """The version of a library by its metadata. Raises PackageNotFoundError when one that must be is not."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        if name in _FURTHER:
            return ""
        raise


def digest_of(*parts: bytes) -> bytes:
    """SHA-256 over parts of any length, each with its length before it."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()
