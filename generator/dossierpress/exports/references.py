"""Reference lists of each dossier, tag and source: BibTeX, RIS and CSL-JSON."""

from collections.abc import Iterable
from typing import cast

from dossierpress.formats.bibtex import bibtex
from dossierpress.formats.csl import csl_json
from dossierpress.formats.ris import ris
from dossierpress.model.site import NameKind
from dossierpress.plan.addresses import file_of
from dossierpress.plan.alternates import references_of
from dossierpress.plan.citations import citation
from dossierpress.plan.citationviews import CitationView
from dossierpress.plan.desk import Desk
from dossierpress.plan.outputs import Bodies, Cause, Output, Producer, produced
from dossierpress.plan.plan import Export, Unit
from dossierpress.plan.routes import dossier_address, name_address
from dossierpress.plan.views import View


class ReferencesView(View, frozen=True):
    """The references of a list, in its order."""

    citations: tuple[CitationView, ...]


def reference_lists(desk: Desk, unit: Unit, _pages: tuple[Output, ...]) -> Iterable[Output]:
    """Three files for each dossier, each tag and each source."""
    if unit[0] == "dossier":
        dossier = desk.dossier(unit[1])
        articles = dossier.articles
        address, cause = dossier_address(unit[1]), Cause(dossier.document.path)
    elif unit[0] == "name" and unit[1] in ("tags", "sources"):
        kind = cast(NameKind, unit[1])
        articles = desk.listed(kind, unit[2])
        address = name_address(desk.config.indexes, kind, unit[2])
        cause = Cause(desk.registered(kind, unit[2]).path)
    else:
        return
    view = ReferencesView(citations=tuple(citation(desk, name) for name in articles))
    for each in references_of(desk.config, address):
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


references = Export("references", beside=reference_lists)
