"""What is known of an article: every place of the page is asked, and each field says where it came from."""

import datetime as dt
import re
from itertools import chain
from typing import Any, Final

from lxml.html import HtmlElement

from dossierpress.clip import jsonld
from dossierpress.clip.addresses import host_of, safe_address
from dossierpress.clip.days import day_in, day_in_path, iso_day
from dossierpress.clip.fields import Field, Found, decide, same
from dossierpress.clip.languages import language_of
from dossierpress.clip.lines import Line, squeezed
from dossierpress.clip.metatags import meta_of, microdata_of
from dossierpress.clip.names import name_authors
from dossierpress.clip.places import Metadata, Places, extent
from dossierpress.clip.printed import (
    agency_in,
    byline_in,
    dateline_in,
    looks_like,
    modified_in,
    published_in,
)
from dossierpress.clip.reposts import reposted
from dossierpress.clip.titles import headline, without_site
from dossierpress.model.wordcount import words_of

_STANDFIRST_BOX: Final = re.compile(
    r"stand-?first|\bdeck?\b|[-_]deck?\b|sub-?(?:title|head|line|headline)|\bsummary|[-_]summary|intro\b|\blede?\b|article-?(?:lead|description)|teaser-?text|vorspann|chapo|bajada|excerpt",
    re.IGNORECASE,
)


def metadata_of(root: HtmlElement, lines: list[Line], address: str) -> Metadata:
    """Find out what is known of the article whose text the kept lines are."""
    meta, micro, linked = meta_of(root), microdata_of(root), jsonld.article_of(root)
    said = {name: _linked(linked, name) + micro.get(name, []) + meta.get(name, []) for name in _LINKED}
    known = Metadata(type=_type_of(linked))
    language = language_of(root, said["language"], lines)
    known.fields["language"] = language
    site = _site(root, said, address)
    title, at = headline(root, lines, said["title"], site.value)
    known.fields["title"] = title
    start, end = extent(lines, at)
    places = Places(root, lines, at, start, end)
    if at >= 0:
        known.printed[at] = "headline"
    known.fields["url"] = _canonical(said["url"], address)
    known.fields["publication"] = site
    _standfirst(known, places, said["standfirst"])
    _days(known, places, said, address, language.value)
    name_authors(known, places, said["author"], site.value)
    _section(known, said)
    reposted(known, places, said, address)
    _printed_facts(known, places)
    return known


_LINKED: Final = {
    "title": ("headline", "name"),
    "standfirst": ("alternativeHeadline", "description", "abstract"),
    "author": ("author", "creator"),
    "published": ("datePublished", "dateCreated", "uploadDate"),
    "modified": ("dateModified",),
    "publication": ("publisher", "isPartOf", "sourceOrganization"),
    "section": ("articleSection",),
    "language": ("inLanguage",),
    "url": ("url", "mainEntityOfPage"),
    "image": ("image", "thumbnailUrl"),
}


def _linked(node: dict[str, Any], name: str) -> list[Found]:
    found: list[Found] = []
    for key in _LINKED[name]:
        value = node.get(key)
        if name == "url" and isinstance(value, dict):
            value = value.get("@id")
        if name == "image":
            value = [
                each.get("url", each.get("contentUrl")) if isinstance(each, dict) else each
                for each in (value if isinstance(value, list) else [value])
            ]
        texts = jsonld.texts_of(value) if name == "author" else [jsonld.text_of(value)]
        found.extend(Found(text, f"JSON-LD {key}") for text in texts if text)
    return found


def _type_of(node: dict[str, Any]) -> str:
    kinds = jsonld.kinds_of(node)
    for kind, ours in (
        ("opinionnewsarticle", "opinion"),
        ("blogposting", "post"),
        ("socialmediaposting", "post"),
        ("report", "report"),
    ):
        if kind in kinds:
            return ours
    return "news"


def _site(root: HtmlElement, said: dict[str, list[Found]], address: str) -> Field:
    found = [each for each in said["publication"] if not each.value.startswith(("@", "http"))]
    if name := jsonld.organisation_of(root):
        found.append(Found(name, "JSON-LD organisation"))
    whole = squeezed(root.findtext(".//title") or "")
    suffix = without_site(whole, "")[1]
    if suffix:
        found.append(Found(suffix, "end of <title>", is_guess=not found))
    canonical = next((each.value for each in said["url"] if each.value.startswith("http")), "") or address
    if host := host_of(canonical):
        found.append(Found(host, "host of the address", is_guess=True))
    return decide(found, lambda value: re.sub(r"^the|(?:com|org|net|couk)$", "", same(value)) or same(value))


def _canonical(said: list[Found], address: str) -> Field:
    found = []
    for each in said:
        whole = safe_address(each.value, address)
        if whole.startswith("http") and re.sub(r"^https?://[^/]+/?", "", whole):
            found.append(Found(whole, each.place))
    if address.startswith("http"):
        found.append(Found(safe_address(address), "address of the capture"))
    # The canonical link is the page's own word; others only where there is none.
    return (
        Field(found[0].value, found[0].place, agree=tuple(each.place for each in found)) if found else Field()
    )


def _standfirst(known: Metadata, places: Places, said: list[Found]) -> None:
    title = same(known["title"].value)
    text = same(" ".join(line.text for line in places.lines[places.start : places.end + 1] if line.kept))
    first = same(places.lines[places.start].text) if places.start < len(places.lines) else ""
    wanted = {same(each.value): each for each in said if same(each.value) != title}
    for number, line in places.head():
        if number <= places.headline or len(line.words) < 4 or line.linked > 0.5 * len(line.words):
            continue
        key = same(line.text)
        agreeing = next(
            (
                each
                for name, each in wanted.items()
                if name
                and (
                    name == key
                    or (len(key) > 40 and (key.startswith(name.rstrip("…")) or name.startswith(key)))
                )
            ),
            None,
        )
        boxed = looks_like(line, _STANDFIRST_BOX) or (line.tag == "h2" and not _is_crosshead(line, places))
        is_first = number >= places.start and not boxed and key == first
        if (
            key == title
            or byline_in(line.text)
            or published_in(line.text, "")
            or is_first
            or (number >= places.start and not looks_like(line, _STANDFIRST_BOX) and line.tag != "h2")
        ):
            continue
        if (
            (agreeing is not None or boxed)
            and len(line.words) <= 80
            and number <= places.headline + 12
            and places.headline >= 0
        ):
            where = f"{line.tag} under the headline"
            known.fields["standfirst"] = Field(
                line.text, where, agree=(where, agreeing.place) if agreeing else (where,)
            )
            known.printed[number] = "standfirst"
            return
    for each in said:
        key = same(each.value).rstrip("…")
        if (
            key
            and key != title
            and not each.value.endswith(("…", "...", "[…]"))
            and key[:60] not in text
            and len(words_of(each.value)) >= 4
        ):
            known.fields["standfirst"] = Field(each.value, each.place, is_guess=True)
            return


def _is_crosshead(line: Line, places: Places) -> bool:
    """Whether a heading stands among others of its make in the text."""
    box = line.block.getparent()
    text = places.lines[places.start : places.end + 1]
    return any(other.tag == line.tag and other.kept and other.block.getparent() is box for other in text)


def _days(known: Metadata, places: Places, said: dict[str, list[Found]], address: str, language: str) -> None:
    found = [Found(iso_day(each.value), each.place) for each in said["published"]]
    changed = [Found(iso_day(each.value), each.place) for each in said["modified"]]
    head = places.head()
    for number, line in chain(head, places.tail()[5:]):
        if (day := modified_in(line.text, language)) is not None:
            changed.append(Found(day.iso, "line that says when it was updated"))
            known.printed.setdefault(number, "date")
            earlier = published_in(line.text[: day.start], language)
            if earlier is not None and earlier.iso != day.iso:
                found.append(Found(earlier.iso, "line under the headline", earlier.is_guess))
        elif (
            (day := published_in(line.text, language) or _after_byline(line.text, language)) is not None
            and number not in known.printed
            and (number, line) in head
        ):
            found.append(Found(day.iso, "line under the headline", day.is_guess))
            known.printed[number] = "date"
    for element in places.root.iter("time"):
        day_text = iso_day(element.get("datetime") or element.text_content() or "")
        near = {line.block for _, line in head}
        around = {element, *list(element.iterancestors())[:4]}
        if day_text and near & around and not any(day_text == each.value for each in changed):
            found.append(Found(day_text, "time near the headline"))
    found.append(Found(day_in_path(known["url"].value or address), "the address", is_guess=True))
    found = [each for each in found if each.value]
    taken = decide(found, lambda value: value)
    exact = [
        each for each in found if each.value.startswith(taken.value) and len(each.value) > len(taken.value)
    ]
    rivals = tuple(each for each in taken.rivals if not _is_next(each.value, taken.value))
    value = exact[0].value if exact else taken.value
    known.fields["date"] = Field(value, taken.place, taken.is_guess, taken.agree, rivals)
    updated = decide([each for each in changed if each.value], lambda value: value)
    if updated and updated.value > value:
        known.fields["updated"] = updated


def _after_byline(text: str, language: str) -> Any:
    """The day in a byline that goes on with it."""
    day = day_in(text, language)
    return day if day is not None and len(words_of(text)) <= 24 and byline_in(text[: day.start]) else None


def _is_next(one: str, other: str) -> bool:
    """Whether two days are one, told in two time zones, or one says less."""
    if one.startswith(other) or other.startswith(one):
        return True
    if len(one) < 10 or len(other) < 10:
        return False
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days) <= 1


def _section(known: Metadata, said: dict[str, list[Found]]) -> None:
    found = next(iter(said["section"]), None)
    if found is not None and len(found.value) < 60:
        known.fields["section"] = Field(found.value.split(",")[0].strip(), found.place)


def _printed_facts(known: Metadata, places: Places) -> None:
    """What the text itself says: where it was written, and which wire services gave to it."""
    kept = [line for line in places.lines[places.start :] if line.kept]
    speakers = sum(bool(dateline_in(line.text)) for line in kept)
    for line in kept[:2] if speakers < 3 else ():
        if place := dateline_in(line.text):
            known.fields["dateline"] = Field(place, "beginning of the text")
            break
    if known["byline"] and (
        agency := agency_in(re.sub(r"^by\s+", "", known["byline"].value, flags=re.IGNORECASE))
    ):
        known.fields["agency"] = Field(agency, "byline")
        return
    for line in (
        *kept[:2],
        *kept[-3:],
        *(line for _, line in places.head()),
        *(line for _, line in places.tail()[5:9]),
    ):
        if agency := agency_in(line.text):
            known.fields["agency"] = Field(agency, "words of the text")
            return
