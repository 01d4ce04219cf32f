"""What PLAN ends in: for each file of the site its path, what makes it, and its view."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from dossierpress.plan.addresses import file_of
from dossierpress.plan.views import BodyView, View

# The texts of bodies by their digests, each as a MessagePack array of pieces of HTML.
Bodies = Mapping[str, bytes]
# Makes a file that is no page (a feed, a list for machines) from its view and the bodies that the view
# names. Pure, and named in a module, so that it runs in any process.
Producer = Callable[[Any, Bodies], bytes]
_ENCODER = msgspec.msgpack.Encoder()


def pieces_of(body: bytes) -> tuple[str, ...]:
    """The pieces of a body's HTML, between which its internal links stand."""
    return msgspec.msgpack.decode(body, type=tuple[str, ...])


class Cause(msgspec.Struct, frozen=True, order=True):
    """The file, and the key in it, that an output exists for."""

    path: str
    key: str = ""


class Output(msgspec.Struct, frozen=True):
    """One file: `path` is where it lies in the site; `template` renders its `view`, or `producer` does.

    `bodies` are the digests of the bodies that its view names. `files` are those of the curators' that a
    package holds; its producer gets them among the bodies, as readers get them, by their paths. A package is
    `offered` by the page in that file, which says how large it is, and so is made after it.
    """

    path: str
    template: str
    view: View
    cause: Cause
    producer: Producer | None = None
    bodies: tuple[str, ...] = ()
    files: tuple["MediaFile", ...] = ()
    offered: str = ""

    @property
    def maker(self) -> str:
        """How messages and the cache call what makes it."""
        return self.template or getattr(self.producer, "__qualname__", "")

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process with the view as MessagePack: whole, where Python would take it apart."""
        view = _ENCODER.encode(self.view)
        return _arrived, (
            self.path,
            self.template,
            type(self.view),
            view,
            self.cause,
            self.producer,
            self.bodies,
            self.files,
            self.offered,
        )


def _arrived(path: str, template: str, kind: type[View], view: bytes, *rest: Any) -> Output:
    return Output(path, template, _decoder(kind).decode(view), *rest)


@lru_cache(maxsize=256)
def _decoder(kind: type[View]) -> "msgspec.msgpack.Decoder[View]":
    return msgspec.msgpack.Decoder(kind)


# Makes the files of a bundle, by their paths in its folder, as a producer makes one.
BundleProducer = Callable[[Any, Bodies], dict[str, bytes]]


class Bundle(msgspec.Struct, frozen=True):
    """A folder of files whose names nobody knows before they are made; all of the folder is its own."""

    folder: str
    view: View
    producer: BundleProducer
    cause: Cause
    bodies: tuple[str, ...] = ()

    @property
    def maker(self) -> str:
        """How messages and the cache call what makes it."""
        return getattr(self.producer, "__qualname__", "")


class Variant(msgspec.Struct, frozen=True):
    """A picture in another size or format; the width is in pixels, the height follows."""

    path: str
    format: str
    width: int


class MediaFile(msgspec.Struct, frozen=True):
    """A file of the curator's; `source` is relative to the root.

    A picture (`format`) is published without what its camera wrote into it, and in variants of a
    `quality` from 1 to 100; every other file is copied as it is. Of one for a package, variants are made by
    a quicker filter (`is_quick`).
    """

    path: str
    source: str
    sha256: str
    cause: Cause
    format: str = ""
    moves: bool = False
    variants: tuple[Variant, ...] = ()
    quality: int = 0
    is_quick: bool = False

    @property
    def paths(self) -> tuple[str, ...]:
        """Every file that comes of it, its own first."""
        return (self.path, *(variant.path for variant in self.variants))


class Plan(msgspec.Struct, frozen=True):
    """All that will be written, sorted by path."""

    pages: tuple[Output, ...]
    media: tuple[MediaFile, ...]
    bundles: tuple[Bundle, ...] = ()


def output_of(address: str, template: str, view: View, cause: Cause) -> Output:
    """A page for an address."""
    body = getattr(view, "body", None)
    bodies = (body.digest,) if isinstance(body, BodyView) else ()
    return Output(file_of(address), template, view, cause, bodies=bodies)


def produced(path: str, producer: Producer, view: View, cause: Cause, bodies: tuple[str, ...] = ()) -> Output:
    """A file that is no page; `bodies` are the digests of those that the view names."""
    return Output(path, "", view, cause, producer, bodies)
