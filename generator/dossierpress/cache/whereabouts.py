"""Where texts and headlines are shown, and by what: kept with the last build.

When nothing else was edited, the plan is the last one with other texts and headlines in it: this finds
the files that show one of them, and gives back what the plan had for each.
"""

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, get_args, get_type_hints

import msgspec

from dossierpress.model.document import Body
from dossierpress.plan.outputs import Bundle, Cause, Output
from dossierpress.plan.views import BodyView, View

# Where views and producers are. Few builds need those of one export: its module is loaded for them only.
_ROOMS = ("dossierpress.exports.", "dossierpress.plan.")


@dataclass(frozen=True, slots=True)
class Edits:
    """What is to be exchanged: bodies by their old digests, headlines by an article's address and its id."""

    bodies: Mapping[str, Body] = field(default_factory=dict)
    headlines: Mapping[str, str] = field(default_factory=dict)


class Shown(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """How an output came to be, but for its view: of that the class is named. It shows the texts `bodies`."""

    view: str
    template: str
    producer: str
    cause: Cause
    bodies: tuple[str, ...] = ()
    is_bundle: bool = False


_ENCODER = msgspec.msgpack.Encoder()
_SHOWN = msgspec.msgpack.Decoder(Shown)
_NUMBERS = msgspec.msgpack.Decoder(list[int])


class _Index:
    """By name, the numbers of outputs. What was written down stays packed until it is asked for."""

    def __init__(self, written: msgspec.Raw | None = None) -> None:
        self._written = written
        self._numbers: dict[str, list[int] | msgspec.Raw] = {}

    def _opened(self) -> dict[str, list[int] | msgspec.Raw]:
        if self._written is not None:
            self._numbers = msgspec.msgpack.decode(self._written, type=dict[str, msgspec.Raw])
            self._written = None
        return self._numbers

    def add(self, name: str, number: int) -> None:
        """One more output under a name."""
        numbers = self._opened().get(name)
        if isinstance(numbers, list):
            numbers.append(number)
        else:
            self._numbers[name] = [*self.at(name), number]

    def at(self, name: str) -> list[int]:
        """The outputs under a name."""
        found = self._opened().get(name, [])
        return _NUMBERS.decode(found) if isinstance(found, msgspec.Raw) else found

    def take(self, name: str) -> list[int]:
        """The outputs under a name, which goes."""
        numbers = self.at(name)
        self._opened().pop(name, None)
        return numbers

    def written(self) -> msgspec.Raw | dict[str, list[int] | msgspec.Raw]:
        """All of it, as it can be packed."""
        return self._written if self._written is not None else self._numbers


class _Pages(msgspec.Struct, array_like=True):
    """What is written down of all files, in parts of which an edit needs only some."""

    keys: dict[str, bytes]
    names: dict[str, str]
    shown: dict[str, msgspec.Raw]
    texts: msgspec.Raw
    headlines: msgspec.Raw


class Whereabouts:
    """Which outputs show what.

    By a file's path under the root: the key under which its reading is kept (`keys`), and its text's digest
    (`names`). By an output's path: how it came to be. `texts` and `headlines` lead to the outputs that show
    them: a text goes by its digest, a headline by the address and the id by which views tell whose they show.
    """

    def __init__(self) -> None:
        self.keys: dict[str, bytes] = {}
        self.names: dict[str, str] = {}
        self.texts = _Index()
        self.headlines = _Index()
        self._shown: dict[str, msgspec.Raw] = {}

    @classmethod
    def read(cls, written: bytes) -> "Whereabouts":
        """What was written down. Raises msgspec.DecodeError."""
        found = cls()
        pages = msgspec.msgpack.decode(written, type=_Pages)
        found.keys, found.names, found._shown = pages.keys, pages.names, pages.shown
        found.texts, found.headlines = _Index(pages.texts), _Index(pages.headlines)
        return found

    def written(self) -> bytes:
        """All of it, as it is written down."""
        indexes = (self.texts.written(), self.headlines.written())
        return _ENCODER.encode((self.keys, self.names, self._shown, *indexes))

    def learn(self, path: str, output: Output | Bundle) -> None:
        """Note how an output shows what it shows, if that may ever be exchanged in it."""
        if path in self._shown:
            return
        mentioned = _mentioned(output.view)
        if output.bodies or mentioned:
            number = len(self._shown)
            self._shown[path] = msgspec.Raw(_ENCODER.encode(_shown(output)))
            for name in dict.fromkeys(output.bodies):
                self.texts.add(name, number)
            for name in mentioned:
                self.headlines.add(name, number)

    def exchange(self, edits: Edits) -> None:
        """Know the texts of these edits by their new digests, all at once. Headlines are where they were."""
        shown_by = {old: self.texts.take(old) for old in edits.bodies}
        paths = list(self._shown)
        for number in sorted({number for numbers in shown_by.values() for number in numbers}):
            shown = _SHOWN.decode(self._shown[paths[number]])
            again = msgspec.structs.replace(shown, bodies=renamed(shown.bodies, edits))
            self._shown[paths[number]] = msgspec.Raw(_ENCODER.encode(again))
        for old, numbers in shown_by.items():
            for number in numbers:
                self.texts.add(edits.bodies[old].digest, number)

    def affected(self, edits: Edits) -> dict[str, Shown]:
        """The outputs that show something that is to be exchanged, by their paths."""
        found: set[int] = set()
        for name in edits.bodies:
            found.update(self.texts.at(name))
        for name in edits.headlines:
            found.update(self.headlines.at(name))
        paths = list(self._shown)
        return {(path := paths[number]): _SHOWN.decode(self._shown[path]) for number in sorted(found)}


def renamed(bodies: tuple[str, ...], edits: Edits) -> tuple[str, ...]:
    """The digests of texts after these edits."""
    return tuple(edits.bodies[name].digest if name in edits.bodies else name for name in bodies)


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
    bodies = renamed(known.bodies, edits)
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


def _shown(output: Output | Bundle) -> Shown:
    template = output.template if isinstance(output, Output) else ""
    producer = _name_of(output.producer) if output.producer is not None else ""
    is_bundle = isinstance(output, Bundle)
    kind = _name_of(type(output.view))
    return Shown(kind, template, producer, output.cause, output.bodies, is_bundle)


def _name_of(thing: Any) -> str:
    return f"{thing.__module__}:{thing.__qualname__}"


def _named(name: str) -> Any:
    """A view's class or a producer, in the rooms where those are; None when there is no such thing."""
    module, _, inner = name.partition(":")
    if not module.startswith(_ROOMS):
        return None
    try:
        return getattr(importlib.import_module(module), inner, None)
    except ImportError:
        return None
