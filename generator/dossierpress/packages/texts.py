"""The text of a body as HTML, with the addresses that a package has for what lies around it."""

import html
from collections.abc import Callable

from dossierpress.plan.outputs import Bodies, pieces_of
from dossierpress.plan.views import BodyImageView, BodyView

# Where what lives at an address of the site is found from a package.
Place = Callable[[str], str]


def filled(body: BodyView, bodies: Bodies, place: Place) -> str:
    """The HTML of a body; each link and picture leads where `place` says."""
    parts = pieces_of(bodies[body.digest])
    pieces = [parts[0]]
    for link, part in zip(body.links, parts[1:], strict=True):
        pieces += (_link(link, place), part)
    return "".join(pieces)


def _link(link: str | BodyImageView, place: Place) -> str:
    if isinstance(link, str):
        return html.escape(place(link))
    image = link.image
    width = f' width="{link.width}"' if link.width else ""
    return f'<img {link.attributes} src="{html.escape(place(image.address))}"{width}>'
