"""Which templates a page is made of, found through extends, includes and imports."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from jinja2 import TemplateSyntaxError, meta

from dossierpress.render.environment import environment_of
from dossierpress.render.theme import KeyedTheme, Theme


def closure_digest(theme: Theme, template: str) -> bytes:
    """A digest of every template that `template` may use, and of all else in the theme that pages see.

    A name that leads to no template counts too: it would change the page by being added. Where a
    template is named by an expression, every template counts.
    """
    return _closure_digest(KeyedTheme(theme), template)


@lru_cache(maxsize=256)
def _closure_digest(keyed: KeyedTheme, template: str) -> bytes:
    theme = keyed.theme
    names: set[str] = set()
    waiting = [template]
    while waiting:
        name = waiting.pop()
        if name not in names:
            names.add(name)
            waiting.extend(_used_by(keyed, name))
    whole = hashlib.sha256(theme.surroundings.encode())
    for name in sorted(names):
        found = theme.templates.get(name)
        source = hashlib.sha256(found.source.encode()).hexdigest() if found else "none"
        whole.update(f"{name}\0{source}\0".encode())
    return whole.digest()


@lru_cache(maxsize=1024)
def _used_by(keyed: KeyedTheme, name: str) -> tuple[str, ...]:
    return tuple(_references(keyed.theme, name))


def _references(theme: Theme, name: str) -> Iterator[str]:
    found = theme.templates.get(name)
    if found is None:
        return
    try:
        tree = environment_of(theme).parse(found.source)
    except TemplateSyntaxError:
        return
    for used in meta.find_referenced_templates(tree):
        if used is None:
            yield from theme.templates
        else:
            yield used
