"""Look into every byte of a finished file for what must not be there: compressed parts and metadata too."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from dossierpress.problems import Problem
from dossierpress.redaction.redactor import Redactor

_DEEPEST = 4
_LARGEST = 256 * 1024 * 1024
# Where a gzip or a zlib stream may begin: in PNG and PDF files they lie anywhere.
_STREAM = re.compile(rb"\x1f\x8b\x08|[\x08-\x78](?:\x01|\x5e|\x9c|\xda)", re.DOTALL)


def buried(path: str, data: bytes, redactor: Redactor) -> Problem | None:
    """A problem that names the file, when it holds what is redacted; the words are not repeated."""
    labels = set(redactor.within(path))
    for layer in layers(data):
        for text in _texts(layer):
            labels.update(redactor.within(text))
    if not labels:
        return None
    return Problem(
        path=path,
        code="redacted",
        message=f"/{path} holds what is redacted as {', '.join(f'`{label}`' for label in sorted(labels))}",
        hint="look at what puts it there: site.yaml, a template, a picture or another file that is published",
        line=1,
        column=1,
    )


def layers(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """The bytes, and all that is packed in them."""
    yield data
    if depth == _DEEPEST:
        return
    if data[:2] == b"PK":
        for inner in _members(data):
            yield from layers(inner, depth + 1)
        return
    for found in _STREAM.finditer(data):
        inner = _unpacked(data[found.start() :], 47 if found[0][0] == 0x1F else 15)
        if inner:
            yield from layers(inner, depth + 1)


def _members(data: bytes) -> Iterable[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            for info in pack.infolist():
                yield info.filename.encode() + b"\n" + info.comment
                with pack.open(info) as file:
                    yield file.read(_LARGEST)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return


def _unpacked(data: bytes, window: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(data, _LARGEST)
    except zlib.error:
        return b""


def _texts(data: bytes) -> Iterator[str]:
    """The bytes read as text, in each of the ways in which a text may have been written."""
    yield data.decode("utf-8", "replace")
    if not data.isascii():
        yield data.decode("latin-1")
    if b"\0" in data:
        for at in (0, 1):
            yield data[at:].decode("utf-16-le", "replace")
            yield data[at:].decode("utf-16-be", "replace")
