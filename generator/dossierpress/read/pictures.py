"""What a picture's header says: format, size, whether it moves. Nothing of it is decoded here."""

import io
import re
import warnings
from typing import TYPE_CHECKING

from dossierpress.model.media import Picture, PictureFormat

if TYPE_CHECKING:
    from PIL import Image

# Pictures by their first bytes: a name may say anything.
_FORMATS: tuple[tuple[re.Pattern[bytes], PictureFormat], ...] = (
    (re.compile(rb"\xff\xd8\xff"), "jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"....ftyp(?:avif|avis)", re.DOTALL), "avif"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)*"
                rb"<(?:\w+:)?svg[\s>/]", re.DOTALL), "svg"),
)  # fmt: skip
# What cameras and scanners write, and no browser shows, or we cannot take the camera's notes out of.
_REFUSED = re.compile(
    rb"II\*\x00|MM\x00\*|IIRO|IIRS|IIU\x00|FUJIFILMCCD|BM....\x00\x00\x00\x00"
    rb"|....ftyp(?:hei[cfmsx]|hev[cmsx]|mif1|msf1|crx )|\x00\x00\x00\x0cjP  |\xff\x0a|\x00\x00\x00\x0cJXL ",
    re.DOTALL,
)
_HEAD = 64 * 1024
_ORIENTATION = 0x0112
# Values of the orientation tag that turn a picture onto its side (Exif 2.32, 4.6.4).
_SIDEWAYS = (5, 6, 7, 8)


class PictureError(Exception):
    """A picture that cannot be published."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(message)


def examine(data: bytes) -> Picture | None:
    """What the bytes of a file are, if they are a picture. Raises PictureError for one that will not do."""
    head = data[:_HEAD]
    if _REFUSED.match(head):
        raise PictureError(
            "picture-format",
            "this picture is of a kind that not every browser shows, and may say where it was taken",
            "save it as JPEG, PNG or WebP",
        )
    found = next((name for pattern, name in _FORMATS if pattern.match(head)), None)
    if found is None:
        return None
    return _drawing(head) if found == "svg" else _pixels(data, found)


def _pixels(data: bytes, name: PictureFormat) -> Picture:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[name.upper()]) as image:
                return _facts(image, name)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        most = f"{(Image.MAX_IMAGE_PIXELS or 0) / 1e6:.0f}"
        raise PictureError(
            "picture-too-large", f"this picture has more than {most} million pixels", "save a smaller copy"
        ) from bomb
    except Exception as error:  # each decoder raises what it likes
        raise PictureError(
            "picture-damaged", "this picture is damaged", "open it in an image editor and save it again"
        ) from error


def _facts(image: "Image.Image", name: PictureFormat) -> Picture:
    width, height = image.size
    moves = name != "jpeg" and getattr(image, "n_frames", 1) > 1
    if image.getexif().get(_ORIENTATION, 1) in _SIDEWAYS:
        width, height = height, width
    return Picture(name, width, height, moves)


def _drawing(head: bytes) -> Picture:
    """An SVG's size by its root's attributes, or by its view box; zeros when it names neither."""
    root = re.search(rb"<(?:\w+:)?svg\b[^>]*>", head)
    tag = root[0].decode("utf-8", "replace") if root else ""
    numbers = [
        float(match[1])
        if (match := re.search(rf"""\s{side}\s*=\s*["']\s*([\d.]+)(?:px)?\s*["']""", tag))
        else 0
        for side in ("width", "height")
    ]
    box = re.search(r"""\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)""", tag)
    if not all(numbers):
        numbers = [float(box[1]), float(box[2])] if box else [0, 0]
    return Picture("svg", round(numbers[0]), round(numbers[1]))
