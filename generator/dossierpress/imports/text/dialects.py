"""What Jekyll's and MkDocs' Markdown has beyond CommonMark, in words that our parser reads."""

import re
from textwrap import dedent
from typing import Final

from dossierpress.imports.ledger import Ledger
from dossierpress.imports.text.rawparts import outside_code

_CONTENTS: Final = re.compile(r"(?m)^(?:[*+-]|1\.)\s.*\n\{:\s*toc[^{}\n]*\}[ \t]*$")
_COMMENT: Final = re.compile(r"\{::comment\}.*?\{:/(?:comment)?\}|\{::options\b[^{}]*/\}", re.DOTALL)
_PLAIN: Final = re.compile(r"\{::?/?nomarkdown[^{}]*\}|\{:/\}")
# Lists of classes: what they look like there, no theme of ours knows.
_CLASSES: Final = re.compile(
    r"(?m)^[ \t]*\{:(?![^{}\n]*#)[^{}\n]*\}[ \t]*\n?|(?<=[)\]*_`])\{:(?![^{}\n]*#)[^{}\n]*\}"
)
_ADMONITION: Final = re.compile(
    r"(?P<indent>[ \t]*)(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[\w-]+)(?:[ \t]+(?:inline|end))*"
    r"(?:[ \t]+\"(?P<title>[^\"\n]*)\")?[ \t]*"
)
_TAB: Final = re.compile(r"(?P<indent>[ \t]*)===[+!]?[ \t]+\"(?P<title>[^\"\n]*)\"[ \t]*")
_SNIPPET: Final = re.compile(
    r"(?m)^[ \t]*(?:-{1,}8<-{1,}|;{1,}8<;{1,})[ \t]*\"?(?P<file>[^\"\n]*)\"?[ \t]*$\n?"
)


def kramdown(text: str, place: str, ledger: Ledger) -> str:
    """Jekyll's parser: attribute lists, options and the table of contents."""
    if "{:" not in text:
        return text

    def change(part: str) -> str:
        part = _CONTENTS.sub("[TOC]", part)
        for found in _COMMENT.finditer(part):
            ledger.add("comments in braces, left out", place, found[0])
        part = _PLAIN.sub("", _COMMENT.sub("", part))
        for found in _CLASSES.finditer(part):
            ledger.add("classes of a theme, left out", place, found[0].strip())
        return _CLASSES.sub("", part)

    return outside_code(text, change)


def mkdocs(text: str, place: str, ledger: Ledger) -> str:
    """Admonitions and tabs, which are indented like code, and snippets of other files."""
    if "!!!" not in text and "???" not in text and '=== "' not in text and "8<" not in text:
        return text
    for found in _SNIPPET.finditer(text):
        ledger.add("snippets of other files, left out", place, found["file"])
    return "\n".join(_blocks(_SNIPPET.sub("", text).split("\n")))


def _blocks(lines: list[str]) -> list[str]:
    made: list[str] = []
    number, fence = 0, ""
    while number < len(lines):
        line = lines[number]
        number += 1
        mark = re.match(r"\s*(`{3,}|~{3,})", line)
        if mark:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        box = None if fence else _ADMONITION.fullmatch(line) or _TAB.fullmatch(line)
        if box is None:
            made.append(line)
            continue
        indent = len(box["indent"].expandtabs(4))
        end = number
        while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) >= indent + 4):
            end += 1
        inner = _blocks(
            dedent("\n".join(each.expandtabs(4) for each in lines[number:end])).strip("\n").split("\n")
        )
        number = end
        made.extend(_box(box, inner))
    return made


def _box(box: re.Match[str], inner: list[str]) -> list[str]:
    groups = box.groupdict()
    title = groups["title"]
    if title is None:
        title = (groups.get("kind") or "").replace("-", " ").capitalize()
    head = [f"**{title}**", ""] if title else []
    indent = box["indent"]
    if "kind" in groups:
        return ["", *(f"{indent}> {line}".rstrip() for line in [*head, *inner]), ""]
    return ["", *(f"{indent}{line}".rstrip() for line in [*head, *inner]), ""]


def _indent(line: str) -> int:
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip())
