"""Where texts and headlines are shown, and by what: kept with the last build.

When nothing else was edited, the plan is the last one with other texts and headlines in it: this finds
the files that show one of them, and gives back what the plan had for each.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, get_args, get_type_hints

import msgspec

from dossierpress.model.document import Body
from dossierpress.plan.outputs import Bundle, Cause, Output
from dossierpress.plan.views import BodyView, View

_OWN = "dossierpress."


@dataclass(frozen=True, slots=True)
class Edits:
    """What is to be exchanged: bodies by their old digests, headlines by an article's address and its id."""

    bodies: Mapping[str, Body] = field(default_factory=dict)
    headlines: Mapping[str, str] = field(default_factory=dict)


class Shown(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """How an output came to be, but for its view: of that the class is named.

    It shows texts (`bodies`, by their digests) and headlines (`articles`, by their numbers).
    """

    view: str
    template: str
    producer: str
    cause: Cause
    bodies: tuple[str, ...] = ()
    articles: tuple[int, ...] = ()
    is_bundle: bool = False


class Whereabouts(msgspec.Struct, array_like=True):
    """By a file's path under the root: the key under which its reading is kept, and its text's digest.

    By an output's path: how it came to be. `articles` has a number for each address and each id by which
    views tell whose headline they show.
    """

    keys: dict[str, bytes] = {}
    names: dict[str, str] = {}
    shown: dict[str, Shown] = {}
    articles: dict[str, int] = {}

    def learn(self, path: str, output: Output | Bundle) -> None:
        """Note how an output shows what it shows, if that may ever be exchanged in it."""
        mentioned = _mentioned(output.view)
        if output.bodies or mentioned:
            numbers = (self.articles.setdefault(name, len(self.articles)) for name in mentioned)
            self.shown[path] = _shown(output, tuple(numbers))

    def affected(self, edits: Edits) -> Iterator[tuple[str, Shown]]:
        """The outputs that show something that is to be exchanged, by their paths."""
        articles = {number for name in edits.headlines if (number := self.articles.get(name)) is not None}
        for path, shown in self.shown.items():
            if not (edits.bodies.keys().isdisjoint(shown.bodies) and articles.isdisjoint(shown.articles)):
                yield path, shown


def planned_again(path: str, known: Shown, view: bytes, edits: Edits) -> Output | Bundle | None:
    """What the plan would have for a path after these edits. None when that cannot be said.

    `view` is the view that it had, as MessagePack.
    """
    kind = _named(known.view)
    if not (isinstance(kind, type) and issubclass(kind, View)):
        return None
    try:
        old = msgspec.msgpack.decode(view, type=kind)
    except msgspec.DecodeError:
        return None
    new = exchanged(old, edits)
    bodies = tuple(edits.bodies[name].digest if name in edits.bodies else name for name in known.bodies)
    producer: Any = _named(known.producer) if known.producer else None
    if known.is_bundle:
        return Bundle(path, new, producer, known.cause, bodies) if producer else None
    if not (known.template or producer):
        return None
    return Output(path, known.template, new, known.cause, producer, bodies)


def exchanged(value: Any, edits: Edits) -> Any:
    """A view after edits.

    A body stands in a BodyView, or by its digest in a field `body`; an article's headline in the field
    `title` of a view that says whose it is (`HEADLINE_OF`).
    """
    if isinstance(value, BodyView):
        body = edits.bodies.get(value.digest)
        return msgspec.structs.replace(value, digest=body.digest, words=body.words) if body else value
    if isinstance(value, View):
        changes = dict(_changes(value, edits))
        return msgspec.structs.replace(value, **changes) if changes else value
    if isinstance(value, tuple):
        found = tuple(exchanged(each, edits) for each in value)
        return value if all(new is old for new, old in zip(found, value, strict=True)) else found
    return value


def _changes(view: View, edits: Edits) -> Iterator[tuple[str, Any]]:
    headline = edits.headlines.get(_article(view))
    for name in view.__struct_fields__:
        old = getattr(view, name)
        if name == "title" and headline is not None:
            new = headline
        elif name == "body" and isinstance(old, str):
            new = edits.bodies[old].digest if old in edits.bodies else old
        else:
            new = exchanged(old, edits)
        if new is not old:
            yield name, new


def _article(view: View) -> str:
    """The address or id of the article whose headline a view shows; empty when it shows none."""
    whose: str = getattr(view, view.HEADLINE_OF) if view.HEADLINE_OF else ""
    return whose.partition("#")[0]


def _mentioned(view: View) -> dict[str, None]:
    """Every article whose headline a view shows, in order."""
    found: dict[str, None] = {}
    waiting = [view]
    while waiting:
        each = waiting.pop()
        if each.HEADLINE_OF:
            found[_article(each)] = None
        for name in _parts(type(each)):
            part = getattr(each, name)
            if isinstance(part, tuple):
                waiting.extend(part)
            elif part is not None:
                waiting.append(part)
    return found


@lru_cache(maxsize=256)
def _parts(kind: type[View]) -> tuple[str, ...]:
    """The fields of a view in which views stand that may show headlines, at any depth."""
    hints = get_type_hints(kind)
    return tuple(name for name in kind.__struct_fields__ if _may_show(hints[name]))


def _may_show(hint: Any) -> bool:
    """Whether a type such as `tuple[SummaryView, ...]` has room for a headline; views may nest."""
    waiting, seen = [hint], []
    while waiting:
        each = waiting.pop()
        waiting.extend(get_args(each))
        if isinstance(each, type) and issubclass(each, View) and each not in seen:
            seen.append(each)
            waiting.extend(get_type_hints(each).values())
    return any(each.HEADLINE_OF for each in seen)


def _shown(output: Output | Bundle, articles: tuple[int, ...]) -> Shown:
    template = output.template if isinstance(output, Output) else ""
    producer = _name_of(output.producer) if output.producer is not None else ""
    is_bundle = isinstance(output, Bundle)
    kind = _name_of(type(output.view))
    return Shown(kind, template, producer, output.cause, output.bodies, articles, is_bundle)


def _name_of(thing: Any) -> str:
    return f"{thing.__module__}:{thing.__qualname__}"


def _named(name: str) -> Any:
    """A class or function of our own, in a module that is loaded; None when there is no such thing."""
    module, _, inner = name.partition(":")
    return getattr(sys.modules.get(module), inner, None) if module.startswith(_OWN) else None
