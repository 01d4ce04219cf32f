"""The on-disk format of one Markdown file: front matter between `---` lines, then the body."""

import re
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
import yaml

from dossierpress.model.article import Article
from dossierpress.model.dates import Date
from dossierpress.model.record import Free, Record
from dossierpress.problems import Problem
from dossierpress.schema.records import read_record
from dossierpress.schema.yamltext import compose, node_at

R = TypeVar("R", bound=Record)
_FENCE = "---"
_ENDS = ("---", "...")
# What a word processor, or a hurried hand, makes of it.
_LIKE_FENCE = re.compile(r"[\s\ufeff\u200b]*(?:-{2,}|[–—‒―]+-*|(?:- ){2,}-|-+[–—]+)[\s\u200b]*")


@dataclass(frozen=True, slots=True)
class Parts:
    """A file in its two parts; lines count from 1."""

    front: str
    body: str
    front_line: int
    body_line: int


def decode(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Bytes of a text file as text: UTF-8, byte order mark dropped, line ends as line feeds."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        return "", (
            Problem(
                path=path,
                code="not-utf8",
                message="this file is not UTF-8 text",
                hint="save it as UTF-8 in your editor",
                line=before.count(b"\n") + 1,
                column=len(before) - (before.rfind(b"\n") + 1) + 1,
            ),
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), ()


def split(text: str, path: str) -> tuple[Parts | None, tuple[Problem, ...]]:
    """Cut a file's text into front matter and body."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        first = next((number for number, line in enumerate(lines) if line.strip()), 0)
        late = bool(_LIKE_FENCE.fullmatch(lines[first]))
        return None, (
            Problem(
                path=path,
                code="no-front-matter",
                message="front matter begins with just `---` on the first line, and this is not that"
                if late
                else "this file does not begin with front matter",
                hint="write --- at the very beginning of the file, with nothing before it"
                if late
                else "begin it with a line ---, then title: … and date: …, then another line ---",
                line=first + 1 if late else 1,
                column=1,
            ),
        )
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in _ENDS:
            front, body = "\n".join(lines[1:number]), "\n".join(lines[number + 1 :])
            return Parts(front + "\n" if front else "", body, 2, number + 2), ()
    near = next((number for number, line in enumerate(lines[1:], start=1) if _LIKE_FENCE.fullmatch(line)), 0)
    return None, (
        Problem(
            path=path,
            code="open-front-matter",
            message="this line looks like the end of the front matter, and is none"
            if near
            else "the front matter that begins here has no end",
            hint="write just three hyphens, ---"
            if near
            else "put a line --- between the front matter and the body",
            line=near + 1,
            column=1,
        ),
    )


def parse(parts: Parts, kind: type[R], path: str) -> tuple[R | None, tuple[Problem, ...]]:
    """Read the front matter as a record of the given kind, with every problem in it."""
    node, problems = compose(parts.front, path, parts.front_line)
    if node is None:
        if problems:
            return None, problems
        node = yaml.MappingNode("", [], yaml.Mark("", 0, 0, 0, None, 0), yaml.Mark("", 0, 0, 0, None, 0))
    record, found = read_record(node, kind, path, parts.front_line)
    return record, (*problems, *found)


def line_of_key(text: str, key: str, path: str) -> tuple[int, int]:
    """Line and column, from 1, of a front matter key such as `sections[2].note`."""
    parts, _ = split(text, path)
    return (1, 1) if parts is None else place_of_key(parts, key, path)


def place_of_key(parts: Parts, key: str, path: str) -> tuple[int, int]:
    """Line and column, from 1, of a key in a file that is cut in its parts."""
    node, _ = compose(parts.front, path, parts.front_line)
    if node is None:
        return 1, 1
    mark = node_at(node, _as_written(node, key)).start_mark
    return mark.line + parts.front_line, mark.column + 1


def _as_written(node: yaml.Node, key: str) -> str:
    """A key by the familiar spelling that the file has for it, such as `keywords[0]` for `tags[0]`."""
    head = re.split(r"[.\[]", key, maxsplit=1)[0]
    labels = {label.value for label, _ in node.value} if isinstance(node, yaml.MappingNode) else set()
    known = (word for word, name in Article.SPELLINGS.items() if name == head and word in labels)
    return key if head in labels else next(known, head) + key[len(head) :]


def dump(record: Record, body: str) -> str:
    """The text of a file that `parse` reads back as the same record."""
    front = _yaml(plain(record))
    return (
        f"{_FENCE}\n{front}{_FENCE}\n\n{body.strip()}\n" if body.strip() else f"{_FENCE}\n{front}{_FENCE}\n"
    )


def with_item(text: str, key: str, item: Record) -> str:
    """The text of a file with one more item at the end of a list in its front matter; else as it was.

    Every line of the file stays; what is in flow style is for the reader of the result to notice.
    """
    lines = text.split("\n")
    ends = [number for number, line in enumerate(lines) if number and line.rstrip() in _ENDS]
    if not ends or not lines[0].startswith(_FENCE):
        return text
    tail = "\r" if lines[0].endswith("\r") else ""
    end, begin = ends[0], next((n for n in range(1, ends[0]) if lines[n].startswith(f"{key}:")), 0)
    indent, added = "", _yaml({key: [plain(item)]}).splitlines()
    if begin:
        inner = begin + 1
        while inner < end and (not lines[inner].strip() or lines[inner][0] in " \t-#"):
            inner += 1
        while not lines[inner - 1].strip() or lines[inner - 1].startswith("#"):
            inner -= 1
        items = [line for line in lines[begin + 1 : inner] if line.lstrip().startswith("-")]
        indent = items[0][: len(items[0]) - len(items[0].lstrip())] if items else ""
        end, added = inner, added[1:]
    return "\n".join([*lines[:end], *(f"{indent}{line}{tail}" for line in added), *lines[end:]])


def with_value(text: str, key: str, value: str) -> str:
    """The text of a file with a value in its front matter, new or in the place of another; else as it was.

    All other lines of the file stay.
    """
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() in _ENDS), 0)
    if not end or lines[0].rstrip() != _FENCE:
        return text
    tail = "\r" if lines[0].endswith("\r") else ""
    begin = next((number for number in range(1, end) if lines[number].startswith(f"{key}:")), end)
    after = begin + 1 if begin < end else end
    while after < end and (not lines[after].strip() or lines[after][0] in " \t"):
        after += 1
    added = (f"{line}{tail}" for line in _yaml({key: value}).splitlines())
    return "\n".join([*lines[:begin], *added, *lines[after:]])


def _yaml(value: Any) -> str:
    return yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=100
    )


def plain(value: Any) -> Any:
    """A record as plain mappings, lists and text, without the keys that hold their default."""
    if isinstance(value, Free):
        return value.values
    if isinstance(value, Record):
        return {
            info.name.rstrip("_"): plain(getattr(value, info.name))
            for info in msgspec.structs.fields(value)
            if info.required or getattr(value, info.name) != info.default
        }
    if isinstance(value, Date):
        return value.text
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


class _Dumper(yaml.SafeDumper):
    """Everything is text, so nothing needs quotes but what YAML itself could not read back."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  PyYAML declares it so

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True
