"""Why a page must be made: one pure function from what it was made of to words.

Hakyll decides staleness so; here the cache decides by digests, and this says what lies behind them.
"""

import hashlib
import zlib
from collections.abc import Iterator
from typing import Any

import msgspec

from dossierpress.plan.outputs import Output
from dossierpress.plan.views import View

_TEMPLATES, _MARK = 32, 8
# Not a field, but changes as one does.
TEMPLATES = "template"
_MOST = 3
# How a reader calls what a view's field holds.
_WORDS = {
    "articles": "articles",
    "body": "text",
    "count": "number of articles",
    "crumbs": "path to this page",
    "digest": "text",
    "dossiers": "dossiers",
    "freshest": "newest articles",
    "members": "articles",
    "memberships": "place in a dossier",
    "months": "months",
    "next": "next article",
    "page": "head of the page",
    "pagination": "pages of this list",
    "previous": "previous article",
    "site": "site",
    "summary": "summary",
    "title": "headline",
    "words": "length",
}
# Of these it helps to know that the field is theirs.
_OWNERS = frozenset({"next article", "previous article", "head of the page", "site"})


def ingredients(view: bytes, templates: bytes, fields: tuple[str, ...]) -> bytes:
    """What a page is made of, to be kept: the digest of its templates (32 bytes), then its packed view.

    Views are packed as lists; the names of their `fields` go before.
    """
    names = " ".join(fields).encode()
    return templates.ljust(_TEMPLATES, b"\0") + zlib.compress(names + b"\0" + view, 1)


def view_in(ingredients: bytes) -> bytes | None:
    """The view among ingredients, as MessagePack; None when they are damaged."""
    try:
        return zlib.decompress(ingredients[_TEMPLATES:]).partition(b"\0")[2] or None
    except zlib.error:
        return None


def marks_of(ingredients: bytes) -> dict[str, str]:
    """A short mark of each field of a view, and of its templates; those that differ have changed."""
    view = view_in(ingredients)
    if view is None:
        return {}
    names = zlib.decompress(ingredients[_TEMPLATES:]).partition(b"\0")[0].decode().split()
    values = msgspec.msgpack.decode(view)
    packed = {name: msgspec.msgpack.encode(value) for name, value in zip(names, values, strict=False)}
    packed[TEMPLATES] = ingredients[:_TEMPLATES]
    return {name: hashlib.sha256(data).hexdigest()[:_MARK] for name, data in packed.items()}


def called(field: str) -> str:
    """What readers of a message call a field of a view."""
    return _WORDS.get(field, field.replace("_", " "))


def reason(before: bytes | None, output: Output, templates: bytes, *, is_there: bool) -> str:
    """Why a page must be made now, in words. `before` are its ingredients when it was last made."""
    if before is None:
        return f"new: {output.cause.path}"
    if before[:_TEMPLATES] != templates.ljust(_TEMPLATES, b"\0"):
        return "a template that it uses, or a setting of the theme, changed"
    kept = view_in(before)
    if kept is None:
        return "what it was made of is not known any more"
    old = msgspec.msgpack.decode(kept)
    found = list(dict.fromkeys(_differences(old, output.view, ())))
    if found:
        more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
        return f"changed: {', '.join(found[:_MOST])}{more}"
    if not is_there:
        return "its file was missing, or was not what had been written"
    return "Dossierpress itself, Python or a library changed"


def _differences(old: Any, new: Any, path: tuple[str, ...]) -> Iterator[str]:
    """Where two values differ; views were kept as lists of their fields."""
    if isinstance(new, View):
        names = new.__struct_fields__
        if not isinstance(old, list) or len(old) != len(names):
            yield _named(path)
            return
        for name, before in zip(names, old, strict=True):
            yield from _differences(before, getattr(new, name), (*path, name))
    elif isinstance(new, tuple | list) and isinstance(old, list) and len(old) == len(new):
        for before, after in zip(old, new, strict=True):
            yield from _differences(before, after, path)
    elif msgspec.to_builtins(new) != old:
        yield _named(path)


def _named(path: tuple[str, ...]) -> str:
    """`headline of the next article`: the innermost field first, and what it belongs to."""
    words = [_WORDS.get(name, name.replace("_", " ")) for name in path]
    inner = words[-1] if words else "everything"
    around = next((word for word in reversed(words[:-1]) if word in _OWNERS), "")
    return f"{inner} of the {around}" if around else inner
