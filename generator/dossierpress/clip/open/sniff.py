"""What kind of capture some bytes are, told by the bytes themselves, and how each kind is opened."""

import re
import zlib
from collections.abc import Callable
from typing import Final

from dossierpress.clip.decode import decoded
from dossierpress.clip.open.mhtml import open_mhtml
from dossierpress.clip.open.pdf import open_pdf
from dossierpress.clip.open.saved import open_html
from dossierpress.clip.open.warc import open_warc
from dossierpress.clip.page import Kind, Page, UnopenableError

KINDS: Final[tuple[Kind, ...]] = ("html", "mhtml", "warc", "text", "pdf")
_HEAD: Final = 64 * 1024
_LARGEST: Final = 256 * 1024 * 1024
_MAIL: Final = re.compile(
    rb"^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE
)
_MARKUP: Final = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:article|main|div|p|h1|table|meta|title|section)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)


def kind_of(data: bytes) -> Kind:
    """What kind of capture some bytes are."""
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"WARC/") or head[:4] == b"PK\x03\x04":
        return "warc"
    if head[:2] == b"\x1f\x8b":
        return "warc" if _unzipped(data, 16).startswith(b"WARC/") else "html"
    if _MAIL.match(head.lstrip().replace(b"\r\n", b"\n")):
        return "mhtml"
    plain = head.replace(b"\x00", b"")
    return "html" if _MARKUP.search(plain) else "text"


def opened(
    data: bytes,
    kind: Kind | None = None,
    *,
    address: str = "",
    declared: str = "",
    held: Callable[[str], bytes | None] | None = None,
) -> Page:
    """Open a capture. Raises UnopenableError. `address` chooses among the pages of an archive."""
    if not data.strip():
        raise UnopenableError("it is empty", "save the page again")
    kind = kind or kind_of(data)
    if kind == "pdf":
        return open_pdf(data)
    if kind == "warc":
        return open_warc(data, address)
    if data[:2] == b"\x1f\x8b":
        data = _unzipped(data, _LARGEST)
    if kind == "mhtml":
        return open_mhtml(data)
    if kind == "html":
        return open_html(data, declared, held)
    text = decoded(data, declared)
    return Page(kind="text", text=text.text, encoding=text.encoding, is_guess=text.is_guess)


def _unzipped(data: bytes, most: int) -> bytes:
    """The beginning of what was packed with gzip, never more than wished for."""
    try:
        return zlib.decompressobj(wbits=16 + zlib.MAX_WBITS).decompress(data, most)
    except zlib.error as error:
        raise UnopenableError("this packed file is damaged", "pack it again") from error
