"""What a page prints for its readers: byline, dates, where it was published first, dateline, agency."""

import re
from dataclasses import dataclass
from typing import Final

from dossierpress.clip.days import PrintedDay, day_in
from dossierpress.clip.lines import Line
from dossierpress.model.wordcount import words_of

_NAME: Final = r"[^\W\d_][\w.'’-]*"
_BYLINE: Final = re.compile(
    r"^(?:(?:story|text|report|reporting|words|written|posted|published|by|from|article)\s+)?(?:by|von|par|por|di|door|av|af|przez|автор:?|text:|بقلم:?|کا?تب:?|文[/／|:：]|作者[:：]|記者[:：]|记者)\s*:?\s+(?P<names>\S.*)$"
    r"|^(?:by|von|par|por|автор|作者|文|記者|بقلم)\s*[:：/／]\s*(?P<names2>\S.*)$",
    re.IGNORECASE,
)
_EAST_BYLINE: Final = re.compile(
    r"^(?:文|作者|記者|记者|撰文)\s*[/／|:：]?\s*(?P<names>[\u3400-\u9fff·]{2,12})$|^(?P<names2>[가-힣]{2,4})\s?기자$"
)
_AND: Final = re.compile(
    r"\s*(?:,|;|\||·|&|、|،|\s(?i:and|und|with)\s|\s(?:et|y|e|и|en|og|och|i|ve)\s(?=\S)|\sو\s?)\s*"
)
_PREFIX: Final = re.compile(
    r"^\s*(?:by|von|par|por|di|text|texte|texto|текст|автор|autor|author|foto|words)\b\s*:?\s+", re.IGNORECASE
)
_NO_NAME: Final = re.compile(
    r"\b(?:the|this|that|his|her|their|our|its|an?|of|for|in|on|at|to|was|were|is|are|has|have|which|who|when|clicking|using|email|phone|minutes?|hours?|ago|updated|published|posted|comments?|views?|share|min read|read more|view|follow|am|publiziert|tempo|lesezeit)\b|\d|:|https?:|@",
    re.IGNORECASE,
)
_PUBLISHED: Final = re.compile(
    r"^(?:(?:originally|first|previously)\s+)?(?:published|posted|appeared|released|issued|created|date|first published|veröffentlicht|erschienen|stand|publié|mis en ligne|publicado|pubblicato|опубликовано|дата|発行日|公開日|发布时间|发表于|نشر(?: في)?|تاريخ النشر)\b",
    re.IGNORECASE,
)
_MODIFIED: Final = re.compile(
    r"^(?:last\s+)?(?:updated|modified|edited|revised|aktualisiert|geändert|mis à jour|actualizado|aggiornato|atualizado|обновлено|изменено|更新日?|最終更新|تحديث|آخر تحديث)",
    re.IGNORECASE,
)
_REPOST: Final = re.compile(
    r"(?:(?:this|the)\s+(?:article|story|piece|report|column|post|text|essay|interview)\s+)?(?:was\s+|has\s+been\s+|is\s+)?"
    r"(?P<strong>originally|first|previously|re)?[\s-]*(?:published|appeared|printed|posted|run|ran|reprinted|republished|reposted|cross-?posted|taken)\s+"
    r"(?P<how>in|on|by|at|from|with permission from)\s+(?P<name>(?:the\s+)?[^,.;:()\n]{2,60}?)\s*(?:[,.;:(]|$|\bon\b|\bunder\b|\bin\s+(?=\d|[A-Z][a-z]+\s+\d)|\s[–—-]\s|\sand is\b|\bas\b)(?P<rest>.*)",
    re.IGNORECASE,
)
_PRINTED: Final = re.compile(
    r"\b(?:published|appeared|printed|reprinted|republished|ran|run)\b", re.IGNORECASE
)
_SOURCE: Final = re.compile(
    r"^\(?(?:source|via|courtesy(?: of)?|credit|originally from|quelle|fuente|fonte|источник|来源|出典|المصدر|ماخذ)\s*[:：]\s*(?P<name>[^\n]{2,120}?)\)?$",
    re.IGNORECASE,
)
_DATELINE: Final = re.compile(
    r"^(?P<place>[^\W\d_a-z][^\W\d_a-z.'’-]*(?:[ ,/]+(?:[^\W\d_a-z][^\W\d_a-z.'’-]*|[A-Z][a-z.]+)){0,4}?)"
    r"(?P<more>\s*,\s*(?:[A-Z][\w.]+\s)?[^()—–:]{0,24})?\s*(?:\((?P<agency>[^()]{2,40})\))?\s*(?P<dash>[—–:]|--|-(?=\s))\s*(?=\S)"
)
_NO_PLACES: Final = frozenset(
    "warning update updated breaking note attention exclusive watch live video photos analysis opinion comment atenção achtung faq q&a correction".split()
)
_AGENCIES: Final = (
    "Reuters|AP|The Associated Press|Associated Press|AFP|Agence France-Presse|dpa|DPA|PTI|ANI|IANS|UPI|Xinhua|TASS|Interfax|EFE|ANSA|Kyodo|Yonhap|"
    "APP|UNB|BSS|Bloomberg|PA Media|Press Association|Anadolu Agency|AA|KUNA|WAM|SPA|RIA Novosti|РИА Новости|ТАСС|Интерфакс|新华社|共同通信|共同|時事|연합뉴스|رويترز|أ ف ب"
)
_AGENCY: Final = re.compile(rf"\((?P<name>{_AGENCIES})\)")
_WIRES: Final = re.compile(
    r"\(\s*(?P<words>(?:with\s+)?(?:additional\s+)?(?:in ?puts?|reporting|material|report)?\s*(?:by|from)\s+(?:the\s+)?(?:wires?|(?:wire|news)\s+(?:agenc(?:y|ies)|services)|agencies|(?:"
    + _AGENCIES
    + r")(?:(?:,\s*|\s+and\s+|/)(?:"
    + _AGENCIES
    + r"))*))\s*\)",
    re.IGNORECASE,
)
_AGENCY_LINE: Final = re.compile(
    rf"^(?:—|–|-|with files from|source:|agencies?:)?\s*(?P<name>(?:{_AGENCIES})(?:\s*(?:,|/|and|&)\s*(?:{_AGENCIES}))*)\s*\.?$"
)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line that says where a text was published: by whom, when. A weak one says only `Source:`."""

    name: str
    day: str
    text: str
    is_weak: bool


def byline_in(text: str) -> str:
    """The names in a byline; empty for a line that is none."""
    text = text.strip()
    if len(words_of(text)) > 24:
        return ""
    found = _BYLINE.match(text) or _EAST_BYLINE.match(text)
    if found is None:
        return ""
    names = (found["names"] or found["names2"] or "").strip(" .|,–—-")
    day = day_in(names)
    if day is not None:
        names = names[: day.start].rstrip(" ,|–—-·•(").removesuffix(" on")
        names = re.sub(
            r"[\s,|·•–—-]*(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?$",
            "",
            names,
            flags=re.IGNORECASE,
        )
    names = re.split(
        r"\s*(?:\||•|·|–|—|\s-\s|\bfor\s+the\b|\bupdated\b|\bpublished\b|\bposted\b|\bpubliziert\b|\bveröffentlicht\b|\bpublié\b|\bpublicado\b)",
        names,
    )[0].strip(" ,")
    return names if names and len(names) < 90 and is_name(names) else ""


def is_name(text: str) -> bool:
    """Whether a text may be names of people or bodies."""
    parts = [part for part in _AND.split(text) if part]
    if not parts or len(parts) > 8 or _NO_NAME.search(text) or text.strip().casefold() in _NO_NAMES:
        return False
    return all(
        len(part.split()) <= 6
        and (part[0].isupper() or not part[0].isascii() or part[0].isdigit() or part.split()[0] in _PARTICLES)
        for part in parts
    )


_NO_NAMES: Final = frozenset("by von par por di author authors autor contributors staff".split())
_PARTICLES: Final = frozenset("von van de da del della di le la el al bin ibn ter ten du dos".split())


def names_in(byline: str) -> tuple[str, ...]:
    """The single names of a byline."""
    bare = byline_in(byline) or _PREFIX.sub("", byline.strip())
    return tuple(dict.fromkeys(part.strip(" .") for part in _AND.split(bare) if part.strip(" .")))


def published_in(text: str, language: str) -> PrintedDay | None:
    """The day in a line that is about nothing but when it was published."""
    day = day_in(text, language)
    if day is None or len(words_of(text)) > 22 or _MODIFIED.match(text.strip()):
        return None
    rest = text[: day.start] + " " + text[day.end :]
    if _PUBLISHED.match(text.strip()) or len(words_of(re.sub(r"\d+", "", rest))) <= 6:
        return day
    return None


def modified_in(text: str, language: str) -> PrintedDay | None:
    """The day in a line that says when a text was changed."""
    found = re.search(
        r"(?:last\s+)?(?:updated|modified|edited|aktualisiert|mis à jour|actualizado|обновлено|更新)",
        text,
        re.IGNORECASE,
    )
    return day_in(text[found.start() :], language) if found and len(words_of(text)) <= 30 else None


def source_line_in(text: str, language: str) -> SourceLine | None:
    """What a line says about where its text was published, if that is what it is about."""
    if len(words_of(text)) > 40:
        return None
    plain = text.strip().strip("*_()[] ")
    found = _REPOST.match(plain)
    if found is not None:
        name = re.sub(r"^(?:the\s+)?(?=[a-z])", "", found["name"].strip(" “”\"'‘’"))
        if not name or not (name[0].isupper() or not name[0].isascii()) or re.search(r"\d", name):
            return None
        if re.search(r"\b(?:reprinted|republished|reposted)\s+(?:in|on|at)\b", plain, re.IGNORECASE):
            return None  # it went from here to there
        if not found["strong"] and not (found["how"].lower() == "in" and _PRINTED.search(plain)):
            return None
        day = day_in(plain, language)
        return SourceLine(name, day.iso if day else "", text, is_weak=False)
    found = _SOURCE.match(plain)
    if found is not None and len(words_of(found["name"])) <= 14:
        day = day_in(plain, language)
        name = (
            found["name"][: day.start - found.start("name")]
            if day and day.start > found.start("name")
            else found["name"]
        )
        name = re.split(r"\s*[,|]\s*|\s+[–—-]\s+", name.strip(" .,"))[0]
        return (
            SourceLine(name, day.iso if day else "", text, is_weak=True)
            if name and not name.startswith("http")
            else None
        )
    return None


def dateline_in(text: str) -> str:
    """The place with which a report begins, as `KARACHI:` or `PARIS (AP) —`."""
    found = _DATELINE.match(text.strip())
    if found is None or len(found["place"]) < 3 or found["place"].casefold() in _NO_PLACES:
        return ""
    if found["dash"] == ":" and (found["more"] or "").strip() and not found["agency"]:
        return ""
    more = (found["more"] or "").strip(" ,")
    return f"{found['place'].strip()}, {more}" if more else found["place"].strip()


def agency_in(text: str) -> str:
    """The wire service that a text names as a source of it."""
    if (found := _WIRES.search(text)) is not None:
        return re.sub(r"\s+", " ", found["words"]).strip()
    if (found := _AGENCY.search(text[:160])) is not None:
        return str(found["name"])
    if len(words_of(text)) <= 6 and (found := _AGENCY_LINE.match(text.strip())) is not None:
        return str(found["name"])
    return ""


def looks_like(line: Line, pattern: re.Pattern[str]) -> bool:
    """Whether the class, id or `rel` of a line's block, or of a box around it, says what it is."""
    for each in (line.block, *list(line.block.iterancestors())[:2]):
        if pattern.search(
            f"{each.get('class') or ''} {each.get('id') or ''} {each.get('rel') or ''} {each.get('data-testid') or ''}"
        ):
            return True
    return False
