"""The attributes of a tag, and where an image's file lies by them."""

from collections.abc import Mapping
from typing import Final

from dossierpress.read.htmltags import attributes_of, value_of

_SOURCES: Final = ("src", "data-src", "data-lazy-src", "data-original", "data-url", "srcset", "data-srcset")


def attributes_in(rest: str) -> dict[str, str]:
    """What stands behind a tag's name, as names and values."""
    found = attributes_of(rest.rstrip().removesuffix("/"))
    return {name: value_of(each).strip() for name, each in found.items()}


def source_of(attributes: Mapping[str, str]) -> str:
    """Where an image's file lies; of several sizes the last, of a placeholder what it stands for."""
    for name in _SOURCES:
        value = attributes.get(name, "").split(",")[-1 if "srcset" in name else 0].split()
        if value and not value[0].startswith(("data:image/gif", "data:image/svg")):
            return value[0]
    return ""
