"""HTML and reStructuredText as Markdown: on clip's path, with nothing left out but what readers never saw."""

import html
import re
from typing import Final

from lxml.html import HtmlElement

from dossierpress.clip.dom import EMBEDDED, tree_of
from dossierpress.clip.inline import escaped
from dossierpress.clip.lines import sheet_of
from dossierpress.clip.markdown_out import markdown_of
from dossierpress.imports.text.attributes import source_of
from dossierpress.imports.text.pieces import bracketed, titled
from dossierpress.imports.text.plaintext import one_line

# A host that nobody has: links without one lead there, until it is known what they name.
HOST: Final = "old-site.invalid"
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_IS_BLOCK: Final = re.compile(
    r"^\s*</?(?:p|div|ul|ol|li|h[1-6]|blockquote|table|pre|figure|hr|section|dl|details|iframe)\b",
    re.IGNORECASE,
)


def from_html(markup: str, address: str = "/") -> tuple[str, dict[str, bytes]]:
    """HTML as Markdown, and the pictures that were embedded in it, by the names that they have there."""
    base = f"https://{HOST}{address if address.startswith('/') else '/'}"
    tree = tree_of(f"<html><body>{markup}</body></html>", base)
    sheet = sheet_of(tree.root)
    shown: dict[HtmlElement, str] = {}
    captions: set[HtmlElement] = set()
    for each in sheet.pictures:
        shown[each.element] = _picture(each.element, captions)
    for line in sheet.lines:
        line.kept = not any(box in captions for box in (line.block, *line.block.iterancestors()))
    text = markdown_of(tree.root, sheet.lines, base, shown)
    return text, {name: data for name, (_, data) in tree.embedded.items() if data}


def from_text(text: str) -> str:
    """Plain text as Markdown: its paragraphs, and nothing in it that means something."""
    paragraphs = (" ".join(part.split()) for part in _PARAGRAPH.split(text.strip()))
    return from_html("".join(f"<p>{html.escape(part)}</p>" for part in paragraphs if part))[0]


def with_paragraphs(markup: str) -> str:
    """HTML as WordPress keeps it, where an empty line parts paragraphs and a single one breaks a line."""
    if re.search(r"<p[\s>]|<!-- wp:", markup):
        return markup
    parts = []
    for part in _PARAGRAPH.split(markup.strip()):
        is_block = _IS_BLOCK.match(part)
        parts.append(part if is_block else f"<p>{part.strip().replace(chr(10), '<br>' + chr(10))}</p>")
    return "\n\n".join(parts)


def _picture(element: HtmlElement, captions: set[HtmlElement]) -> str:
    """A picture of the page with the caption of its figure, unless another picture has taken that."""
    words = ""
    figure = next((each for each in element.iterancestors() if each.tag == "figure"), None)
    caption = next((each for each in figure.iter("figcaption")), None) if figure is not None else None
    if caption is not None and caption not in captions and not any(True for _ in caption.iter("img")):
        captions.add(caption)
        words = one_line("".join(caption.itertext()))
    address = source_of({str(name): str(value) for name, value in element.attrib.items()})
    address = address or (element.get("src") or "" if (element.get("src") or "").startswith(EMBEDDED) else "")
    alt = one_line(element.get("alt") or "")
    return f"![{escaped(alt)}](<{bracketed(address)}>{titled(words)})" if address else ""
