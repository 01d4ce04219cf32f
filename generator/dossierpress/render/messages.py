"""The words of a theme in the site's language: what `_` and `ngettext` are in its templates."""

import gettext
import io
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import jinja2
from babel.messages.pofile import read_po
from jinja2.nodes import EvalContext
from markupsafe import Markup

from dossierpress.plan.words import count_words


class Gettext:
    """What `_` and `gettext` are in templates: the message in the site's language, filled in.

    Whole numbers among what fills it stand in the digits of that language.
    """

    def __init__(self, translate: Callable[[str], str], language: str) -> None:
        self._translate, self._language = translate, language
        # Safe as they are: they are the theme's own.
        self._marked = cache(lambda message: Markup(translate(message)))  # noqa: S704

    @jinja2.pass_eval_context
    def __call__(self, evaluation: EvalContext, message: str, /, **variables: Any) -> str:
        """The message, filled in."""
        if evaluation.autoescape:
            text: str = self._marked(message)
        else:
            text = self._translate(message)
        return text % in_digits(variables, self._language) if variables or "%" in text else text


def in_digits(variables: dict[str, Any], language: str) -> dict[str, Any]:
    """What fills a message, with whole numbers as readers of a language write them."""
    return {
        name: count_words(value, language) if type(value) is int else value
        for name, value in variables.items()
    }


def ngettext_of(
    choose: Callable[[str, str, int], str], language: str
) -> Callable[[EvalContext, str, str, int], str]:
    """What `ngettext` is in templates, where a message has a form for each number."""

    @jinja2.pass_eval_context
    def ngettext(
        evaluation: EvalContext, singular: str, plural: str, number: int, /, **variables: Any
    ) -> str:
        text = choose(singular, plural, number)
        if evaluation.autoescape:
            text = Markup(text)  # noqa: S704  the theme's own
        return text % in_digits({"num": number, **variables}, language)

    return ngettext


def translations(
    messages: Iterable[bytes],
) -> tuple[Callable[[str], str], Callable[[str, str, int], str]]:
    """Gettext and ngettext over the theme's catalogues; what none translates stays English."""
    single: dict[str, str] = {}
    several: dict[str, tuple[tuple[str, ...], Callable[[int], int]]] = {}
    for source in reversed(tuple(messages)):
        catalogue = read_po(io.BytesIO(source), abort_invalid=True)
        choose = gettext.c2py(catalogue.plural_expr)
        for message in catalogue:
            if isinstance(message.id, tuple | list):
                forms = tuple(str(form) for form in message.string or ())
                if forms and all(forms):
                    several[message.id[0]] = (forms, choose)
            elif isinstance(message.id, str) and isinstance(message.string, str) and message.string:
                single[message.id] = message.string

    def one(text: str) -> str:
        return single.get(text, text)

    def many(text: str, other: str, number: int) -> str:
        if text in several:
            forms, choose = several[text]
            return forms[min(choose(number), len(forms) - 1)]
        return text if number == 1 else other

    return one, many
