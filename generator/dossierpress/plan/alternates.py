"""Files for machines that say the same as a page: where they lie, and which a site has."""

from dossierpress.plan.addresses import address_of
from dossierpress.plan.pageviews import PackageView
from dossierpress.plan.views import AlternateView
from dossierpress.plan.words import size_words
from dossierpress.schema.config import Config

FEED_ATOM, FEED_JSON = "feed.xml", "feed.json"
API = "/api/"
SEARCH = "/search/"
_TYPES = {
    "atom": "application/atom+xml",
    "json-feed": "application/feed+json",
    "changes-atom": "application/atom+xml",
    "changes-json-feed": "application/feed+json",
    "json": "application/json",
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl-json": "application/vnd.citationstyles.csl+json",
}
# How the name of each package ends, what it is called, and its media type.
PACKAGES = {
    ".epub": ("epub", "application/epub+zip"),
    ".pdf": ("pdf", "application/pdf"),
    "-offline.html": ("offline", "text/html"),
    "-dataset.zip": ("dataset", "application/zip"),
    "-dataset.sqlite": ("sqlite", "application/vnd.sqlite3"),
    "-places.geojson": ("geojson", "application/geo+json"),
    "-timeline.json": ("timeline", "application/json"),
    "-network.graphml": ("graphml", "application/graphml+xml"),
    "-entities.ftm.json": ("ftm", "application/json"),
    "-oai.xml": ("oai", "text/xml"),
    "-iiif.json": ("iiif", "application/ld+json"),
    "-bag.zip": ("bag", "application/zip"),
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


def changes_of(config: Config, address: str) -> tuple[AlternateView, ...]:
    """The feeds of what changed in the dossier at an address."""
    if not has_feeds(config):
        return ()
    place = f"{address}changes/"
    return alternate("changes-atom", place + FEED_ATOM), alternate("changes-json-feed", place + FEED_JSON)


def references_of(config: Config, address: str) -> tuple[AlternateView, ...]:
    """The reference lists of what lives at an address."""
    if not config.api.on:
        return ()
    return tuple(alternate(kind, address + name) for kind, name in REFERENCES.items())


def data_of(config: Config, address: str) -> tuple[AlternateView, ...]:
    """The API's file at an address."""
    return (alternate("json", address),) if config.api.on else ()


def package_view(path: str, size: int, digest: str, language: str) -> PackageView:
    """What the page of a dossier says of a package, whose kind its name tells."""
    kind, media_type = next(told for ending, told in PACKAGES.items() if path.endswith(ending))
    return PackageView(
        kind=kind,
        address=address_of(path),
        type=media_type,
        size=size_words(size, language),
        sha256=digest,
    )


def alternate(kind: str, address: str) -> AlternateView:
    """A file of a kind."""
    return AlternateView(kind=kind, address=address, type=_TYPES[kind])
