"""What `{{ … }}` of a template says where it is simple: the site's address, a key, a text with filters."""

import re
from collections.abc import Mapping
from typing import Any, Final

from dossierpress.imports.item import Item
from dossierpress.model.names import slugify

_PIPE: Final = re.compile(r"\s*\|\s*(?=(?:[^\"']|\"[^\"]*\"|'[^']*')*$)")
_TEXT: Final = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_PATH: Final = re.compile(r"[A-Za-z_][\w-]*(?:\.[\w-]+)*")
# Filters that change nothing that matters here.
_SILENT: Final = frozenset(
    "relative_url absolute_url url safe escape xml_escape strip markdownify escape_once htmlbaseurl raw trim"
    " smartify normalize_whitespace cgi_escape uri_escape absurl relurl".split()
)


class Variables:
    """The variables of one item's templates."""

    def __init__(self, site: Mapping[str, str], item: Item) -> None:
        self._site, self._item = site, item

    def value(self, expression: str) -> str | None:
        """What an expression says; None for one that needs the template engine."""
        head, *filters = _PIPE.split(expression.strip())
        value = self._operand(head)
        for each in filters:
            if value is None:
                return None
            value = self._filtered(value, each)
        return value

    def _operand(self, text: str) -> str | None:
        text = text.strip()
        if (found := _TEXT.fullmatch(text)) is not None:
            return found[1] if found[1] is not None else found[2]
        if not _PATH.fullmatch(text):
            return None
        root, _, rest = text.partition(".")
        if text in self._site:
            return self._site[text]
        if root in ("page", "post", "this", "frontmatter") and rest:
            if rest in ("title", "url", "date"):
                return {"title": self._item.title, "url": self._item.address, "date": self._item.date}[rest]
            return _plain(self._item.keys, rest)
        return _plain(self._item.keys, text) if root in self._item.keys else None

    def _filtered(self, value: str, written: str) -> str | None:
        name, _, argument = written.partition(":")
        name = name.strip().lower()
        said = self._operand(argument.split(",")[0]) if argument.strip() else ""
        if name in _SILENT:
            return value
        if said is None:
            return None
        made = {
            "prepend": said + value,
            "append": value + said,
            "default": value or said,
            "slugify": slugify(value),
            "slug": slugify(value),
            "downcase": value.lower(),
            "lower": value.lower(),
            "upcase": value.upper(),
            "upper": value.upper(),
            "capitalize": value[:1].upper() + value[1:],
        }
        return made.get(name)


def _plain(keys: Mapping[str, Any], path: str) -> str | None:
    value: Any = keys
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) or hasattr(value, "get") else None
    return value if isinstance(value, str) else None
