"""The markup of a picture: `<picture>` with every size and format, width and height."""

from collections.abc import Callable

from markupsafe import Markup, escape

from dossierpress.plan.addresses import variant_address
from dossierpress.plan.views import ImageView

# How wide a picture stands in running text: the measure, or the whole of a small screen.
TEXT_SIZES = "(min-width: 46em) 42em, 100vw"
_TYPES = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}
Href = Callable[[str], str]


def picture(
    image: ImageView, href: Href, attributes: str, sizes: str, *, width: int = 0, eager: bool = False
) -> Markup:
    """A picture; `attributes` is safe HTML, `width` the one that it shall have, if not 0."""
    if width:
        sizes = f"{width}px"
    shape = _shape(image, width)
    loading = "" if eager else ' loading="lazy"'
    fallback = image.address
    srcset = ""
    if len(image.formats) > 1:
        fallback = variant_address(image.address, image.widths[-1], image.formats[-1])
        srcset = f' srcset="{_srcset(image, image.formats[-1], href)}" sizes="{escape(sizes)}"'
    tag = f'<img {attributes} src="{escape(href(fallback))}"{srcset}{shape}{loading} decoding="async">'
    if not image.formats:
        return Markup(tag)  # noqa: S704  every part of it is escaped or safe
    newest = image.formats[0]
    source = (
        f'<source type="{_TYPES[newest]}" srcset="{_srcset(image, newest, href)}" sizes="{escape(sizes)}">'
    )
    return Markup(f"<picture>{source}{tag}</picture>")  # noqa: S704  as above


def _srcset(image: ImageView, picture_format: str, href: Href) -> str:
    return ", ".join(
        f"{escape(href(variant_address(image.address, width, picture_format)))} {width}w"
        for width in image.widths
    )


def _shape(image: ImageView, width: int) -> str:
    """Width and height, so that the page does not move when the picture comes."""
    if not (image.width and image.height):
        return f' width="{width}"' if width else ""
    shown = min(width, image.width) or image.width if width else image.width
    return f' width="{shown}" height="{max(1, round(image.height * shown / image.width))}"'
