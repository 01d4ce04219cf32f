"""What became of each text: which files show it, and how they were made. Kept with the last build.

When nothing but texts was edited, the plan is the last one, but for the names of those texts: this
finds the files that show one of them, and gives back what the plan had for each.
"""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from dossierpress.model.document import Body
from dossierpress.plan.outputs import Bundle, Cause, Output
from dossierpress.plan.views import BodyView, View

_OWN = "dossierpress."


class Shown(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An output that shows texts (`bodies`), but for its view: of that the class is named."""

    view: str
    template: str
    producer: str
    cause: Cause
    bodies: tuple[str, ...]
    is_bundle: bool = False


class Texts(msgspec.Struct, array_like=True):
    """By a file's path under the root: the key under which its reading is kept, and its text's digest.

    By an output's path: how it came to show its texts.
    """

    keys: dict[str, bytes] = {}
    names: dict[str, str] = {}
    shown: dict[str, Shown] = {}


def known_texts(packed: msgspec.Raw) -> Texts:
    """Texts as they were kept."""
    return msgspec.msgpack.decode(packed, type=Texts)


def shown(output: Output | Bundle) -> Shown:
    """What is to be remembered of an output."""
    template = output.template if isinstance(output, Output) else ""
    producer = _name_of(output.producer) if output.producer is not None else ""
    is_bundle = isinstance(output, Bundle)
    return Shown(_name_of(type(output.view)), template, producer, output.cause, output.bodies, is_bundle)


def planned_again(path: str, known: Shown, view: bytes, swaps: Mapping[str, Body]) -> Output | Bundle | None:
    """What the plan would have for a path, were texts exchanged. None when that cannot be said.

    `view` is the view that it had, as MessagePack; `swaps` are the new bodies by the old digests.
    """
    kind = _named(known.view)
    if not (isinstance(kind, type) and issubclass(kind, View)):
        return None
    try:
        old = msgspec.msgpack.decode(view, type=kind)
    except msgspec.DecodeError:
        return None
    new = exchanged(old, swaps)
    bodies = tuple(swaps[name].digest if name in swaps else name for name in known.bodies)
    producer: Any = _named(known.producer) if known.producer else None
    if known.is_bundle:
        return Bundle(path, new, producer, known.cause, bodies) if producer else None
    if not (known.template or producer):
        return None
    return Output(path, known.template, new, known.cause, producer, bodies)


def exchanged(value: Any, swaps: Mapping[str, Body]) -> Any:
    """A view with other texts: wherever it has a body, or the digest of one in a field `body`."""
    if isinstance(value, BodyView):
        body = swaps.get(value.digest)
        return msgspec.structs.replace(value, digest=body.digest, words=body.words) if body else value
    if isinstance(value, View):
        changes = dict(_changes(value, swaps))
        return msgspec.structs.replace(value, **changes) if changes else value
    if isinstance(value, tuple):
        found = tuple(exchanged(each, swaps) for each in value)
        return value if all(new is old for new, old in zip(found, value, strict=True)) else found
    return value


def _changes(view: View, swaps: Mapping[str, Body]) -> Iterator[tuple[str, Any]]:
    for name in view.__struct_fields__:
        old = getattr(view, name)
        if name == "body" and isinstance(old, str):
            new = swaps[old].digest if old in swaps else old
        else:
            new = exchanged(old, swaps)
        if new is not old:
            yield name, new


def _name_of(thing: Any) -> str:
    return f"{thing.__module__}:{thing.__qualname__}"


def _named(name: str) -> Any:
    """A class or function of our own, in a module that is loaded; None when there is no such thing."""
    module, _, inner = name.partition(":")
    return getattr(sys.modules.get(module), inner, None) if module.startswith(_OWN) else None
