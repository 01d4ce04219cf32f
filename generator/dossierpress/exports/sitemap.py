"""`sitemap.xml` (sitemaps.org, version 0.9): every page that search engines should know."""

from collections.abc import Iterable
from html import escape

from dossierpress.plan.addresses import address_of, claim_address, full_address
from dossierpress.plan.check import Claim
from dossierpress.plan.desk import Desk
from dossierpress.plan.instants import latest_day
from dossierpress.plan.outputs import Bodies, Cause, Output, produced
from dossierpress.plan.plan import Export
from dossierpress.plan.rolls import roll
from dossierpress.plan.routes import article_address, dossier_address, page_address
from dossierpress.plan.views import View
from dossierpress.schema.config import CONFIG_FILE

SITEMAP = "sitemap.xml"
# What one file may hold by the protocol.
MOST = 50_000
_OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)


class SitemapView(View, frozen=True):
    """Web addresses, each with the day of its last change where the content tells it."""

    places: tuple[tuple[str, str], ...]


def site_map(desk: Desk, claims: Iterable[Claim], most: int = MOST) -> Iterable[Output]:
    """One file, or an index and as many files as are needed."""
    url, cause = desk.config.url, Cause(CONFIG_FILE)
    changed = dict(_changes(desk))
    places = sorted(
        (full_address(url, address), changed.get(address, ""))
        for claim in claims
        if claim.is_listed
        for address in (address_of(claim.path),)
    )
    if len(places) <= most:
        yield produced(SITEMAP, write_sitemap, SitemapView(places=tuple(places)), cause)
        return
    files: list[tuple[str, str]] = []
    for number, start in enumerate(range(0, len(places), most), start=1):
        part = tuple(places[start : start + most])
        files.append((full_address(url, f"/sitemap-{number}.xml"), max(day for _, day in part)))
        yield produced(f"sitemap-{number}.xml", write_sitemap, SitemapView(places=part), cause)
    yield produced(SITEMAP, write_index, SitemapView(places=tuple(files)), cause)


def write_sitemap(view: SitemapView, _bodies: Bodies) -> bytes:
    """A list of pages."""
    return _write("urlset", "url", view)


def write_index(view: SitemapView, _bodies: Bodies) -> bytes:
    """A list of such lists."""
    return _write("sitemapindex", "sitemap", view)


def _write(root: str, entry: str, view: SitemapView) -> bytes:
    lines = [_OPENING.format(root)]
    for place, day in view.places:
        changed = f"<lastmod>{day}</lastmod>" if day else ""
        lines.append(f"<{entry}><loc>{escape(place, quote=False)}</loc>{changed}</{entry}>\n")
    return "".join([*lines, f"</{root}>\n"]).encode()


def _changes(desk: Desk) -> Iterable[tuple[str, str]]:
    """The day of the last change of pages, as far as the curators wrote one down; none is guessed.

    When a work was published, or changed by its publisher, says nothing about the page.
    """
    timezone = desk.config.timezone
    for each in roll(desk, "articles", ""):
        yield article_address(each.id), each.corrected
    for name in desk.dossiers():
        meta = desk.dossier(name).document.meta
        dates = (meta.reviewed, *(each.date for each in meta.changes))
        yield dossier_address(name), latest_day(dates, timezone)
        for claim in meta.claims:
            days = (each.date for each in claim.history)
            yield claim_address(name, claim.id), latest_day(days, timezone)
    for name in desk.pages():
        yield page_address(name), latest_day((desk.plain_page(name).meta.updated,), timezone)


sitemap = Export("sitemap", after=site_map)
