"""Views of names: what indexes and registries say of sources, people, organisations, places and tags."""

from dossierpress.plan.views import CitedView, DateView, NameView, QuoteView, View


class IndexEntryView(View, frozen=True):
    """A name in an index, with the number of its articles."""

    name: str
    address: str
    count: int
    note: str = ""
    language: str = ""
    direction: str = ""


class FactView(View, frozen=True):
    """One known fact of a registry entry.

    `name` is one of publisher, place, country, language, issn, url, owner, rights, kind,
    wikidata, aka, coordinates.
    """

    name: str
    value: str
    address: str = ""


class RoleView(View, frozen=True):
    """What someone is or was, of what, from when to when."""

    role: str
    of: str = ""
    since: DateView | None = None
    until: DateView | None = None


class NameQuoteView(View, frozen=True):
    """A quotation shown on its speaker's page, with the article that reports it."""

    quote: QuoteView
    article: CitedView


class SpeakerView(View, frozen=True):
    """Somebody who is quoted, and the words in the order of time."""

    name: NameView
    quotes: tuple[NameQuoteView, ...] = ()
