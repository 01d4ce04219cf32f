"""Which packages there are, and what makes each of them of a dossier."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

import msgspec

from dossierpress.model.site import PlacedDossier
from dossierpress.packages.book import BookView, book_view, dossier_alone, files_of
from dossierpress.packages.dataset import write_dataset, write_sqlite
from dossierpress.packages.entities import write_entities
from dossierpress.packages.epub import write_epub
from dossierpress.packages.iiif import ENDING as IIIF
from dossierpress.packages.iiif import manifest_view, write_manifest
from dossierpress.packages.interchange import write_geojson, write_graphml, write_timeline
from dossierpress.packages.oai import ENDING as OAI
from dossierpress.packages.oai import write_oai
from dossierpress.packages.offline import write_offline
from dossierpress.packages.pdf import PAPERS, PdfView, write_pdf
from dossierpress.packages.publicbag import BagView, write_bag
from dossierpress.packages.rows import dataset_view
from dossierpress.plan.addresses import file_of
from dossierpress.plan.desk import Desk
from dossierpress.plan.outputs import Cause, MediaFile, Output, produced
from dossierpress.plan.pageviews import DossierView
from dossierpress.plan.plan import Export
from dossierpress.plan.routes import dossier_address
from dossierpress.schema.config import Config


class Wanted(NamedTuple):
    """A dossier of which a package is to be made, with its page; or one of its reading paths, by its id.

    `paper` is what a PDF is for.
    """

    desk: Desk
    dossier: PlacedDossier
    page: DossierView
    path: str = ""
    paper: str = PAPERS[0]

    def file(self, ending: str) -> str:
        """Where a package lies on the site: beside the dossier's page, with the dossier's name."""
        name = f"{self.dossier.id}-{self.path}" if self.path else self.dossier.id
        return file_of(f"{dossier_address(self.dossier.id)}{name}{ending}")

    @property
    def offered(self) -> str:
        """The file of the page that offers it."""
        return file_of(dossier_address(self.dossier.id))

    def files(self, book: BookView) -> tuple[MediaFile, ...]:
        """The files of the curators' that a package of it holds."""
        return files_of(self.desk, self.dossier, book)

    @property
    def cause(self) -> Cause:
        """The dossier's own file."""
        return Cause(self.dossier.document.path)


def _dataset(wanted: Wanted) -> Iterator[Output]:
    view = dataset_view(wanted.desk, wanted.dossier, wanted.page)
    bodies = tuple(dict.fromkeys(each.body for each in view.texts))
    for ending, producer in (("-dataset.zip", write_dataset), ("-dataset.sqlite", write_sqlite)):
        made = produced(wanted.file(ending), producer, view, wanted.cause, bodies)
        yield msgspec.structs.replace(made, offered=wanted.offered)


def _bag(wanted: Wanted) -> Iterator[Output]:
    book = book_view(wanted.desk, wanted.dossier, wanted.page)
    view = BagView(book=book, dataset=dataset_view(wanted.desk, wanted.dossier, wanted.page))
    bodies = tuple(dict.fromkeys((*book.bodies, *(each.body for each in view.dataset.texts))))
    made = produced(wanted.file("-bag.zip"), write_bag, view, wanted.cause, bodies)
    yield msgspec.structs.replace(made, files=wanted.files(book), offered=wanted.offered)


def _offline(wanted: Wanted) -> Iterator[Output]:
    book = book_view(wanted.desk, wanted.dossier, wanted.page, is_small=True)
    made = produced(wanted.file("-offline.html"), write_offline, book, wanted.cause, book.bodies)
    yield msgspec.structs.replace(made, files=wanted.files(book), offered=wanted.offered)


def _epub(wanted: Wanted) -> Iterator[Output]:
    book = book_view(wanted.desk, wanted.dossier, wanted.page, wanted.path)
    made = produced(wanted.file(".epub"), write_epub, book, wanted.cause, book.bodies)
    yield msgspec.structs.replace(made, files=wanted.files(book), offered=wanted.offered)


def _pdf(wanted: Wanted) -> Iterator[Output]:
    book = book_view(wanted.desk, wanted.dossier, wanted.page, wanted.path, is_small=True)
    view = PdfView(book=book, paper=wanted.paper)
    made = produced(wanted.file(".pdf"), write_pdf, view, wanted.cause, book.bodies)
    yield msgspec.structs.replace(made, files=wanted.files(book), offered=wanted.offered)


def _interchange(wanted: Wanted) -> Iterator[Output]:
    view = dataset_view(wanted.desk, wanted.dossier, wanted.page)
    for ending, producer in (
        ("-places.geojson", write_geojson),
        ("-timeline.json", write_timeline),
        ("-network.graphml", write_graphml),
        ("-entities.ftm.json", write_entities),
        *(((OAI, write_oai),) if wanted.desk.config.url else ()),
    ):
        made = produced(wanted.file(ending), producer, view, wanted.cause)
        yield msgspec.structs.replace(made, offered=wanted.offered)

    address, meta = dossier_address(wanted.dossier.id), wanted.dossier.document.meta
    shown = manifest_view(
        wanted.desk, wanted.dossier.title, meta.summary or meta.question, address, wanted.dossier.articles
    )
    if shown.articles:
        made = produced(wanted.file(IIIF), write_manifest, shown, wanted.cause)
        yield msgspec.structs.replace(made, offered=wanted.offered)


# The makers of each kind, by the name that the command and `site.yaml` have for it.
KINDS: dict[str, Callable[[Wanted], Iterator[Output]]] = {
    "bag": _bag,
    "dataset": _dataset,
    "epub": _epub,
    "interchange": _interchange,
    "offline": _offline,
    "pdf": _pdf,
}


def packages_of(config: Config) -> tuple[Export, ...]:
    """The packages that the build makes."""
    kinds = tuple(kind for kind in KINDS if getattr(config.exports, kind))
    return (packages(kinds),) if kinds else ()


def packages(
    kinds: Collection[str],
    names: Collection[str] | None = None,
    path: str = "",
    paper: str = PAPERS[0],
) -> Export:
    """The packages of these kinds, of the dossiers of these names or of all; of a reading path, by its id.

    Packages are for readers: a site that shows drafts to its editors has none.
    """

    def dossiers(desk: Desk) -> Iterable[str]:
        if desk.has_marks():
            return ()
        return (name for name in desk.dossiers() if names is None or name in names)

    def packed(desk: Desk, name: str) -> Iterable[Output]:
        dossier = desk.dossier(name)
        if not path or any(each.id == path for each in dossier.document.meta.paths):
            wanted = Wanted(desk, dossier, dossier_alone(desk, name), path, paper)
            for kind in kinds:
                yield from KINDS[kind](wanted)

    return Export("packages", own=packed, units=dossiers)
