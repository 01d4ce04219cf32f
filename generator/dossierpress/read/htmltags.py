"""HTML as bodies may hold it: its tags and attributes, which of them stay, and how they are read."""

import html
import re
from typing import Final

TEXT_TAGS: Final = frozenset(
    (
        "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q rp rt ruby s samp "
        "small span strong sub sup time u var wbr"
    ).split()
)
BLOCK_TAGS: Final = frozenset(
    (
        "aside blockquote caption col colgroup dd details div dl dt figcaption figure h2 h3 h4 h5 "
        "h6 hr li ol p pre section summary table tbody td tfoot th thead tr ul"
    ).split()
)
MEDIA_TAGS: Final = frozenset(("audio", "source", "track", "video"))
ALLOWED: Final = TEXT_TAGS | BLOCK_TAGS | MEDIA_TAGS
# Everything else that HTML knows or knew: never taken for text.
ELEMENTS: Final = ALLOWED | frozenset(
    (
        "acronym address applet area article base basefont bgsound big blink body button canvas center "
        "datalist dialog dir embed fieldset font footer form frame frameset h1 head header hgroup html "
        "iframe input isindex keygen label layer legend link listing main map marquee math menu menuitem "
        "meta meter multicol nav nobr noembed noframes noscript object optgroup option output param picture "
        "plaintext portal progress rb rtc script search select slot spacer strike style svg template "
        "textarea title tt xmp"
    ).split()
)
# Elements whose content is no text for readers: a program, a fallback, or read as it stands.
SWALLOWED: Final = frozenset(
    ("iframe noembed noframes noscript plaintext script style svg template textarea title xmp").split()
)
VERBATIM: Final = frozenset(("code kbd math pre samp script style svg textarea var").split())
# Tags with nothing to look at, unless they have an id.
PLAIN_TEXT_TAGS: Final = TEXT_TAGS - VERBATIM - {"a", "img", "br"}
# Tags as they stand most often, that need no look: whether a new block of text begins with each.
INERT: Final = {
    f"<{end}{name}>": name in BLOCK_TAGS
    for name in PLAIN_TEXT_TAGS | BLOCK_TAGS - VERBATIM - {"h2", "h3", "h4", "h5", "h6"}
    for end in ("", "/")
}
SCHEMES: Final = frozenset({"http", "https", "mailto", "tel", "ref"})
# What every element may have; all that begin with `aria-`, too.
EVERYWHERE: Final = frozenset(("class", "dir", "id", "lang", "role", "title"))
_PLAYED: Final = {"controls", "height", "loop", "muted", "preload", "src", "width"}
ATTRIBUTES: Final = {
    "a": {"href", "hreflang"},
    "audio": _PLAYED - {"height", "width"},
    "data": {"value"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "source": {"media", "src", "type"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    "track": {"default", "kind", "label", "src", "srclang"},
    "video": _PLAYED | {"playsinline", "poster"},
}
# Attributes that name a file or a page, by element.
ADDRESSES: Final = {
    "a": ("href",),
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "img": ("src",),
    "object": ("data",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "video": ("src", "poster"),
}
# A comment, which takes the rest where it has no end; a tag; what browsers take for a comment; a lone `<`.
# But for a comment, and inside quotes, nothing runs past the next `<`: so time stays linear.
TAG: Final = re.compile(
    r"<!--(?:-?>|.*?--!?>|.*)"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/<>]*+)"
    r"(?P<rest>(?:[\s/]++|[^\s/<>][^\s/<>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s<>\"'][^\s<>]*+|(?=>)))?+)*+)>"
    r"|<\?(?:(?!<\?|\?>).)*+\?>|<(?:[!?]|/(?=[^a-zA-Z<>]))[^<>]*+>|<(?=[a-zA-Z/!?])",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""[\s/]*+([^\s/>][^\s/>=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>][^\s>]*))?""")


def attributes_of(rest: str) -> dict[str, re.Match[str]]:
    """The attributes of a tag by name, read one after another: a value never passes for a name."""
    found: dict[str, re.Match[str]] = {}
    position = 0
    while (attribute := _ATTRIBUTE.match(rest, position)) is not None:
        found.setdefault(attribute[1].lower(), attribute)
        position = attribute.end()
    return found


def value_of(attribute: re.Match[str]) -> str:
    """What an attribute holds, without quotes and with its entities resolved."""
    written = attribute[2] or ""
    return html.unescape(written[1:-1] if written[:1] in ("'", '"') else written)
