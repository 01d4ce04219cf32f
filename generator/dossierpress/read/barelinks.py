"""Web and mail addresses that stand bare in the text become links, by the rules of GitHub's Markdown."""

import re
from typing import Final

# Where an address is not text, or a link already: up to the end of the element.
_SKIPPED: Final = "a|button|code|kbd|math|pre|samp|script|style|svg|textarea|title"
_PIECE: Final = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(?P<name>{_SKIPPED})\b[^<>]*>.*?(?:</(?P=name)\s*>|\Z)|<[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
# Of HTML: `<`, `>` and quotation marks stand as references there, and end an address.
_ADDRESS: Final = re.compile(
    r"(?<![\w/@.:=&#+~-])(?:"
    r"(?P<web>(?:https?://|www\.)(?=[^\s<>&/]*\w\.\w|localhost)"
    r"(?:(?!&(?:lt|gt|quot|#34|#39|nbsp|#160);)[^\s<>\"“”„«»‹›])+)"
    r"|(?P<mail>[\w.+-]+@(?:[a-zA-Z0-9](?:[\w-]*[a-zA-Z0-9])?\.)+[a-zA-Z]{2,})(?![\w@-]))",
    re.IGNORECASE,
)
_TRAILING: Final = re.compile(r"(?:[?!.,:*_~'’‘…、。，；：！？·)\]}]|&amp;\w+;|&#?\w+;|;)$")
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}


def with_links(markup: str) -> str:
    """The HTML of a body, with a link for each address in its text."""
    if "://" not in markup and "www." not in markup and "@" not in markup:
        return markup
    parts: list[str] = []
    position = 0
    for piece in _PIECE.finditer(markup):
        parts += (_linked(markup[position : piece.start()]), piece[0])
        position = piece.end()
    return "".join([*parts, _linked(markup[position:])])


def _linked(text: str) -> str:
    return _ADDRESS.sub(_link, text) if "://" in text or "www." in text or "@" in text else text


def _link(found: re.Match[str]) -> str:
    if found["mail"]:
        return f'<a href="mailto:{found[0]}">{found[0]}</a>'
    address = _without_stops(found[0])
    target = address if "://" in address else f"http://{address}"
    return f'<a href="{target}">{address}</a>{found[0][len(address) :]}'


def _without_stops(address: str) -> str:
    """An address without the stops of the sentence, and without a bracket that opens outside it."""
    while (last := _TRAILING.search(address)) is not None:
        opening = _PAIRS.get(last[0])
        if opening and address.count(last[0]) <= address.count(opening):
            break
        address = address[: last.start()]
    return address
