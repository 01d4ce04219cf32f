"""The one reader over PyYAML: text in, nodes out, every scalar as text, every fault a Problem.

Content may be hostile, so size and depth are bounded before anything recursive touches the text,
and anchors, aliases and tags are refused.
"""

import re
from typing import Any

import yaml

from dossierpress.problems import Problem, Severity
from dossierpress.schema.yamlslips import Slip, cause, odd_sign, silent

LARGEST_TEXT = 4 * 1024 * 1024
DEEPEST = 40
# Text this short cannot nest deep enough to hurt the recursive composer.
_HARMLESS_LENGTH = 2000
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)

Node = yaml.MappingNode | yaml.SequenceNode | yaml.ScalarNode


def compose(text: str, path: str, first_line: int = 1) -> tuple[Any, tuple[Problem, ...]]:
    """Parse one YAML document. `first_line` is the line of the file on which `text` begins.

    Returns the root node, with warnings of what was hardly meant so; or None when the text is empty or
    broken, and then the problem says why.
    """
    try:
        problem = _unprintable(text, path, first_line) or _unsafe(text, path, first_line)
        if problem is None and (odd := odd_sign(text)) is not None:
            problem = _fault(path, first_line, odd)
        if problem is not None:
            return None, (problem,)
        loader = yaml.CBaseLoader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        return None, (_broken(error, text, path, first_line),)
    found = () if node is None else silent(node, text)
    return node, tuple(_fault(path, first_line, each, "not-as-meant", "warning") for each in found)


def _broken(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if (found := cause(text, line)) is not None:
        return _fault(path, first_line, found)
    words = error.problem or error.context or "it cannot be read"
    last = max(0, text.count("\n") - (1 if text.endswith("\n") else 0))
    hint = "text that holds `: ` or begins with one of [ { * & ! % @ > | ` needs quotes around it"
    return _fault(path, first_line, (min(line, last), column, f"this is not YAML: {words}", hint))


def _fault(
    path: str, first_line: int, slip: Slip, code: str = "yaml", severity: Severity = "error"
) -> Problem:
    line, column, message, hint = slip
    return Problem(
        path=path,
        code=code,
        message=message,
        hint=hint,
        severity=severity,
        line=first_line + line,
        column=column + 1,
    )


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
