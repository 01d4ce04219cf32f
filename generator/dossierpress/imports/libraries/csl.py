"""CSL-JSON: references as citation processors have them; RIS, BibTeX and Zotero come down to it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from dossierpress.imports.item import Attachment, Batch, Item
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.libraries.reading import Export, text_of
from dossierpress.imports.moments import moment_of
from dossierpress.imports.text.plaintext import one_line
from dossierpress.model.article import ArticleType
from dossierpress.model.record import is_language_tag, is_web_address

TYPES: Final[Mapping[str, ArticleType]] = {
    "article-newspaper": "news", "article-magazine": "news", "article": "news", "": "news",
    "post-weblog": "post", "post": "post", "webpage": "post", "interview": "interview", "report": "report",
    "broadcast": "transcript", "speech": "transcript", "personal_communication": "letter",
}  # fmt: skip
_GENRES: Final[Mapping[str, ArticleType]] = {
    "opinion": "opinion", "editorial": "editorial", "wire report": "wire", "letter to the editor": "letter",
    "press release": "press-release", "transcript": "transcript", "interview": "interview",
}  # fmt: skip
_TAKEN: Final = frozenset(
    "type title author issued accessed URL abstract language section page edition publisher container-title"
    " genre keyword note archive archive_location id".split()
)
NO_DATE: Final = "a date was not found; an open one stands for it"


def read(export: Export, ledger: Ledger) -> Batch:
    """The references of a CSL-JSON file."""
    return batch_of("csl", export, items(export, ledger))


def items(export: Export, ledger: Ledger) -> list[Item]:
    """Every reference that has a title; the others are named."""
    found = export.json()
    listed = found.get("items") or found.get("references") if isinstance(found, dict) else found
    if not isinstance(listed, list):
        raise export.fault("this is no list of references", "export CSL-JSON, as a list")
    made = []
    for number, each in enumerate(listed):
        name = text_of(each.get("id")) if isinstance(each, dict) else ""
        place = f"{export.name}: {name} (number {number + 1})"
        if isinstance(each, dict) and text_of(each.get("title")):
            made.append(reference(each, place, ledger))
        else:
            ledger.needs_hand(place, "this reference has no title")
    return made


def batch_of(tool: str, export: Export, items: Iterable[Item]) -> Batch:
    """A batch of references. Raises UnimportableError where there is none."""
    found = tuple(items)
    if not found:
        raise export.fault("no reference is in it", "name another file, or say what it is: --from")
    return Batch(tool=tool, title=export.name, items=found)


def reference(
    csl: Mapping[str, Any],
    place: str,
    ledger: Ledger,
    attachments: Iterable[Attachment] = (),
    note: str = "",
) -> Item:
    """A reference as an item: a work that we know of, without its text."""
    genre = text_of(csl.get("genre"))
    kind = text_of(csl.get("type"))
    container = text_of(csl.get("container-title"))
    date, url = date_of(csl.get("issued")), text_of(csl.get("URL"))
    doi = text_of(csl.get("DOI"))
    copy = text_of(csl.get("archive_location"))
    language = text_of(csl.get("language")).replace("_", "-")
    extra = {
        key: value
        for key, value in csl.items()
        if key not in _TAKEN and value not in ("", None, [], {}) and key[:1] != "_"
    }
    for key in extra:
        ledger.add("other fields, kept under `extra`", place, key)
    if container and (publisher := text_of(csl.get("publisher"))):
        extra["publisher"] = publisher
    if genre and genre.casefold() not in _GENRES:
        extra["genre"] = genre
    if kind not in TYPES:
        extra["type"] = kind
    return Item(
        origin=place,
        path=place,
        title=one_line(text_of(csl.get("title"))),
        date=date,
        standfirst=one_line(text_of(csl.get("abstract"))),
        source=one_line(container or text_of(csl.get("publisher"))),
        authors=tuple(names_of(csl.get("author"))),
        section=one_line(text_of(csl.get("section"))),
        page=one_line(text_of(csl.get("page"))),
        edition=one_line(text_of(csl.get("edition"))),
        language=language if is_language_tag(language) else "",
        url=url
        if is_web_address(url)
        else f"https://doi.org/{doi}"
        if re.fullmatch(r"10\.\S+/[^\s<>\"'`{}|\\^]+", doi)
        else "",
        type=_GENRES.get(genre.casefold()) or TYPES.get(kind, "document"),
        rights="link-only",
        accessed=date_of(csl.get("accessed")),
        archived=(copy,) if is_web_address(copy) else (),
        tags=tuple(dict.fromkeys(_keywords(csl.get("keyword")))),
        note=note or text_of(csl.get("note")),
        doubts=() if date else (NO_DATE,),
        extra=extra,
        attachments=tuple(attachments),
    )


def date_of(value: Any) -> str:
    """A date variable as a date that an article may have."""
    if not isinstance(value, Mapping):
        return moment_of(text_of(value))
    parts = value.get("date-parts")
    ends = [_day(each) for each in parts[:2]] if isinstance(parts, list) else []
    if not ends or not ends[0]:
        return moment_of(text_of(value.get("literal")) or text_of(value.get("raw")))
    season = text_of(value.get("season"))
    if season in ("1", "2", "3", "4") and re.fullmatch(r"\d{4}", ends[0]):
        ends[0] = f"{ends[0]}-2{season}"
    mark = "~" if str(value.get("circa", "")).lower() in ("true", "1") else ""
    return moment_of("/".join(f"{each}{mark}" for each in ends if each))


def names_of(value: Any) -> Iterable[str]:
    """Names as an article has them: given name first, unless that would be taken apart wrongly."""
    for each in value if isinstance(value, list) else ():
        if not isinstance(each, Mapping):
            continue
        family = " ".join(
            part for name in ("non-dropping-particle", "family") if (part := text_of(each.get(name)))
        )
        given = " ".join(part for name in ("given", "dropping-particle") if (part := text_of(each.get(name))))
        suffix = text_of(each.get("suffix"))
        if not family:
            yield one_line(text_of(each.get("literal")) or given)
        elif suffix:
            yield one_line(f"{family}, {suffix}, {given}" if given else f"{family}, {suffix}")
        else:
            yield one_line(f"{family}, {given}" if " " in family and given else f"{given} {family}".strip())


def _day(parts: Any) -> str:
    numbers = (
        [int(each) for each in parts if str(each).strip("-").isdecimal()] if isinstance(parts, list) else []
    )
    if not numbers or not 0 <= numbers[0] <= 9999:
        return ""
    return "-".join((f"{numbers[0]:04}", *(f"{each:02}" for each in numbers[1:3])))


def _keywords(value: Any) -> list[str]:
    if isinstance(value, list):
        return [one_line(text_of(each)) for each in value if text_of(each)]
    return [one_line(each) for each in re.split(r"[;,\n]", text_of(value)) if each.strip()]
