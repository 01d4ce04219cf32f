"""Reposts: a text that stands here and was published elsewhere first, and where that was."""

import re
from typing import Final

from dossierpress.clip.addresses import host_of
from dossierpress.clip.fields import Field, Found, same
from dossierpress.clip.lines import Line
from dossierpress.clip.names import UNDER_HEADLINE, share
from dossierpress.clip.places import Metadata, Places
from dossierpress.clip.printed import SourceLine, agency_in, names_in, source_line_in

# Labels of a host that many share: they do not make two hosts one site.
_SECOND_LEVEL: Final = frozenset(
    "co com org net gov ac edu blogspot wordpress tumblr medium substack news blog web sc".split()
)


def reposted(known: Metadata, places: Places, said: dict[str, list[Found]], address: str) -> None:
    """Recognise a repost: then the site is `via`, and its name, author and date are not the article's."""
    site, url = known["publication"].value, known["url"].value
    line = _source_line(known, places, site)
    elsewhere = _is_elsewhere(url, address)
    if line is None and not elsewhere:
        return
    via = {
        "name": site or ", ".join(known.authors) or host_of(address),
        "url": address if elsewhere else url or address,
        "date": known["date"].value,
    }
    known.via = {name: value for name, value in via.items() if value}
    if line is None:
        # The canonical address is another site's: that is where it was published first.
        known.fields["publication"] = Field(host_of(url), "host of the canonical address", is_guess=True)
        return
    known.fields["publication"] = Field(line.name, f"line “{line.text}”")
    if not elsewhere:
        known.fields.pop("url", None)
    if line.day:
        known.fields["date"] = Field(line.day, f"line “{line.text}”")
    else:
        known.fields["date"] = Field(
            known["date"].value, f"{known['date'].place}, of the repost", is_guess=True
        )
    known.fields.pop("updated", None)
    reposter = [name for each in said["author"] for name in names_in(each.value)]
    byline = known["byline"]
    if byline and (byline.place != UNDER_HEADLINE or share(byline.value, reposter)):
        known.fields.pop("byline")
        known.authors = ()


def _source_line(known: Metadata, places: Places, site: str) -> SourceLine | None:
    tail = places.tail()
    for number, line in [*tail, *places.head()]:
        if _is_category(line):
            continue
        found = source_line_in(line.text, known["language"].value)
        if found is not None and found.is_weak and (number, line) not in tail:
            continue  # above a text, `Source:` names whom it is about
        if (
            found is None
            or same(found.name) in ("", same(site))
            or same(site).endswith(same(found.name))
            or same(found.name).startswith(same(site) or "\0")
        ):
            continue
        if (
            agency_in(f"({found.name})")
            or agency_in(found.name)
            or re.search(r"\bagenc", found.name, re.IGNORECASE)
        ):
            continue
        if line.kept and len(line.words) > 30:
            continue
        known.printed.setdefault(number, "source line")
        return found
    return None


def _is_category(line: Line) -> bool:
    links = [
        element
        for element in line.block.iter("a")
        if "category" in f"{element.get('rel') or ''} {element.get('href') or ''}"
        or "tag" in (element.get("rel") or "")
    ]
    return bool(links)


def _is_elsewhere(canonical: str, address: str) -> bool:
    here, there = host_of(address), host_of(canonical)
    if not here or not there or "ampproject" in here or here.startswith("web.archive"):
        return False
    mine, theirs = set(here.split(".")[:-1]), set(there.split(".")[:-1])
    return not (mine & theirs) - _SECOND_LEVEL
