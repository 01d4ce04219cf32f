"""Which exports a site has, by its configuration."""

from dossierpress.config import Config
from dossierpress.exports.api import api
from dossierpress.exports.cards import cards
from dossierpress.exports.feeds import feeds
from dossierpress.exports.headers import headers
from dossierpress.exports.redirects import redirects
from dossierpress.exports.references import references
from dossierpress.exports.robots import robots
from dossierpress.exports.search import search
from dossierpress.exports.sitemap import sitemap
from dossierpress.plan.plan import Export


def exports_of(config: Config) -> tuple[Export, ...]:
    """The exports that are turned on."""
    return (
        *((feeds,) if config.feeds.on is not False else ()),
        *((api, references) if config.api.on else ()),
        *((sitemap,) if config.url else ()),
        robots,
        redirects,
        headers,
        *((cards,) if config.cards.on else ()),
        *((search,) if config.search.on else ()),
    )
