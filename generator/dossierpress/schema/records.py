"""YAML nodes in, records out: the declaration of a record is what checks it.

Every fault is a Problem with the line of the key that is at fault, and none hides another.
"""

import difflib
import re
import types
import typing
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal, TypeVar

import msgspec
import yaml

from dossierpress.model.dates import Date, DateError, parse_date
from dossierpress.model.record import Free, Record
from dossierpress.problems import Problem
from dossierpress.schema.yamltext import DEEPEST, Node

R = TypeVar("R", bound=Record)

_NOT_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
SWITCH: Final = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
# What stands for "no date" in exports of databases (MySQL, Go).
_NO_DATE: Final = ("0000-0", "0000-1", "0001-01-01")
_KINDS: Final = {
    yaml.MappingNode: "a mapping",
    yaml.SequenceNode: "a list",
    yaml.ScalarNode: "plain text",
}
_MAPPING_HINT: Final = "below it, indented, one line `name: value` for each"


class _Wrong:
    """What a reader returns for a value that it has already reported."""


_WRONG: Final = _Wrong()


@dataclass(frozen=True, slots=True)
class Shape:
    """The form a value must have: `kind` says which, the others are what that kind needs."""

    kind: Literal[
        "text", "switch", "whole", "number", "choice", "date", "list", "record", "mapping", "free", "one-of"
    ]
    meta: msgspec.Meta | None = None
    pattern: re.Pattern[str] | None = None
    options: tuple[str, ...] = ()
    item: "Shape | None" = None
    record: type[Record] | None = None
    kinds: tuple["Shape", ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record: the field that it sets, how curators write it, and the form of its value."""

    name: str
    key: str
    shape: Shape
    required: bool


def read_record(
    node: Node, kind: type[R], path: str, first_line: int = 1
) -> tuple[R | None, tuple[Problem, ...]]:
    """Read one record from a node. None when it holds an error; problems say which, all at once."""
    reader = _Reader(path, first_line)
    value = reader.record(node, kind)
    return (value if isinstance(value, kind) else None), tuple(reader.problems)


def read_records(
    node: Node, kind: type[R], path: str, first_line: int = 1
) -> tuple[tuple[tuple[R, int], ...], tuple[Problem, ...]]:
    """Read a list of records, each with its line; those with an error are left out and reported."""
    reader = _Reader(path, first_line)
    if not isinstance(node, yaml.SequenceNode):
        reader.wrong(
            node,
            "wrong-type",
            f"this file holds a list, not {_KINDS[type(node)]}",
            "start each entry with a hyphen: - id: …",
        )
        return (), tuple(reader.problems)
    found: list[tuple[R, int]] = []
    for item in node.value:
        value = reader.record(item, kind)
        if isinstance(value, kind):
            found.append((value, first_line + item.start_mark.line))
    return tuple(found), tuple(reader.problems)


def known_keys(kind: type[Record]) -> tuple[str, ...]:
    """The keys of a record as curators write them, in the order of the declaration."""
    return tuple(field.key for field in fields_of(kind).values())


def nearest(word: str, known: Iterable[str]) -> str:
    """`did you mean …?` for the known word nearest to a mistyped one; empty when none is near."""
    close = difflib.get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else ""


@lru_cache(maxsize=256)
def fields_of(kind: type[Record]) -> dict[str, Field]:
    """The keys of a record in the order of the declaration."""
    hints = typing.get_type_hints(kind, include_extras=True)
    fields: dict[str, Field] = {}
    for info in msgspec.structs.fields(kind):
        key = info.name.rstrip("_")
        fields[key] = Field(info.name, key, _shape(hints[info.name]), info.required)
    return fields


@lru_cache(maxsize=256)
def spellings_of(kind: type[Record]) -> dict[str, Field]:
    """Every accepted spelling of a key, and the field that it sets."""
    fields = fields_of(kind)
    named = {field.name: field for field in fields.values()}
    return fields | {word: named[name] for word, name in kind.SPELLINGS.items()}


def _shape(hint: Any) -> Shape:
    """Translate a type of the model into the form that its YAML must have."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        meta = next((each for each in arguments[1:] if isinstance(each, msgspec.Meta)), None)
        inner = _shape(arguments[0])
        pattern = re.compile(meta.pattern) if meta and meta.pattern else None
        return Shape(inner.kind, meta=meta, pattern=pattern)
    if origin in (typing.Union, types.UnionType):
        shapes = tuple(_shape(each) for each in arguments if each is not type(None))
        return shapes[0] if len(shapes) == 1 else Shape("one-of", kinds=shapes)
    if origin is Literal:
        return Shape("choice", options=tuple(arguments))
    if origin is tuple:
        return Shape("list", item=_shape(arguments[0]))
    if origin is dict:
        return Shape("mapping", item=_shape(arguments[1]))
    if isinstance(hint, type) and issubclass(hint, Record):
        return Shape("record", record=hint)
    plain: dict[Any, Shape] = {
        str: Shape("text"),
        bool: Shape("switch"),
        int: Shape("whole"),
        float: Shape("number"),
        Date: Shape("date"),
        Free: Shape("free"),
    }
    return plain[hint]


class _Reader:
    """Walks nodes and gathers problems; lives for one file."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []

    def wrong(self, node: Node, code: str, message: str, hint: str = "") -> _Wrong:
        self.problems.append(
            Problem(
                path=self.path,
                code=code,
                message=message,
                hint=hint,
                line=self.first_line + node.start_mark.line,
                column=node.start_mark.column + 1,
            )
        )
        return _WRONG

    def record(self, node: Node, kind: type[Record]) -> Record | _Wrong:
        if not isinstance(node, yaml.MappingNode):
            return self._plain_record(node, kind)
        values: dict[str, Any] = {}
        broken = False
        for key, value, field in self._known(node, kind):
            if _is_empty(value):
                continue
            read = self.value(value, field.shape, key)
            broken = broken or read is _WRONG
            values[field.name] = read
        for field in fields_of(kind).values():
            if field.required and field.name not in values:
                self.wrong(node, "missing-key", f"`{field.key}` is missing", f"add a line `{field.key}: …`")
                broken = True
        return _WRONG if broken else kind(**values)

    def _plain_record(self, node: Node, kind: type[Record]) -> Record | _Wrong:
        if isinstance(node, yaml.ScalarNode) and kind.PLAIN:
            field = fields_of(kind)[kind.PLAIN]
            value = self.value(node, field.shape, kind.PLAIN)
            return _WRONG if value is _WRONG else kind(**{field.name: value})
        keys = ", ".join(known_keys(kind)[:4])
        return self.wrong(
            node, "wrong-type", f"a mapping is wanted here, not {_KINDS[type(node)]}", f"its keys: {keys} …"
        )

    def _known(self, node: yaml.MappingNode, kind: type[Record]) -> Iterable[tuple[str, Node, Field]]:
        """The entries of a mapping whose key is known; the others are reported."""
        spellings = spellings_of(kind)
        seen: dict[str, str] = {}
        for label, value in node.value:
            key = label.value if isinstance(label, yaml.ScalarNode) else ""
            field = spellings.get(key)
            if field is None:
                shown = f"unknown key `{key[:60]}`" if key else "a key must be plain text"
                known = nearest(key, spellings) or f"known keys: {', '.join(known_keys(kind))}"
                self.wrong(label, "unknown-key", shown, known)
            elif field.name in seen:
                first = seen[field.name]
                twice = (
                    f"`{key}` is written twice" if first == key else f"`{key}` is the same as `{first}` above"
                )
                self.wrong(label, "duplicate-key", twice, "keep one of them")
            else:
                seen[field.name] = key
                yield key, value, field

    def value(self, node: Node, shape: Shape, key: str) -> Any:
        """Read one value of the given shape; `key` is what messages call it."""
        if shape.kind == "list":
            assert shape.item is not None
            items = node.value if isinstance(node, yaml.SequenceNode) else [node]
            values = [self._item(item, shape.item, key) for item in items]
            return _WRONG if any(value is _WRONG for value in values) else tuple(values)
        if shape.kind == "record":
            assert shape.record is not None
            return self.record(node, shape.record)
        if shape.kind == "mapping":
            assert shape.item is not None
            return self._mapping(node, shape.item, key)
        if shape.kind == "free":
            return self._free(node, key)
        if shape.kind == "one-of":
            return self._one_of(node, shape, key)
        if not isinstance(node, yaml.ScalarNode):
            return self.wrong(
                node, "wrong-type", f"`{key}` wants one value, not {_KINDS[type(node)]}", _list_hint(node)
            )
        return self._scalar(node, shape, key)

    def _one_of(self, node: Node, shape: Shape, key: str) -> Any:
        """A record of one of several kinds; its own key `kind` says which."""
        kinds: dict[str, type[Record]] = {
            fields_of(each.record)["kind"].shape.options[0]: each.record
            for each in shape.kinds
            if each.record
        }
        choices = f"one of: {', '.join(kinds)}"
        if not isinstance(node, yaml.MappingNode):
            return self.wrong(node, "wrong-type", f"`{key}` wants a mapping with a key `kind`", choices)
        chosen = next((value for label, value in node.value if label.value == "kind"), None)
        if chosen is None:
            return self.wrong(node, "missing-key", "`kind` is missing", choices)
        name = self.value(chosen, Shape("choice", options=tuple(kinds)), "kind")
        return name if name is _WRONG else self.record(node, kinds[name])

    def _mapping(self, node: Node, shape: Shape, key: str) -> Any:
        """Names that the writer chooses, each with a value of one shape."""
        if not isinstance(node, yaml.MappingNode):
            return self.wrong(
                node, "wrong-type", f"`{key}` wants a mapping, not {_KINDS[type(node)]}", _MAPPING_HINT
            )
        values: dict[str, Any] = {}
        for label, value in node.value:
            name = label.value if isinstance(label, yaml.ScalarNode) else ""
            if not name or name in values:
                self._bad_label(label, name)
            else:
                values[name] = self.value(value, shape, name)
        return _WRONG if _WRONG in values.values() else values

    def _bad_label(self, label: Node, name: str) -> None:
        if name:
            self.wrong(label, "duplicate-key", f"`{name}` is written twice", "keep one of them")
        else:
            self.wrong(label, "unknown-key", "a key must be plain text", "write a word before the colon")

    def _item(self, node: Node, shape: Shape, key: str) -> Any:
        if _is_empty(node):
            return self.wrong(node, "empty-item", f"`{key}` has an empty entry", "fill it in or delete it")
        return self.value(node, shape, key)

    def _scalar(self, node: yaml.ScalarNode, shape: Shape, key: str) -> Any:
        text = str(node.value).strip()
        if _NOT_IN_TEXT.search(text):
            return self.wrong(
                node, "control-character", f"`{key}` holds an invisible control character", "delete it"
            )
        if shape.kind == "text":
            return self._text(node, shape, text, key)
        if shape.kind == "choice":
            if text in shape.options:
                return text
            hint = nearest(text, shape.options) or f"one of: {', '.join(shape.options)}"
            return self.wrong(node, "wrong-choice", f"`{key}` cannot be `{text[:80]}`", hint)
        if shape.kind == "switch":
            if (answer := SWITCH.get(text.lower())) is not None:
                return answer
            return self.wrong(
                node, "wrong-type", f"`{key}` is true or false, not `{text[:80]}`", "write true or false"
            )
        if shape.kind == "date":
            return self._date(node, text, key)
        return self._figure(node, shape, text, key)

    def _text(self, node: Node, shape: Shape, text: str, key: str) -> Any:
        if shape.pattern is None or shape.pattern.search(text):
            return text
        wanted = shape.meta.description if shape.meta else ""
        return self.wrong(node, "wrong-form", f"`{key}` is `{text[:80]}`", f"wanted: {wanted}")

    def _date(self, node: Node, text: str, key: str) -> Any:
        try:
            if text.startswith(_NO_DATE):
                raise DateError("other programs write this where they know no date")  # noqa: TRY301
            return parse_date(text)
        except DateError as error:
            return self.wrong(
                node,
                "bad-date",
                f"`{key}` is `{text[:80]}`: {error}",
                "dates are written 2011-12-05, 2011-12, 2011, 2011-12-05~ (about), 2011? (uncertain)"
                " or 2011-11-26/2011-12-05",
            )

    def _figure(self, node: Node, shape: Shape, text: str, key: str) -> Any:
        pattern = r"-?\d{1,9}" if shape.kind == "whole" else r"-?\d{1,9}(?:\.\d{1,12})?"
        meta = shape.meta
        wanted = (meta.description if meta else None) or "a number"
        number = float(text) if re.fullmatch(pattern, text, re.ASCII) else None
        if (
            number is None
            or (meta and meta.ge is not None and number < meta.ge)
            or (meta and meta.le is not None and number > meta.le)
        ):
            return self.wrong(node, "wrong-type", f"`{key}` is `{text[:80]}`", f"wanted: {wanted}")
        return int(text) if shape.kind == "whole" else number

    def _free(self, node: Node, key: str) -> Any:
        if not isinstance(node, yaml.MappingNode):
            return self.wrong(
                node, "wrong-type", f"`{key}` wants a mapping, not {_KINDS[type(node)]}", _MAPPING_HINT
            )
        before = len(self.problems)
        values = self._plain_data(node, key, 0)
        return _WRONG if len(self.problems) > before else Free(values)

    def _plain_data(self, node: Node, key: str, depth: int) -> Any:
        if depth > DEEPEST:
            return self.wrong(node, "yaml-feature", f"`{key}` nests too deeply", "take some levels out")
        if isinstance(node, yaml.SequenceNode):
            return [self._plain_data(item, key, depth + 1) for item in node.value]
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, Shape("text"), key)
        values: dict[str, Any] = {}
        for label, value in node.value:
            name = label.value if isinstance(label, yaml.ScalarNode) else ""
            if not name or name in values:
                self._bad_label(label, name)
            else:
                values[name] = self._plain_data(value, name, depth + 1)
        return values


def _is_empty(node: Node) -> bool:
    """`key:` with nothing behind it: the same as not writing the key."""
    return isinstance(node, yaml.ScalarNode) and not str(node.value).strip()


def _list_hint(node: Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return "write it without brackets or hyphens"
    return "if the text holds `: ` or braces, put quotes around it"
