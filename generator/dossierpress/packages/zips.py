"""A zip file that depends on nothing but what is in it: sorted, and with one time for all."""

import io
import zipfile
from collections.abc import Mapping

# The oldest time that a zip can hold, and the rights of a plain file.
_TIME = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
# What is compressed already only costs time.
_PACKED = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".zip", ".epub")


def zipped(files: Mapping[str, bytes], first: str = "") -> bytes:
    """The bytes of a zip of these files; `first` stands before all others, uncompressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for path in sorted(files, key=lambda path: (path != first, path)):
            made.writestr(facts_of(path, is_first=path == first), files[path])
    return out.getvalue()


def facts_of(path: str, *, is_first: bool = False) -> zipfile.ZipInfo:
    """What a zip says of a file, without a time or a machine; the first stays uncompressed."""
    facts = zipfile.ZipInfo(path, _TIME)
    facts.external_attr, facts.create_system = _MODE, 3
    plain = is_first or path.lower().endswith(_PACKED)
    facts.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
    return facts


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files of a zip that we made ourselves."""
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return {name: made.read(name) for name in made.namelist()}
