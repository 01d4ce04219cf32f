"""What a template prints is, wherever it stands, what Jinja alone would print."""

from typing import Any

import jinja2
import pytest
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from dossierpress.plan.views import NameView, View
from dossierpress.render.environment import _Environment as _Ours
from dossierpress.render.printing import printed


class _Further(View, frozen=True):
    """A view with a field whose name a dictionary has as a method, and with something that is no field."""

    name: str
    items: str = "an item"

    @property
    def address(self) -> str:
        return "no field"


class _Words(str):
    """A text of a class of its own."""

    __slots__ = ()


class _Element:
    def __html__(self) -> str:
        return "<b>own</b>"


class _Sly(str):
    """A text that says of itself that it is safe; Jinja believes it."""

    __slots__ = ()

    def __html__(self) -> str:
        return f"<i>{self}</i>"


class _Named:
    def __str__(self) -> str:
        return "<script>"


HOSTILE = "<script>alert(\"x\" & 'y')</script>"
VALUES: list[Any] = [
    *("", "plain", "é – “quoted”", HOSTILE, *"&<>\"'", "a\n<", "&amp;", "\x00<", "\ud83d\ude00>"),
    *(Markup("<b>safe</b>"), Markup("plain"), Markup("&amp;"), _Words(HOSTILE), _Words("plain")),
    *(_Element(), _Sly("plain"), _Named(), None, True, 0, -1.5, float("nan"), 1e99),
    *((HOSTILE, "plain"), [HOSTILE], {HOSTILE: HOSTILE}, {"name": HOSTILE, "_name": "private"}),
    *(NameView(HOSTILE, "/x/"), NameView("plain", ""), _Further(HOSTILE), [NameView("in a list", "")]),
]
SHOW = "{% macro show(x) %}<p>{{ x }}</p>{% endmacro %}"
TEMPLATES = {
    "text": "<p>{{ x }}</p>",
    "attribute": "<p title=\"{{ x }}\" class='{{ x }}'>",
    "macro": SHOW + "{{ show(x) }}",
    "macro in macro": SHOW + "{% macro two(x) %}{{ show(show(x)) }}{{ x }}{% endmacro %}{{ two(x) }}",
    "macro filtered": SHOW + "{{ show(x) | upper }}{{ show(x) | trim }}{{ show(x) | replace('<', x) }}",
    "macro compared": SHOW + "{{ show(x) == x }}{{ show(x) | length }}",
    "caller": "{% macro b() %}{{ caller() }}{% endmacro %}{% call b() %}{{ x }}{% endcall %}",
    "set block": "{% set t %}<i>{{ x }}</i>{% endset %}{{ t }}{{ t ~ x }}{{ [t, x] | join(x) }}",
    "bare set block": "{% set t %}{{ x }}{% endset %}{{ t }}{{ t ~ '<' }}{{ t | escape }}",
    "filtered set block": "{% set t | upper %}{{ x }}{% endset %}{{ t }}",
    "filter block": "{% filter upper %}{{ x }}{% endfilter %}",
    "concatenation": "{{ x ~ '<' }}{{ '<b>' | safe ~ x }}{{ x ~ x }}",
    "format": "{{ '<b>%s</b>' | format(x) }}{{ '<b>%s</b>' | safe | format(x) }}",
    "join": "{{ [x, '<', '<b>' | safe] | join(', ') }}{{ [x, x] | join('<' | safe) }}",
    "filters": "{{ x | safe }}{{ x | escape }}{{ x | forceescape }}{{ x | string }}{{ x | default('<') }}",
    "condition": "{{ x if x else '<' }}{{ x or '<none>' }}{{ not x }}",
    "loop": "{% for each in [x, [x]] %}{{ each }}{{ loop.index }}{% else %}{{ x }}{% endfor %}",
    "constant": "{{ '<' }}{{ 1 }}{{ none }}{{ '<b>' | safe }}",
    "block": "{% block a %}{{ x }}{% endblock %}{{ self.a() }}{{ self.a() | upper }}",
    "inherited": "{% extends 'block' %}{% block a %}{{ super() }}{{ x }}{% endblock %}",
    "included": "{% include 'text' %}{% include 'attribute' %}",
    "imported": "{% from 'macro' import show with context %}{{ show(x) }}{% import 'macro' as m %}{{ m }}",
    "switched off": "{% autoescape false %}{{ x }}{{ x ~ '<' }}{% endautoescape %}{{ x }}",
    "switched by a value": "{% autoescape y %}{{ x }}{% endautoescape %}",
    "switched on": "{% autoescape y %}{% autoescape true %}{{ x }}{% endautoescape %}{% endautoescape %}",
    "field": "{{ x.name }}{{ x.address }}",
    "field that may be missing": "{{ x.name is defined }}{{ x.name | default('<') }}{{ x.a is defined }}",
    "field of what is missing": "{{ x.nothing.name | default('<') }}{{ x.nothing.name }}",
    "fields of fields": "{{ x.name.nothing is defined }}{{ x.name.upper() }}",
    "field of what is made": "{{ [x, y][0].name }}{{ (x.name ~ '<').upper() }}{{ (x or y).name }}",
    "field that is private": "{{ x.__class__ }}",
    "field with an underscore": "{{ x._name }}",
    "struct's own": "{{ x.__struct_fields__ }}",
    "field named as a method": "{{ x.items }}",
    "fields in a loop": "{% for each in [x, x] if each.name %}{{ each.name }}{{ loop.last }}{% endfor %}",
    "fields of each": "{{ [x] | map(attribute='name') | join }}{{ [x] | selectattr('name') | list }}",
    "field in a condition": "{{ x.name if x.name else x.address }}{{ x.name and x.address }}",
    "field assigned": "{% set n = x.name %}{{ n }}{% set b %}{{ x.name }}{% endset %}{{ b }}",
    "defaults": "{% macro m(a, b='<', c=a) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(x) }}{{ m(x, x) }}",
    "named arguments": "{% macro m(a, b='<') %}{{ a }}{{ b }}{% endmacro %}{{ m(b=x, a=1) }}{{ m(x, b=x) }}",
    "lacking arguments": "{% macro m(a, b) %}{{ a }}{{ b is defined }}{{ b }}{% endmacro %}{{ m(x) }}",
    "too many arguments": SHOW + "{{ show(x, x) }}",
    "unknown arguments": SHOW + "{{ show(x, y=x) }}",
    "further arguments": "{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, x, z=x) }}",
    "caller that is named": "{% macro m(caller=none) %}{{ caller }}{% endmacro %}{{ m() }}{{ m(x) }}",
    "caller with one": "{% macro m() %}{{ caller(x) }}{% endmacro %}{% call(z) m() %}{{ z }}{% endcall %}",
    "caller that is missing": "{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}",
    "recursion": "{% macro m(a, n) %}{{ a }}{{ m(a, n - 1) if n }}{% endmacro %}{{ m(x, 2) }}",
    "macro in a block": SHOW + "{% block c %}{% set z = x %}{{ show(z) }}{% endblock %}",
    "macro in a loop": SHOW + "{% for each in [x] %}{% set z = each %}{{ show(z) }}{% endfor %}",
    "macro switched off": SHOW + "{% autoescape false %}{{ show(x) }}{{ show(x) ~ '<' }}{% endautoescape %}",
    "translated": "{% trans %}<b>{{ x }}</b>{% endtrans %}{{ _('<b>%(x)s</b>', x=x) }}",
}


def _outcome(kind: type[jinja2.Environment], name: str, **variables: Any) -> str:
    environment = kind(
        loader=jinja2.DictLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    try:
        return environment.get_template(name).render(**variables)
    except Exception as error:  # noqa: BLE001  a fault must be the same, too
        return repr(error)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_value_stands_in_every_place_as_jinja_puts_it(name: str) -> None:
    for value in VALUES:
        for is_on in (True, False):
            ours = _outcome(_Ours, name, x=value, y=is_on)
            assert ours == _outcome(ImmutableSandboxedEnvironment, name, x=value, y=is_on), repr(value)


def test_what_is_undefined_stays_an_error() -> None:
    assert "'x' is undefined" in _outcome(_Ours, "text")


def test_only_what_must_be_is_escaped() -> None:
    assert _outcome(_Ours, "text", x=HOSTILE).count("<") == 2
    assert printed("plain") == "plain"
    assert type(printed("plain")) is str
