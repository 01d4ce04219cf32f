"""CSL-JSON, which citation processors and reference managers read (schema csl-data.json, CSL 1.0.2)."""

from collections.abc import Iterable
from typing import Any

from dossierpress.formats.oneline import one_line
from dossierpress.formats.plainjson import plain_json
from dossierpress.plan.citationviews import CitationView, CreatorView, ReferenceDateView

_TYPES = {
    "interview": "interview",
    "press-release": "document",
    "report": "report",
    "transcript": "document",
    "post": "post-weblog",
    "document": "document",
}
# What a reader would call it, where the type does not say.
_GENRES = {
    "opinion": "Opinion",
    "editorial": "Editorial",
    "wire": "Wire report",
    "letter": "Letter to the editor",
    "press-release": "Press release",
    "transcript": "Transcript",
}
# For news and the like: what it was published in decides.
_SOURCES = {"magazine": "article-magazine", "blog": "post-weblog", "body": "document"}
WITHDRAWN = "Withdrawn by the curators."


def csl_item(citation: CitationView) -> dict[str, Any]:
    """One reference as an item of CSL-JSON."""
    is_body = citation.source_kind == "body"
    item: dict[str, Any] = {
        "id": citation.id,
        "type": _TYPES.get(citation.type) or _SOURCES.get(citation.source_kind, "article-newspaper"),
        "title": one_line(citation.title),
        "genre": _GENRES.get(citation.type, ""),
        "container-title": "" if is_body else one_line(citation.source),
        "author": [_name(each) for each in citation.creators],
        "issued": csl_date(citation.issued),
        "accessed": csl_date(citation.accessed) if citation.accessed else None,
        "URL": citation.url or citation.page,
        "abstract": one_line(citation.abstract),
        "language": citation.language,
        "section": one_line(citation.section),
        "page": one_line(citation.printed_page),
        "edition": one_line(citation.edition),
        "publisher": one_line(citation.source if is_body else citation.publisher),
        "publisher-place": one_line(citation.place),
        "ISSN": citation.issn,
        "archive": one_line(citation.archive),
        "archive_location": citation.archive_url,
        "keyword": ", ".join(one_line(each) for each in citation.keywords),
        "note": note(citation),
    }
    return {name: value for name, value in item.items() if value}


def csl_json(citations: Iterable[CitationView]) -> str:
    """A list of references as CSL-JSON."""
    return plain_json([csl_item(each) for each in citations]).decode()


def csl_date(date: ReferenceDateView) -> dict[str, Any]:
    """A date variable: numbers where they can say it, else the text as it was written."""
    if not date.parts:
        return {"literal": date.text}
    found: dict[str, Any] = {"date-parts": [list(each) for each in date.parts]}
    if date.season:
        found["season"] = date.season
    if date.approximate:
        found["circa"] = True
    return found


def note(citation: CitationView) -> str:
    """What a reference must say besides: our translation of the title, the agency, a withdrawal."""
    parts = (
        f"[{one_line(citation.title_translated)}]" if citation.title_translated else "",
        one_line(citation.agency),
        WITHDRAWN if citation.withdrawn else "",
    )
    return " ".join(part for part in parts if part)


def _name(creator: CreatorView) -> dict[str, str]:
    if not creator.family:
        return {"literal": one_line(creator.name)}
    parts = {
        "family": creator.family,
        "given": creator.given,
        "dropping-particle": creator.dropping_particle,
        "non-dropping-particle": creator.non_dropping_particle,
        "suffix": creator.suffix,
    }
    return {name: one_line(part) for name, part in parts.items() if part}
