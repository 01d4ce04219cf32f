"""The native parser of CommonMark, set up for bodies: a text's HTML, or what it meets there and where."""

import importlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

LIBRARY: Final = "pyromark"
_FEATURES: Final = (
    "ENABLE_TABLES",
    "ENABLE_FOOTNOTES",
    "ENABLE_STRIKETHROUGH",
    "ENABLE_DEFINITION_LIST",
)


@lru_cache(maxsize=1)
def _parser() -> Any:
    library = importlib.import_module(LIBRARY)
    options = library.Options(0)
    for feature in _FEATURES:
        options |= getattr(library.Options, feature)
    return library.Markdown(options=options)


def html(text: str) -> str:
    """The parser's own HTML."""
    markup: str = _parser().html(text)
    return markup


def events(text: str) -> Iterator[tuple[str, str, Any, int, int]]:
    """What the text holds, in its order: event, name of what it is about, value, first and last byte.

    The events are `Start` and `End` of what has a name; and `Text`, `Code`, `Html` and the like.
    """
    for event, place in _parser().events_with_range(text):
        if isinstance(event, dict):
            ((kind, value),) = event.items()
            about = value if isinstance(value, str) else next(iter(value))
            yield kind, about if kind in ("Start", "End") else "", value, place["start"], place["end"]
