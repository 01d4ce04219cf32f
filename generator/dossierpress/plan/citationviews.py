"""References as views: what lists, pages and other programs need to cite an article."""

from dossierpress.plan.views import View


class ReferenceDateView(View, frozen=True):
    """A date as reference lists have it.

    `text` is EDTF; `parts` are year, month and day as far as they are known, twice for an interval,
    and empty where numbers cannot say it; `season` is 1 (spring) to 4.
    """

    text: str
    parts: tuple[tuple[int, ...], ...] = ()
    season: int = 0
    approximate: bool = False


class CreatorView(View, frozen=True):
    """Who wrote the work, for a reference. `family` is empty for bodies and for names in one piece."""

    name: str
    family: str = ""
    given: str = ""


class CitationView(View, frozen=True):
    """All that a reference to an article needs.

    `url` is where the work was published, `page` the web address of our page about it (empty for a
    site without `url`). Filters turn it into text for other programs.
    """

    id: str
    title: str
    issued: ReferenceDateView
    type: str = "news"
    title_translated: str = ""
    abstract: str = ""
    creators: tuple[CreatorView, ...] = ()
    source: str = ""
    publisher: str = ""
    place: str = ""
    issn: str = ""
    agency: str = ""
    section: str = ""
    printed_page: str = ""
    edition: str = ""
    language: str = ""
    url: str = ""
    page: str = ""
    accessed: ReferenceDateView | None = None
    archive: str = ""
    archive_url: str = ""
    rights: str = ""
    keywords: tuple[str, ...] = ()
    withdrawn: bool = False
