"""Filters for texts: paragraphs, headlines in short, and the marks of a text's language."""

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from dossierpress.plan.brief import shortened
from dossierpress.plan.scripts import is_written_in, language_in_letters
from dossierpress.plan.views import View
from dossierpress.plan.words import direction_of

# Of a headline that is repeated in a list, so many letters are shown.
_BRIEF = 110


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs, cut at blank lines."""
    blocks = (" ".join(block.split()) for block in str(text).split("\n\n"))
    return Markup("\n").join(Markup("<p>{}</p>").format(block) for block in blocks if block)


def brief(text: str) -> str:
    """A headline where it is repeated: no longer than three lines or so."""
    return shortened(str(text), _BRIEF)


@jinja2.pass_context
def language_marks(context: Context, text: str, item: View | None = None, *, plain: bool = False) -> Markup:
    """The attributes `lang` and `dir` of a text: what its item says, or its letters, or at least `auto`.

    With `plain`, a text in plain letters on a page from left to right goes without.
    """
    site, text = context["site"].language, str(text)
    said: str = getattr(item, "language", "")
    if not (said and is_written_in(text, said)):
        said = language_in_letters(text)
    if not said or said == site:
        is_plain = plain and text.isascii() and context["site"].direction == "ltr"
        return Markup() if is_plain else Markup(' dir="auto"')
    return Markup(' lang="{}" dir="{}"').format(said, direction_of(said))
