"""Files for machines that say the same as a page: where they lie, and which a site has."""

from dossierpress.config import Config
from dossierpress.plan.views import AlternateView

FEED_ATOM, FEED_JSON = "feed.xml", "feed.json"
API = "/api/"
SEARCH = "/search/"
_TYPES = {
    "atom": "application/atom+xml",
    "json-feed": "application/feed+json",
    "json": "application/json",
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl-json": "application/vnd.citationstyles.csl+json",
}
REFERENCES = {"bibtex": "references.bib", "ris": "references.ris", "csl-json": "references.csl.json"}


def has_feeds(config: Config) -> bool:
    """Feeds are full of web addresses: a site without `url` has none."""
    return config.feeds.on is not False and bool(config.url)


def api_address(kind: str, name: str) -> str:
    """The file of the API for an article or a dossier."""
    return f"{API}{kind}/{name}.json"


def feeds_of(config: Config, address: str) -> tuple[AlternateView, ...]:
    """The feeds of what lives at an address."""
    if not has_feeds(config):
        return ()
    return alternate("atom", address + FEED_ATOM), alternate("json-feed", address + FEED_JSON)


def references_of(config: Config, address: str) -> tuple[AlternateView, ...]:
    """The reference lists of what lives at an address."""
    if not config.api.on:
        return ()
    return tuple(alternate(kind, address + name) for kind, name in REFERENCES.items())


def data_of(config: Config, address: str) -> tuple[AlternateView, ...]:
    """The API's file at an address."""
    return (alternate("json", address),) if config.api.on else ()


def alternate(kind: str, address: str) -> AlternateView:
    """A file of a kind."""
    return AlternateView(kind=kind, address=address, type=_TYPES[kind])
