"""Wikipedia's {{cite news}}: a reference that an editor pastes between <ref> and </ref>."""

import re
from collections.abc import Iterator
from typing import Final

from dossierpress.formats.oneline import one_line
from dossierpress.plan.citationviews import CitationView, ReferenceDateView, joined

_WAYBACK: Final = re.compile(r"//web\.archive\.org/web/(\d{4})(\d\d)(\d\d)")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
# What would end a parameter or begin markup of the wiki's own.
_SIGNS: Final = {ord(sign): f"&#{ord(sign)};" for sign in "|{}[]<>"}
_IN_ADDRESSES: Final = {ord(sign): f"%{ord(sign):02X}" for sign in "|{}[]<>\"' "}


def cite_news(citation: CitationView) -> str:
    """The template, filled in. An archived copy is named with the day on which it was made, or not at all."""
    return "{{cite news" + "".join(f" |{name}={value}" for name, value in _parameters(citation)) + "}}"


def _parameters(citation: CitationView) -> Iterator[tuple[str, str]]:
    for number, creator in enumerate(citation.creators, start=1):
        family = joined(creator.dropping_particle, creator.non_dropping_particle, creator.family)
        given = ", ".join(part for part in (creator.given, creator.suffix) if part)
        if creator.family:
            yield from _said((f"last{number}", family), (f"first{number}", given))
        else:
            yield from _said((f"author{number}", creator.name))
    is_body = citation.source_kind == "body"
    yield from _said(
        ("title", citation.title),
        ("trans-title", citation.title_translated),
        ("date", _date(citation.issued)),
        ("work", "" if is_body else citation.source),
        ("publisher", citation.source if is_body else ""),
        ("agency", citation.agency),
        ("location", citation.place),
        ("edition", citation.edition),
        ("page", citation.printed_page),
        ("issn", citation.issn),
        ("language", citation.language),
    )
    if not citation.url:
        return
    yield "url", citation.url.translate(_IN_ADDRESSES)
    if citation.original_state == "paywalled":
        yield "url-access", "subscription"
    made = _WAYBACK.search(citation.archive_url)
    day = "-".join(made.groups()) if made else citation.archive_date
    if citation.archive_url and _DAY.fullmatch(day):
        yield "archive-url", citation.archive_url.translate(_IN_ADDRESSES)
        yield "archive-date", day
        yield "url-status", "dead" if citation.original_state == "dead" else "live"
    elif citation.original_state == "dead":
        yield "url-status", "dead"
    if citation.accessed:
        yield from _said(("access-date", _date(citation.accessed)))


def _said(*fields: tuple[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in fields:
        if text := one_line(value).translate(_SIGNS):
            yield name, text


def _date(date: ReferenceDateView) -> str:
    """A date as the template takes it: a day, a month by its English name, or a year; `c.` before a year."""
    if len(date.parts) != 1 or date.season:
        return f"{date.begins[0]:04}" if date.begins else ""
    year, *rest = date.parts[0]
    if len(rest) == 2:
        return f"{year:04}-{rest[0]:02}-{rest[1]:02}"
    if rest:
        return f"{_MONTHS[rest[0] - 1]} {year}"
    return f"c. {year}" if date.approximate else f"{year}"
