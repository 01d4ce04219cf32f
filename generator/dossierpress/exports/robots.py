"""`robots.txt`: everything may be read by everyone (RFC 9309), and here is the site map."""

from collections.abc import Iterable

from dossierpress.exports.sitemap import SITEMAP
from dossierpress.plan.addresses import base_of, full_address
from dossierpress.plan.desk import Desk
from dossierpress.plan.outputs import Bodies, Cause, Output, produced
from dossierpress.plan.plan import Export
from dossierpress.plan.views import View
from dossierpress.schema.config import CONFIG_FILE


class RobotsView(View, frozen=True):
    """The web address of the site map; empty when there is none."""

    sitemap: str


def robots_file(desk: Desk, _name: str) -> Iterable[Output]:
    """The file, which robots look for at the root of a host only: a site in a folder has none."""
    url = desk.config.url
    if base_of(url) == "/":
        view = RobotsView(sitemap=full_address(url, f"/{SITEMAP}"))
        yield produced("robots.txt", write_robots, view, Cause(CONFIG_FILE))


def write_robots(view: RobotsView, _bodies: Bodies) -> bytes:
    """The text of the file."""
    place = f"\nSitemap: {view.sitemap}\n" if view.sitemap else ""
    return f"User-agent: *\nAllow: /\n{place}".encode()


robots = Export("robots", own=robots_file)
