"""Views of what a dossier weighs: events, claims with their evidence, and figures that are compared."""

from dossierpress.plan.drawings import AmountsView
from dossierpress.plan.views import CitedView, DateView, NameView, QuoteView, ReferrerView, View


class EvidenceView(View, frozen=True):
    """What speaks for something; of a quotation its words, where readers may have them.

    `passage` is where these words are marked in their article, or the quotation below it.
    """

    cited: CitedView
    quote: QuoteView | None = None
    passage: str = ""


class OtherDateView(View, frozen=True):
    """Another date that is given for an event; `text` says by whom or why, `evidence` are the words."""

    date: DateView
    text: str = ""
    cites: tuple[CitedView, ...] = ()
    evidence: tuple[EvidenceView, ...] = ()


class EventView(View, frozen=True):
    """One entry of the timeline (`certainty`: confirmed, reported, disputed).

    `evidence` are the quotations among what it cites, with their words.
    """

    date: DateView
    title: str
    certainty: str
    cites: tuple[CitedView, ...] = ()
    place: NameView | None = None
    evidence: tuple[EvidenceView, ...] = ()
    also_dated: tuple[OtherDateView, ...] = ()


class ClaimChangeView(View, frozen=True):
    """When and why a claim's status changed."""

    date: DateView
    status: str
    text: str = ""


class ClaimView(View, frozen=True):
    """A claim (`status`: unverified, supported, disputed, refuted, withdrawn).

    `anchor` is its id on its dossier's page, `address` its own page.
    """

    anchor: str
    text: str
    status: str
    address: str = ""
    by: NameView | None = None
    supporting: tuple[CitedView, ...] = ()
    against: tuple[CitedView, ...] = ()
    contradicts: tuple[CitedView, ...] = ()
    history: tuple[ClaimChangeView, ...] = ()
    referrers: tuple[ReferrerView, ...] = ()


class FigureValueView(View, frozen=True):
    """The value that one source gives, and when.

    `words` are those of a quotation on which it rests; `quote` words that the dossier itself quotes.
    """

    value: str
    source: CitedView | None = None
    quote: str = ""
    publication: NameView | None = None
    date: DateView | None = None
    words: EvidenceView | None = None


class FigureView(View, frozen=True):
    """One question of number, and the values given; `drawn` are those in one unit, as they change."""

    question: str
    values: tuple[FigureValueView, ...] = ()
    drawn: tuple[AmountsView, ...] = ()
