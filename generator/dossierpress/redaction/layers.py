"""What is packed in a file: members of archives, compressed streams, and the words of a PDF."""

import io
import logging
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

_DEEPEST = 4
_LARGEST = 256 * 1024 * 1024
# Where a gzip or a zlib stream may begin: in PNG and PDF files they lie anywhere.
_STREAM = re.compile(rb"\x1f\x8b\x08|[\x08-\x78](?:\x01|\x5e|\x9c|\xda)", re.DOTALL)
_PDF = b"%PDF-"
EXTRA = "dossierpress[pdf]"


class UnreadablePdfError(Exception):
    """A PDF whose words cannot be read; `hint` says what to do."""

    def __init__(self, why: str, hint: str) -> None:
        self.hint = hint
        super().__init__(why)


def layers(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """The bytes, and all that is packed in them."""
    yield data
    if depth == _DEEPEST:
        return
    if data[:2] == b"PK":
        for inner in members(io.BytesIO(data)):
            yield from layers(inner, depth + 1)
        return
    for found in _STREAM.finditer(data):
        inner = _unpacked(data[found.start() :], 47 if found[0][0] == 0x1F else 15)
        if inner:
            yield from layers(inner, depth + 1)


def members(packed: IO[bytes]) -> Iterator[bytes]:
    """The names in a zip and the bytes under each, as far as it can be read."""
    try:
        with zipfile.ZipFile(packed) as pack:
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


def is_pdf(data: bytes) -> bool:
    """Whether these are the bytes of a PDF."""
    return _PDF in data[:1024]


def pdf_texts(data: bytes) -> Iterator[str]:
    """The words of a PDF: of each page, and all else that is a text in it, such as titles and bookmarks.

    The bytes alone do not tell them: a page names glyphs of its own fonts. Raises UnreadablePdfError.
    """
    try:
        import pypdf
    except ImportError as error:
        raise UnreadablePdfError(
            "pypdf, which reads it, is missing", f"run: pip install '{EXTRA}'"
        ) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        _unlock(reader)
        for page in reader.pages:
            text = page.extract_text() or ""
            yield text
            # What is written from right to left may stand as it is seen.
            yield "\n".join(line[::-1] for line in text.splitlines())
        numbers = {*reader.xref_objStm, *(number for found in reader.xref.values() for number in found)}
        yield from {text for number in sorted(numbers) for text in _strings(reader.get_object(number), 0)}
    except UnreadablePdfError:
        raise
    except Exception as error:  # a damaged PDF fails in any way that there is
        raise UnreadablePdfError("it is damaged", "save it anew in another program") from error


def _unlock(reader: Any) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadablePdfError("it is locked with a password", "publish it without one, or not at all")


def _strings(value: Any, depth: int) -> Iterator[str]:
    """The texts in an object of a PDF; what it refers to is an object of its own."""
    if depth > _DEEPEST * 4:
        return
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, bytes):
        yield value.decode("utf-8", "replace")
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each, depth + 1)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each, depth + 1)
