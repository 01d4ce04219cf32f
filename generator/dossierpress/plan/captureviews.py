"""The views of what is held of a work as evidence."""

from dossierpress.plan.views import DateView, View


class StampView(View, frozen=True):
    """A proof of the time since when a capture is what it is (`kind`: rfc3161, opentimestamps).

    `date` is the day on which `by` signed it; `block` is the block of Bitcoin that it leads to.
    """

    kind: str
    date: DateView | None = None
    by: str = ""
    block: int = 0


class DifferenceView(View, frozen=True):
    """What was different in a later capture: a `headline`, `standfirst`, `byline` or `text`."""

    what: str
    was: str = ""
    became: str = ""
    removed: int = 0
    added: int = 0


class PieceView(View, frozen=True):
    """Words that are the same in both versions, or were removed or added (`kind`: same, removed, added)."""

    kind: str
    text: str


class HeldPageView(View, frozen=True):
    """A page in a web archive that is held; `date` is the day on which it was fetched."""

    address: str
    title: str = ""
    date: DateView | None = None


class CaptureView(View, frozen=True):
    """A file held as evidence, by its digest; the file itself is not published.

    `differences` are the words that it has otherwise than the earlier capture `compared`.
    """

    name: str
    sha256: str
    type: str = ""
    taken: DateView | None = None
    by: str = ""
    tool: str = ""
    note: str = ""
    stamps: tuple[StampView, ...] = ()
    changed: tuple[DifferenceView, ...] = ()
    pages: tuple[HeldPageView, ...] = ()
    records: int = 0
    compared: str = ""
    differences: tuple[tuple[PieceView, ...], ...] = ()
