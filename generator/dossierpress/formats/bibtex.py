"""BibTeX, as BibTeX itself and biblatex read it: UTF-8, and nothing in a value that TeX would act on."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from dossierpress.formats.csl import note
from dossierpress.formats.oneline import one_line
from dossierpress.plan.citationviews import CitationView, CreatorView, ReferenceDateView, whole_family

_TYPES = {"report": "techreport"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ARTICLES = ("news", "opinion", "editorial", "wire", "letter")
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
# A brace counts for BibTeX even after a backslash, so one without its partner needs a name.
_LONE_BRACES = {ord("{"): r"\textbraceleft{}", ord("}"): r"\textbraceright{}"}
# Signs that TeX draws together: two hyphens would become a dash.
_SPECIAL = re.compile(r"[\\{}&%$#_~^]|--|''|``")
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)")


def bibtex(citations: Iterable[CitationView]) -> str:
    """A list of references, one entry after another."""
    return "\n".join(_entry(each) for each in citations)


def _entry(citation: CitationView) -> str:
    in_press = citation.type in _ARTICLES and citation.source_kind not in ("body", "blog")
    kind = "article" if in_press else _TYPES.get(citation.type, "misc")
    where = {"article": "journal", "techreport": "institution"}.get(kind, "howpublished")
    fields = [
        ("title", f"{{{_plain(citation.title)}}}"),
        ("author", " and ".join(_name(each) for each in citation.creators)),
        (where, _plain(citation.source)),
        *_date(citation.issued),
        ("pages", _plain(citation.printed_page)),
        ("edition", _plain(citation.edition)),
        ("publisher", _plain(citation.publisher)),
        ("address", _plain(citation.place)),
        ("issn", citation.issn),
        ("url", citation.url or citation.page),
        ("urldate", citation.accessed.text if citation.accessed else ""),
        ("language", citation.language),
        ("keywords", ", ".join(_plain(each) for each in citation.keywords)),
        ("abstract", _plain(citation.abstract)),
        ("note", _note(citation)),
    ]
    lines = [f"  {name} = {_quoted(name, value)}" for name, value in fields if value and value != "{}"]
    return f"@{kind}{{{_key(citation.id)},\n" + ",\n".join(lines) + "\n}\n"


def _quoted(name: str, value: str) -> str:
    """A value as it stands in its entry: months are macros of the style's, all else is text."""
    return value if name == "month" else f"{{{value}}}"


def _plain(text: str) -> str:
    line = one_line(text)
    if not _SPECIAL.search(line):
        return line
    escaped = line.translate(_ESCAPES if _is_balanced(line) else _ESCAPES | _LONE_BRACES)
    return _LIGATURE.sub("{}", escaped)


def _is_balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _key(name: str) -> str:
    """A key that every BibTeX takes: ASCII; another script's id becomes a digest."""
    if re.fullmatch(r"[A-Za-z0-9._-]+", name):
        return name
    return f"article-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def _name(creator: CreatorView) -> str:
    """`von Last, Jr, First`; a name in one piece stands in braces, so that it is not taken apart."""
    if not creator.family:
        return f"{{{_plain(creator.name)}}}"
    parts = (whole_family(creator), creator.suffix, creator.given)
    return ", ".join(_plain(part) for part in parts if part)


def _date(date: ReferenceDateView) -> Iterator[tuple[str, str]]:
    if not date.parts:
        yield "year", _plain(date.text)
        return
    for name, number in zip(("year", "month", "day"), date.parts[0], strict=False):
        yield name, _MONTHS[number - 1] if name == "month" else str(number)
    if len(date.parts) > 1:
        yield "date", _plain(date.text)


def _note(citation: CitationView) -> str:
    archived = f"Archived copy: {citation.archive_url}" if citation.archive_url else ""
    return " ".join(part for part in (_plain(note(citation)), archived) if part)
