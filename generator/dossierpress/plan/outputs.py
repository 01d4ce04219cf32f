"""What PLAN ends in: for each file of the site its path, what makes it, and its view."""

from collections.abc import Callable
from typing import Any

import msgspec

from dossierpress.plan.addresses import file_of
from dossierpress.plan.views import View

# Makes a file that is no page (a feed, a list for machines) from its view. Pure, and named in a module,
# so that it runs in any process.
Producer = Callable[[Any], bytes]


class Cause(msgspec.Struct, frozen=True, order=True):
    """The file, and the key in it, that an output exists for."""

    path: str
    key: str = ""


class Output(msgspec.Struct, frozen=True):
    """One file: `path` is where it lies in the site; `template` renders its `view`, or `producer` does."""

    path: str
    template: str
    view: View
    cause: Cause
    producer: Producer | None = None

    @property
    def maker(self) -> str:
        """How messages and the cache call what makes it."""
        return self.template or getattr(self.producer, "__qualname__", "")


class MediaFile(msgspec.Struct, frozen=True):
    """A file of the curator's that is copied as it is; `source` is relative to the root."""

    path: str
    source: str
    sha256: str
    cause: Cause


class Plan(msgspec.Struct, frozen=True):
    """All that will be written, sorted by path."""

    pages: tuple[Output, ...]
    media: tuple[MediaFile, ...]


def page(address: str, template: str, view: View, cause: Cause) -> Output:
    """A page for an address."""
    return Output(file_of(address), template, view, cause)


def produced(path: str, producer: Producer, view: View, cause: Cause) -> Output:
    """A file that is no page."""
    return Output(path, "", view, cause, producer)
