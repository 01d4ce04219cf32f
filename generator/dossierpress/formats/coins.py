"""COinS: a reference as the title of an empty span, which Zotero finds on a page (OpenURL, Z39.88-2004)."""

from urllib.parse import urlencode

from dossierpress.formats.oneline import one_line
from dossierpress.plan.citationviews import CitationView, CreatorView, ReferenceDateView, inverted

# Dublin Core, since the standard's formats for periodicals and books know no newspapers.
_FORMAT = "info:ofi/fmt:kev:mtx:dc"
_TYPES = {
    "interview": "interview",
    "press-release": "document",
    "report": "report",
    "transcript": "document",
    "post": "blogPost",
    "document": "document",
}
_SOURCES = {"magazine": "magazineArticle", "blog": "blogPost", "body": "document"}


def zotero_type(citation: CitationView) -> str:
    """Zotero's item type for an article: by its own type, and for news by what published it."""
    return _TYPES.get(citation.type) or _SOURCES.get(citation.source_kind, "newspaperArticle")


def coins(citation: CitationView) -> str:
    """The context object of one reference."""
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", _FORMAT),
        ("rfr_id", "info:sid/zotero.org:2"),
        ("rft.type", zotero_type(citation)),
        ("rft.title", citation.title),
        ("rft.source", citation.source),
        *(_creator(each) for each in citation.creators),
        ("rft.date", iso_date(citation.issued)),
        ("rft.pages", citation.printed_page),
        ("rft.publisher", citation.publisher),
        ("rft.place", citation.place),
        ("rft.issn", citation.issn),
        ("rft.identifier", citation.url or citation.page),
        ("rft.language", citation.language),
    ]
    return urlencode([(name, one_line(value)) for name, value in pairs if value])


def _creator(creator: CreatorView) -> tuple[str, str]:
    if not creator.family:
        return "rft.aucorp", creator.name
    return "rft.creator", inverted(creator)


def iso_date(date: ReferenceDateView) -> str:
    """`2011-12-05`: the first day, as far as it is known; empty where not even the year is."""
    year, *rest = date.begins or (0,)
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)]) if year else ""
