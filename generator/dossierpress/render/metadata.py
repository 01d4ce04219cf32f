"""Pictures without what cameras and programs write into them: bytes in, bytes out, no pixel touched.

What stays is named, all else goes: position, serial numbers, previews, comments, and whatever follows
the picture's end. Colour profiles stay.
"""

import re
import struct
from collections.abc import Callable

# Chunks that say how a PNG looks, and how it moves (PNG, third edition, 11).
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
# Flags of VP8X that announce Exif and XMP chunks (RFC 9649, 2.7).
_WEBP_NOTES = 0b0000_1100
_JPEG_SCAN_END = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_JPEG_PROFILE, _JPEG_ADOBE, _JFIF = b"ICC_PROFILE\0", b"Adobe", b"JFIF\0"
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


class DamagedError(ValueError):
    """The bytes are no whole picture of their format."""


def stripped(data: bytes, picture_format: str) -> bytes:
    """The same picture without metadata. Raises DamagedError."""
    try:
        return _STRIPPERS[picture_format](data)
    except (IndexError, struct.error, AttributeError) as error:
        raise DamagedError(picture_format) from error


def _jpeg(data: bytes) -> bytes:
    """Segments of ITU T.81, annex B: frames, tables and scans stay; of applications', what colours need."""
    out, at = bytearray(data[:2]), 2
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if data[at] != 0xFF:
            raise DamagedError("jpeg")
        marker = data[at + 1]
        if marker == 0xD9:
            return bytes(out + b"\xff\xd9")
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end > len(data) or end < at + 4:
            raise DamagedError("jpeg")
        out += _jpeg_segment(marker, data[at:end])
        at = end
        if marker == 0xDA:
            after = _JPEG_SCAN_END.search(data, at)
            end = after.start() if after else len(data)
            out += data[at:end]
            at = end
            if after is None:
                return bytes(out + b"\xff\xd9")


def _jpeg_segment(marker: int, segment: bytes) -> bytes:
    content = segment[4:]
    if marker == 0xE0 and content.startswith(_JFIF):
        # Version, density; the preview that may follow is left out.
        return b"\xff\xe0\x00\x10" + content[:12] + b"\0\0"
    if marker == 0xE2 and content.startswith(_JPEG_PROFILE):
        return segment
    if marker == 0xEE and content.startswith(_JPEG_ADOBE):
        return segment
    return b"" if 0xE0 <= marker <= 0xEF or marker == 0xFE else segment


def _png(data: bytes) -> bytes:
    out, at, name = bytearray(data[:8]), 8, b""
    while name != b"IEND":
        (length,) = struct.unpack_from(">I", data, at)
        name, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data):
            raise DamagedError("png")
        if name in _PNG_KEPT:
            out += data[at:end]
        at = end
    return bytes(out)


def _webp(data: bytes) -> bytes:
    out, at = bytearray(), 12
    whole = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= whole:
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        if at + 8 + length > len(data):
            raise DamagedError("webp")
        if name == b"VP8X":
            out += data[at : at + 8] + bytes([data[at + 8] & ~_WEBP_NOTES]) + data[at + 9 : end]
        elif name in _WEBP_KEPT:
            out += data[at:end].ljust(end - at, b"\0")
        at = end
    if not out:
        raise DamagedError("webp")
    return b"RIFF" + (len(out) + 4).to_bytes(4, "little") + b"WEBP" + bytes(out)


def _gif(data: bytes) -> bytes:
    """Blocks of GIF89a: images and their control stay; of applications', how often it plays."""
    at = 13 + (3 << (data[10] % 8 + 1) if data[10] & 0x80 else 0)
    out = bytearray(data[:at])
    while data[at] != 0x3B:
        start = at
        if data[at] == 0x2C:
            at += 10 + (3 << (data[at + 9] % 8 + 1) if data[at + 9] & 0x80 else 0) + 1
            kept = True
        elif data[at] == 0x21:
            kept = data[at + 1] == 0xF9 or (data[at + 1] == 0xFF and data[at + 3 : at + 14] in _GIF_LOOPS)
            at += 2
        else:
            raise DamagedError("gif")
        while data[at]:
            at += 1 + data[at]
        at += 1
        if kept:
            out += data[start:at]
    return bytes(out + b";")


_STRIPPERS: dict[str, Callable[[bytes], bytes]] = {"jpeg": _jpeg, "png": _png, "webp": _webp, "gif": _gif}
