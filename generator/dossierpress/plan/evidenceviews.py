"""Views of what a dossier weighs: events, claims with their evidence, and figures that are compared."""

from dossierpress.plan.views import CitedView, DateView, NameView, QuoteView, ReferrerView, View


class EventView(View, frozen=True):
    """One entry of the timeline (`certainty`: confirmed, reported, disputed)."""

    date: DateView
    title: str
    certainty: str
    cites: tuple[CitedView, ...] = ()
    place: NameView | None = None


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


class EvidenceView(View, frozen=True):
    """What speaks for or against a claim; of a quotation its words, where readers may have them."""

    cited: CitedView
    quote: QuoteView | None = None


class FigureValueView(View, frozen=True):
    """The value that one source gives."""

    value: str
    source: CitedView | None = None
    quote: str = ""


class FigureView(View, frozen=True):
    """One question of number, and the values given."""

    question: str
    values: tuple[FigureValueView, ...] = ()
