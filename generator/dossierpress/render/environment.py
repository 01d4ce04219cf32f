"""The Jinja environment of a theme: autoescape on, undefined is an error, and the filters of the contract."""

import re
from collections.abc import Callable, MutableMapping
from functools import lru_cache
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

from dossierpress.formats.bibtex import bibtex
from dossierpress.formats.coins import coins
from dossierpress.formats.csl import csl_json
from dossierpress.formats.linkeddata import json_ld
from dossierpress.formats.metatags import citation_tags
from dossierpress.formats.ris import ris
from dossierpress.formats.wikipedia import cite_news
from dossierpress.plan.addresses import absolute, href
from dossierpress.plan.citationviews import natural
from dossierpress.plan.outputs import pieces_of
from dossierpress.plan.views import BodyImageView, BodyView, ImageView, View
from dossierpress.plan.words import count_words, language_name
from dossierpress.render.assets import marked
from dossierpress.render.images import TEXT_SIZES, picture
from dossierpress.render.messages import Gettext, ngettext_of, translations
from dossierpress.render.opening import opening
from dossierpress.render.printing import PrintingGenerator, printed
from dossierpress.render.texts import brief, language_marks, paragraphs
from dossierpress.render.theme import KeyedTheme, Template, Theme

# Under this name a page's context holds the texts of its bodies; no template can write it.
BODIES = "bodies of the page"
# What both parsers make of `[TOC]`.
_CONTENTS_CLASS = '<div class="toc">'
_CONTENTS = re.compile(rf"{_CONTENTS_CLASS}\n<ul>.*?</ul>\n</div>\n?", re.DOTALL)


class UnknownAsset(jinja2.TemplateError):
    """A template names an asset that the theme does not have."""


class _Loader(jinja2.BaseLoader):
    def __init__(self, templates: dict[str, Template]) -> None:
        self._templates = templates

    def get_source(
        self, _environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The source under a name; its file name is what messages show."""
        found = self._templates.get(template)
        if found is None:
            raise jinja2.TemplateNotFound(template)
        return found.source, found.shown, lambda: True


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox that knows views: their fields are plain data, so reading one needs no further check.

    What was parsed to see which templates it uses is not parsed again when it is compiled.
    """

    code_generator_class = PrintingGenerator
    printed = staticmethod(printed)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.fields = _Fields()  # which compiled templates look into, see `printing`
        self._parsed: dict[str, nodes.Template] = {}

    def parse(self, source: str, name: str | None = None, filename: str | None = None) -> nodes.Template:
        """The nodes of a source, which are kept until it is compiled."""
        self._parsed[source] = super().parse(source, name, filename)
        return self._parsed[source]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return self._parsed.pop(source, None) or super()._parse(source, name, filename)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template knows. Nothing is added to it later, so it need not be looked for in layers."""
        return {**self.globals, **(d or {})}

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro or our own gettext straight away, anything else through the sandbox.

        A macro comes from a template and cannot be marked as unsafe, so there is nothing to check.
        """
        kind = type(obj)
        if kind is Macro or kind is Gettext:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            if kind is Macro and not (obj.caller or obj.catch_varargs or obj.catch_kwargs):
                return _called(obj, context.eval_ctx, args, kwargs)
            return obj(context.eval_ctx, *args, **kwargs)
        return super().call(context, obj, *args, **kwargs)


class _Fields(dict[type, frozenset[str]]):
    """By class, the names that a template may read of it without further check."""

    def __missing__(self, kind: type) -> frozenset[str]:
        """The fields of a view, and what `loop` tells; nothing of anything else."""
        if issubclass(kind, View):
            names = frozenset(kind.__struct_fields__)
        elif kind is LoopContext:
            names = frozenset(name for name in dir(kind) if not name.startswith("_"))
        else:
            names = frozenset()
        self[kind] = names
        return names


def _called(macro: Macro, evaluation: EvalContext, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
    """What a macro makes whose arguments all have names. Jinja's own way there is longer, to the same."""
    lacking = macro.arguments[len(arguments) :]
    given = [named.get(name, missing) for name in lacking] if lacking else ()
    if len(arguments) > len(macro.arguments) or (named and not named.keys() <= set(lacking)):
        return macro(evaluation, *arguments, **named)  # which says what is wrong
    made = macro._func(*arguments, *given)  # noqa: SLF001  there is no other way in
    return str.__new__(Markup, made) if evaluation.autoescape else made


def environment_of(theme: Theme) -> jinja2.Environment:
    """The environment that renders a theme's templates."""
    return _environment(KeyedTheme(theme))


@lru_cache(maxsize=8)
def _environment(keyed: KeyedTheme) -> jinja2.Environment:
    theme = keyed.theme
    environment = _Environment(
        loader=_Loader(dict(theme.templates)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=-1,
        auto_reload=False,
        bytecode_cache=theme.compiled.under(theme.constants) if theme.compiled else None,
        extensions=["jinja2.ext.i18n"],
    )
    environment.globals |= {"theme": dict(theme.settings)}
    environment.filters |= {
        "href": _href,
        "html": _html,
        "opening": _opening,
        "picture": _picture,
        "natural_name": natural,
        "paragraphs": paragraphs,
        "asset": _asset_filter(theme),
        "absolute": _absolute,
        "bibtex": lambda citation: bibtex([citation]),
        "citation_tags": citation_tags,
        "cite_news": cite_news,
        "coins": coins,
        "csl_json": lambda citation: csl_json([citation]),
        "json_ld": lambda view: Markup(json_ld(view)),  # noqa: S704  nothing in it can end its element
        "ris": lambda citation: ris([citation]),
        "brief": brief,
        "language_marks": language_marks,
        "number": lambda count: count_words(count, theme.language),
        "language_name": lambda tag: language_name(str(tag), theme.language),
    }
    singular, plural = translations(theme.messages)
    environment.install_gettext_callables(singular, plural, newstyle=True)  # type: ignore[attr-defined]
    environment.globals |= dict.fromkeys(("_", "gettext"), Gettext(singular, theme.language))
    environment.globals["ngettext"] = ngettext_of(plural, theme.language)
    return environment


@jinja2.pass_context
def _href(context: Context, address: str) -> str:
    """An address as it must stand in an attribute of this page."""
    site = context["site"]
    page = context["page"].address if site.relative else ""
    return href(str(address), page, site.base, relative=site.relative)


@jinja2.pass_context
def _absolute(context: Context, address: str) -> str:
    """The web address of an address on the site; empty for a site without `url`."""
    return absolute(context["site"].url, str(address)) if context["site"].url else ""


@jinja2.pass_context
def _html(context: Context, body: BodyView, *, contents: bool = True) -> Markup:
    """A body with its internal links filled in, and without its `[TOC]` where the page has a list."""
    parts = pieces_of(context[BODIES][body.digest])
    pieces = [parts[0]]
    for link, part in zip(body.links, parts[1:], strict=True):
        pieces += (_inline(context, link), part)
    whole = "".join(pieces)
    if not contents and _CONTENTS_CLASS in whole:
        whole = _CONTENTS.sub("", whole)
    return Markup(whole)  # noqa: S704  READ has sanitised every part


@jinja2.pass_context
def _opening(context: Context, body: BodyView) -> str:
    """The first sentences of a body as plain text, as long as a page's description may be."""
    return opening(pieces_of(context[BODIES][body.digest]))


def _inline(context: Context, link: str | BodyImageView) -> str:
    if isinstance(link, str):
        return str(escape(_href(context, link)))
    return picture(
        link.image, lambda address: _href(context, address), link.attributes, TEXT_SIZES, width=link.width
    )


@jinja2.pass_context
def _picture(context: Context, image: ImageView, sizes: str = TEXT_SIZES, *, eager: bool = False) -> Markup:
    """A picture in every size; `sizes` is how wide it is shown, `eager` for the one that is seen first."""
    alt = Markup('alt="{}"').format(image.alt)
    return picture(image, lambda address: _href(context, address), alt, sizes, eager=eager)


def _asset_filter(theme: Theme) -> Callable[[Context, str], str]:
    @jinja2.pass_context
    def asset(context: Context, name: str) -> str:
        if name not in theme.assets:
            raise UnknownAsset(f"the theme has no asset `{name}`")
        return _href(context, "/" + marked(name))

    return asset
