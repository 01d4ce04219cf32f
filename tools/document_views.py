"""Write the list of views into docs/themes.md, from their declarations. With --check: is it fresh?"""

import inspect
import re
import sys
from pathlib import Path

import msgspec

from dossierpress.plan import (
    captureviews,
    citationviews,
    drawings,
    evidenceviews,
    nameviews,
    pageviews,
    views,
)
from dossierpress.plan.views import View

PAGE = Path(__file__).resolve().parent.parent / "docs" / "themes.md"
BEGIN, END = "<!-- views: begin, written by tools/document_views.py -->\n", "<!-- views: end -->\n"


def documented() -> str:
    """Every view in the order of its declaration, with its fields."""
    classes = [
        each
        for module in (pageviews, views, evidenceviews, drawings, nameviews, citationviews, captureviews)
        for _, each in inspect.getmembers(module, inspect.isclass)
        if issubclass(each, View) and each is not View and each.__module__ == module.__name__
    ]
    lines: list[str] = []
    for each in sorted(classes, key=lambda each: (each.__module__, inspect.getsourcelines(each)[1])):
        lines.append(f"### `{each.__name__}`\n")
        lines.append(" ".join((inspect.getdoc(each) or "").split()) + "\n")
        for field in msgspec.structs.fields(each):
            needed = "" if field.required else ", may be empty"
            lines.append(f"- `{field.name}`: {_type(field.type)}{needed}")
        lines.append("")
    return "\n".join(lines)


def _type(annotation: object) -> str:
    name = annotation.__name__ if isinstance(annotation, type) else str(annotation)
    name = re.sub(r"dossierpress\.plan\.(?:(?:\w+)?views|drawings)\.|typing\.", "", name)
    name = re.sub(r"tuple\[(.*), \.\.\.\]", r"list of \1", name).replace(" | None", "")
    plain = {"str": "text", "int": "whole number", "bool": "true or false"}
    return plain.get(name, name).replace("of str", "of text")


def main() -> int:
    """Write the page, or with --check say whether it is fresh."""
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    fresh = f"{before}{BEGIN}\n{documented()}\n{END}{after}"
    if "--check" in sys.argv:
        return 0 if fresh == page else 1
    PAGE.write_text(fresh, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
