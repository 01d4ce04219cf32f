"""Names of assets in pages: a mark while a page is rendered, the hash of the content at the very end.

So a style sheet that is edited has no page rendered anew: in a page that is there, one name gives way to
the other.
"""

import hashlib
import re
from collections.abc import Mapping
from urllib.parse import quote

ASSETS = "assets/"
_HASH = 10
_MARK = re.compile(rb"zz[0-9a-f]{16}z")


def asset_file(name: str, version: str) -> str:
    """The file in the site of an asset such as `css/main.css`, in a version."""
    stem, dot, ending = name.rpartition(".")
    return f"{ASSETS}{stem}.{version}.{ending}" if dot else f"{ASSETS}{name}.{version}"


def hash_of(data: bytes) -> str:
    """The version of an asset that has these bytes."""
    return hashlib.sha256(data).hexdigest()[:_HASH]


def marked(name: str) -> str:
    """The file of an asset while a page is rendered: whatever its content is."""
    return asset_file(name, _mark(name))


def named(page: bytes, assets: Mapping[str, str]) -> tuple[bytes, int]:
    """A rendered page with the names of `assets`, and how many it holds."""
    hashes = {_mark(name).encode(): _hash_in(name, file) for name, file in assets.items()}
    return _MARK.subn(lambda found: hashes.get(found[0], found[0]), page)


def _mark(name: str) -> str:
    return f"zz{hashlib.sha256(name.encode()).hexdigest()[:16]}z"


def _hash_in(name: str, file: str) -> bytes:
    begin = len(asset_file(name, "").rpartition(".")[0]) if "." in name else len(file) - _HASH
    return file[begin : begin + _HASH].encode()


class Renaming:
    """From the names that assets had to those that they have; the same assets."""

    def __init__(self, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        self._names = {_quoted(file): _quoted(after[name]) for name, file in before.items() if name in after}
        self._pattern = re.compile(b"|".join(map(re.escape, sorted(self._names, key=len, reverse=True))))

    def in_page(self, page: bytes, count: int) -> bytes | None:
        """A page that holds `count` names, with the new ones. None when something else in it reads so too."""
        renamed, found = self._pattern.subn(lambda found: self._names[found[0]], page)
        return renamed if found == count else None


def _quoted(file: str) -> bytes:
    return quote(file).encode()
