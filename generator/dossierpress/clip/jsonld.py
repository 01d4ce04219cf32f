"""JSON-LD of a page, repaired where it is not JSON: what it says about the article."""

import html as entities
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml.html import HtmlElement

ARTICLES: Final = frozenset(
    (
        "article newsarticle blogposting reportagenewsarticle opinionnewsarticle analysisnewsarticle "
        "backgroundnewsarticle reviewnewsarticle askpublicnewsarticle liveblogposting socialmediaposting "
        "report scholarlyarticle techarticle advertisercontentarticle satiricalarticle discussionforumposting"
    ).split()
)
_PAGES: Final = frozenset("webpage itempage creativework review recipe".split())
_INNER: Final = "@graph mainEntity mainEntityOfPage hasPart itemListElement article".split()
_LARGEST: Final = 1_000_000
_MOST_NODES: Final = 2_000
_DEEPEST: Final = 12


def article_of(root: HtmlElement) -> dict[str, Any]:
    """What JSON-LD says about the article of a page; nothing where it says nothing."""
    nodes = list(_nodes(root))
    for kinds in (ARTICLES, _PAGES):
        for node in nodes:
            if kinds & _types(node) and (
                node.get("headline") or node.get("name") or node.get("datePublished")
            ):
                return node
    return {}


def organisation_of(root: HtmlElement) -> str:
    """The name of the site or its publisher, where JSON-LD says it beside the article."""
    for wanted in ("newsmediaorganization", "organization", "website"):
        for node in _nodes(root):
            if wanted in _types(node) and (name := text_of(node.get("name"))):
                return name
    return ""


def kinds_of(node: dict[str, Any]) -> frozenset[str]:
    """The types of a node, in small letters."""
    return frozenset(_types(node))


def text_of(value: Any) -> str:
    """A value as one line of text: itself, its name, or the first of a list."""
    if isinstance(value, list):
        return next((text for each in value if (text := text_of(each))), "")
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value") or value.get("url") or "")
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        text = entities.unescape(entities.unescape(str(value)))
        return re.sub(r"\s+", " ", re.sub(r"<[^<>]*>", " ", text)).strip()
    return ""


def texts_of(value: Any) -> list[str]:
    """A value as a list of lines."""
    values = value if isinstance(value, list) else [value]
    return [text for each in values if (text := text_of(each))]


def loads(text: str) -> Any:
    """Read JSON as pages write it. None when nothing can be made of it."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = re.sub(r"^/?\*?\s*<!\[CDATA\[\s*\*?/?|/?\*?\s*\]\]>\s*\*?/?$", "", text).strip().rstrip(";")
    for attempt in (text, _repaired(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _repaired(text: str) -> str:
    """JSON without what is no JSON: comments, trailing commas, bad escapes, line breaks in strings."""
    text = re.sub(r"[\x00-\x1f]+", " ", text)
    text = re.sub(r"(?<![:\"'\w])/\*.*?\*/", " ", text)
    text = re.sub(r"\\(?![\"\\/bfnrtu])", r"\\\\", text)
    text = re.sub(r",(?=\s*[}\]])", "", text)
    text = re.sub(r"([{,]\s*)([A-Za-z_@]\w*)(\s*:)", r'\1"\2"\3', text)
    text = re.sub(r"([}\]\"])\s*(?=\"[\w@]+\"\s*:)", r"\1,", text)
    opened = text.count("{") - text.count("}")
    return text + "}" * opened if 0 < opened < 5 and not text.rstrip().endswith(("]", ",")) else text


def _nodes(root: HtmlElement) -> Iterator[dict[str, Any]]:
    left = _MOST_NODES
    for script in root.iter("script"):
        if (
            "ld+json" not in (script.get("type") or "").lower()
            or not script.text
            or len(script.text) > _LARGEST
        ):
            continue
        stack: list[tuple[Any, int]] = [(loads(script.text), 0)]
        while stack and left:
            node, depth = stack.pop(0)
            left -= 1
            if isinstance(node, list) and depth < _DEEPEST:
                stack.extend((each, depth + 1) for each in node)
            elif isinstance(node, dict):
                yield node
                if depth < _DEEPEST:
                    inner = (node.get(key) for key in _INNER)
                    stack.extend((each, depth + 1) for each in inner if isinstance(each, dict | list))


def _types(node: dict[str, Any]) -> set[str]:
    return {text.rsplit("/", 1)[-1].lower() for text in texts_of(node.get("@type"))}
