"""Lays pages out for PDF: WeasyPrint, of the extra `pdf`, which gets what it is given and asks nobody."""

import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from dossierpress.exports import drawncard
from dossierpress.problems import Problem, StopBuildError

LIBRARY, EXTRA = "weasyprint", "dossierpress[pdf]"
OURS = "dossier:"
_FONTS = Path(drawncard.__file__).resolve().parent / "fonts"
# A sheet of paper that is laid out; only the library knows what is in it.
Sheet = Any
Pictures = Mapping[str, tuple[str, bytes]]


class Press:
    """One document in the making. Its parts are laid out one by one: all at once takes squares of time.

    `pictures` have the type and the bytes of each.
    """

    def __init__(self, style: str, pictures: Pictures) -> None:
        """Raises StopBuildError where the library, or what it needs of the system, is missing."""
        try:
            import weasyprint
            from PIL import ImageFile
            from weasyprint.text.fonts import FontConfiguration
            from weasyprint.urls import URLFetcher, URLFetcherResponse
        except (ImportError, OSError) as error:
            raise StopBuildError([_missing()]) from error

        ImageFile.LOAD_TRUNCATED_IMAGES = False  # the library lets half a picture pass, in the whole process

        class OwnFetcher(URLFetcher):  # type: ignore[misc]
            """Hands out our fonts and the pictures."""

            def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002
                """A font or a picture. Raises ValueError for anything else."""
                kind, _, name = url.removeprefix(OURS).partition("/")
                if not url.startswith(OURS):
                    raise ValueError(url)
                if kind == "font":
                    return URLFetcherResponse(url, (_FONTS / Path(name).name).read_bytes())
                mime, data = pictures[name]
                return URLFetcherResponse(url, data, {"Content-Type": mime})

        for name in (LIBRARY, "fontTools"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._html, self._fetcher = weasyprint.HTML, OwnFetcher()
        self._fonts, self._cache = FontConfiguration(), dict[str, Any]()
        self._style = weasyprint.CSS(string=style, url_fetcher=self._fetcher, font_config=self._fonts)
        self._first: Any = None

    def lay(self, text: str, name: str, settle: Callable[[ET.Element], None]) -> list[Sheet]:
        """A page of HTML as sheets; `settle` may change its elements before. Raises StopBuildError.

        What cannot be laid out is called by its `name`.
        """
        page = self._html(string=text, url_fetcher=self._fetcher)
        settle(page.etree_element)
        try:
            document = page.render(
                stylesheets=[self._style],
                font_config=self._fonts,
                cache=self._cache,
                pdf_variant="pdf/ua-1",
                presentational_hints=True,
            )
        except Exception as error:  # the library says of nothing what it raises
            raise StopBuildError([_unlaid(name)]) from error
        self._first = self._first or document
        return list(document.pages)

    def bind(self, sheets: Iterable[Sheet], identifier: bytes, variant: str | None = "pdf/ua-1") -> bytes:
        """The sheets as one tagged PDF."""
        whole = self._first.copy(list(sheets))
        made: bytes = whole.write_pdf(pdf_variant=variant, pdf_tags=True, pdf_identifier=identifier)
        return made


def anchors(sheet: Sheet) -> Iterable[str]:
    """The ids of what begins on a sheet."""
    return tuple(sheet.anchors)


def _unlaid(name: str) -> Problem:
    return Problem(
        path="site.yaml",
        code="no-pdf",
        message=f"WeasyPrint cannot lay out “{name}”",
        hint="look at the HTML in its text: tables within tables, and what is written for screens alone",
        line=1,
        column=1,
    )


def _missing() -> Problem:
    return Problem(
        path="site.yaml",
        code="no-pdf",
        message="a PDF cannot be made: WeasyPrint, or the library Pango that it needs, is not installed",
        hint=f"run: pip install '{EXTRA}'; Pango comes with the system (Debian: libpangoft2-1.0-0)",
        line=1,
        column=1,
    )
