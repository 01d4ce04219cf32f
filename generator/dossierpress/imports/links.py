"""What a link of the source names: another item, a file, a list, a place on the page, or nothing."""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from dossierpress.clip.dom import EMBEDDED
from dossierpress.imports.item import Batch, Item
from dossierpress.imports.text.markup import HOST
from dossierpress.imports.text.recipes import REFERENCE

_ENDINGS: Final = (".md", ".markdown", ".html", ".htm", ".rst", ".njk", ".liquid")


@dataclass(frozen=True, slots=True)
class Found:
    """What a link names. `value` is an item's path, a file's path, a list's address or the link itself."""

    kind: Literal["item", "file", "list", "outside", "here", "lost", "embedded"]
    value: str
    fragment: str = ""


class Index:
    """Everything that links can name, by path, by old address, and by the source's own names."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._addresses: dict[str, str] = {}
        self._paths: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._served = {plain_address(address): path for address, path in batch.served.items()}
        # Every site has a front page, whether it is told of as a list or not.
        self._lists = {"/": "/"} | {plain_address(address): address for address in batch.lists}
        for item in batch.items:
            for address in (item.address, *item.others):
                if address:
                    self._addresses.setdefault(plain_address(address), item.path)
            if item.path:
                self._paths[item.path] = item.path
                self._paths.setdefault(_bare(item.path), item.path)
            for name in item.names:
                self._names.setdefault(name, item.path)

    def find(self, link: str, item: Item) -> Found:
        """What a link in an item's text names."""
        link = link.strip()
        if link.startswith(EMBEDDED):
            return Found("embedded", link)
        if link.startswith(REFERENCE):
            return self._named(unquote(link.removeprefix(REFERENCE)), item)
        try:
            parts = urlsplit(link)
            host = (parts.hostname or "").removeprefix("www.")
        except ValueError:
            return Found("lost", link)
        if parts.scheme and parts.scheme not in ("http", "https"):
            return Found("outside", link)
        if (parts.scheme or parts.netloc) and host not in self._batch.hosts and host != HOST:
            return Found("outside", link if parts.scheme else f"https:{link}")
        path = unquote(parts.path)
        if not path and not parts.netloc:
            return Found("here", "", parts.fragment)
        return self._local(path or "/", parts.fragment, item) or Found("lost", link)

    def _local(self, path: str, fragment: str, item: Item) -> Found | None:
        """What a path on the old site or in the source names."""
        for tried in self._readings(path, item):
            address = plain_address(tried)
            if address in self._addresses:
                return Found("item", self._addresses[address], fragment)
            if address in self._served:
                return Found("file", self._served[address])
            if address in self._lists:
                return Found("list", self._lists[address])
        for tried in self._places(path, item):
            owner = self._paths.get(tried)
            if owner is not None:
                return Found("item", owner, fragment)
            if tried in self._batch.files:
                return Found("file", tried)
        return None

    def _readings(self, path: str, item: Item) -> Iterable[str]:
        """A path as an address: on the host, below the old site's mount, from the page's address."""
        if path.startswith("/"):
            mount = self._batch.mount.rstrip("/")
            if mount and (path == mount or path.startswith(f"{mount}/")):
                yield path.removeprefix(mount) or "/"
            yield path
        elif item.address and not path.endswith((".md", ".markdown", ".rst")):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(item.address), path))

    def _places(self, path: str, item: Item) -> Iterable[str]:
        """A path as one in the source: from the item's file, or from the top."""
        path = normalize("NFC", path)
        inside = path.lstrip("/")
        if not path.startswith("/"):
            folder = posixpath.dirname(item.path)
            yield posixpath.normpath(posixpath.join(folder, path))
            yield _bare(posixpath.normpath(posixpath.join(folder, path)))
        for root in ("", *self._batch.roots):
            yield posixpath.normpath(posixpath.join(root, inside))
            yield _bare(posixpath.normpath(posixpath.join(root, inside)))

    def _named(self, name: str, item: Item) -> Found:
        """What the source's own link function names."""
        target, _, fragment = name.partition("#")
        if not target:
            return Found("here", "", fragment)
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(item.path), target))
        for tried in (target, target.strip("/"), beside):
            owner = self._names.get(tried) or self._paths.get(tried)
            if owner is not None:
                return Found("item", owner, fragment)
        return self._local(target, fragment, item) or Found("lost", name)


def plain_address(address: str) -> str:
    """An address as it is compared: without what a server adds or leaves out."""
    path = normalize("NFC", unquote(address.partition("#")[0].partition("?")[0]))
    path = posixpath.normpath("/" + path.lstrip("/"))
    return path.removesuffix("/index.html").removesuffix("/index.htm") or "/"


def _bare(path: str) -> str:
    """A path without the ending of a text, and without the name that stands for its folder."""
    for ending in _ENDINGS:
        path = path.removesuffix(ending)
    return path.removesuffix("/index").removesuffix("/_index").removesuffix("/README")
