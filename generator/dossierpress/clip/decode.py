"""Bytes of a page as text: strict UTF-8 first, then what is declared, then a guess that is marked as one."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

import charset_normalizer

# Labels that the web reads as another encoding than Python does (https://encoding.spec.whatwg.org/#names-and-labels).
_READ_AS: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_HEAD: Final = 4096
_ENOUGH: Final = 256 * 1024
# So few broken bytes in a thousand are damage, not another encoding.
_DAMAGE: Final = 2


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and whether that was guessed."""

    text: str
    encoding: str
    is_guess: bool = False


def decoded(data: bytes, declared: str = "") -> Decoded:
    """The text of bytes. `declared` is what came with them; what they declare themselves is looked for."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(name, "replace"), name.removesuffix("-sig"))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    inner = _DECLARED.search(data[:_HEAD])
    for label in (declared, inner[1].decode("ascii", "ignore") if inner else ""):
        name = _known(label)
        if name == "utf-8":
            text = data.decode("utf-8", "replace")
            if text.count("\ufffd") * 1000 <= len(text) * _DAMAGE:
                return Decoded(text, name, is_guess=True)
        elif name:
            try:
                return Decoded(data.decode(name), name)
            except UnicodeDecodeError:
                text = data.decode(name, "replace")
                if text.count("\ufffd") * 1000 <= len(text) * _DAMAGE:
                    return Decoded(text, name, is_guess=True)
    return _guessed(data)


def _known(label: str) -> str:
    """Python's name for a label, as the web reads it; empty for one that nobody knows."""
    try:
        name = codecs.lookup(label.strip()).name if label.strip() else ""
    except (LookupError, ValueError):
        return ""
    return _READ_AS.get(name, name)


def _guessed(data: bytes) -> Decoded:
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") * 1000 <= len(text) * _DAMAGE:
        return Decoded(text, "utf-8", is_guess=True)
    # Tags are in ASCII, and would make every encoding look likely.
    bare = re.sub(rb"<[^>]*>", b" ", data)[:_ENOUGH]
    best = charset_normalizer.from_bytes(bare).best()
    name = _READ_AS.get(best.encoding, best.encoding) if best is not None else "cp1252"
    return Decoded(data.decode(name, "replace"), name, is_guess=True)
