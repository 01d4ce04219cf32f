"""Reference lists of each dossier, tag and source: BibTeX, RIS and CSL-JSON."""

from collections.abc import Iterable

from dossierpress.formats.bibtex import bibtex
from dossierpress.formats.csl import csl_json
from dossierpress.formats.ris import ris
from dossierpress.model.site import NameKind
from dossierpress.plan.addresses import file_of
from dossierpress.plan.alternates import references_of
from dossierpress.plan.citationviews import CitationView
from dossierpress.plan.outputs import Bodies, Cause, Output, Producer, produced
from dossierpress.plan.routes import dossier_address
from dossierpress.plan.summaries import Desk
from dossierpress.plan.views import View

_KINDS: tuple[NameKind, ...] = ("tags", "sources")


class ReferencesView(View, frozen=True):
    """The references of a list, in its order."""

    citations: tuple[CitationView, ...]


def references(desk: Desk) -> Iterable[Output]:
    """Three files for each dossier, each tag and each source."""
    site = desk.routes.site
    for dossier in site.dossiers.values():
        cause = Cause(dossier.document.path)
        yield from _lists(desk, dossier_address(dossier.id), dossier.articles, cause)
    for kind in _KINDS:
        for named in site.each_name(kind):
            address = desk.routes.name_view(named).address
            if address:
                yield from _lists(desk, address, named.articles, Cause(named.path))


def _lists(desk: Desk, address: str, articles: Iterable[str], cause: Cause) -> Iterable[Output]:
    view = ReferencesView(citations=tuple(desk.citation(name) for name in articles))
    for each in references_of(desk.routes.config, address):
        yield produced(file_of(each.address), _PRODUCERS[each.kind], view, cause)


def write_bibtex(view: ReferencesView, _bodies: Bodies) -> bytes:
    """The list in BibTeX."""
    return bibtex(view.citations).encode()


def write_ris(view: ReferencesView, _bodies: Bodies) -> bytes:
    """The list in RIS."""
    return ris(view.citations).encode()


def write_csl_json(view: ReferencesView, _bodies: Bodies) -> bytes:
    """The list in CSL-JSON."""
    return csl_json(view.citations).encode()


_PRODUCERS: dict[str, Producer] = {"bibtex": write_bibtex, "ris": write_ris, "csl-json": write_csl_json}
