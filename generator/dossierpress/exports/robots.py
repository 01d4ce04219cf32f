"""`robots.txt`: who may read what (RFC 9309), and here is the site map.

Everything may be read by everyone, but for what rights reserve from those that gather texts for models.
"""

from collections.abc import Iterable
from urllib.parse import quote

from dossierpress.exports.reservations import reserved_places
from dossierpress.exports.sitemap import SITEMAP
from dossierpress.plan.addresses import base_of, full_address
from dossierpress.plan.desk import Desk
from dossierpress.plan.outputs import Bodies, Cause, Output, produced
from dossierpress.plan.plan import Export
from dossierpress.plan.views import View
from dossierpress.schema.config import CONFIG_FILE

# Who say of themselves that they gather texts to train models, by the names to which they listen.
_GATHERERS = (
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "GPTBot",
    "Google-Extended",
    "Meta-ExternalAgent",
)


class RobotsView(View, frozen=True):
    """The web address of the site map, empty when there is none; and what is reserved."""

    sitemap: str
    reserved: tuple[str, ...] = ()


def robots_file(desk: Desk, _name: str) -> Iterable[Output]:
    """The file, which robots look for at the root of a host only: a site in a folder has none."""
    url = desk.config.url
    if base_of(url) == "/":
        reserved = tuple(quote(each.location) for each in reserved_places(desk))
        view = RobotsView(sitemap=full_address(url, f"/{SITEMAP}"), reserved=reserved)
        yield produced("robots.txt", write_robots, view, Cause(CONFIG_FILE))


def write_robots(view: RobotsView, _bodies: Bodies) -> bytes:
    """The text of the file."""
    place = f"\nSitemap: {view.sitemap}\n" if view.sitemap else ""
    apart = ""
    if view.reserved:
        names = "".join(f"User-agent: {name}\n" for name in _GATHERERS)
        apart = names + "".join(f"Disallow: {each}\n" for each in view.reserved) + "\n"
    return f"{apart}User-agent: *\nAllow: /\n{place}".encode()


robots = Export("robots", own=robots_file)
