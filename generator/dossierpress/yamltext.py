"""The one reader over PyYAML: text in, nodes out, every scalar as text, every fault a Problem.

Content may be hostile, so size and depth are bounded before anything recursive touches the text,
and anchors, aliases and tags are refused.
"""

import re
from typing import Any

import yaml

from dossierpress.problems import Problem

LARGEST_TEXT = 4 * 1024 * 1024
DEEPEST = 40
# Text this short cannot nest deep enough to hurt the recursive composer.
_HARMLESS_LENGTH = 2000
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Spaces of typography and of no width, a byte order mark, and the colon of East Asian scripts.
_ODD = "\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
_ODD_SPACE = re.compile(
    rf"^(?:(?P<before>[{_ODD}])[{_ODD} ]*[\w-]+:(?=\s|$)|[\w-]+(?P<behind>[{_ODD}]+:|:[{_ODD}]|\uff1a))",
    re.MULTILINE,
)
_OPENED = re.compile(r"""[ ]*(?:- +)*(?:[^\s:#'"\[{&*!|>%@`-][^:#]*: +)?(?P<sign>["'])""")
_CLOSED = {'"': re.compile(r'(?:[^"\\]|\\.)*"'), "'": re.compile(r"(?:[^']|'')*'")}
_AFTER_QUOTE = re.compile(r"\s*(?:#.*|[:,\]}].*)?$")
_KEY = re.compile(r"[ ]*(?:- +)?[\w-]+:(?:\s|$)|[ ]*- ")
_TIGHT = re.compile(r"[\w-]+:(?=[^\s/:])(?!.*:\s)")
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)

Node = yaml.MappingNode | yaml.SequenceNode | yaml.ScalarNode


def compose(text: str, path: str, first_line: int = 1) -> tuple[Any, tuple[Problem, ...]]:
    """Parse one YAML document. `first_line` is the line of the file on which `text` begins.

    Returns the root node, or None when the text is empty or broken; then the problem says why.
    """
    try:
        problem = _unprintable(text, path, first_line) or _unsafe(text, path, first_line)
        problem = problem or _odd_space(text, path, first_line)
        if problem is not None:
            return None, (problem,)
        loader = yaml.CBaseLoader(text)
        try:
            return loader.get_single_node(), ()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column + 1) if mark else (0, 1)
        words = error.problem or error.context or "it cannot be read"
        if (cause := _cause(text, line)) is not None:
            line, column, words, hint = cause
            return None, (_fault(path, words, hint, first_line + line, column),)
        last = first_line + max(0, text.count("\n") - (1 if text.endswith("\n") else 0))
        return None, (
            _fault(
                path,
                f"this is not YAML: {words}",
                "text that holds `: ` or begins with one of [ { * & ! % @ needs quotes around it",
                min(first_line + line, last),
                column,
            ),
        )


def _fault(path: str, message: str, hint: str, line: int, column: int) -> Problem:
    return Problem(path=path, code="yaml", message=message, hint=hint, line=line, column=column)


def _odd_space(text: str, path: str, first_line: int) -> Problem | None:
    """A space before or behind a key that looks like one and is none to YAML."""
    found = _ODD_SPACE.search(text)
    if found is None:
        return None
    start = found.start(found.lastgroup or 0)
    before = text[:start]
    return _fault(
        path,
        f"the sign beside this key (U+{ord(text[start]):04X}) looks like a plain one and is none",
        "write a key, a colon, a plain space: title: …",
        first_line + before.count("\n"),
        len(before) - (before.rfind("\n") + 1) + 1,
    )


def _cause(text: str, last: int) -> tuple[int, int, str, str] | None:
    """What YAML stumbles over later than where it stands: line (from 0), column (from 1), message, hint."""
    lines = text.split("\n")
    for number, line in enumerate(lines[: last + 1]):
        if (opened := _OPENED.match(line)) is not None:
            sign = opened["sign"]
            closed = _CLOSED[sign].match(line, opened.end())
            following = lines[number + 1] if number + 1 < len(lines) else ""
            if closed is None and (_KEY.match(following) or not following.strip()):
                return (
                    number,
                    opened.start("sign") + 1,
                    f"the quotation mark {sign} that opens here is not closed",
                    f"close it at the end of the text: {sign}…{sign}",
                )
            if closed is not None and not _AFTER_QUOTE.match(line, closed.end()):
                return (
                    number,
                    closed.end() + 1,
                    "text stands behind the quotation mark that closes",
                    "put the whole text in the other quotation marks: 'He said \"no\"'",
                )
        if (tight := _TIGHT.match(line)) is not None and number < last:
            return number, tight.end(), "no space stands behind this colon", "write a space: title: …"
    return None


def _unprintable(text: str, path: str, first_line: int) -> Problem | None:
    if len(text) > LARGEST_TEXT:
        return Problem(
            path=path,
            code="too-large",
            message=f"this YAML is larger than {LARGEST_TEXT // 1024} KiB",
            hint="split it, or move text into bodies",
            line=first_line,
        )
    found = _UNPRINTABLE.search(text)
    if found is None:
        return None
    before = text[: found.start()]
    return Problem(
        path=path,
        code="control-character",
        message=f"an invisible character (U+{ord(found[0]):04X}) that YAML does not allow",
        hint="delete it",
        line=first_line + before.count("\n"),
        column=len(before) - (before.rfind("\n") + 1) + 1,
    )


def _unsafe(text: str, path: str, first_line: int) -> Problem | None:
    """Refuse anchors, aliases, tags and depth, without recursion."""
    if len(text) < _HARMLESS_LENGTH and not any(sign in text for sign in "&*!"):
        return None
    depth = 0
    loader = yaml.CBaseLoader(text)
    try:
        while loader.check_event():
            event = loader.get_event()
            fault = ""
            if isinstance(event, _OPENING):
                depth += 1
                fault = "it nests too deeply" if depth > DEEPEST else ""
            elif isinstance(event, _CLOSING):
                depth -= 1
            if getattr(event, "anchor", None):
                fault = "anchors and aliases (& and *) are not used here"
            if getattr(event, "tag", None) not in (None, "!"):
                fault = "tags (!) are not used here"
            if fault:
                mark = getattr(event, "start_mark", None)
                return Problem(
                    path=path,
                    code="yaml-feature",
                    message=fault,
                    hint="write the value out; put text that starts with & * or ! in quotes",
                    line=first_line + (mark.line if mark else 0),
                    column=mark.column + 1 if mark else 1,
                )
    finally:
        loader.dispose()
    return None


def node_at(root: Node, key: str) -> Node:
    """The node at a place such as `sections[2].note`, or the nearest one around it that exists."""
    node = root
    for name, index in _STEP.findall(key):
        inner: Node | None = None
        if name and isinstance(node, yaml.MappingNode):
            inner = next((value for label, value in node.value if label.value == name), None)
        elif index and isinstance(node, yaml.SequenceNode) and int(index) < len(node.value):
            inner = node.value[int(index)]
        elif index == "0":
            inner = node  # a plain value where a list of one is meant
        if inner is None:
            return node
        node = inner
    return node
