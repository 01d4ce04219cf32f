"""Which exports a site has, by its configuration."""

from dossierpress.exports.api import api
from dossierpress.exports.cards import cards
from dossierpress.exports.feeds import feeds
from dossierpress.exports.headers import headers
from dossierpress.exports.redirects import redirects
from dossierpress.exports.references import references
from dossierpress.exports.reservations import reservations
from dossierpress.exports.robots import robots
from dossierpress.exports.search import search
from dossierpress.exports.sitemap import sitemap
from dossierpress.plan.plan import Export
from dossierpress.schema.config import Config


def exports_of(config: Config) -> tuple[Export, ...]:
    """The exports that are turned on."""
    chosen = {
        feeds: config.feeds.on is not False,
        api: config.api.on,
        references: config.api.on,
        sitemap: bool(config.url),
        robots: True,
        reservations: True,
        redirects: True,
        headers: True,
        cards: config.cards.on,
        search: config.search.on,
    }
    return tuple(export for export, is_on in chosen.items() if is_on)
