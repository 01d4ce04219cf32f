"""Services on the web that `site.yaml` names: who proves times, and who keeps copies of pages."""

from typing import ClassVar

from dossierpress.model.record import Record, WebAddress


class Timestamps(Record, frozen=True):
    """Whom `dossier stamp` asks for proofs of time, and which root certificates are trusted."""

    authority: WebAddress = ""
    roots: tuple[str, ...] = ()


class WebArchive(Record, frozen=True):
    """The web archive that `dossier archive` asks, as the Wayback Machine is asked, and what to call it."""

    PLAIN: ClassVar[str] = "address"
    address: WebAddress = ""
    service: str = ""
