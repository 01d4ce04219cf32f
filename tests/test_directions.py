"""Text of the other direction stands in an element of its own, so that what follows it does not jump."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from trial import article, dossier, lay

RTL = re.compile("[\u0590-\u06ff]")
WORDS = "سب سے پہلے (2011)!"
DOSSIER = f"""---
title: Dredge
scope: {WORDS}
licence: {WORDS}
curators: [{WORDS}]
sections:
  - {{title: "{WORDS}", note: "{WORDS}", articles: [{{ref: a, note: "{WORDS}"}}, b]}}
timeline: [{{date: 2011, title: "{WORDS}"}}]
claims: [{{id: c, text: "{WORDS}", history: [{{date: 2011, status: disputed, text: "{WORDS}"}}]}}]
figures: [{{question: "{WORDS}", values: [{{value: "{WORDS}"}}]}}]
paths: [{{id: p, title: "{WORDS}", articles: [a]}}]
changes: [{{date: 2012, kind: added, text: "{WORDS}"}}]
---
"""
ARTICLE = article(
    f"""title: "{WORDS}"
language: ur
tags: ["{WORDS}"]
note: "{WORDS}"
authors: [{{name: "{WORDS}", role: "{WORDS}", bio: "{WORDS}"}}]
corrections: [{{date: 2012, by: curator, text: "{WORDS}"}}]
rights: {{holder: "{WORDS}", licence: "{WORDS}", basis: "{WORDS}", notice: "{WORDS}"}}
assessment: {{source: A, information: "1", why: "{WORDS}"}}""",
    f"## {WORDS}\n\n## {WORDS}\n\n{WORDS}",
)


@pytest.mark.parametrize("theme", ["plain", "broadsheet"])
def test_words_of_the_other_direction_are_isolated(theme: str, tmp_path: Path) -> None:
    files = {"content/d/dossier.md": DOSSIER, "content/d/a.md": ARTICLE, "content/d/b.md": article()}
    settings = f"title: T\ntheme: {theme}\nsearch: false\ncards: false\n"
    root = lay(tmp_path, files | {"site.yaml": settings})
    done = dossier("build", "--root", root)
    assert done.code == 0, done.err
    pages = sorted((root / "site").rglob("*.html"))
    assert len(pages) > 6
    assert [(page.parent.name, words) for page in pages for words in loose(page.read_bytes())] == []


def loose(page: bytes) -> list[str]:
    """Words from right to left that no element isolates."""
    found: list[str] = []

    def walk(element: Element, *, isolated: bool) -> None:
        if not isinstance(element.tag, str) or element.tag in ("head", "script", "pre"):
            return
        isolated = isolated or element.tag == "bdi" or (element.tag != "html" and "dir" in element.attrib)
        texts = [element.text, *(child.tail for child in element)]
        if not isolated:
            found.extend(text.strip() for text in texts if text and RTL.search(text))
        for child in element:
            walk(child, isolated=isolated)

    walk(html5lib.parse(page, namespaceHTMLElements=False), isolated=False)
    return found
