"""Front matter of old sites: YAML, TOML, JSON, headers as Pelican and MultiMarkdown have them, or none."""

import datetime as dt
import json
import re
import tomllib
from dataclasses import dataclass
from typing import Any, Final

import yaml

_LARGEST: Final = 4 * 1024 * 1024
_DEEPEST, _MOST = 40, 20_000
_YAML: Final = re.compile(r"\A---[ \t]*\n(?P<front>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TOML: Final = re.compile(r"\A\+\+\+[ \t]*\n(?P<front>(?:.*\n)*?)\+\+\+[ \t]*(?:\n|\Z)")
_JSON: Final = re.compile(r"\A(?:---json|;;;)[ \t]*\n(?P<front>(?:.*\n)*?)(?:---|;;;)[ \t]*(?:\n|\Z)")
_HEADER: Final = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}):(?:[ \t]+(?P<value>.*)|[ \t]*)$")
_SIMPLE: Final = re.compile(r"^(?P<key>[\w-]+):[ \t]+(?P<value>[^\s\"'\[{|>].*)$")
_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
# Without a title or one of these, a line with a colon at the beginning is text.
_TELLING: Final = frozenset(
    {"title", "date", "slug", "tags", "category", "author", "authors", "summary", "status"}
)


@dataclass(frozen=True, slots=True)
class Front:
    """Keys as plain values, the body, and what had to be mended or could not be read."""

    keys: dict[str, Any]
    body: str
    form: str
    fault: str = ""


def read_front(text: str, *, headers: bool = False) -> Front:
    """Cut a file's text in front matter and body. `headers` says that lines `Key: value` may begin it."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if (found := _JSON.match(text)) is not None:
        return _front(_json(found["front"]), text[found.end() :], "JSON")
    if (found := _YAML.match(text)) is not None:
        return _yaml_front(found["front"], text[found.end() :])
    if (found := _TOML.match(text)) is not None:
        return _front(_toml(found["front"]), text[found.end() :], "TOML")
    if text.startswith("{"):
        return _json_object(text)
    return _headers(text) if headers else Front({}, text, "none")


def read_yaml(text: str) -> Any:
    """The plain values of a YAML text, every scalar as text; None when it cannot be read."""
    if len(text) > _LARGEST or not _is_shallow(text):
        return None
    try:
        loader = yaml.CBaseLoader(text)
        try:
            return _Plain().of(loader.get_single_node(), 0)
        finally:
            loader.dispose()
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def read_settings(name: str, text: str) -> dict[str, Any]:
    """A configuration file of another generator, by its ending; empty when it cannot be read."""
    if name.endswith(".toml"):
        found = _toml(text)
    elif name.endswith(".json"):
        found = _json(text)
    else:
        found = read_yaml(text)
    return found if isinstance(found, dict) else {}


def plain(value: Any) -> Any:
    """A value of TOML or JSON as text, lists and mappings of text."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _front(keys: Any, body: str, form: str) -> Front:
    if isinstance(keys, dict):
        return Front(keys, body, form)
    return Front({}, body, form, fault=f"the {form} of its front matter cannot be read")


def _yaml_front(text: str, body: str) -> Front:
    if not text.strip():
        return Front({}, body, "YAML")
    keys = read_yaml(text)
    if isinstance(keys, dict):
        return Front(keys, body, "YAML")
    keys = read_yaml("\n".join(_quoted(line) for line in text.replace("\t", "  ").split("\n")))
    if isinstance(keys, dict):
        return Front(keys, body, "YAML", fault="mended")
    keys = {found["key"]: found["value"] for line in text.split("\n") if (found := _SIMPLE.match(line))}
    return Front(
        keys, body, "YAML", fault="the YAML of its front matter is broken; lines were read one by one"
    )


def _quoted(line: str) -> str:
    """A line `key: value` whose value is in quotation marks."""
    found = _SIMPLE.match(line)
    return (
        line if found is None else f"{found['key']}: {json.dumps(found['value'].strip(), ensure_ascii=False)}"
    )


def _toml(text: str) -> Any:
    try:
        return plain(tomllib.loads(text)) if len(text) <= _LARGEST else None
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _json(text: str) -> Any:
    try:
        return plain(json.loads(text)) if len(text) <= _LARGEST else None
    except (ValueError, RecursionError):
        return None


def _json_object(text: str) -> Front:
    """A file that begins with a JSON object, as Hugo reads them."""
    try:
        keys, end = json.JSONDecoder().raw_decode(text[:_LARGEST])
    except (ValueError, RecursionError):
        return Front({}, text, "none")
    return (
        Front(plain(keys), text[end:].lstrip("\n"), "JSON")
        if isinstance(keys, dict)
        else Front({}, text, "none")
    )


def _headers(text: str) -> Front:
    """Lines `Key: value` up to the first empty one; lines that are indented go on with a value."""
    lines = text.split("\n")
    keys: dict[str, Any] = {}
    last = ""
    end = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    for line in lines[:end]:
        if last and line.startswith((" ", "\t")):
            keys[last] = f"{keys[last]} {line.strip()}".strip()
        elif (found := _HEADER.match(line)) is not None:
            last = found["key"].strip().lower().replace(" ", "_")
            keys[last] = (found["value"] or "").strip()
        else:
            return Front({}, text, "none")
    if not _TELLING & keys.keys():
        return Front({}, text, "none")
    return Front(keys, "\n".join(lines[end:]).lstrip("\n"), "headers")


def _is_shallow(text: str) -> bool:
    """Whether a text nests no deeper than the parser, which calls itself, can bear."""
    depth = 0
    loader = yaml.CBaseLoader(text)
    try:
        while loader.check_event():
            event = loader.get_event()
            depth += isinstance(event, _OPENING)
            depth -= isinstance(event, _CLOSING)
            if depth > _DEEPEST:
                return False
    except (yaml.YAMLError, ValueError):
        return True  # the parser will say so itself
    finally:
        loader.dispose()
    return True


class _Plain:
    """Makes plain values of nodes, as many as a file may have: aliases could multiply them without end."""

    def __init__(self) -> None:
        self.count = 0

    def of(self, node: Any, depth: int) -> Any:
        self.count += 1
        if self.count > _MOST or depth > _DEEPEST:
            raise ValueError
        if isinstance(node, yaml.MappingNode):
            return {
                str(self.of(key, depth + 1)): self.of(value, depth + 1)
                for key, value in node.value
                if key.value != "<<"
            }
        if isinstance(node, yaml.SequenceNode):
            return [self.of(each, depth + 1) for each in node.value]
        if node is None or (node.style is None and node.value in ("~", "null", "Null", "NULL")):
            return ""
        return str(node.value)
