"""What a feed is made of."""

from dossierpress.plan.views import BodyView, SummaryView, View


class EntryView(View, frozen=True):
    """An article in a feed. `updated`, `published` and `began` are RFC 3339; `published` needs a known day.

    `began` is where a vaguer date begins, for JSON Feed, whose readers sort by a date or show none.

    `body` is there where the feed carries texts and rights allow this one.
    """

    summary: SummaryView
    updated: str
    published: str = ""
    began: str = ""
    authors: tuple[str, ...] = ()
    original: str = ""
    tags: tuple[str, ...] = ()
    rights: str = ""
    body: BodyView | None = None


class FeedView(View, frozen=True):
    """A feed; `page` is the web address of the page it follows, `url` that of the site.

    `place` is where it lies itself, if not beside the page.
    """

    title: str
    page: str
    url: str
    language: str
    author: str
    subtitle: str = ""
    author_url: str = ""
    place: str = ""
    entries: tuple[EntryView, ...] = ()
