"""Who makes the results that are kept: our own sources, Python and the libraries, as one digest."""

import hashlib
import platform
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_LIBRARIES = ("markdown", "nh3", "pyyaml", "msgspec", "jinja2", "markupsafe", "babel", "pillow")
# Those of extras, which may not be there.
_FURTHER = ("cbor2", "pagefind", "pagefind_bin", "pyromark")


@lru_cache(maxsize=1)
def makers() -> bytes:
    """Who makes the results: our own sources, Python, and the libraries."""
    return digest_of(*(f"{name} {number}".encode() for name, number in versions().items()))


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """The version of each of them; our own sources by digest. An extra that is not installed has none."""
    package = Path(__file__).resolve().parent.parent
    own = [path for ending in ("py", "ttf") for path in sorted(package.rglob(f"*.{ending}"))]
    sources = digest_of(*(path.read_bytes() for path in own)).hex()
    found = {"dossierpress": sources[:16], "python": platform.python_version()}
    found |= {name: version(name) for name in _LIBRARIES}
    for name in _FURTHER:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def digest_of(*parts: bytes) -> bytes:
    """SHA-256 over parts of any length, each with its length before it."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()
