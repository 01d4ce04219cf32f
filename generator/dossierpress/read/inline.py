"""Python-Markdown's inline pass with one short cut: a pattern whose signs a text lacks is not tried on it.

The library tries each of its fifteen patterns on each piece of text, and most pieces hold no sign of most
patterns. Nothing else differs: `tests/read/test_inline.py` compares the results.
"""

from typing import Any, Final

from markdown import Markdown
from markdown import inlinepatterns as patterns
from markdown.extensions.footnotes import FootnoteInlineProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from dossierpress.read.dialect import STRUCK_OUT

# Every match of these expressions begins with one of these signs.
_SIGNS: Final[dict[str, tuple[str, ...]]] = {
    patterns.BACKTICK_RE: ("`",),
    patterns.ESCAPE_RE: ("\\",),
    patterns.REFERENCE_RE: ("[",),
    patterns.LINK_RE: ("[",),
    patterns.IMAGE_LINK_RE: ("![",),
    patterns.IMAGE_REFERENCE_RE: ("![",),
    patterns.AUTOLINK_RE: ("<",),
    patterns.AUTOMAIL_RE: ("<",),
    patterns.LINE_BREAK_RE: ("  \n",),
    patterns.HTML_RE: ("<",),
    patterns.ENTITY_RE: ("&",),
    r"\*|_": ("*", "_"),
    STRUCK_OUT: ("~~",),
}


class QuickInlineProcessor(InlineProcessor):
    """Stands in for the library's own; an expression that is not listed above is always tried."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._signed: list[tuple[Any, tuple[str, ...]]] = []

    def run(self, tree: Any, ancestors: list[str] | None = None) -> Any:
        """Apply the inline patterns to a parsed tree."""
        self._signed = [(pattern, _signs_of(pattern)) for pattern in self.inlinePatterns]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(  # noqa: N802  the library's own method, by its private name
        self,
        data: str,
        patternIndex: int = 0,  # noqa: N803
    ) -> str:
        if isinstance(data, AtomicString):
            return data
        index, start = patternIndex, 0
        while index < len(self._signed):
            pattern, signs = self._signed[index]
            if signs and not any(sign in data for sign in signs):
                index, start = index + 1, 0
                continue
            data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                pattern, data, index, start
            )
            if not matched:
                index += 1
        return data


def _signs_of(pattern: Any) -> tuple[str, ...]:
    if type(pattern) is FootnoteInlineProcessor:
        return ("[^",)
    own = type(pattern).__module__ == patterns.__name__
    return _SIGNS.get(pattern.pattern, ()) if own else ()
