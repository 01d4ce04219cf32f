"""A file of the curator's that is published: its digest, and what a picture's header says."""

from typing import Literal

import msgspec

PictureFormat = Literal["jpeg", "png", "webp", "gif", "avif", "svg"]


class Picture(msgspec.Struct, frozen=True):
    """What a picture is. Width and height are as it is shown, in pixels; 0 where an SVG names none."""

    format: PictureFormat
    width: int
    height: int
    moves: bool = False


class Media(msgspec.Struct, frozen=True):
    """A published file. `shown` tells a picture on a page from a file that is only linked to.

    `file` is its path where the name on disk is another: in another Unicode form than NFC, or redacted;
    `shown_as` is the path by which it is published, where words of its own are redacted.
    """

    sha256: str
    picture: Picture | None = None
    shown: bool = False
    file: str = ""
    shown_as: str = ""
