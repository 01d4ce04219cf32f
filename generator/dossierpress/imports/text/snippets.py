"""The site's own templates of shortcodes and includes, filled in where they are simple enough to be read."""

import re
from collections.abc import Mapping
from typing import Final

from dossierpress.imports.item import Templates
from dossierpress.imports.text.shortcodes import Code, expanded
from dossierpress.imports.text.variables import Variables

_GET: Final = r"\.Get\s+(?:\"(?P<name>[\w-]+)\"|`(?P<bare>[\w-]+)`|(?P<place>\d+))"
_BRANCH: Final = re.compile(
    rf"\{{\{{-?\s*(?:with|if)\s+\(?{_GET}\)?\s*-?\}}\}}(?P<inner>(?:(?!\{{\{{-?\s*(?:with|if|range|end|else)\b).)*?)"
    r"(?:\{\{-?\s*else\s*-?\}\}(?P<other>(?:(?!\{\{-?\s*(?:with|if|range|end)\b).)*?))?\{\{-?\s*end\s*-?\}\}",
    re.DOTALL,
)
_VALUE: Final = re.compile(rf"\{{\{{-?\s*\(?{_GET}\)?(?:\s*\|\s*[\w.]+)*\s*-?\}}\}}")
_INNER: Final = re.compile(r"\{\{-?\s*\.Inner(?:\s*\|\s*[\w.$]+(?:\s+\.Inner)?)*\s*-?\}\}")
_COMMENT: Final = re.compile(r"\{\{-?\s*/\*.*?\*/\s*-?\}\}|<!--.*?-->", re.DOTALL)
_DOT: Final = re.compile(r"\{\{-?\s*\.(?:\s*\|\s*[\w.]+)*\s*-?\}\}")


def filled(
    template: str, templates: Templates, values: Mapping[str, str], code: Code, variables: Variables
) -> str | None:
    """A template with its values; None where it asks for more than values."""
    template = _COMMENT.sub("", template)
    made = (
        _hugo(template, values, code) if templates == "hugo" else _liquid(template, values, code, variables)
    )
    return None if made is None or "{{" in made or "{%" in made else made


def _hugo(template: str, values: Mapping[str, str], code: Code) -> str:
    def value(found: re.Match[str]) -> str:
        if found["place"]:
            return code.given[int(found["place"])] if int(found["place"]) < len(code.given) else ""
        return values.get((found["name"] or found["bare"]).lower(), "")

    def branch(found: re.Match[str]) -> str:
        said = value(found)
        return _DOT.sub(lambda _: said, found["inner"]) if said else (found["other"] or "")

    before = ""
    while before != template:
        before = template
        template = _BRANCH.sub(branch, template)
    template = _INNER.sub(lambda _: code.inner or "", template)
    return _VALUE.sub(value, template)


def _liquid(template: str, values: Mapping[str, str], code: Code, variables: Variables) -> str | None:
    failed = False

    def make(inner: Code) -> str:
        nonlocal failed
        if inner.kind == "output":
            expression = inner.rest
            name = re.match(r"include\.([\w-]+)", expression)
            if name is None:
                said = variables.value(expression)
            else:
                rest = expression[name.end() :]
                said = variables.value(f'"{values.get(name[1].lower(), "").replace(chr(34), "”")}"{rest}')
            failed = failed or said is None
            return said or ""
        if inner.name in ("if", "unless") and inner.inner is not None:
            asked = re.fullmatch(r"include\.([\w-]+)", inner.rest)
            first, _, other = inner.inner.partition("\ufdd7")
            failed = failed or asked is None
            holds = bool(asked and values.get(asked[1].lower())) == (inner.name == "if")
            return first if holds else other
        if inner.name == "else":
            return "\ufdd7"
        failed = True
        return ""

    made = expanded(template, "liquid", make)
    if code.inner:
        made += code.inner
    return None if failed else made
