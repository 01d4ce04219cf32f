"""Which exports a site has, by its configuration."""

from dossierpress.config import Config
from dossierpress.exports.headers import headers
from dossierpress.plan.plan import Export


def exports_of(_config: Config) -> tuple[Export, ...]:
    """The exports that are turned on."""
    return (headers,)
