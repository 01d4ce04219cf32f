"""The curators' own files on the site: where each lies, and in which sizes a picture is made."""

from collections.abc import Iterable, Mapping

from dossierpress.model.media import Media
from dossierpress.plan.addresses import file_of, variant_address
from dossierpress.plan.outputs import Cause, MediaFile, Variant
from dossierpress.plan.routes import media_address
from dossierpress.plan.views import ImageView
from dossierpress.schema.config import Config

# Formats that a picture is made in, the newest first. A photograph is smallest in AVIF, a drawing keeps
# every line in WebP; where one is not the picture's own, the picture itself stays for old browsers.
_FORMATS = {"jpeg": ("avif", "jpeg"), "png": ("webp",), "webp": ("webp",), "avif": ("avif",)}


def media_files(config: Config, published: Mapping[str, Media]) -> Iterable[MediaFile]:
    """One for each file that is published."""
    quality = config.images.quality
    for path, media in published.items():
        address = media_address(config, path, media)
        picture = media.picture
        yield MediaFile(
            path=file_of(address),
            source=media.file or path,
            sha256=media.sha256,
            cause=Cause(path),
            format=picture.format if picture else "",
            moves=picture is not None and picture.moves,
            variants=tuple(
                Variant(file_of(variant_address(address, width, name)), name, width)
                for name in _formats(config, media)
                for width in _widths(config, media)
            ),
            quality=quality,
        )


def image_view(
    config: Config, media: Media | None, path: str, alt: str = "", caption: str = "", credit: str = ""
) -> ImageView | None:
    """A picture as pages show it; None when there is none, which READ has reported."""
    if media is None or media.picture is None:
        return None
    return ImageView(
        address=media_address(config, path, media),
        alt=alt,
        caption=caption,
        credit=credit,
        width=media.picture.width,
        height=media.picture.height,
        formats=_formats(config, media),
        widths=_widths(config, media),
    )


def _formats(config: Config, media: Media) -> tuple[str, ...]:
    picture = media.picture
    if picture is None or picture.moves or not (media.shown and config.images.on):
        return ()
    return _FORMATS.get(picture.format, ())


def _widths(config: Config, media: Media) -> tuple[int, ...]:
    """Every width that is asked for and that the picture has; its own where it is below the largest."""
    if not _formats(config, media) or media.picture is None:
        return ()
    asked, own = sorted(set(config.images.widths)), media.picture.width
    return tuple(each for each in asked if each < own) + ((own,) if own <= asked[-1] else ())
