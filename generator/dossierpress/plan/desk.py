"""The desk at which one page is planned: its only way to the site. What it hands out is the page's stamp.

A fact is one answer of the shelf, or one that is made of such answers. A page whose facts are all as they
were need not be planned again; which facts those are, nobody writes down: the desk notes what it gives.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, get_type_hints

import msgspec

from dossierpress.model.dates import Date
from dossierpress.model.document import ArticleDocument, Body, PageDocument
from dossierpress.model.links import Link, link_key
from dossierpress.plan.outputs import Cause, Output, output_of
from dossierpress.plan.routes import foreign
from dossierpress.plan.shelf import TEXTLESS, Fact, Shelf, digest_of_value
from dossierpress.plan.views import CitedView, DateView, View
from dossierpress.plan.words import date_view
from dossierpress.problems import Problem
from dossierpress.schema.config import Config

_ENCODER = msgspec.msgpack.Encoder()
NOTHING_THERE = "nothing is published at that address"
P = ParamSpec("P")
T = TypeVar("T")
# How each fact that is made of others is made, by its name.
_MAKERS: dict[str, Callable[..., Any]] = {}
# The names of those whose values are kept.
_KEPT: set[str] = set()


def fact(make: Callable[Concatenate["Desk", P], T]) -> Callable[Concatenate["Desk", P], T]:
    """Declare a fact that is made of others. It is made once a build, at a desk of its own."""
    name = make.__name__
    assert name not in _MAKERS, f"two facts are called {name}"
    _MAKERS[name] = make

    @wraps(make)
    def take(desk: "Desk", /, *about: P.args, **_none: P.kwargs) -> T:
        return desk.take((name, *about))  # type: ignore[arg-type, no-any-return]

    return take


def kept(make: Callable[Concatenate["Desk", P], T]) -> Callable[Concatenate["Desk", P], T]:
    """Declare a fact whose value is kept from build to build, where others have a digest kept.

    For what is small, and takes long to be made again for a page that needs it as it was.
    """
    _KEPT.add(make.__name__)
    return fact(make)


@cache
def _decoder(name: str) -> "msgspec.msgpack.Decoder[Any]":
    return msgspec.msgpack.Decoder(get_type_hints(_MAKERS[name])["return"])


def is_made(name: str) -> bool:
    """Whether facts of this name are made of others."""
    return name in _MAKERS


def _leaf(ask: Callable[Concatenate[Shelf, P], T]) -> Callable[Concatenate["Desk", P], T]:
    """Hand out one of the shelf's answers."""
    name = ask.__name__

    def take(desk: "Desk", /, *about: P.args, **_none: P.kwargs) -> T:
        return desk.take((name, *about))  # type: ignore[arg-type, no-any-return]

    take.__doc__ = ask.__doc__
    return take


class Facts:
    """Every fact that was asked for in one build, with what each was made of.

    `before` gives what was kept of a fact that is as it was.
    """

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.before: Callable[[Fact], bytes] = lambda _fact: b""
        self.stamps: dict[Fact, tuple[Fact, ...]] = {}
        self._values: dict[Fact, Any] = {}

    def value(self, fact: Fact) -> Any:
        """What a fact says now. Raises KeyError when it is about something that is not there."""
        try:
            return self._values[fact]
        except KeyError:
            pass
        make = _MAKERS.get(fact[0])
        if make is None:
            found = getattr(self.shelf, fact[0])(*fact[1:])
        elif fact[0] in _KEPT and (known := self.before(fact)):
            found = _decoder(fact[0]).decode(known)
        else:
            desk = Desk(self)
            found = make(desk, *fact[1:])
            self.stamps[fact] = tuple(desk.taken)
        self._values[fact] = found
        return found

    def digest(self, fact: Fact) -> bytes:
        """A digest of what a fact says now; empty when it is about something that is not there any more."""
        if not is_made(fact[0]):
            return self.shelf.digest(fact)
        try:
            value = self.value(fact)
            return _ENCODER.encode(value) if fact[0] in _KEPT else digest_of_value(value)
        except (LookupError, ValueError):
            return b""  # it is about something that went


class Desk:
    """Hands out facts and notes them in `taken`.

    `problems` and `to_check` gather what is wrong with the page: the latter are addresses on the site that
    it leads to, each with the problem that it is if nothing is published there.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.taken: dict[Fact, None] = {}
        self.problems: list[Problem] = []
        self.to_check: list[tuple[str, Problem]] = []

    def take(self, fact: Fact) -> Any:
        """One fact."""
        self.taken[fact] = None
        return self._facts.value(fact)

    calendar = _leaf(Shelf.calendar)
    claims = _leaf(Shelf.claims)
    dossier = _leaf(Shelf.dossier)
    dossiers = _leaf(Shelf.dossiers)
    examined = _leaf(Shelf.examined)
    file = _leaf(Shelf.file)
    found = _leaf(Shelf.cited)
    has_article = _leaf(Shelf.has_article)
    homes = _leaf(Shelf.homes)
    in_month = _leaf(Shelf.in_month)
    is_broken = _leaf(Shelf.is_broken)
    leading = _leaf(Shelf.leading)
    listed = _leaf(Shelf.listed)
    media = _leaf(Shelf.media)
    name = _leaf(Shelf.name)
    named = _leaf(Shelf.named)
    names_of = _leaf(Shelf.names)
    has_marks = _leaf(Shelf.has_marks)
    pages = _leaf(Shelf.pages)
    place = _leaf(Shelf.place)
    quotation = _leaf(Shelf.quotation)
    registered = _leaf(Shelf.registered)
    relative = _leaf(Shelf.relative)
    shown_name = _leaf(Shelf.shown_name)
    reserved = _leaf(Shelf.reserved)
    taken_down = _leaf(Shelf.taken_down)
    _config = _leaf(Shelf.config)
    _links = _leaf(Shelf.links)
    _template = _leaf(Shelf.template)
    _whole_article = _leaf(Shelf.whole_article)
    _whole_page = _leaf(Shelf.whole_page)
    _text_of_dossier = _leaf(Shelf.dossier_text)

    @fact
    def article(self, name: str) -> ArticleDocument:
        """What an article's file says, but for its text."""
        return msgspec.structs.replace(self._whole_article(name)[0], body=TEXTLESS)

    @fact
    def plain_page(self, name: str) -> PageDocument:
        """What a plain page's file says, but for its text."""
        return msgspec.structs.replace(self._whole_page(name)[0], body=TEXTLESS)

    @fact
    def mark(self, kind: str, name: str) -> str:
        """Whether an article or a page is a draft or under embargo."""
        return (self._whole_article(name) if kind == "article" else self._whole_page(name))[1]

    @fact
    def text(self, kind: str, name: str) -> Body:
        """The text of an article, a dossier or a page."""
        if kind == "dossier":
            return self._text_of_dossier(name)
        return (self._whole_article(name) if kind == "article" else self._whole_page(name))[0].body

    @fact
    def anchors(self, article: str) -> tuple[str, ...]:
        """The ids in the text of an article."""
        return self.text("article", article).ids

    @fact
    def known_link(self, address: str) -> Link | None:
        """What is known of an address outside."""
        return self._links().get(link_key(address))

    @property
    def config(self) -> Config:
        """The configuration."""
        return self._config()

    @property
    def language(self) -> str:
        """The site's language."""
        return self.config.language

    def date(self, date: Date | None) -> DateView | None:
        """A date that may not be set."""
        return None if date is None else date_view(date, self.language)

    def foreign(self, language: str) -> tuple[str, str]:
        """Language and direction of a text, both empty when they are the site's."""
        return foreign(language, self.language)

    def page(self, address: str, template: str, view: View, cause: Cause) -> Output:
        """A page for an address."""
        self._template(template)
        return output_of(address, template, view, cause)

    def cited(self, text: str, path: str, key: str) -> CitedView | None:
        """What a reference in front matter leads to; None when it is held back or broken."""
        found = self.found(text)
        hint = found.hint
        if found.why == "malformed":
            hint = "a reference is article, article#quote, dossier:id or claim:dossier/id"
        if found.why in ("malformed", "unknown"):
            self.problems.append(unknown(path, text, hint, key=key))
        return found.view

    def resolved(self, text: str) -> CitedView | None:
        """What a reference leads to; None where readers find nothing, whatever the reason."""
        return self.found(text).view

    def page_of(self, path: str) -> str:
        """The address of the page that a Markdown file becomes; empty when it becomes none."""
        found = self.file(path)
        return "" if found is None else found[0]

    def check(self, address: str, written: str, path: str, key: str) -> None:
        """Have it checked, when all outputs are known, that something is published at an address."""
        problem = unknown(path, written, NOTHING_THERE, key=key)
        self.to_check.append((address, replace(problem, code="broken-link")))

    def is_held(self, text: str) -> bool:
        """Whether a reference names something that readers may not see."""
        return self.found(text).why == "held"


def unknown(path: str, written: str, hint: str, *, key: str = "", text: str = "") -> Problem:
    """The problem of a link in a text, or of a reference under a key, that leads nowhere."""
    return Problem(
        path=path,
        code="broken-link" if text else "unknown-reference",
        message=f"`{written}` leads nowhere",
        hint=hint,
        key=key,
        text=text,
    )
