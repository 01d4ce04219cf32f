"""The two edits whose builds are measured, and what a build rewrote because of them."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

NEW_SENTENCE = "Of this the benchmark knew nothing yet."
# The corpus's syllables cannot make this word.
NEW_WORD = "retitled"


def edit_body(text: str) -> str:
    """The article with one sentence more, at the beginning of its body."""
    head, body = text.split("\n\n", 1)
    return f"{head}\n\n{NEW_SENTENCE} {body}"


def edit_title(text: str) -> str:
    """The article with one word more at the end of its title."""
    return re.sub(
        r'^(title: .*?)("?)$', rf"\1 {NEW_WORD}\2", text, count=1, flags=re.MULTILINE | re.IGNORECASE
    )


@dataclass(frozen=True)
class Rewritten:
    """What a build of Dossierpress wrote: pages of articles, other pages, feeds, JSON, other files.

    `without_title` counts those in which the word of the title's edit does not stand.
    """

    articles: int
    pages: int
    feeds: int
    data: int
    others: int
    without_title: int

    @property
    def words(self) -> str:
        """For people: only what there is."""
        names = ("article pages", "other pages", "feeds", "JSON files", "other files")
        numbers = (self.articles, self.pages, self.feeds, self.data, self.others)
        told = [f"{number} {name}" for number, name in zip(numbers, names, strict=True) if number]
        return ", ".join(told).replace("1 article pages", "1 article page") or "nothing"


def rewritten(printed: str, site: Path) -> Rewritten:
    """Count what `dossier build --format json` says that it wrote into the folder."""
    written = json.loads(printed)["written"]
    kinds = [_kind(path) for path in written]
    return Rewritten(
        articles=kinds.count("articles"),
        pages=kinds.count("pages"),
        feeds=kinds.count("feeds"),
        data=kinds.count("data"),
        others=kinds.count("others"),
        without_title=_lacking(written, site),
    )


def _kind(path: str) -> str:
    if path.endswith(".html"):
        return "articles" if path.startswith("articles/") else "pages"
    name = path.rsplit("/", 1)[-1]
    if name.startswith(("feed.", "atom.", "rss.")) or name.endswith((".atom", ".rss")):
        return "feeds"
    return "data" if name.endswith(".json") else "others"


def _lacking(written: Iterable[str], site: Path) -> int:
    return sum(NEW_WORD.encode() not in (site / path).read_bytes() for path in written)
