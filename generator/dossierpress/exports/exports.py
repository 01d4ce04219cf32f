"""Which exports a site has, by its configuration."""

from dossierpress.config import Config
from dossierpress.exports.cards import cards
from dossierpress.exports.search import search
from dossierpress.plan.plan import Export


def exports_of(config: Config) -> tuple[Export, ...]:
    """The exports that are turned on."""
    return (*((cards,) if config.cards.on else ()), *((search,) if config.search.on else ()))
