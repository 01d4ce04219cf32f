"""A dossier for a court: the PDF with an index of exhibits, and each capture behind its article.

It holds captures, which readers never get: its name says so, no page offers it, and it is never published.
"""

import io
import logging
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

import msgspec

from dossierpress.model.article import Capture
from dossierpress.model.document import beside
from dossierpress.model.site import Site
from dossierpress.packages.book import BookView
from dossierpress.packages.parts import Binding, Part, parts_of
from dossierpress.packages.pdf import Edition, contents_of, identifier_of, pictures_of, style_of
from dossierpress.packages.press import Press
from dossierpress.packages.words import environment, said
from dossierpress.plan.outputs import Bodies
from dossierpress.read.files import LARGEST_FILE
from dossierpress.redaction.redactor import Redactor, redactor_of
from dossierpress.redaction.search import buried
from dossierpress.steps.reading import bytes_again

ENDING = "-PRIVATE-bundle.pdf"
INDEX = "exhibits"
# Formats of Pillow that a page of print can show.
_PICTURES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
# Where a page of a capture stands on a sheet, in points: within the margins, below the line that names it.
_SIDE, _TOP, _BOTTOM = 62.0, 92.0, 62.0


class Exhibit(NamedTuple):
    """A capture of an article: its number, its bytes, how many pages it has, or why it is not printed."""

    number: int
    article: str
    capture: Capture
    data: bytes
    mime: str = ""
    pages: int = 0
    why: str = ""

    @property
    def part(self) -> str:
        """The name of its part."""
        return f"exhibit-{self.number}"


def write_bundle(root: Path, site: Site, book: BookView, bodies: Bodies, paper: str) -> bytes:
    """The bundle. Raises StopBuildError."""
    rows = tuple(each for each in book.withheld if not any(str(cell).startswith("capture ") for cell in each))
    book = msgspec.structs.replace(book, withheld=rows)
    found = tuple(_exhibits(root, site, book))
    bound = parts_of(book, bodies)
    parts = tuple(_parts(book, Binding(book, bodies), bound.parts, found))
    held = {each.part: (each.mime, each.data) for each in found if each.mime.startswith("image/")}
    press = Press(style_of(paper), dict(pictures_of(book, bodies, bound.drawings)) | held)
    edition = Edition(press, book, parts)
    sheets = edition.sheets()
    # What others made is in it: it is tagged, but nobody can vouch for PDF/UA.
    made = press.bind(sheets, identifier_of(book), None)
    return _filled(made, [each for each in found if each.mime == "application/pdf"], edition.numbers)


def _exhibits(root: Path, site: Site, book: BookView) -> Iterator[Exhibit]:
    redactor = redactor_of(site.redactions)
    number = 0
    for view in book.articles:
        article = site.articles[view.citation.id]
        for capture in article.meta.captures:
            number += 1
            path = _lying(root, beside(article.path, capture.file))
            data = bytes_again(root, path, capture.sha256, LARGEST_FILE)
            mime, pages, why = _looked_at(path, data, redactor)
            yield Exhibit(number, view.page.address, capture, data, mime, pages, why)


def _lying(root: Path, path: str) -> str:
    """The path in the form in which its name lies on this disk."""
    forms = (path, normalize("NFC", path), normalize("NFD", path))
    return next((each for each in forms if (root / each).is_file()), path)


def _looked_at(path: str, data: bytes, redactor: Redactor) -> tuple[str, int, str]:
    """The type of a capture that can be printed and its pages; else why it cannot."""
    if redactor and buried(path, data, redactor) is not None:
        return "", 0, "it holds what is redacted, or cannot be searched for it"
    if b"%PDF-" in data[:1024]:
        pages = _pages(data)
        return ("application/pdf", len(pages), "") if pages else ("", 0, "it is damaged, or locked")
    mime = _picture(data)
    if mime and redactor:
        return "", 0, "a picture cannot be searched for what is redacted"
    return (mime, 1, "") if mime else ("", 0, "it is neither a PDF nor a picture")


def _picture(data: bytes) -> str:
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            return _PICTURES.get(image.format or "", "")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""


def _pages(data: bytes) -> list[Any]:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return []
        pages = list(pypdf.PdfWriter(clone_from=reader).pages)
        for page in pages:
            page.transfer_rotation_to_content()
            page.get_contents()
    except Exception:  # noqa: BLE001  a damaged PDF fails in any way that there is
        return []
    return pages


def _parts(
    book: BookView, binding: Binding, parts: Iterable[Part], found: Iterable[Exhibit]
) -> Iterator[Part]:
    """The parts of the book with the index in front, and each capture behind its article."""
    made, language = environment(book.site.language), book.site.language
    whole: list[Part] = []
    by_part: dict[str, list[Exhibit]] = {}
    for exhibit in found:
        by_part.setdefault(binding.names[exhibit.article], []).append(exhibit)
    titles = {each.page.address: each.summary.title for each in book.articles}
    known: dict[str, Any] = {"binding": binding, "site": book.site, "titles": titles}

    def part(name: str, template: str, title: str, level: int, **context: Any) -> Part:
        html = made.get_template(template).render(**known, title=title, **context)
        return Part(name, title, html, level)

    opening, *others = parts
    for each in others:
        whole.append(each)
        for exhibit in by_part.get(each.name, ()):
            title = f"{said(language, 'Exhibit')} {exhibit.number}"
            whole.append(part(exhibit.part, "exhibit.html", title, each.level, exhibit=exhibit))
    index = part(INDEX, "exhibits.html", said(language, "Index of exhibits"), 0, exhibits=tuple(found))
    yield opening
    yield contents_of(book, (opening, index, *whole))
    yield index
    yield from whole


def _filled(made: bytes, exhibits: list[Exhibit], numbers: dict[str, int]) -> bytes:
    """The PDF with the pages of captures on the sheets that wait for them."""
    if not exhibits:
        return made
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made))
    for exhibit in exhibits:
        for number, page in enumerate(_pages(exhibit.data), start=1):
            sheet = writer.pages[numbers[f"{exhibit.part}--sheet-{number}"] - 1]
            _place(sheet, page, pypdf.Transformation)
            _disarm(sheet)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _place(sheet: Any, page: Any, transformation: Callable[[], Any]) -> None:
    """Put a page on a sheet, as large as fits, never larger than it is."""
    box, paper = page.cropbox, sheet.mediabox
    width, height = float(paper.width) - 2 * _SIDE, float(paper.height) - _TOP - _BOTTOM
    scale = min(1.0, width / float(box.width), height / float(box.height))
    across = _SIDE + (width - scale * float(box.width)) / 2
    up = float(paper.height) - _TOP - scale * float(box.height)
    moved = (
        transformation().translate(-float(box.left), -float(box.bottom)).scale(scale).translate(across, up)
    )
    sheet.merge_transformed_page(page, moved)


def _disarm(sheet: Any) -> None:
    """Of what a page of a capture does, leave only links to the web."""
    for reference in sheet.get("/Annots", ()):
        note = reference.get_object()
        note.pop("/AA", None)
        action = note.get("/A")
        if action is not None and action.get_object().get("/S") not in ("/URI", "/GoTo"):
            del note["/A"]
