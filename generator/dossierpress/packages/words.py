"""The templates of packages, and their words: those of the theme that every theme stands on."""

import gettext
import hashlib
import io
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from babel.messages.pofile import read_po
from jinja2.runtime import Context
from markupsafe import Markup

from dossierpress.plan.views import BodyView, ImageView
from dossierpress.plan.words import count_words
from dossierpress.read.themes import shipped

_HERE = Path(__file__).resolve().parent
_THEME = "plain"


@lru_cache(maxsize=8)
def environment(language: str) -> jinja2.Environment:
    """The environment of packages in a language."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([_HERE / "templates", _theme() / "templates"]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    one, several = _translations(language)
    made.install_gettext_callables(one, several, newstyle=True)  # type: ignore[attr-defined]
    made.filters |= {"place": _place, "source": _source, "text": _text, "paragraphs": _paragraphs}
    made.filters["number"] = lambda count: count_words(count, language)
    return made


@lru_cache(maxsize=1)
def surroundings() -> str:
    """A digest of all templates and words: what packages depend on besides their views and our own code."""
    whole = hashlib.sha256()
    for folder in (_HERE / "templates", _HERE / "messages", _theme() / "templates", _theme() / "messages"):
        for file in sorted(folder.iterdir()):
            whole.update(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def said(language: str, message: str) -> str:
    """A message in a language."""
    return _translations(language)[0](message)


def _theme() -> Path:
    return next(place / _THEME for place in shipped() if (place / _THEME).is_dir())


@lru_cache(maxsize=8)
def _translations(
    language: str,
) -> tuple[Callable[[str], str], Callable[[str, str, int], str]]:
    """What a message is in a language; what nobody translated stays English."""
    found: dict[Any, Any] = {}
    choose: Callable[[int], int] = lambda number: int(number != 1)  # noqa: E731
    for folder in (_theme() / "messages", _HERE / "messages"):
        file = next(
            (
                each
                for name in (language, language.split("-", maxsplit=1)[0])
                if (each := folder / f"{name}.po").is_file()
            ),
            None,
        )
        if file is None:
            continue
        catalogue = read_po(io.BytesIO(file.read_bytes()))
        if folder.parent != _HERE:
            choose = gettext.c2py(catalogue.plural_expr)
        found |= {
            message.id[0] if isinstance(message.id, (tuple, list)) else message.id: message.string
            for message in catalogue
            if message.string
        }

    def one(text: str) -> str:
        said = found.get(text, text)
        return said if isinstance(said, str) else said[0]

    def several(text: str, other: str, number: int) -> str:
        said = found.get(text)
        if isinstance(said, (tuple, list)):
            return str(said[min(choose(number), len(said) - 1)])
        return text if number == 1 else other

    return one, several


@jinja2.pass_context
def _place(context: Context, address: str) -> str:
    """Where an address of a view leads from here; empty for nowhere."""
    return str(context["binding"].address(address))


@jinja2.pass_context
def _source(context: Context, image: ImageView) -> str:
    """Where a picture lies from here; empty for one that is not in the package."""
    return str(context["binding"].source(image.address))


@jinja2.pass_context
def _text(context: Context, body: BodyView) -> Markup:
    """A body as XHTML."""
    return Markup(context["binding"].text(body))  # noqa: S704  READ has sanitised it, and `xhtml` writes it anew


def _paragraphs(text: str) -> Markup:
    """Plain text as paragraphs, cut at blank lines."""
    blocks = (" ".join(block.split()) for block in str(text).split("\n\n"))
    return Markup("\n").join(Markup("<p>{}</p>").format(block) for block in blocks if block)
