"""What a reader's browser would run or load in a page: for the hostile sites."""

import re
from typing import Any
from urllib.parse import urlsplit

import html5lib

# Elements that run, embed or redirect; only the theme's own scripts and styles may stand in a page.
LIVE = {
    "animate", "applet", "base", "embed", "foreignobject", "form", "frame", "frameset", "iframe",
    "input", "math", "noscript", "object", "set", "style", "svg", "template", "textarea", "xmp",
}  # fmt: skip
# What a browser loads and plays: only from the site itself.
PLAYED = {"audio", "source", "track", "video"}
ADDRESSES = {
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "srcset",
    "poster",
    "data",
    "background",
    "ping",
}
HARMLESS = {"", "http", "https", "mailto", "tel"}


def live_parts(page: bytes, *, theme_draws: bool = False) -> list[str]:
    """Everything in a page that is live and not the theme's own; empty when the page is safe.

    `theme_draws` says that the theme has forms, buttons and drawings of its own.
    """
    found: list[str] = []
    document = html5lib.parse(page, namespaceHTMLElements=False)
    for element in document.iter():
        name = element.tag.rsplit("}", maxsplit=1)[-1].lower() if isinstance(element.tag, str) else ""
        if name in LIVE and not theme_draws and not _is_drawing(element):
            found.append(f"<{name}>")
        if name == "script" and not _is_own(element.get("src") or ""):
            found.append(f"<script src={element.get('src')!r}>{element.text}")
        if (
            name == "meta"
            and element.get("http-equiv", "").lower() == "refresh"
            and "url=/" not in element.get("content")
        ):
            found.append("a refresh")
        for attribute, value in element.attrib.items():
            key = str(attribute).rsplit("}", maxsplit=1)[-1].lower()
            if key.startswith("on") or key in ("style", "srcdoc"):
                found.append(f"<{name} {key}={value!r}>")
            if name in PLAYED and key in ("src", "poster") and urlsplit(value).netloc:
                found.append(f"<{name} {key}={value!r}>")
            if key in ADDRESSES and not _is_harmless(value):
                found.append(f"<{name} {key}={value!r}>")
    return found


def _is_drawing(element: Any) -> bool:
    """A drawing of the theme's; no content keeps an `<svg>`, whatever its class."""
    return str(element.tag).endswith("svg") and "dp-drawing" in (element.get("class") or "").split()


def _is_own(source: str) -> bool:
    return source.startswith("/assets/") and ".." not in source


def _is_harmless(address: str) -> bool:
    squeezed = re.sub(r"[\x00-\x20\x7f-\x9f]", "", address)
    return urlsplit(squeezed).scheme.lower() in HARMLESS
