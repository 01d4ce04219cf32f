"""RIS, as reference managers exchange it (Research Information Systems, 2011 specification)."""

from collections.abc import Iterable, Iterator

from dossierpress.formats.csl import WITHDRAWN
from dossierpress.formats.oneline import one_line
from dossierpress.plan.citationviews import CitationView, ReferenceDateView, inverted

_TYPES = {
    "interview": "PCOMM",
    "press-release": "GEN",
    "report": "RPRT",
    "transcript": "GEN",
    "post": "BLOG",
    "document": "GEN",
}
# For news and the like: what it was published in decides.
_SOURCES = {"magazine": "MGZN", "blog": "BLOG", "body": "GEN"}
_SEASONS = ("spring", "summer", "autumn", "winter")


def ris(citations: Iterable[CitationView]) -> str:
    """A list of references; lines end as the specification wants them, in CR LF."""
    return "".join(f"{line}\r\n" for each in citations for line in (*_lines(each), "ER  - ", ""))


def _lines(citation: CitationView) -> Iterator[str]:
    is_body = citation.source_kind == "body"
    fields = [
        ("TY", _TYPES.get(citation.type) or _SOURCES.get(citation.source_kind, "NEWS")),
        ("ID", citation.id),
        ("TI", citation.title),
        ("TT", citation.title_translated),
        *(("AU", inverted(each)) for each in citation.creators),
        ("T2", "" if is_body else citation.source),
        ("PY", f"{citation.issued.begins[0]:04}" if citation.issued.begins else ""),
        ("DA", _date(citation.issued)),
        ("SE", citation.section),
        ("SP", citation.printed_page),
        ("ET", citation.edition),
        ("PB", citation.source if is_body else citation.publisher),
        ("CY", citation.place),
        ("SN", citation.issn),
        ("LA", citation.language),
        ("UR", citation.url or citation.page),
        ("Y2", _date(citation.accessed) if citation.accessed else ""),
        ("DB", citation.archive),
        ("AV", citation.archive_url),
        ("AB", citation.abstract),
        *(("KW", each) for each in citation.keywords),
        ("N1", "" if citation.issued.begins else f"Date: {citation.issued.text}"),
        ("N1", citation.agency),
        ("N1", WITHDRAWN if citation.withdrawn else ""),
    ]
    for tag, value in fields:
        if text := one_line(value):
            yield f"{tag}  - {text}"


def _date(date: ReferenceDateView) -> str:
    """`YYYY/MM/DD/other`: the first day as far as it is known; what that leaves out as the other."""
    if not date.begins:
        return ""
    year, *rest = date.begins
    numbers = [f"{year:04}", *(f"{part:02}" for part in rest)]
    said = _SEASONS[date.season - 1] if date.season else date.text.replace("/", "–")
    is_whole = date.parts == (date.begins,) and not (date.approximate or date.season)
    return "/".join([*numbers, *[""] * (3 - len(numbers)), "" if is_whole else said])
