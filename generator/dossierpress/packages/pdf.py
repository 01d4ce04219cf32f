"""A book as PDF: tagged, with bookmarks, notes at the foot of the page, and every address in print."""

import uuid
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

from markupsafe import Markup

from dossierpress.packages.book import BookView
from dossierpress.packages.footnotes import to_the_foot
from dossierpress.packages.onepage import Ids, ids_of, on_one_page
from dossierpress.packages.parts import OPENING, Part, parts_of, tree_of
from dossierpress.packages.press import OURS, Pictures, Press, Sheet, anchors
from dossierpress.packages.words import environment, said
from dossierpress.plan.outputs import Bodies
from dossierpress.plan.views import View

PAPERS = ("a4", "letter")
CONTENTS = "contents"
_TEMPLATES = Path(__file__).resolve().parent / "templates"
# What stands for the number of a page that is not known yet, and how often all may be laid out again.
_UNKNOWN, _ROUNDS = "000", 4


class PdfView(View, frozen=True):
    """A book, and the paper that it is for."""

    book: BookView
    paper: str = PAPERS[0]


def write_pdf(view: PdfView, bodies: Bodies) -> bytes:
    """The book. Raises StopBuildError where the library, or what it needs of the system, is missing."""
    book = view.book
    bound = parts_of(book, bodies)
    parts = (bound.parts[0], contents_of(book, bound.parts), *bound.parts[1:])
    press = Press(style_of(view.paper), pictures_of(book, bodies, bound.drawings))
    return press.bind(Edition(press, book, parts).sheets(), identifier_of(book))


def contents_of(book: BookView, parts: tuple[Part, ...]) -> Part:
    """The contents, as a part that stands after the first."""
    page = environment(book.site.language).get_template("pdfcontents.html")
    return Part(CONTENTS, said(book.site.language, "Contents"), page.render(tree=tree_of(parts[1:])))


def style_of(paper: str) -> str:
    """The style sheet for a paper."""
    sheets = ((_TEMPLATES / name).read_text(encoding="utf-8") for name in ("style.css", "pdf.css"))
    return "".join((*sheets, f"@page {{ size: {paper}; }}\n"))


def pictures_of(book: BookView, bodies: Bodies, drawings: Mapping[str, bytes]) -> Pictures:
    """The pictures of a book and its drawings, by the names that parts have for them."""
    files = {each.path: (f"image/{each.shown}", bodies[each.path]) for each in book.files if each.format}
    return files | {name: ("image/svg+xml", data) for name, data in drawings.items()}


def identifier_of(book: BookView) -> bytes:
    """What tells a book from others, and is the same at every build."""
    return uuid.uuid5(uuid.NAMESPACE_URL, book.dossier.page.canonical + book.name).bytes


class Edition:
    """The parts of a book on numbered sheets."""

    def __init__(self, press: Press, book: BookView, parts: tuple[Part, ...]) -> None:
        self._press, self._book, self._parts = press, book, parts
        self._ids: Ids = ids_of(parts)
        self._laid: dict[str, tuple[tuple[int, Mapping[str, int]], list[Sheet]]] = {}
        self.numbers: dict[str, int] = {}

    def sheets(self) -> Iterable[Sheet]:
        """All sheets. A part is laid out again when its first page, or a page that it names, has moved."""
        for _ in range(_ROUNDS):
            before = dict(self.numbers)
            self._lay_all()
            if self.numbers == before:
                break
        return [sheet for part in self._parts for sheet in self._laid[part.name][1]]

    def _lay_all(self) -> None:
        start = 0
        found: dict[str, int] = {}
        for part in self._parts:
            # Only lists of articles name pages: numbers in every text would have all laid out twice.
            is_text = part.name.startswith("article-")
            state = start, {} if is_text else self.numbers
            if part.name not in self._laid or self._laid[part.name][0] != state:
                settle = partial(_settled, numbers=None if is_text else self.numbers, word=self._word(part))
                sheets = self._press.lay(self._page(part, start), part.title, settle)
                self._laid[part.name] = state, sheets
            sheets = self._laid[part.name][1]
            for number, sheet in enumerate(sheets, start=start + 1):
                for name in anchors(sheet):
                    found.setdefault(name, number)
            start += len(sheets)
        self.numbers = found

    def _word(self, part: Part) -> str:
        """What stands before the number of a page: the contents have numbers alone."""
        return "" if part.name == CONTENTS else f"{said(self._book.site.language, 'Page')} "

    def _page(self, part: Part, start: int) -> str:
        down = 0 if part.name == OPENING else part.level + 1
        html = on_one_page(part, self._ids, _picture, down)
        book = self._book
        return (
            environment(book.site.language)
            .get_template("pdf.html")
            .render(
                site=book.site,
                dossier=book.dossier,
                title=f"{book.title}: {book.path}" if book.path else book.title,
                touched=book.touched,
                part=part,
                is_first=part.name == OPENING,
                html=Markup(html),  # noqa: S704  `xhtml` wrote it
                start=start,
            )
        )


def _picture(name: str) -> str:
    return f' src="{OURS}picture/{name}"'


def _settled(page: ET.Element, numbers: Mapping[str, int] | None, word: str) -> None:
    """Notes go where they are called; a link to elsewhere says its address, one within the book its page."""
    to_the_foot(page)
    for link in page.iter("a"):
        address = link.get("href", "")
        classes = link.get("class", "").split()
        if address.startswith(("https://", "http://")):
            shown = "".join(link.itertext()).strip().removesuffix("/")
            plain = address.removesuffix("/")
            if shown not in (plain, plain.partition("//")[2]):
                link.set("class", " ".join((*classes, "out")))
        elif address.startswith("#") and not classes and numbers is not None:
            link.set("data-page", f"{word}{numbers.get(address[1:], _UNKNOWN)}")
