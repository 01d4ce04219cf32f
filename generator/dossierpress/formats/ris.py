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


def ris(citations: Iterable[CitationView]) -> str:
    """A list of references; lines end as the specification wants them, in CR LF."""
    return "".join(f"{line}\r\n" for each in citations for line in (*_lines(each), "ER  - ", ""))


def _lines(citation: CitationView) -> Iterator[str]:
    fields = [
        ("TY", _TYPES.get(citation.type, "NEWS")),
        ("ID", citation.id),
        ("TI", citation.title),
        ("TT", citation.title_translated),
        *(("AU", inverted(each)) for each in citation.creators),
        ("T2", citation.source),
        ("PY", str(citation.issued.parts[0][0]) if citation.issued.parts else ""),
        ("DA", _date(citation.issued)),
        ("SE", citation.section),
        ("SP", citation.printed_page),
        ("ET", citation.edition),
        ("PB", citation.publisher),
        ("CY", citation.place),
        ("SN", citation.issn),
        ("LA", citation.language),
        ("UR", citation.url or citation.page),
        ("Y2", _date(citation.accessed) if citation.accessed else ""),
        ("DB", citation.archive),
        ("AV", citation.archive_url),
        ("AB", citation.abstract),
        *(("KW", each) for each in citation.keywords),
        ("N1", citation.agency),
        ("N1", WITHDRAWN if citation.withdrawn else ""),
    ]
    for tag, value in fields:
        if text := one_line(value):
            yield f"{tag}  - {text}"


def _date(date: ReferenceDateView) -> str:
    """`YYYY/MM/DD/` with what is known; the text as written where numbers cannot say it."""
    if len(date.parts) != 1 or not 0 < date.parts[0][0] < 10000:
        return date.text
    year, *rest = date.parts[0]
    numbers = [f"{year:04}", *(f"{part:02}" for part in rest)]
    return "/".join([*numbers, *[""] * (4 - len(numbers))])
