"""RENDER's unit of work for a picture: the bytes of its source in, every published file of it out. Pure."""

import io
import warnings
from typing import TYPE_CHECKING

from dossierpress.plan.outputs import MediaFile
from dossierpress.problems import Problem
from dossierpress.render.drawing import DrawingError, cleaned
from dossierpress.render.metadata import stripped

if TYPE_CHECKING:
    from PIL import Image

_ORIENTATION = 0x0112
# A drawing has few colours and keeps them all; a photograph has more than anybody counts.
_FEW_COLOURS = 4096
# AVIF looks as good as JPEG at three quarters of the number.
_AVIF_SHARE = 0.75
_FULL_SIZE_QUALITY = 92


# The bytes of a picture's files in order, None when they cannot be made; and what is wrong.
Made = tuple[tuple[bytes, ...] | None, tuple[Problem, ...]]


def make_pictures(file: MediaFile, data: bytes) -> tuple[MediaFile, Made]:
    """Make the files of `file.paths` of the bytes of its source."""
    try:
        if file.format == "svg":
            return file, ((cleaned(data),), ())
        if file.moves and file.format != "avif":
            return file, ((stripped(data, file.format),), ())
        return file, (_made(file, data), ())
    except DrawingError as error:
        return file, (None, (_problem(file, error.line, "unsafe-svg", error.message, error.hint),))
    except Exception:  # noqa: BLE001  each decoder raises what it likes
        return file, (None, (_damaged(file),))


def _made(file: MediaFile, data: bytes) -> tuple[bytes, ...]:
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data), formats=[file.format.upper()]) as image:
            turned = image.getexif().get(_ORIENTATION, 1) != 1
            if not (turned or file.variants or file.format == "avif"):
                return (stripped(data, file.format),)
            image.load()
            upright = ImageOps.exif_transpose(image)
            if turned or file.format == "avif":
                full = _encoded(upright, file.format, _FULL_SIZE_QUALITY, whole=_is_drawing(upright))
            else:
                full = stripped(data, file.format)
            return (full, *_sized(file, upright))


def _sized(file: MediaFile, image: "Image.Image") -> list[bytes]:
    from PIL import Image

    whole = _is_drawing(image)
    plain = _plain(image)
    # Three times as quick, and nearly as good for pictures that are made smaller.
    filtering = Image.Resampling.HAMMING if file.is_quick else Image.Resampling.LANCZOS
    sizes: dict[int, Image.Image] = {}
    for variant in file.variants:
        if variant.width not in sizes:
            height = max(1, round(plain.height * variant.width / plain.width))
            size = (variant.width, height)
            sizes[variant.width] = plain if size == plain.size else plain.resize(size, filtering)
    return [
        _encoded(sizes[variant.width], variant.format, file.quality, whole=whole) for variant in file.variants
    ]


def _is_drawing(image: "Image.Image") -> bool:
    if image.mode.startswith("I"):
        return False
    return image.mode in ("1", "P") or image.getcolors(_FEW_COLOURS) is not None


def _plain(image: "Image.Image") -> "Image.Image":
    """The picture as RGB or RGBA, or grey; with its colour profile where that still fits."""
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    grey = image.mode in ("1", "L") and "transparency" not in image.info
    see_through = image.has_transparency_data
    plain = image if image.mode in ("RGB", "RGBA") else _in_srgb(image, "RGBA" if see_through else "RGB")
    if grey and "icc_profile" not in image.info:
        return image.convert("L")
    return plain


def _in_srgb(image: "Image.Image", model: str) -> "Image.Image":
    """Another colour model in sRGB, by the picture's own profile where it has one that works."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if profile and image.mode in ("CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except ImageCms.PyCMSError:
            made = None
        if made is not None:
            made.info.clear()
            return made
    plain = image.convert(model)
    if image.mode not in ("P", "PA"):
        plain.info.pop("icc_profile", None)
    return plain


def _encoded(image: "Image.Image", picture_format: str, quality: int, *, whole: bool) -> bytes:
    """The picture's bytes, with its colour profile and nothing else; `whole` keeps every colour."""
    options: dict[str, object] = {"icc_profile": image.info.get("icc_profile"), "exif": b""}
    if picture_format == "avif":
        options |= {"quality": round(quality * _AVIF_SHARE), "speed": 7, "max_threads": 1, "xmp": b""}
    elif picture_format == "webp":
        options |= {"quality": quality, "lossless": whole, "method": 4, "xmp": b""}
    elif picture_format == "jpeg":
        options |= {"quality": quality, "progressive": True, "optimize": True, "comment": b""}
        image = image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")
    bare = image.copy()
    kept = {key: bare.info[key] for key in ("transparency",) if key in bare.info}
    bare.info.clear()
    bare.info.update(kept)
    file = io.BytesIO()
    bare.save(file, picture_format.upper(), **options)
    return file.getvalue()


def _damaged(file: MediaFile) -> Problem:
    message, hint = "this picture is damaged", "open it in an image editor and save it again"
    return _problem(file, 1, "picture-damaged", message, hint)


def _problem(file: MediaFile, line: int, code: str, message: str, hint: str) -> Problem:
    return Problem(path=file.cause.path, code=code, message=message, hint=hint, line=line, column=1)
