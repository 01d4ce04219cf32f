"""Addresses by pattern, as Hugo and Jekyll make them: `/:year/:month/:title/`."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final
from unicodedata import category, normalize

from dossierpress.imports.item import Item
from dossierpress.imports.moments import moment_of
from dossierpress.model.dates import date_or_none

_TOKEN: Final = re.compile(r":([a-z_]+)(\[[^\]]*\])?")
_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def filled(pattern: str, tokens: Mapping[str, str]) -> str:
    """A pattern with its tokens filled in; longer names first, empty ones leave no double slash."""

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if f"{name}{found[2] or ''}" in tokens:
            return tokens[f"{name}{found[2] or ''}"]
        for end in range(len(name), 0, -1):
            if name[:end] in tokens:
                return tokens[name[:end]] + name[end:] + (found[2] or "")
        return found[0]

    return re.sub(r"/{2,}", "/", _TOKEN.sub(value, pattern))


def day_tokens(date: str) -> dict[str, str]:
    """The tokens that a date fills, in both tools."""
    found = date_or_none(moment_of(date))
    year, month, day = found.first if found is not None else (1, 1, 1)
    in_range = found is not None and 1 <= year <= 9999
    import_day = _ordinal(year, month, day) if in_range else (1, 0)
    time = found.time or 0 if found is not None else 0
    return {
        "year": f"{year:04}",
        "short_year": f"{year % 100:02}",
        "month": f"{month:02}",
        "i_month": str(month),
        "monthname": _MONTHS[month - 1].lower(),
        "long_month": _MONTHS[month - 1],
        "short_month": _MONTHS[month - 1][:3],
        "day": f"{day:02}",
        "i_day": str(day),
        "y_day": f"{import_day[0]:03}",
        "yearday": str(import_day[0]),
        "weekday": str((import_day[1] + 1) % 7),
        "weekdayname": _DAYS[import_day[1]].lower(),
        "long_day": _DAYS[import_day[1]],
        "short_day": _DAYS[import_day[1]][:3],
        "hour": f"{time // 3600:02}",
        "minute": f"{time // 60 % 60:02}",
        "second": f"{time % 60:02}",
    }


def hugo_urlize(text: str) -> str:
    """A part of an address as Hugo writes it."""

    def written(sign: str) -> str:
        if sign.isalnum() or sign in "./\\_#+~-@" or category(sign)[0] == "M":
            return sign
        return "-" if sign.isspace() else ""

    return "".join(map(written, normalize("NFC", text.strip())))


def hugo_tokens(item: Item, above: list[str], name: str, said: Mapping[str, Any]) -> dict[str, str]:
    """The tokens of a Hugo permalink."""
    slug = str(said.get("slug") or "")
    title = hugo_urlize(item.title).lower()
    sections = "/".join(map(hugo_urlize, above))
    base = hugo_urlize(item.path.rpartition("/")[2].rpartition(".")[0])
    base = hugo_urlize(name) if base in ("index", "_index") else base
    return {
        **day_tokens(item.date),
        "section": hugo_urlize(above[0]) if above else "",
        "sections": sections,
        "sections[last]": hugo_urlize(above[-1]) if above else "",
        "sections[1:]": "/".join(map(hugo_urlize, above[1:])),
        "title": title,
        "slug": hugo_urlize(slug) or title,
        "filename": base,
        "contentbasename": base,
        "slugorfilename": hugo_urlize(slug) or base,
        "slugorcontentbasename": hugo_urlize(slug) or base,
    }


def jekyll_slug(text: str, *, pretty: bool = False) -> str:
    """A part of an address as Jekyll writes it; `pretty` keeps signs that addresses may hold."""
    pattern = r"[^\w._~!$&'()+,;=@]+|_(?!\w)" if pretty else r"[^\w]+|_+"
    kept = re.sub(r"[^\w._~!$&'()+,;=@]+", "-", text) if pretty else re.sub(pattern, "-", text)
    return kept.strip("-")


def jekyll_tokens(
    item: Item, stem: str, categories: Iterable[str], more: Mapping[str, str]
) -> dict[str, str]:
    """The tokens of a Jekyll permalink."""
    slug = str(item.keys.get("slug") or "")
    kinds = list(dict.fromkeys(str(each).lower() for each in categories if str(each)))
    return {
        **day_tokens(item.date),
        "title": jekyll_slug(slug or stem, pretty=True),
        "slug": jekyll_slug(slug or stem).lower(),
        "categories": "/".join(each.replace(" ", "%20") for each in kinds),
        "slugified_categories": "/".join(jekyll_slug(each).lower() for each in kinds),
        "output_ext": ".html",
        "name": jekyll_slug(stem).lower(),
        "basename": stem,
        **more,
    }


def _ordinal(year: int, month: int, day: int) -> tuple[int, int]:
    found = dt.date(year, month, day)
    return found.timetuple().tm_yday, found.weekday()
