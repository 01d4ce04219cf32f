"""JSON Schemas, by which editors complete and check what one writes: made from the records' declarations."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from dossierpress.model.record import Record
from dossierpress.schema.records import SWITCH, Field, Shape, fields_of, spellings_of

Schema = dict[str, Any]
# What editors know best.
DIALECT: Final = "http://json-schema.org/draft-07/schema#"
# Every date that `model.dates` reads is made of these; it says what is wrong with one.
_DATE: Final = "^[-0-9./TXYZ:+~?% ]+$"
# JavaScript's `\w` knows English letters only, so such a pattern would refuse what the build accepts.
_ENGLISH_ONLY: Final = re.compile(r"\\[wW]")
# A list of choices, and a text that YAML reads as a number or a switch, are text to us.
_TEXT: Final = ["string", "number", "boolean"]


@lru_cache(maxsize=1)
def sentences() -> dict[str, dict[str, Any]]:
    """What each key means, by the names of records; a record's keys may lie in layers."""
    text = (files("dossierpress.cli") / "keys.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def sentence(kind: type[Record], key: str) -> str:
    """The manual's sentence for a key; empty when there is none."""
    for name in (*(each.__name__ for each in kind.__mro__), "any"):
        written = sentences().get(name, {})
        for layer in (written, *(each for each in written.values() if isinstance(each, dict))):
            if isinstance(found := layer.get(key), str):
                return found
    return ""


def schema_of(kind: type[Record], title: str, *, is_list: bool = False) -> Schema:
    """The schema of a file that holds one record, or a list of them."""
    definitions: dict[str, Schema] = {}
    whole = _record(kind, definitions)
    if is_list:
        definitions[kind.__name__] = whole
        whole = {"type": "array", "items": _reference(kind)}
    return {"$schema": DIALECT, "title": title, **whole, "definitions": dict(sorted(definitions.items()))}


def _record(kind: type[Record], definitions: dict[str, Schema]) -> Schema:
    fields = fields_of(kind)
    spellings = {key: field for key, field in spellings_of(kind).items() if key not in fields}
    respelt = {field.key for field in spellings.values()}
    properties = {key: _property(kind, field, definitions) for key, field in fields.items()}
    for key, field in spellings.items():
        if not key.endswith("_"):
            meaning = {"description": f"A familiar spelling of `{field.key}`."}
            properties[key] = properties[field.key] | meaning
    required = [key for key, field in fields.items() if field.required and key not in respelt]
    demanded = {"required": required} if required else {}
    return {"type": "object", "additionalProperties": False, **demanded, "properties": properties}


def _property(kind: type[Record], field: Field, definitions: dict[str, Schema]) -> Schema:
    forms = _forms(field.shape, definitions)
    if not field.required:  # an empty key is the same as none
        forms = _or_nothing(forms)
    return {"description": sentence(kind, field.key), **_any_of(forms)}


def _or_nothing(forms: list[Schema]) -> list[Schema]:
    only = forms[0]
    if len(forms) == 1 and "enum" in only:
        return [only | {"enum": [*only["enum"], None]}]
    if len(forms) == 1 and "type" in only:
        types = only["type"] if isinstance(only["type"], list) else [only["type"]]
        return [only | {"type": [*types, "null"]}]
    return [*forms, {"type": "null"}]


def _any_of(forms: list[Schema]) -> Schema:
    """One form stands for itself, but for a reference: what stands beside that would be ignored."""
    return forms[0] if len(forms) == 1 and "$ref" not in forms[0] else {"anyOf": forms}


def _forms(shape: Shape, definitions: dict[str, Schema]) -> list[Schema]:
    """The forms in which a value of that shape may be written."""
    if shape.kind == "list":
        assert shape.item is not None
        item = _forms(shape.item, definitions)
        return [{"type": "array", "items": _any_of(item)}, *item]
    if shape.kind == "record":
        assert shape.record is not None
        return _record_forms(shape.record, definitions)
    if shape.kind == "one-of":
        return [form for each in shape.kinds for form in _forms(each, definitions)]
    if shape.kind == "mapping":
        assert shape.item is not None
        return [{"type": "object", "additionalProperties": _any_of(_forms(shape.item, definitions))}]
    if shape.kind == "free":
        return [{"type": "object"}]
    return [_scalar(shape)]


def _record_forms(kind: type[Record], definitions: dict[str, Schema]) -> list[Schema]:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # it is under way
        definitions[kind.__name__] = _record(kind, definitions)
    plain = _forms(fields_of(kind)[kind.PLAIN].shape, definitions) if kind.PLAIN else []
    return [_reference(kind), *plain]


def _scalar(shape: Shape) -> Schema:
    if shape.kind == "switch":
        words = [form for word in SWITCH for form in (word, word.capitalize(), word.upper())]
        return {"enum": [True, False, *words]}
    if shape.kind == "choice":
        return {"enum": [*shape.options, *(int(each) for each in shape.options if each.isdecimal())]}
    if shape.kind == "date":
        return {"type": ["string", "integer"], "pattern": _DATE}
    if shape.kind in ("whole", "number"):
        return _figure(shape)
    meta = shape.meta
    if meta is None or meta.pattern is None or _ENGLISH_ONLY.search(meta.pattern):
        return {"type": _TEXT}
    # Editors that know this key say it in place of the pattern.
    wanted = {"patternErrorMessage": f"wanted: {meta.description}"} if meta.description else {}
    return {"type": _TEXT, "pattern": meta.pattern.replace('\\"', '"'), **wanted}


def _figure(shape: Shape) -> Schema:
    limits = {"minimum": shape.meta and shape.meta.ge, "maximum": shape.meta and shape.meta.le}
    whole = shape.kind == "whole"
    return {
        "type": ["integer" if whole else "number", "string"],
        "pattern": "^-?[0-9]+$" if whole else r"^-?[0-9]+(\.[0-9]+)?$",
        **{name: limit for name, limit in limits.items() if limit is not None},
    }


def _reference(kind: type[Record]) -> Schema:
    return {"$ref": f"#/definitions/{kind.__name__}"}
