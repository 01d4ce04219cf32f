"""The words of a theme's interface that its catalogues do not translate."""

import io
from collections.abc import Iterable

from babel.messages.pofile import PoFileError, read_po
from jinja2.ext import babel_extract

from dossierpress.problems import Problem
from dossierpress.read.themes import Layer

MESSAGES, TEMPLATES = "messages/", "templates/"
FUNCTIONS = ("_", "gettext", "ngettext")


def untranslated(layers: tuple[Layer, ...], theme: str) -> Iterable[Problem]:
    """A warning for each message of the theme's own templates that some language lacks.

    `layers` are the theme and what it extends, the nearest first. Their catalogues say which languages
    are meant: a theme without any, that extends none, speaks one language on purpose.
    """
    known = _translated(layers)
    for path, data in sorted(layers[0].files.items()) if layers else ():
        if not path.startswith(TEMPLATES):
            continue
        try:
            found = list(babel_extract(io.BytesIO(data), FUNCTIONS, [], {"encoding": "utf-8-sig"}))
        except UnicodeDecodeError:
            continue  # the build told of it, as of a template that Jinja cannot read
        for line, _, parts, _ in found:
            message = next((part for part in (parts if isinstance(parts, tuple) else (parts,)) if part), "")
            lacking = sorted(language for language, words in known.items() if message not in words)
            if lacking:
                yield Problem(
                    path=f"{theme}/{path}",
                    code="not-translated",
                    message=f"`{message}` is not translated into {', '.join(lacking)}",
                    hint=f"add it to {theme}/{MESSAGES}{lacking[0]}.po",
                    line=line,
                    column=1,
                    severity="warning",
                )


def _translated(layers: tuple[Layer, ...]) -> dict[str, set[str]]:
    """For each language, the messages that a catalogue has words for."""
    known: dict[str, set[str]] = {}
    for layer in layers:
        for path, data in layer.files.items():
            if not path.startswith(MESSAGES) or not path.endswith(".po"):
                continue
            words = known.setdefault(path.removeprefix(MESSAGES).removesuffix(".po"), set())
            try:
                catalogue = read_po(io.BytesIO(data), abort_invalid=True)
            except PoFileError:
                continue  # the build told of it
            for entry in catalogue:
                forms = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
                if forms and all(forms):
                    words.add(entry.id if isinstance(entry.id, str) else entry.id[0])
    return known
