"""PDF with a text layer: its lines put together into paragraphs again, running heads as lines."""

import io
import logging
import re
from collections import Counter
from typing import Final

import pypdf
from pypdf.errors import PyPdfError

from dossierpress.clip.page import Page, UnopenableError

_MOST_PAGES: Final = 300
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-\u00ad]$")
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def open_pdf(data: bytes) -> Page:
    """Open a PDF."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnopenableError("this PDF is locked with a password", "save it without one")
        pages = [page.extract_text() or "" for page in reader.pages[:_MOST_PAGES]]
        facts = reader.metadata
        title = str((facts.title if facts else "") or "").strip()
        author = str((facts.author if facts else "") or "").strip()
        made = facts.creation_date if facts else None
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
        OSError,
    ) as error:
        raise UnopenableError("this PDF is damaged", "open it in another program and save it anew") from error
    text = paragraphs(pages)
    if not text.strip():
        raise UnopenableError(
            "this PDF holds pictures of text, but no text", "run a text recognition over it first"
        )
    return Page(
        kind="pdf", text=text, title=title, author=author, written=made.date().isoformat() if made else ""
    )


def paragraphs(pages: list[str]) -> str:
    """The lines of pages as paragraphs. A head or foot that runs through the pages is a line of its own."""
    split = [[line.strip() for line in page.splitlines()] for page in pages]
    edges = Counter(_bare(line) for lines in split for line in {*lines[:2], *lines[-2:]} if line)
    running = {line for line, count in edges.items() if count > 2 and count * 2 > len(pages)}
    widths = sorted(len(line) for lines in split for line in lines if line)
    full = widths[len(widths) * 3 // 4] * 0.8 if widths else 0
    found: list[str] = []
    heads: list[str] = []
    text, goes_on = "", False
    for line in (line for lines in split for line in lines):
        if _bare(line) in running:
            heads.append(line)  # a paragraph may go on over the turn of a page
            continue
        if not line or not goes_on:
            found.extend(each for each in (text, *heads) if each)
            text, heads = "", []
        if line:
            glue = "" if not text or _HYPHEN.search(text) else " "
            text = f"{text if glue else _HYPHEN.sub('', text)}{glue}{line}"
        goes_on = len(line) >= full
    found.extend(each for each in (text, *heads) if each)
    return "\n\n".join(found)


def _bare(line: str) -> str:
    """A running line without its page number."""
    return re.sub(r"\d+", "", line).strip().casefold()
