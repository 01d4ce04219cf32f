"""Pictures of a page: those that the capture holds are brought along, with caption and credit."""

import hashlib
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from lxml.html import HtmlElement

from dossierpress.clip.addresses import safe_address
from dossierpress.clip.dom import EMBEDDED
from dossierpress.clip.embeds import EMBED
from dossierpress.clip.inline import escaped
from dossierpress.clip.lines import Line, Sheet, squeezed
from dossierpress.model.wordcount import words_of

_ENDINGS: Final = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}
_SMALLEST: Final = 96  # pixels: smaller ones are marks and trackers
_MOST: Final = 60
_SOURCES: Final = ("src", "data-src", "data-lazy-src", "data-original", "data-srcset", "srcset")
_CAPTION: Final = re.compile(r"caption|legend|\bcredit|bildunterschrift|légende", re.IGNORECASE)
_CREDIT: Final = re.compile(
    r"(?:^|[\s(\[|.])(?P<credit>(?:photo(?:graph)?s?(?: credit)?|image(?: credit)?s?|picture|credits?|foto|crédit(?: photo)?|bild|фото|©|写真|صورة)\s*(?:by|:|/|von|de)?\s*[:©/]?\s*(?P<who>[^()\[\]]{2,80}?))[)\]]?\s*$",
    re.IGNORECASE,
)
_OUTSIDE: Final = frozenset({"nav", "aside", "footer", "form", "header"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of the article: its file and bytes where the capture holds it, else its address."""

    element: HtmlElement
    file: str
    data: bytes
    address: str
    alt: str
    caption: str
    credit: str
    is_lead: bool
    source: str = ""

    def markdown(self) -> str:
        """How it stands in the text: a figure, or a link that its caption names."""
        words = " ".join(
            part
            for part in (
                self.caption,
                f"({self.credit})" if self.credit and self.credit not in self.caption else "",
            )
            if part
        )
        if self.file:
            title = words.replace("\\", "").replace('"', "”").replace("<", "‹").replace(">", "›")
            title = f' "{title}"' if title else ""
            return f"![{escaped(self.alt or words)}]({self.file}{title})"
        if not words:
            return ""
        return f"[{escaped(words)}]({self.address})" if self.address else f"*{escaped(words)}*"


class Album:
    """Chooses and names the pictures of one page."""

    def __init__(
        self, base: str, embedded: Mapping[str, tuple[str, bytes]], held: Callable[[str], bytes | None]
    ) -> None:
        self._base, self._embedded, self._held = base, embedded, held
        self._names: dict[str, str] = {}

    def of(self, sheet: Sheet, headline: int) -> list[Shown]:
        """The pictures between headline and end of the text; their captions are taken out of the lines."""
        kept = [number for number, line in enumerate(sheet.lines) if line.kept]
        if not kept:
            return []
        first, last = kept[0], kept[-1]
        begin = headline + 1 if 0 <= headline < first else max(0, first - 3)
        roof = _roof([sheet.lines[number].block for number in kept])
        by_box: dict[HtmlElement, list[Line]] = {}
        for line in sheet.lines:
            for each in (line.block, *line.block.iterancestors()):
                by_box.setdefault(each, []).append(line)
        found: list[Shown] = []
        for picture in sheet.pictures:
            inside = begin <= picture.at <= last + 1
            if not inside or len(found) >= _MOST or self._is_outside(picture.element, roof):
                continue
            caption = _caption(picture.element, by_box)
            shown = self._shown(picture.element, caption, is_lead=picture.at <= first)
            if shown is not None and (shown.file or shown.caption):
                found.append(shown)
                for line in caption:
                    line.kept, line.why = False, "caption"
        return found

    def _is_outside(self, element: HtmlElement, roof: HtmlElement) -> bool:
        for each in element.iterancestors():
            if each is roof:
                return False
            if each.tag in _OUTSIDE:
                return True
        return False

    def _shown(self, element: HtmlElement, lines: list[Line], *, is_lead: bool) -> Shown | None:
        words = squeezed(" ".join(line.text for line in lines))
        caption, credit = _split_credit(words)
        alt = squeezed(element.get("alt") or element.get("title") or "")
        if marked := element.get(EMBED):
            address = safe_address(marked, self._base)
            return Shown(element, "", b"", address, alt, caption or alt, credit, is_lead=False)
        address = ""
        for source in self._sources(element):
            data = self._bytes(source)
            name = self._name(data) if data else ""
            if name and data:
                beside = "" if source.startswith(EMBEDDED) else source
                return Shown(element, name, data, "", alt, caption, credit, is_lead, beside)
            address = address or safe_address(source, self._base)
        if _is_tiny(element):
            return None
        return Shown(
            element, "", b"", address if address.startswith("http") else "", alt, caption, credit, is_lead
        )

    def _sources(self, element: HtmlElement) -> list[str]:
        found = []
        parent = element.getparent()
        sets = (
            [source.get("srcset") or "" for source in parent.iter("source")]
            if parent is not None and parent.tag == "picture"
            else []
        )
        for value in (*(element.get(name) or "" for name in _SOURCES), *sets):
            parts = [part.split()[0] for part in re.split(r",\s+", value.strip()) if part.split()]
            found.extend(reversed(parts))
        return found

    def _bytes(self, source: str) -> bytes:
        if source.startswith(EMBEDDED):
            return self._embedded.get(source, ("", b""))[1]
        for name in (source, urljoin(self._base, source)):
            if (data := self._held(name)) is not None:
                return data
        return b""

    def _name(self, data: bytes) -> str:
        """The name that a picture gets; empty for what is none, or too small to be one of an article."""
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._names:
            ending = _ending(data)
            taken = sum(bool(name) for name in self._names.values())
            self._names[digest] = f"picture-{taken + 1}.{ending}" if ending else ""
        return self._names[digest]


def _ending(data: bytes) -> str:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            large = picture.width >= _SMALLEST and picture.height >= _SMALLEST // 2
            return _ENDINGS.get(picture.format or "", "") if large else ""
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""


def _is_tiny(element: HtmlElement) -> bool:
    sizes = [element.get(name) or "" for name in ("width", "height")]
    return any(size.isdecimal() and int(size) < _SMALLEST for size in sizes)


def _roof(blocks: list[HtmlElement]) -> HtmlElement:
    """The smallest box around all kept lines."""
    chains = [[block, *block.iterancestors()] for block in blocks]
    shared = set(chains[0]).intersection(*map(set, chains[1:]))
    return next(each for each in chains[0] if each in shared)


def _caption(element: HtmlElement, by_box: Mapping[HtmlElement, list[Line]]) -> list[Line]:
    """The lines of a picture's caption: in its figure, or in a box beside it that is called so."""
    for box in list(element.iterancestors())[:5]:
        if box.tag == "figure":
            return [line for line in by_box.get(box, []) if len(line.words) < 120]
        lines = by_box.get(box, [])
        if lines:
            called = [line for line in lines if _is_called(line, box)]
            few = len(lines) <= 4 and sum(len(line.words) for line in lines) < 90
            return called if few else []
    return []


def _is_called(line: Line, box: HtmlElement) -> bool:
    for each in (line.block, *line.block.iterancestors()):
        if each.tag == "figcaption" or _CAPTION.search(each.get("class") or ""):
            return True
        if each is box:
            return False
    return False


def _split_credit(words: str) -> tuple[str, str]:
    """A caption without the credit at its end, and the credit."""
    found = _CREDIT.search(words)
    if found is None or len(words_of(found["who"])) > 8 or not found.start("credit"):
        return words, ""
    return words[: found.start("credit")].rstrip(" ([|"), squeezed(found["credit"])
