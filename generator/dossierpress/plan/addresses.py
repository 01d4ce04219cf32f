"""Addresses on the site, the files they are served from, and how they stand in a page."""

import posixpath
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, urlsplit

# What may stand in a path unescaped (RFC 3986, pchar), so that addresses stay readable.
_PLAIN = "/:@!$&'()*+,;=~-._"


def file_of(address: str) -> str:
    """The file that answers an address: `/tags/x/` is `tags/x/index.html`."""
    path = unicodedata.normalize("NFC", address).lstrip("/")
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def address_of(file: str) -> str:
    """The address of a file: the inverse of `file_of`."""
    return "/" + (file.removesuffix("index.html") if posixpath.basename(file) == "index.html" else file)


def base_of(url: str) -> str:
    """The sub-path of a site's `url`, with a slash at both ends."""
    path = urlsplit(url).path.strip("/")
    return f"/{path}/" if path else "/"


# Most addresses stand on many pages.
@lru_cache(maxsize=1 << 15)
def _quoted(path: str) -> str:
    return quote(path, safe=_PLAIN)


def full_address(url: str, address: str) -> str:
    """The web address of an internal address; empty for a site without `url`."""
    return url.rstrip("/") + _quoted(address) if url else ""


def absolute(url: str, address: str) -> str:
    """The web address of a link as it stands in a view, its fragment kept; outside ones are unchanged."""
    if not address.startswith("/") or address.startswith("//"):
        return address
    path, mark, fragment = address.partition("#")
    return full_address(url, path) + mark + fragment


def href(address: str, page: str, base: str, *, relative: bool) -> str:
    """An address as it stands in an attribute of `page`; outside addresses come back unchanged.

    `relative` gives paths that also work when the files are opened from disk.
    """
    if not address.startswith("/") or address.startswith("//"):
        return address
    path, mark, fragment = address.partition("#")
    if not relative:
        return base + _quoted(path[1:]) + mark + fragment
    target = posixpath.relpath("/" + file_of(path), posixpath.dirname("/" + file_of(page)))
    return _quoted(target) + mark + fragment


def variant_address(address: str, width: int, picture_format: str) -> str:
    """Where a picture lies in another width or format: `/media/x.png` is `/media/x-png-800.webp`, too."""
    stem, dot, ending = address.rpartition(".")
    name = f"{stem}-{ending}" if dot and "/" not in ending else address
    return f"{name}-{width}.{'jpg' if picture_format == 'jpeg' else picture_format}"


def is_inside(segments: Iterable[str]) -> bool:
    """Whether path segments stay where they are put: no `.`, no `..`, nothing hidden or empty."""
    return all(segment and not segment.startswith(".") for segment in segments)


def claim_address(dossier: str, claim: str) -> str:
    """Where a claim of a dossier lives."""
    return f"/dossiers/{dossier}/claims/{claim}/"


def claim_anchor(claim: str) -> str:
    """The id of a claim on its dossier's page."""
    return f"dp-claim-{claim}"
