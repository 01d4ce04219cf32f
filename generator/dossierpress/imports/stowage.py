"""Files that come along: one that a single article shows lies beside it, others in `content/files/`."""

import binascii
import io
import re
import warnings
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote_to_bytes

from dossierpress.imports.item import Held
from dossierpress.model.names import slugify
from dossierpress.read.misfits import is_telling
from dossierpress.read.pictures import PictureError, examine

FILES: Final = "files"
_TOKEN: Final = re.compile("\ufdd8(\\d+)\ufdd9")
_DATA: Final = re.compile(r"data:image/(?P<type>[\w.+-]+)[^,]{0,100},(?P<data>.*)", re.DOTALL)
_NAMES: Final = {"jpeg": "jpg", "svg+xml": "svg"}
_PICTURE_NAMES: Final = ("jpeg", "png", "webp", "gif", "avif", "svg")


@dataclass(slots=True)
class Parcel:
    """A file that some items use, and whether it can be published: `why` not."""

    path: str
    held: Held
    is_picture: bool = False
    why: str = ""
    users: dict[str, None] = field(default_factory=dict)


class Stowage:
    """Gathers the files that items use, and gives each a place when all are known."""

    def __init__(self) -> None:
        self._parcels: dict[str, Parcel] = {}
        self._tokens: list[str] = []

    def forget(self) -> None:
        """Begin anew with who uses what; what is known of the files stays."""
        self._tokens = []
        for parcel in self._parcels.values():
            parcel.users.clear()

    def parcel(self, path: str, held: Held) -> Parcel:
        """A file by its path in the source; looked at once."""
        if path not in self._parcels:
            self._parcels[path] = _looked_at(Parcel(path, held))
        return self._parcels[path]

    def use(self, parcel: Parcel, user: str) -> str:
        """Note that an item uses a file; what stands for its address until it has one."""
        if user not in parcel.users:
            parcel.users[user] = None
        self._tokens.append(parcel.path)
        return f"\ufdd8{len(self._tokens) - 1}\ufdd9"

    def placed(
        self, folders: Mapping[str, str], content: str, occupied: Callable[[str], bool]
    ) -> dict[str, tuple[str, Held]]:
        """Where each file goes: for its path in the source its place, and its bytes.

        `folders` are the items' own; `occupied` tells whether something lies at a path already.
        """
        taken: set[str] = set()
        found: dict[str, tuple[str, Held]] = {}
        for path, parcel in sorted(self._parcels.items()):
            if not parcel.users:
                continue
            own = folders[next(iter(parcel.users))] if len(parcel.users) == 1 else ""
            folder = own or "/".join((content, FILES, *_folders(path)))
            name = _free(folder, _name(path), taken, occupied)
            found[path] = (f"{folder}/{name}", parcel.held)
        return found

    def settled(self, text: str, folder: str, places: Mapping[str, tuple[str, Held]]) -> str:
        """A text with the address of each file, as seen from its folder."""

        def address(token: re.Match[str]) -> str:
            place = places[self._tokens[int(token[1])]][0]
            return seen_from(folder, place)

        return _TOKEN.sub(address, text)


def seen_from(folder: str, place: str) -> str:
    """A path as it is written in a file of a folder."""
    here, there = PurePosixPath(folder).parts, PurePosixPath(place).parts
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    return "/".join((*[".."] * (len(here) - shared), *there[shared:]))


def embedded(address: str) -> tuple[str, bytes] | None:
    """The name and bytes of a picture that is written in its address."""
    found = _DATA.match(address.strip())
    if found is None:
        return None
    data = unquote_to_bytes(found["data"])
    if ";base64" in address[:200]:
        try:
            data = b64decode(re.sub(rb"\s+", b"", data))
        except (binascii.Error, ValueError):
            return None
    return f"embedded.{_NAMES.get(found['type'], found['type'])}", data


def _looked_at(parcel: Parcel) -> Parcel:
    """Find out whether a file can be published as it is."""
    name = PurePosixPath(parcel.path).name
    if is_telling(name) or name.endswith(".md"):
        parcel.why = "files of this name are not published"
        return parcel
    data = parcel.held()
    if data is None:
        parcel.why = "it is not there, or too large"
        return parcel
    try:
        picture = examine(data)
        parcel.is_picture = picture is not None
        if picture is not None and picture.format != "svg":
            _decode(data)
    except PictureError as error:
        parcel.why = error.message
    except Exception:  # noqa: BLE001  decoders raise what they like on broken files
        parcel.why = "this picture is damaged"
    return parcel


def _decode(data: bytes) -> None:
    """Decode a picture once, small: a damaged one fails here, not at the first build."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data)) as picture:
            picture.draft("RGB", (64, 64))
            picture.load()


def _name(path: str) -> str:
    name = PurePosixPath(path.rpartition("/")[2])
    ending = re.sub(r"[^a-z0-9.]", "", name.suffix.lower())
    return f"{slugify(name.stem) or 'file'}{ending}"


def _folders(path: str) -> list[str]:
    return [slug for part in PurePosixPath(path).parts[:-1] if (slug := slugify(part))]


def _free(folder: str, name: str, taken: set[str], occupied: Callable[[str], bool]) -> str:
    stem, dot, ending = name.rpartition(".")
    number, free = 1, name
    while f"{folder}/{free}".casefold() in taken or occupied(f"{folder}/{free}"):
        number += 1
        free = f"{stem}-{number}{dot}{ending}" if dot else f"{name}-{number}"
    taken.add(f"{folder}/{free}".casefold())
    return free
