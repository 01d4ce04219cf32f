"""Certificates in a time stamp in the order that DER asks for; OpenSSL leaves them as they come. Pure.

No signature covers that order, and `rfc3161-client` reads no token in another.
"""

from collections.abc import Iterator
from itertools import pairwise


def in_der_order(answer: bytes) -> bytes:
    """The same time stamp, its certificates sorted. Raises ValueError for what is no such structure."""
    status, token = _parts(_inside(answer))
    name, content = _parts(_inside(token))
    parts = [
        _wrapped(part[0], b"".join(sorted(_parts(_inside(part))))) if part[0] == 0xA0 else part
        for part in _parts(_inside(_inside(content)))
    ]
    return _wrapped(
        0x30, status + _wrapped(0x30, name + _wrapped(content[0], _wrapped(0x30, b"".join(parts))))
    )


def _inside(part: bytes) -> bytes:
    """What a part holds."""
    begin, end = _extent(part, 0)
    return part[begin:end]


def _parts(data: bytes) -> tuple[bytes, ...]:
    return tuple(data[begin:end] for begin, end in pairwise(_edges(data)))


def _edges(data: bytes) -> Iterator[int]:
    at = 0
    yield at
    while at < len(data):
        _, at = _extent(data, at)
        yield at


def _extent(data: bytes, at: int) -> tuple[int, int]:
    """Where the content of the part at a place begins and ends."""
    if at + 2 > len(data):
        raise ValueError("cut short")
    begin, length = at + 2, data[at + 1]
    if length >= 0x80:
        begin += length & 0x7F
        length = int.from_bytes(data[at + 2 : begin])
    if begin + length > len(data):
        raise ValueError("cut short")
    return begin, begin + length


def _wrapped(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([tag, 0x80 | len(length)]) + length + content
