"""What PLAN ends in: for each file of the site its path, its template and its view."""

import msgspec

from dossierpress.plan.addresses import file_of
from dossierpress.plan.views import View


class Cause(msgspec.Struct, frozen=True, order=True):
    """The file, and the key in it, that an output exists for."""

    path: str
    key: str = ""


class Output(msgspec.Struct, frozen=True):
    """One page: `path` is its file in the site, `template` renders its `view`."""

    path: str
    template: str
    view: View
    cause: Cause


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
    """An output for an address."""
    return Output(file_of(address), template, view, cause)
