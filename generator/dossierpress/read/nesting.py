"""How deep HTML nests: the sanitiser's time grows with the square of it, and nothing can stop it inside."""

import re
from collections import Counter

from dossierpress.read.htmltags import ELEMENTS

DEEPEST = 500
# Not counted: elements without an end, and those that the next of their kind ends.
_TAG = re.compile(
    r"<(/?)(?!(?:a|area|br|col|dd|dt|hr|img|input|li|link|meta|p|rp|rt|source|tbody|td|th|tr|wbr)\b)"
    r"([a-zA-Z][a-zA-Z0-9]*)"
)


def too_deep(markup: str) -> str:
    """The element that is open most often, where more are open at once than any page needs; else nothing."""
    if markup.count("<") <= DEEPEST:
        return ""
    opened: Counter[str] = Counter()
    depth = 0
    for tag in _TAG.finditer(markup):
        name = tag[2].lower()
        if name not in ELEMENTS:
            continue
        if not tag[1]:
            opened[name] += 1
            depth += 1
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
        if depth > DEEPEST:
            return opened.most_common(1)[0][0]
    return ""
