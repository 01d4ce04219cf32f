"""An article with a word of its own in every text that it may hold, and what of them comes out."""

import gzip
import hashlib
import io
import re
import types
import typing
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from PIL import Image

from dossierpress.model.article import Article
from dossierpress.model.dates import Date, parse_date
from dossierpress.model.record import Free, Record
from dossierpress.schema.articlefile import dump
from trial import tree

_CANARY = re.compile(rb"kw([a-z]+)kw")
CAPTURE = b"evidence kwcapturekw one kwquotestextkw"


def word(path: str) -> str:
    """The canary of a key such as `quotes.text`."""
    return f"kw{re.sub('[^a-z]', '', path)}kw"


def canary_article(**keys: Any) -> str:
    """The file of an article: every text is a canary, but for these keys and those that name other things."""
    record = filled(Article)
    captures = tuple(
        msgspec.structs.replace(each, file="capture.html", sha256=hashlib.sha256(CAPTURE).hexdigest())
        for each in record.captures
    )
    held = {"id": "", "dossiers": (), "same_as": "", "embargo": None, "expires": None, "captures": captures}
    original = msgspec.structs.replace(record.translation_of, article="")
    picture = msgspec.structs.replace(record.image, file="picture.png")
    rights = msgspec.structs.replace(record.rights, max_words=None, mode="full")
    spoken = f"{record.standfirst} one {word('quotes.text')}"
    quotes = tuple(msgspec.structs.replace(each, text=f"one {each.text}") for each in record.quotes)
    changes = (
        held
        | {
            "quotes": quotes,
            "standfirst": spoken,
            "translation_of": original,
            "image": picture,
            "rights": rights,
            "status": "ready",
        }
        | keys
    )
    return dump(msgspec.structs.replace(record, **changes), f"{word('body')}\n\n## Part {{#part}}\n")


def filled(kind: type[Any], prefix: str = "") -> Any:
    """A record with something in each of its fields."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return kind(**{name: _value(hints[name], f"{prefix}{name}") for name in kind.__struct_fields__})


def _value(hint: Any, path: str) -> Any:  # noqa: PLR0911  one for each kind of field
    origin = typing.get_origin(hint)
    if origin is Literal:
        return typing.get_args(hint)[0]
    if origin in (types.UnionType, typing.Union):
        return _value(next(each for each in typing.get_args(hint) if each is not types.NoneType), path)
    if origin is tuple:
        return (_value(typing.get_args(hint)[0], path),)
    if origin is Annotated:
        pattern = typing.get_args(hint)[1].pattern
        return 1 if pattern is None else _fitting(pattern, path)
    if hint is Date:
        return parse_date("2011-12-05")
    if hint is Free:
        return Free({"key": word(path)})
    if hint is bool:
        return False
    if isinstance(hint, type) and issubclass(hint, Record):
        return filled(hint, f"{path}.")
    assert hint is str, (path, hint)
    return word(path)


def _fitting(pattern: str, path: str) -> str:
    tries = (word(path), f"https://canary.example/{word(path)}", f"/{word(path)}/", "0" * 64, "fr")
    return next(each for each in tries if re.search(pattern, each))


def found(folder: Path) -> set[str]:
    """The canaries in the names and bytes of all files, inside compressed ones and pictures' notes too."""
    seen: set[str] = set()
    for path, data in tree(folder).items():
        for text in (path.encode(), *_layers(data)):
            seen.update(each.decode() for each in _CANARY.findall(text.lower()))
    return seen


def _layers(data: bytes) -> Iterator[bytes]:
    yield data
    if data.startswith(b"\x1f\x8b"):
        yield from _layers(gzip.decompress(data))
    elif data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from _layers(archive.read(name))
    elif data.startswith(b"\x89PNG"):
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            yield repr(image.info).encode()
