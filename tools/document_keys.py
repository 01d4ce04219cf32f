"""Write the tables of keys into docs/content.md: the records' declarations, the sentences of cli/keys.toml.

With --check: are they fresh? A table stands between `<!-- keys: Record -->` and `<!-- keys: end -->`.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dossierpress.cli.jsonschema import sentence, sentences
from dossierpress.model import article, dossier, page, publishing, registries
from dossierpress.model.record import Record
from dossierpress.schema import config
from dossierpress.schema.records import Shape, fields_of

PAGE = Path(__file__).resolve().parent.parent / "docs" / "content.md"
_TABLE = re.compile(r"(<!-- keys: (?!end)(?P<name>\w+) -->\n).*?(<!-- keys: end -->\n)", re.DOTALL)
_PLAIN = {
    "text": "text",
    "switch": "true or false",
    "whole": "a whole number",
    "number": "a number",
    "date": "a date",
}


class Tables:
    """The tables of one page. A record that two keys hold is explained at the first of them."""

    def __init__(self) -> None:
        modules = (article, dossier, page, registries, publishing, config)
        found = (each for module in modules for each in vars(module).values() if isinstance(each, type))
        self._records = {each.__name__: each for each in found if issubclass(each, Record)}
        self._explained: dict[type[Record], str] = {}

    def table(self, name: str) -> str:
        """The keys of a record and of what it holds, layer by layer where it has layers."""
        layers = _layers(name)
        heads = ["layer"] * bool(layers) + ["key", "takes", "meaning"]
        lines = [heads, ["---"] * len(heads)]
        rows = list(self._rows(self._records[name]))
        for layer in layers or [""]:
            before = [layer] * bool(layers)
            for key, takes, meaning in rows:
                if not layers or _layer(name, key) == layer:
                    lines.append([*before, key, takes, meaning])
                    before = [""] * bool(layers)
        return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)

    def _rows(self, kind: type[Record], prefix: str = "") -> Iterator[tuple[str, str, str]]:
        defaults = {field.name: field for field in msgspec.structs.fields(kind)}
        for field in fields_of(kind).values():
            is_list = field.shape.kind == "list"
            key = f"{prefix}{field.key}{'[]' if is_list else ''}"
            shape = field.shape.item if is_list and field.shape.item else field.shape
            known = self._explained.get(shape.record) if shape.record else None
            takes = f"as `{known}`" if known else _takes(shape) + _default(defaults[field.name])
            needed = "**required**; " if field.required else ""
            yield f"`{key}`", needed + takes, sentence(kind, field.key)
            if shape.record and not known:
                self._explained[shape.record] = key
                yield from self._rows(shape.record, f"{key}.")


def _takes(shape: Shape) -> str:
    if shape.kind == "choice":
        *first, last = (f"`{each}`" for each in shape.options)
        return f"{', '.join(first)} or {last}" if first else last
    if shape.kind == "record":
        assert shape.record is not None
        return _mapping(shape.record)
    if shape.kind in ("free", "mapping", "one-of"):
        return "a mapping"
    return (shape.meta and shape.meta.description) or _PLAIN[shape.kind]


def _mapping(kind: type[Record]) -> str:
    if not kind.PLAIN:
        return "a mapping"
    plain = fields_of(kind)[kind.PLAIN]
    if len(fields_of(kind)) == 1:
        return _takes(plain.shape)
    return f"a mapping, or its `{plain.key}` alone"


def _default(field: Any) -> str:
    """What holds without the key, where that is not simply nothing."""
    value = field.default
    if value is msgspec.NODEFAULT or value is None or value in ("", ()) or isinstance(value, msgspec.Struct):
        return ""
    if isinstance(value, bool):
        value = str(value).lower()
    shown = ", ".join(map(str, value)) if isinstance(value, tuple) else value
    return f" (`{shown}`)"


def _layers(name: str) -> list[str]:
    return [layer for layer, keys in sentences().get(name, {}).items() if isinstance(keys, dict)]


def _layer(name: str, key: str) -> str:
    """The layer that a key of the record stands in; the last one for those that many records share."""
    top = re.split(r"[.\[]", key.strip("`"))[0]
    written, layers = sentences()[name], _layers(name)
    return next((layer for layer in layers if top in written[layer]), layers[-1])


def main() -> int:
    """Write the page, or with --check say whether it is fresh."""
    text = PAGE.read_text(encoding="utf-8")
    tables = Tables()
    fresh = _TABLE.sub(lambda found: f"{found[1]}\n{tables.table(found['name'])}\n{found[3]}", text)
    if "--check" in sys.argv:
        return 0 if fresh == text else 1
    PAGE.write_text(fresh, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
