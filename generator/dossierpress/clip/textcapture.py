"""A capture of plain text: every line gets a label and a reason, and the article is the best run of prose."""

import re
from dataclasses import dataclass
from typing import Final

from dossierpress.clip.days import PrintedDay
from dossierpress.clip.fields import same
from dossierpress.clip.furniture import asks_to_subscribe, furniture
from dossierpress.clip.printed import (
    SourceLine,
    agency_in,
    byline_in,
    modified_in,
    published_in,
    source_line_in,
)
from dossierpress.clip.unwrap import paragraphs
from dossierpress.model.wordcount import words_of

_ENDS: Final = re.compile(r"[.!?…。！？؟۔।][\"”’»')\]）」』]*(?:\s*\([^()]{3,60}\))?$")
_QUOTE: Final = re.compile(r"^[\"“„«‘—–]")
_INNER_STOP: Final = re.compile(r"[.!?。！？؟۔।][\"”’»]?\s+\S|[。！？]\S")
_WRITTEN_BY: Final = re.compile(
    r"^(?:written|posted|shared|uploaded|reposted|submitted|compiled)\s+by\s+(?P<name>[^\n]{2,60})$",
    re.IGNORECASE,
)
_NOTE: Final = re.compile(
    r"^(?:correction|editor.s note|clarification|note|update)\s*[:：]|^\(?(?:with (?:additional )?)?(?:reporting|inputs?|additional reporting|editing|writing) (?:by|from)\b",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(r"^(?:[-*•·‣▪–]|\d{1,2}[.)])\s+")


@dataclass(slots=True)
class Labelled:
    """A line of a text capture: what it is, and why that is thought. Kept lines are the article's text."""

    text: str
    label: str = ""
    why: str = ""

    @property
    def kept(self) -> bool:
        """Whether the line is part of the article's text."""
        return self.label in ("body", "crosshead", "item")


@dataclass(slots=True)
class TextArticle:
    """What a text capture holds."""

    lines: list[Labelled]
    title: str = ""
    title_repeats: bool = False
    standfirst: str = ""
    byline: str = ""
    reposter: str = ""
    source: SourceLine | None = None
    date: PrintedDay | None = None
    updated: PrintedDay | None = None
    agency: str = ""


def read_text(text: str, language: str = "") -> TextArticle:
    """Label every line of a text, and find the article in it."""
    lines = [Labelled(line) for line in paragraphs(text)]
    found = TextArticle(lines)
    start, end = _best_run(lines)
    _body(lines, start, end)
    start, end = _trimmed(lines, start, end)
    _above(found, start, language)
    _below(found, end, language)
    for line in lines:
        if not line.label:
            line.label, line.why = "furniture", furniture(line.text) or "outside the run of prose"
    for line in reversed([line for line in lines if line.kept][-3:]):
        if agency := agency_in(line.text):
            found.agency = agency
            break
    return found


def _is_prose(text: str, size: int) -> bool:
    """Whether a line is made of sentences."""
    if size >= 5 and (_ENDS.search(text) or (_QUOTE.search(text) and size >= 6)):
        return True
    return size >= 18 and (_INNER_STOP.search(text) is not None or "," in text or "،" in text or "、" in text)


def _score(line: Labelled) -> float:
    size = len(words_of(line.text))
    if furniture(line.text) or asks_to_subscribe(line.text):
        return -40.0
    if _is_prose(line.text, size):
        return min(size, 80)
    if _BULLET.match(line.text):
        return 1.0
    return -14.0 if size <= 4 else -10.0


def _best_run(lines: list[Labelled]) -> tuple[int, int]:
    """The run of lines whose scores add up to most: from its first line to the one after its last."""
    best, total, begin, run = 0.0, 0.0, 0, (0, 0)
    for number, line in enumerate(lines):
        if total <= 0:
            total, begin = 0.0, number
        total += _score(line)
        if total > best:
            best, run = total, (begin, number + 1)
    return run


def _body(lines: list[Labelled], start: int, end: int) -> None:
    seen: set[str] = set()
    for line in lines[start:end]:
        size = len(words_of(line.text))
        kind = furniture(line.text)
        if kind:
            line.label, line.why = "furniture", kind
        elif asks_to_subscribe(line.text):
            line.label, line.why = "furniture", "asks to subscribe"
        elif size >= 8 and same(line.text) in seen:
            line.label, line.why = "repeat", "stands above already"
        elif _BULLET.match(line.text):
            line.label, line.why = "item", "an item of a list"
        elif _is_prose(line.text, size):
            line.label, line.why = "body", "a sentence in the run of prose"
        elif size <= 14:
            line.label, line.why = "crosshead", "a short line without a full stop between sentences"
        else:
            line.label, line.why = "body", "in the run of prose"
        seen.add(same(line.text))


def _trimmed(lines: list[Labelled], start: int, end: int) -> tuple[int, int]:
    """The run without crossheads and furniture at its ends."""
    while end > start and lines[end - 1].label not in ("body", "item"):
        lines[end - 1].label = ""
        end -= 1
    while start < end and lines[start].label not in ("body", "item"):
        lines[start].label = ""
        start += 1
    return start, end


def _above(found: TextArticle, start: int, language: str) -> None:
    """Headline, standfirst, byline and date, which stand above the text or are its first lines."""
    lines = found.lines
    counts: dict[str, int] = {}
    # A standfirst is a sentence too, so the run may begin with the headline's repeats.
    limit = min(len(lines), start + 4)
    for line in lines[:limit]:
        counts[same(line.text)] = counts.get(same(line.text), 0) + 1
    head = range(max(0, start - 14), limit)
    candidates = [
        number
        for number in head
        if 2 <= len(words_of(lines[number].text)) <= 30
        and not furniture(lines[number].text)
        and not byline_in(lines[number].text)
        and not published_in(lines[number].text, language)
        and (number < start or counts[same(lines[number].text)] > 1)
    ]
    repeated = [number for number in candidates if counts[same(lines[number].text)] > 1]
    untitled = [
        number
        for number in candidates
        if not _ENDS.search(lines[number].text) or lines[number].text.endswith("?")
    ]
    title = next((number for number in repeated if number in untitled), None)
    if title is None:
        long = [number for number in untitled if len(words_of(lines[number].text)) >= 4 and number < start]
        title = long[-1] if long else (untitled[-1] if untitled else None)
        if title is not None and long:
            # Two in a row: the headline is the first, what follows is more of it.
            while title - 1 in long and title - 1 >= 0 and len(words_of(lines[title - 1].text)) >= 5:
                title -= 1
    if title is None:
        return
    key = same(lines[title].text)
    found.title, found.title_repeats = lines[title].text, counts[key] > 1
    lines[title].label, lines[title].why = (
        "headline",
        "stands twice above the text" if counts[key] > 1 else "the line above the text",
    )
    _standfirst(found, title, start, counts)
    for number in range(max(0, title - 12), limit):
        _label_above(found, number, start, language)


def _standfirst(found: TextArticle, title: int, start: int, counts: dict[str, int]) -> None:
    """The sentence under the headline that is no part of the text yet, or stands twice."""
    lines, key = found.lines, same(found.title)
    limit = min(len(lines), start + 4)
    standfirst = next(
        (
            number
            for number in range(title + 1, limit)
            if same(lines[number].text) != key
            and 5 <= len(words_of(lines[number].text)) <= 60
            and counts[same(lines[number].text)] > 1
        ),
        None,
    )
    if (
        standfirst is None
        and title + 1 < start
        and _is_prose(lines[title + 1].text, len(words_of(lines[title + 1].text)))
    ):
        standfirst = title + 1
    if standfirst is not None:
        found.standfirst = lines[standfirst].text
        lines[standfirst].label, lines[standfirst].why = "standfirst", "stands between headline and text"


def _label_above(found: TextArticle, number: int, start: int, language: str) -> None:
    line = found.lines[number]
    if line.label in ("headline", "standfirst"):
        return
    key = same(line.text)
    if key == same(found.title) or (found.standfirst and key == same(found.standfirst)):
        line.label, line.why = "repeat", "stands above already"
    elif number >= start and not _is_beside_headline(line, language):
        return
    elif (names := byline_in(line.text)) and not found.byline:
        found.byline = line.text
        day = published_in(line.text, language)
        if day is not None:
            found.byline, found.date = names, found.date or day
        line.label, line.why = "byline", "names who wrote it"
    elif (day := modified_in(line.text, language)) is not None:
        found.updated = found.updated or day
        line.label, line.why = "source line", "says when it was updated"
    elif (day := published_in(line.text, language)) is not None:
        found.date = found.date or day
        line.label, line.why = "source line", "says when it was published"
    elif _shares(line.text, found.title):
        line.label, line.why = "variant", "another wording of the headline"


def _is_beside_headline(line: Labelled, language: str) -> bool:
    """Whether a short line in the run is byline or date: the run begins early where a standfirst is prose."""
    short = len(words_of(line.text)) <= 12
    return short and bool(byline_in(line.text) or published_in(line.text, language))


def _below(found: TextArticle, end: int, language: str) -> None:
    """The lines under the text: where it was published, who reposted it, and what is none of it."""
    lines = found.lines
    for number in range(max(0, end - 2), min(len(lines), end + 40)):
        line = lines[number]
        source = source_line_in(line.text, language) if found.source is None else None
        if source is not None and (not line.kept or len(words_of(line.text)) <= 20):
            found.source = source
            line.label, line.why = "source line", "says where it was published"
        elif line.kept:
            continue
        elif (writer := _WRITTEN_BY.match(line.text)) is not None:
            if found.source is not None:
                found.reposter = writer["name"].strip()
                line.label, line.why = "furniture", "the reposter's author box"
                _bio(lines, number + 1)
            elif not found.byline:
                found.byline = line.text
                line.label, line.why = "byline", "names who wrote it"
        elif _NOTE.match(line.text) and number < end + 4:
            line.label, line.why = "note", "a note of the publication"
        elif not found.date and number < end + 4 and (day := published_in(line.text, language)) is not None:
            found.date = day
            line.label, line.why = "source line", "says when it was published"


def _bio(lines: list[Labelled], number: int) -> None:
    if number < len(lines) and not furniture(lines[number].text):
        lines[number].label, lines[number].why = "furniture", "the reposter's author box"


def _shares(one: str, other: str) -> bool:
    first, second = set(words_of(one)), set(words_of(other))
    return bool(first and second) and len(first & second) * 2 > min(len(first), len(second))
