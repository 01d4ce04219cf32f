"""Who wrote an article: the byline as it is printed, and the names that machines are told."""

import re
from typing import Final

from dossierpress.clip.days import day_in
from dossierpress.clip.fields import Field, Found, same
from dossierpress.clip.places import Metadata, Places
from dossierpress.clip.printed import byline_in, is_name, looks_like, names_in
from dossierpress.model.wordcount import words_of

UNDER_HEADLINE: Final = "byline under the headline"
_LONGEST: Final = 20
_BYLINE_BOX: Final = re.compile(r"by-?line|author|\bauteur|autor|writer|contributor", re.IGNORECASE)
_NOBODY: Final = frozenset(
    (
        "admin administrator webmaster editor staff editors editorial staffwriter webdesk newsdesk "
        "redaktion redaction"
    ).split()
)


def name_authors(known: Metadata, places: Places, said: list[Found], site: str) -> None:
    """Find the byline and the single authors."""
    groups = _told(said, site)
    told = next(iter(groups.values()), [])
    everybody = [name for group in groups.values() for name in group]
    printed = _printed(known, places)
    agreeing = [each for each in printed if share(each[0], everybody)]
    if printed:
        names, text = (agreeing or printed)[0]
        glued = [name for name in told if same(name) in same(text)]
        # A name and what follows it without a space are no name.
        shown = _joined(glued) if glued and not agreeing else _as_printed(names, text)
        agrees = bool(agreeing or glued)
        rivals = () if agrees or not told else (Found(_joined(told), next(iter(groups))),)
        where = (UNDER_HEADLINE, *(place for place, group in groups.items() if share(names, group)))
        known.fields["byline"] = Field(shown, UNDER_HEADLINE, agree=where, rivals=rivals)
        known.authors = tuple(told) if told and agrees else names_in(shown)
    elif told:
        known.fields["byline"] = Field(
            _joined(told), next(iter(groups)), agree=tuple(groups), rivals=_other_names(groups)
        )
        known.authors = tuple(told)


def _told(said: list[Found], site: str) -> dict[str, list[str]]:
    """The names that machines are told, by the place that tells them."""
    groups: dict[str, list[str]] = {}
    for each in said:
        somebodies = [name for name in names_in(each.value) if _is_somebody(name, site)]
        if somebodies and not each.value.startswith("http"):
            group = groups.setdefault(each.place, [])
            group.extend(name for name in somebodies if name not in group)
    return groups


def _printed(known: Metadata, places: Places) -> list[tuple[str, str]]:
    """The names and whole lines of bylines around the headline."""
    printed: list[tuple[str, str]] = []
    for number, line in places.head():
        names = byline_in(line.text)
        boxed = looks_like(line, _BYLINE_BOX)
        if not names and boxed and is_name(_dateless(line.text)) and len(line.words) <= 10:
            names = _dateless(line.text)
        here = number not in (places.headline, places.start) or boxed or len(line.words) < 12
        if not names or same(names) in _NOBODY or number == places.headline or number > places.start + 1:
            continue
        if here and len(line.words) <= _LONGEST and (boxed or not printed):
            printed.append((names, line.text))
            known.printed.setdefault(number, "byline")
    return printed


def _as_printed(names: str, text: str) -> str:
    """A byline as it stands on the page, without the date and whatever else follows it on its line."""
    is_whole = byline_in(text) and len(words_of(text)) <= len(words_of(names)) + 4 and day_in(text) is None
    if is_whole:
        return text.strip()
    prefix = re.match(r"^\s*(?:by|von|par|por)\s", text, re.IGNORECASE)
    return f"{prefix[0].strip()} {names}" if prefix else names


def _other_names(groups: dict[str, list[str]]) -> tuple[Found, ...]:
    first, *others = groups.items()
    return tuple(
        Found(_joined(names), place) for place, names in others if not share(_joined(names), first[1])
    )


def _dateless(text: str) -> str:
    day = day_in(text)
    return (text[: day.start] if day else text).strip(" ,|·•–—-")


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def share(byline: str, names: list[str]) -> bool:
    """Whether a byline and some names have a name in common."""
    words = set(words_of(byline))
    return any(set(words_of(name)) <= words or (words and words <= set(words_of(name))) for name in names)


def _is_somebody(name: str, site: str) -> bool:
    key = same(name)
    return (
        bool(key)
        and key not in _NOBODY
        and key not in (same(site), same(site.removeprefix("The ")))
        and "@" not in name
        and "http" not in name
        and len(name) < 80
    )
