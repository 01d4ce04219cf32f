"""An image alone in its paragraph, with a title, becomes a figure with that title as its visible caption."""

import re
from typing import Final

# Written by either engine; the image may be a link, and either may have attributes.
_ALONE: Final = re.compile(
    r"<p(?P<attributes>(?:\s[^<>]*)?)>\s*(?P<link><a\s[^<>]*>)?"
    r"(?P<before><img\b(?:\s(?!title=)[^\s<>=]+(?:=\"[^\"<>]*\")?)*)\stitle=\"(?P<title>[^\"<>]*[^\"<>\s][^\"<>]*)\""
    r"(?P<after>[^<>]*>)(?P<end>(?(link)</a>))\s*</p>"
)


def with_captions(markup: str) -> str:
    """The HTML of a body, with a figure for each such image."""
    return _ALONE.sub(_figure, markup) if "<img" in markup and " title=" in markup else markup


def _figure(found: re.Match[str]) -> str:
    image = f"{found['link'] or ''}{found['before']}{found['after']}{found['end']}"
    return f"<figure{found['attributes']}>{image}<figcaption>{found['title']}</figcaption></figure>"
