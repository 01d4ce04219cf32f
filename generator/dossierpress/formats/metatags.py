"""A reference as `<meta>` elements, by which Zotero and others take an article from its page.

Names are those that Zotero's translator *Embedded Metadata* reads: Highwire Press tags, PRISM, Dublin
Core terms, and Zotero's own for what these lack. `citation_journal_title` is never among them: it would
make a journal article of everything.
"""

from dossierpress.formats.coins import iso_date, zotero_type
from dossierpress.formats.oneline import one_line
from dossierpress.plan.citationviews import CitationView, CreatorView, inverted

_COMMAS = str.maketrans({",": "\N{SINGLE LOW-9 QUOTATION MARK}", "،": "\N{REVERSED COMMA}"})


def citation_tags(citation: CitationView) -> list[tuple[str, str]]:
    """Name and content of each element, those with nothing to say left out."""
    tags = [
        ("z:itemType", zotero_type(citation)),
        ("citation_title", citation.title),
        *(("citation_author", _author(each)) for each in citation.creators),
        ("citation_date", iso_date(citation.issued)),
        ("prism.publicationName", citation.source),
        ("citation_publisher", citation.publisher),
        ("citation_issn", citation.issn),
        ("citation_firstpage", citation.printed_page),
        ("citation_language", citation.language),
        ("citation_public_url", citation.url or citation.page),
        ("dcterms.dateSubmitted", iso_date(citation.accessed) if citation.accessed else ""),
        ("z:archive", citation.archive),
        ("z:archiveLocation", citation.archive_url),
        ("z:abstractNote", citation.abstract),
        ("z:section", citation.section),
        ("z:edition", citation.edition),
        ("z:place", citation.place),
        ("dcterms.rights", citation.rights),
        ("citation_keywords", "; ".join(citation.keywords)),
    ]
    return [(name, text) for name, content in tags if (text := one_line(content))]


def _author(creator: CreatorView) -> str:
    """A name as Zotero takes it apart: at a comma, else at its last space.

    A name in one piece, such as a body's, has a comma at its end, at which nothing is taken apart; a comma
    inside becomes a sign that looks like it.
    """
    return inverted(creator) if creator.family else creator.name.translate(_COMMAS) + ","
