"""Show problems and reports: as text for people, as JSON for scripts, as annotations for GitHub."""

import json
import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace

import click

from dossierpress.problems import Problem, Severity, errors_only

FORMATS = ("text", "json", "github")
# The form of text in which no problem is only counted.
EVERYTHING = "all"
# How many problems of one kind are shown in full.
SHOWN_OF_A_KIND = 5
_COLOURS: Mapping[Severity, str] = {"error": "red", "warning": "yellow", "note": "cyan"}
# GitHub has a word of its own for the third.
_ANNOTATIONS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def uses_colour(*, stream_is_terminal: bool) -> bool:
    """Colours only on a terminal, and never where `NO_COLOR` is set (https://no-color.org)."""
    return stream_is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def as_text(problem: Problem, *, colour: bool = False) -> str:
    """One problem as `path:line:column: error[code]: message`, its source line, a caret and a hint."""
    label = f"{problem.severity}[{problem.code}]"
    place = printable(f"{problem.path}:{problem.line}:{problem.column}")
    if colour:
        label = click.style(label, fg=_COLOURS[problem.severity], bold=True)
        place = click.style(place, bold=True)
    lines = [f"{place}: {label}: {printable(problem.message)}"]
    if problem.source:
        number = str(problem.line)
        lines.append(f"  {number} | {printable(_expanded(problem.source))}")
        before = _expanded(problem.source[: problem.column - 1])
        lines.append(f"  {' ' * len(number)} | {' ' * _width(before)}^")
    if problem.hint:
        lines.append(f"  = {printable(problem.hint)}")
    return "\n".join(lines)


def as_data(problem: Problem) -> dict[str, object]:
    """One problem as plain data, with the keys that `docs/commands.md` lists."""
    data = asdict(problem)
    return {name: value for name, value in data.items() if name not in ("key", "text")}


def as_annotation(problem: Problem) -> str:
    """One problem as a workflow command that GitHub shows beside the line."""
    message = problem.message + (f" ({problem.hint})" if problem.hint else "")
    place = f"file={_property(problem.path)},line={problem.line},col={problem.column}"
    return f"::{_ANNOTATIONS[problem.severity]} {place},title={_property(problem.code)}::{_escaped(message)}"


def show_problems(problems: Iterable[Problem], form: str) -> None:
    """Print problems: annotations to standard output, text to standard error.

    Text is by kind, errors first: the first few of a kind in full, a hint once, the others counted. The form
    `all` gives every problem in full, by file.
    """
    if form == "github":
        for problem in problems:
            click.echo(as_annotation(problem))
        return
    colour = uses_colour(stream_is_terminal=sys.stderr.isatty())
    for line in _each(problems, colour=colour) if form == EVERYTHING else _by_kind(problems, colour=colour):
        click.echo(line, err=True)


def _each(problems: Iterable[Problem], *, colour: bool) -> Iterable[str]:
    return (as_text(problem, colour=colour) for problem in problems)


def _by_kind(problems: Iterable[Problem], *, colour: bool) -> Iterable[str]:
    kinds: dict[tuple[str, str], list[Problem]] = {}
    for problem in sorted(problems, key=lambda each: list(_COLOURS).index(each.severity)):
        kinds.setdefault((problem.severity, problem.code), []).append(problem)
    for (_, code), found in kinds.items():
        hints: set[str] = set()
        for problem in found[:SHOWN_OF_A_KIND]:
            yield as_text(replace(problem, hint="") if problem.hint in hints else problem, colour=colour)
            hints.add(problem.hint)
        if len(found) > SHOWN_OF_A_KIND:
            more = len(found) - SHOWN_OF_A_KIND
            yield f"… and {more:,} more of the kind {code}: `dossier check --all` shows them"
    if any(len(found) > SHOWN_OF_A_KIND for found in kinds.values()):
        yield _table(kinds)


def _table(kinds: Mapping[tuple[str, str], list[Problem]]) -> str:
    """How many problems of each kind there are, and in how many files."""
    rows = [
        (f"{len(found):,}", f"{severity}[{code}]", counted(len({each.path for each in found}), "file"))
        for (severity, code), found in kinds.items()
    ]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "\n".join(f"{count:>{widths[0]}}  {kind:<{widths[1]}}  {files}" for count, kind, files in rows)


def show_data(problems: tuple[Problem, ...], facts: dict[str, object]) -> None:
    """Print one JSON object: what was done, and every problem."""
    data = {**facts, "ok": not errors_only(problems), "problems": [as_data(each) for each in problems]}
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def counted(number: int, word: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def printable(line: str) -> str:
    """A line of output as it may be shown: content cannot send codes to the terminal."""
    return "".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in line)


def tally(problems: tuple[Problem, ...]) -> str:
    """How many errors, warnings and notes there are."""
    found = Counter(problem.severity for problem in problems)
    *parts, last = [counted(found[each], each) for each in _COLOURS if found[each]] or [""]
    return f"{', '.join(parts)} and {last}" if parts else last


def _expanded(text: str) -> str:
    return text.replace("\t", "    ")


def _width(text: str) -> int:
    """Columns of a terminal that a text takes: wide letters two, marks none."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
