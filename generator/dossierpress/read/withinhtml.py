"""`markdown="1"` for the native parser: what stands inside such an element is read as Markdown.

CommonMark reads Markdown inside HTML only between empty lines; they are put there.
"""

import re
from collections.abc import Iterator
from textwrap import dedent
from typing import Final

_MARK: Final = r"\smarkdown\s*=\s*(?:\"(?:1|block|span)\"|'(?:1|block|span)'|(?:1|block|span)\b)"
_MARKED: Final = re.compile(rf"<[a-zA-Z][^<>]*{_MARK}")
_OPENED: Final = re.compile(
    rf"[ ]{{0,3}}<(?P<name>[a-zA-Z][\w-]*)(?P<before>[^<>]*?){_MARK}(?P<after>[^<>]*)>"
)
_FENCE: Final = re.compile(r"\s*(`{3,}|~{3,})")


def is_marked(text: str) -> bool:
    """Whether some element of the text says that it holds Markdown."""
    return "markdown" in text and _MARKED.search(text) is not None


def with_lines(text: str) -> str:
    """The text with each such element opened."""
    return "\n".join(_opened(text.split("\n"))) if is_marked(text) else text


def _opened(lines: list[str]) -> Iterator[str]:
    number, fence = 0, ""
    while number < len(lines):
        line = lines[number]
        number += 1
        if found := _FENCE.match(line):
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
        element = None if fence else _OPENED.match(line)
        last = _last(lines, number - 1, element["name"]) if element else None
        if element is None or last is None:
            yield line
            continue
        inside = [line[element.end() :], *lines[number : last + 1]]
        closing = inside[-1].rfind("</")
        end, inside[-1] = inside[-1][closing:], inside[-1][:closing]
        number = last + 1
        yield from (f"<{element['name']}{element['before']}{element['after']}>", "")
        yield from _opened([inside[0].lstrip(), *dedent("\n".join(inside[1:])).split("\n")])
        yield from ("", end, "")


def _last(lines: list[str], first: int, name: str) -> int | None:
    """The line in which the element that this line opens is closed, with nothing behind it."""
    tags = re.compile(rf"<(/?){re.escape(name)}\b[^<>]*>", re.IGNORECASE)
    depth = 0
    for number in range(first, len(lines)):
        for tag in tags.finditer(lines[number]):
            depth += -1 if tag[1] else 1
            if not depth:
                return number if not lines[number][tag.end() :].strip() else None
    return None
