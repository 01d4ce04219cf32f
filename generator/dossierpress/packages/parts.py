"""A book as its parts, each a piece of XHTML: what EPUB binds into a book, and an offline page into one page.

A link between parts is written `part:NAME#id`, and a picture `file:NAME`; who binds the parts says what these
are there.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from dossierpress.packages.book import BookView
from dossierpress.packages.charts import draw_coverage, draw_timeline
from dossierpress.packages.texts import filled
from dossierpress.packages.words import environment, said
from dossierpress.packages.xhtml import without_forbidden, xhtml
from dossierpress.plan.addresses import absolute, address_of
from dossierpress.plan.outputs import Bodies
from dossierpress.plan.views import BodyView, View

OPENING = "dossier"
_DRAWINGS = ("timeline.svg", "coverage.svg")


class Part(NamedTuple):
    """A part of a book: its name, its title, its XHTML, how deep it stands in the contents, its language."""

    name: str
    title: str
    html: str
    level: int = 0
    language: str = ""
    direction: str = ""


class Parts(NamedTuple):
    """All parts of a book in their order, and the drawings that they show, by name."""

    parts: tuple[Part, ...]
    drawings: dict[str, bytes]


class Binding:
    """Where everything is in a book, and the texts of its bodies."""

    def __init__(self, book: BookView, bodies: Bodies) -> None:
        self._url = book.site.url
        self._bodies = bodies
        self._pictures = {address_of(each.path): each.path for each in book.files if each.format}
        self.names = {each.page.address: f"article-{n}" for n, each in enumerate(book.articles, start=1)}
        self._dossier = book.dossier.page.address
        self._anchors = {
            f"dp-{name}": name for name in ("timeline", "coverage", "claims", "figures", "changes")
        }
        self._anchors |= {each.anchor: "claims" for each in book.dossier.claims}
        self._claims = {each.address: each.anchor for each in book.dossier.claims}
        if not book.path:
            self._anchors |= {each.anchor: f"section-{n}" for n, each in enumerate(book.dossier.sections, 1)}

    def address(self, address: str) -> str:
        """Where an address leads: to a part, to the site, or out into the web; empty for nowhere."""
        if address.startswith("#"):
            return address
        path, mark, fragment = address.partition("#")
        if path in self.names:
            return f"part:{self.names[path]}{mark}{fragment}"
        if path in self._claims:
            return f"part:claims#{self._claims[path]}"
        if path == self._dossier:
            part = self._anchors.get(fragment, OPENING)
            return f"part:{part}{mark}{fragment}"
        if address.startswith(("https://", "http://", "mailto:")):
            return address
        return absolute(self._url, address) if self._url and address.startswith("/") else ""

    def source(self, address: str) -> str:
        """Where a picture of the site lies."""
        path = self._pictures.get(address, "")
        return f"file:{path}" if path else ""

    def text(self, body: BodyView) -> str:
        """A body as XHTML."""
        return xhtml(filled(body, self._bodies, lambda address: address), self.address, self.source)


def parts_of(book: BookView, bodies: Bodies) -> Parts:
    """The parts of a book."""
    drawings = dict(_drawings(book))
    return Parts(tuple(_parts(book, Binding(book, bodies), drawings)), drawings)


def _drawings(book: BookView) -> Iterator[tuple[str, bytes]]:
    dossier, say = book.dossier, partial(said, book.site.language)
    direction = book.site.direction
    if book.path:
        return
    if dossier.drawn_timeline and len(dossier.timeline) > 2:
        yield _DRAWINGS[0], draw_timeline(dossier.drawn_timeline, say("Timeline"), direction)
    if dossier.coverage:
        unnamed = (say("Other sources"), say("Source unknown"))
        yield _DRAWINGS[1], draw_coverage(dossier.coverage, say("Coverage"), unnamed, direction)


def _parts(book: BookView, binding: Binding, drawings: dict[str, bytes]) -> Iterator[Part]:
    site, dossier = book.site, book.dossier
    made = environment(site.language)

    say = partial(said, site.language)

    def part(name: str, template: str, title: str, level: int = 0, **context: Any) -> Part:
        page = context.pop("page", dossier)
        known = {each: getattr(page, each) for each in page.__struct_fields__}
        text = made.get_template(template).render(
            **known | context | {"binding": binding, "site": site, "title": title}
        )
        summary = getattr(page, "summary", None)
        return Part(
            name,
            title,
            without_forbidden(text),
            level,
            getattr(summary, "language", ""),
            getattr(summary, "direction", ""),
        )

    yield part(OPENING, "dossier.html", dossier.summary.title, path=book.path)
    pages: dict[str, View] = {each.page.address: each for each in book.articles}
    placed: set[str] = set()
    sections = () if book.path else dossier.sections
    for number, section in enumerate(sections, start=1):
        title = section.title or say("Articles" if len(sections) == 1 else "Further articles")
        yield part(f"section-{number}", "section.html", title, section=section)
        for member in (each for first in section.members for each in (first, *first.reprints)):
            address = member.article.address
            if address in pages and address not in placed:
                placed.add(address)
                yield part(
                    binding.names[address], "article.html", member.article.title, 1, page=pages[address]
                )
    for article in book.articles:
        if article.page.address not in placed:
            yield part(
                binding.names[article.page.address], "article.html", article.summary.title, page=article
            )
    if not book.path:
        yield from _findings(dossier, part, say, drawings)
    yield part("sources", "sources.html", say("References"), articles=book.articles)
    if book.withheld:
        yield part("withheld", "withheld.html", say("Withheld"), withheld=book.withheld)


def _findings(dossier: Any, part: Any, say: Any, drawings: dict[str, bytes]) -> Iterator[Part]:
    """What the curators have found: each part that has something in it."""
    timeline, coverage = (f"file:{name}" if name in drawings else "" for name in _DRAWINGS)
    if dossier.timeline:
        yield part("timeline", "timeline.html", say("Timeline"), drawing=timeline)
    if coverage:
        yield part("coverage", "coverage.html", say("Coverage"), drawing=coverage)
    if dossier.claims:
        yield part("claims", "claims.html", say("Claims"))
    if dossier.figures:
        yield part("figures", "figures.html", say("Figures compared"))
    if dossier.changes:
        yield part("changes", "changes.html", say("Changes to this dossier"))


def tree_of(parts: tuple[Part, ...]) -> list[tuple[Part, list[Part]]]:
    """The parts at the top, each with those below it."""
    tree: list[tuple[Part, list[Part]]] = []
    for part in parts:
        if part.level and tree:
            tree[-1][1].append(part)
        else:
            tree.append((part, []))
    return tree
