"""Text of the source as one plain line: without tags, marks of emphasis and what no line holds."""

import html
import re
from typing import Final

from dossierpress.read import pulldown

_TAG: Final = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")


def one_line(text: str) -> str:
    """A value as one line, its tags and links taken off and its entities resolved."""
    bare = _LINK.sub(r"\1", _TAG.sub("", text)) if "<" in text or "](" in text else text
    bare = html.unescape(bare) if "&" in bare else bare
    return " ".join("".join(sign for sign in bare if sign.isprintable() or sign.isspace()).split())


def words_in(markdown: str) -> str:
    """The words of a piece of Markdown on one line."""
    source = markdown.encode("utf-8", "replace")
    words: list[str] = []
    last = 0
    for kind, _, value, begin, end in pulldown.events(markdown):
        if kind in ("Text", "Code"):
            words.append(" " if source[last:begin].isspace() or b"\n" in source[last:begin] else "")
            words.append(value)
            last = end
    return one_line("".join(words))
