"""Films, posts and players that a page embeds in frames: nothing of them comes along but a link."""

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from dossierpress.clip.addresses import host_of, safe_address
from dossierpress.clip.lines import is_hidden, squeezed

# An element's mark: the address that its link leads to.
EMBED: Final = "data-dossierpress-embed"
_TAGS: Final = ("iframe", "embed", "object", "video", "audio")
_SOURCES: Final = ("src", "data-src", "data-lazy-src", "data-url", "data")
# Where a frame's address says how the page of the same thing is called.
_PAGES: Final = (
    (re.compile(r"//(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v|shorts)/([\w-]{6,})"), "https://www.youtube.com/watch?v={}"),
    (re.compile(r"//player\.vimeo\.com/video/(\d+)"), "https://vimeo.com/{}"),
    (re.compile(r"//(?:www\.)?dailymotion\.com/embed/video/(\w+)"), "https://www.dailymotion.com/video/{}"),
    (re.compile(r"//platform\.twitter\.com/embed/.*[?&]id=(\d+)"), "https://twitter.com/i/status/{}"),
    (re.compile(r"//(?:www\.)?instagram\.com/(p/[\w-]+)/embed"), "https://www.instagram.com/{}/"),
    (re.compile(r"//open\.spotify\.com/embed/(\w+/\w+)"), "https://open.spotify.com/{}"),
    (re.compile(r"//(?:www\.)?ted\.com/embed/(\S+)|//embed\.ted\.com/(\S+)"), "https://www.ted.com/{}"),
)  # fmt: skip
_SILENT: Final = re.compile(r"googletagmanager|doubleclick|googlesyndication|recaptcha|adservice|/ads?[./]")


def mark_embeds(root: HtmlElement, base: str) -> None:
    """Put in the place of each frame that shows something a mark that is told like a picture."""
    for element in [each for each in root.iter(*_TAGS) if each.getparent() is not None]:
        address = _address(element, base)
        if not address or is_hidden(element) or _is_tiny(element):
            continue
        mark = etree.SubElement(element.getparent(), "img")
        mark.set(EMBED, address)
        mark.set("alt", _title(element) or host_of(address))
        mark.tail, element.tail = element.tail, None
        element.getparent().replace(element, mark)


def _address(element: HtmlElement, base: str) -> str:
    inner = (source.get("src") for source in element.iter("source"))
    for source in (*(element.get(name) for name in _SOURCES), *inner):
        address = safe_address(source or "", base or "https:")
        if address.startswith("http") and not _SILENT.search(address):
            return _page(address)
    return ""


def _page(address: str) -> str:
    """The page that shows what a frame shows; the frame's own address where that is not known."""
    for pattern, page in _PAGES:
        if found := pattern.search(address):
            return page.format(next(part for part in found.groups() if part))
    query = parse_qs(urlsplit(address).query)
    said = next((query[name][0] for name in ("href", "url") if name in query), "")
    return safe_address(said) if said.startswith("http") and safe_address(said) else address


def _title(element: HtmlElement) -> str:
    return squeezed(element.get("title") or element.get("aria-label") or "")


def _is_tiny(element: HtmlElement) -> bool:
    return any((element.get(name) or "").removesuffix("px") in ("0", "1") for name in ("width", "height"))
