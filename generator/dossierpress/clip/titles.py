"""The headline of a page: what it prints in `h1` where that agrees with what it says elsewhere."""

import re
from typing import Final

from lxml.html import HtmlElement

from dossierpress.clip.fields import Field, Found, decide, same
from dossierpress.clip.lines import HEADINGS, Line, squeezed
from dossierpress.model.wordcount import words_of

_SEPARATORS: Final = re.compile(r"\s+(?:[|–—·•»«:/]|-|::|\|\|)\s+|\s*[|｜]\s*|\s»\s?")
_LIKE: Final = 0.55


def without_site(title: str, site: str) -> tuple[str, str]:
    """A page's title without the site's name at its end or beginning, and that name."""
    parts = [part for part in _SEPARATORS.split(title) if part]
    if len(parts) < 2:
        return title, ""
    cuts = list(_SEPARATORS.finditer(title))
    for part, rest in ((parts[-1], title[: cuts[-1].start()]), (parts[0], title[cuts[0].end() :])):
        if site and (same(part) == same(site) or (same(part) and same(part) in same(site))):
            return without_site(rest, site)[0] if len(parts) > 2 else rest, part
    last = parts[-1]
    if not site and len(words_of(last)) <= 5 and len(words_of(title[: cuts[-1].start()])) >= 3:
        return title[: cuts[-1].start()], last
    return title, ""


def headline(root: HtmlElement, lines: list[Line], said: list[Found], site: str) -> tuple[Field, int]:
    """The headline, and which line prints it (-1 where none does)."""
    whole = squeezed(root.findtext(".//title") or "")
    claims = [Found(without_site(each.value, site)[0], each.place) for each in said]
    if whole:
        claims.append(Found(without_site(whole, site)[0] if site else without_site(whole, "")[0], "<title>"))
    claims = [claim for claim in claims if claim.value and same(claim.value) != same(site)]
    printed = _printed(lines, claims)
    if printed is not None:
        line = lines[printed]
        agree = tuple(claim.place for claim in claims if likeness(claim.value, line.text) >= _LIKE)
        rivals = tuple(claim for claim in claims[:1] if likeness(claim.value, line.text) < _LIKE)
        return Field(line.text, line.tag, agree=(line.tag, *agree), rivals=rivals), printed
    if claims:
        return decide(claims), -1
    first = next(
        (number for number, line in enumerate(lines) if line.tag in HEADINGS and len(line.words) > 1), -1
    )
    if first >= 0:
        return Field(lines[first].text, lines[first].tag, is_guess=True), first
    kept = next((number for number, line in enumerate(lines) if line.kept), -1)
    return (
        Field(" ".join(lines[kept].text.split()[:14]), "first line", is_guess=True) if kept >= 0 else Field()
    ), -1


def _printed(lines: list[Line], claims: list[Found]) -> int | None:
    """The line that prints the headline: an `h1` that agrees with a claim, else another heading that does."""
    best: tuple[float, int] | None = None
    for number, line in enumerate(lines):
        if line.tag not in HEADINGS or line.hidden or not line.words:
            continue
        alike = max((likeness(claim.value, line.text) for claim in claims), default=0.0)
        score = alike + (0.3 if line.tag == "h1" else 0.0)
        if alike >= _LIKE and (best is None or score > best[0] + 0.01):
            best = score, number
    if best is not None:
        return best[1]
    first = [
        number
        for number, line in enumerate(lines)
        if line.tag == "h1" and not line.hidden and len(line.words) > 1
    ]
    # Without agreement a lone h1 is believed only where nothing else is known.
    return (
        first[0]
        if len(first) == 1 and (not claims or {each.place for each in claims} == {"<title>"})
        else None
    )


def likeness(one: str, other: str) -> float:
    """How alike two headlines are, from 0 to 1; one that is cut short counts as the whole."""
    a, b = same(one.rstrip("….")), same(other.rstrip("…."))
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=len)
    if len(short) >= 15 and long.startswith(short):
        return 0.9
    first, second = set(words_of(one)), set(words_of(other))
    return len(first & second) / len(first | second) if first | second else 0.0
