"""What a body begins with, as plain text: the description of a page that has no other."""

import html
import re
from collections.abc import Iterable

from dossierpress.plan.brief import LONGEST_DESCRIPTION, first_sentences

# Paragraphs of running text; headings, lists, tables and captions make no sentence by themselves.
_PARAGRAPH = re.compile(r"<p(?:\s[^>]*)?>(.*?)</p>", re.DOTALL)
_NOTE = re.compile(r"<sup\b.*?</sup>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def opening(pieces: Iterable[str]) -> str:
    """The first sentences of the paragraphs in a body's pieces; empty where it has no paragraph."""
    found: list[str] = []
    length = 0
    for paragraph in _PARAGRAPH.finditer("".join(pieces)):
        text = " ".join(html.unescape(_TAG.sub("", _NOTE.sub("", paragraph[1].replace("<br>", " ")))).split())
        if text:
            found.append(text)
            length += len(text) + 1
        if length > LONGEST_DESCRIPTION:
            break
    return first_sentences(" ".join(found))
