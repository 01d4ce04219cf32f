"""Ids of headings as other generators make them, and which of ours each one is now."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final
from urllib.parse import unquote

from dossierpress.read import commonmark

_HEADING: Final = re.compile(r"<h(?P<level>[1-6])\b(?P<rest>[^<>]*)>(?P<inner>.*?)</h(?P=level)>", re.DOTALL)
_ID: Final = re.compile(r"\s(?:id|name)=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_TAG: Final = re.compile(r"<sup class=\"footnote-reference\">.*?</sup>|<[^<>]*>", re.DOTALL)


def ids_of(markdown: str) -> dict[str, str]:
    """For every fragment that an old page of this text may have had, our id."""
    if not markdown.strip():
        return {}
    markup = commonmark.convert(markdown)
    headings = [
        (ids[0], html.unescape(_TAG.sub("", found["inner"])).strip())
        for found in _HEADING.finditer(markup)
        if (ids := _ids(found["rest"]))
    ]
    known = {name: name for name in _ids(markup)}
    for algorithm in (_github, _kramdown, _python_markdown, _markdown_it):
        for old, (ours, _) in zip(algorithm(title for _, title in headings), headings, strict=True):
            known.setdefault(old, ours)
    return known


def place(fragment: str, known: dict[str, str]) -> str:
    """Our id for a fragment; empty where the page never had such a place."""
    name = unicodedata.normalize("NFC", unquote(fragment))
    if name in known:
        return known[name]
    return next((ours for old, ours in known.items() if _same(old) == _same(name) and _same(name)), "")


def _same(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _ids(markup: str) -> list[str]:
    return [html.unescape(found[1] or found[2] or found[3] or "") for found in _ID.finditer(markup)]


def _numbered(names: Iterable[str], sign: str) -> list[str]:
    """Names with a number behind each that was there before."""
    counts: dict[str, int] = {}
    made: list[str] = []
    for name in names:
        if name in counts:
            counts[name] += 1
            made.append(f"{name}{sign}{counts[name]}")
        else:
            counts[name] = 0
            made.append(name)
    return made


def _github(titles: Iterable[str]) -> list[str]:
    """Hugo (goldmark) and GitHub's dialect of kramdown."""
    return _numbered((re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles), "-")


def _kramdown(titles: Iterable[str]) -> list[str]:
    def name(title: str) -> str:
        bare = re.sub(r"[^a-zA-Z0-9 -]", "", re.sub(r"^[^a-zA-Z]+", "", title))
        return bare.replace(" ", "-").lower() or "section"

    return _numbered(map(name, titles), "-")


def _python_markdown(titles: Iterable[str]) -> list[str]:
    """Pelican and MkDocs."""

    def name(title: str) -> str:
        plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
        return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())

    return _numbered(map(name, titles), "_")


def _markdown_it(titles: Iterable[str]) -> list[str]:
    """Eleventy with markdown-it-anchor."""
    slug: Callable[[str], str] = lambda title: re.sub(r"\s+", "-", title.strip().lower())  # noqa: E731
    return _numbered(map(slug, titles), "-")
