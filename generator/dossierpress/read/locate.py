"""Find the line of a problem that was found without one, and the text of that line to show."""

import html
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote

from dossierpress.problems import Problem, in_order
from dossierpress.read.files import UnreadableError, read_bytes
from dossierpress.schema import articlefile
from dossierpress.schema.config import CONFIG_FILE, line_of_key

LONGEST_SOURCE = 200
_LONGEST_LOOK = 2000


def located(problems: Iterable[Problem], root: Path) -> tuple[Problem, ...]:
    """The same problems, each with line, column and the source line where the file can be read."""
    texts: dict[str, str] = {}
    found: list[Problem] = []
    for problem in problems:
        if problem.path not in texts:
            texts[problem.path] = _text(root, problem.path)
        found.append(_located(problem, texts[problem.path]))
    return in_order(found)


def _located(problem: Problem, text: str) -> Problem:
    line, column = problem.line, problem.column
    if not line and problem.key:
        finder = line_of_key if problem.path == CONFIG_FILE else _line_of_key
        line, column = finder(text, problem.key)
    if not line and problem.text:
        line, column = _line_of_text(text, problem.text)
    lines = text.split("\n")
    source = lines[line - 1].rstrip()[:LONGEST_SOURCE] if 0 < line <= len(lines) else ""
    return replace(problem, line=max(line, 1), column=max(column, 1), source=source, key="", text="")


def _line_of_key(text: str, key: str) -> tuple[int, int]:
    return articlefile.line_of_key(text, key, "")


def _line_of_text(text: str, wanted: str) -> tuple[int, int]:
    """Where the text first stands, in the body rather than the front matter."""
    parts, _ = articlefile.split(text, "")
    start = 0
    if parts is not None:
        start = sum(len(line) + 1 for line in text.split("\n")[: parts.body_line - 1])
    # CommonMark gives links in the form that addresses have: é as %C3%A9.
    tries = ((each, begin) for each in (wanted, unquote(wanted)) for begin in (start, 0))
    position = next((found for each, begin in tries if (found := text.find(each, begin)) >= 0), -1)
    if position < 0:
        return _line_that_means(text, wanted)
    return text.count("\n", 0, position) + 1, position - (text.rfind("\n", 0, position) + 1) + 1


def _line_that_means(text: str, wanted: str) -> tuple[int, int]:
    """Where an address stands that is spelt in other ways: some signs escaped, or in another Unicode form."""
    plain = _plain(wanted)
    for number, line in enumerate(text.split("\n"), start=1):
        if plain and plain in _plain(line):
            begins = (at for at in range(len(line[:_LONGEST_LOOK])) if _plain(line[at:]).startswith(plain))
            return number, next(begins, 0) + 1
    return 1, 1


def _plain(text: str) -> str:
    return normalize("NFC", unquote(html.unescape(text)))


def _text(root: Path, path: str) -> str:
    try:
        return read_bytes(root, path).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except UnreadableError:
        return ""
