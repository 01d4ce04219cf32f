"""Annotations of pages: Hypothesis' JSON, W3C Web Annotations, and the highlights of Obsidian's clipper."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from dossierpress.imports.item import Batch, Highlight
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.libraries.reading import Export, listed_in, text_of, texts_of
from dossierpress.imports.text.plaintext import one_line

_WORLD: Final = "group:__world__"
_MARKED: Final = re.compile(r"==(?=\S)(?P<words>[^=\n](?:[^=\n]|=(?!=)|\n(?!\s*\n))*)==")
_SOURCE: Final = re.compile(r"(?m)^(?:source|url):[ \t]*[\"']?(?P<url>https?://[^\s\"']+)")


def read(export: Export, ledger: Ledger) -> Batch:
    """Every annotation that names a page; the others are named."""
    found = tuple(_clipped(export) if export.name.lower().endswith(".md") else _listed(export, ledger))
    if not found:
        raise export.fault("no annotation is in it", "export annotations as JSON")
    return Batch(tool="hypothesis", title=export.name, items=(), highlights=found)


def _listed(export: Export, ledger: Ledger) -> Iterable[Highlight]:
    for number, each in enumerate(_annotations(export.json())):
        place = f"{export.name}: annotation {number + 1}"
        highlights = list(_of_page(each, place)) if "highlights" in each else [_highlight(each, place)]
        for made in highlights:
            if made.urls and (made.words or made.note):
                yield made
            else:
                ledger.needs_hand(place, "this annotation names no page, or says nothing")


def _annotations(found: Any) -> list[dict[str, Any]]:
    """The annotations of an API's answer, a client's export, a page or a collection of them, or a list."""
    if isinstance(found, list):
        return [each for each in found if isinstance(each, dict)]
    if not isinstance(found, dict):
        return []
    for name in ("rows", "annotations", "items"):
        if name in found:
            return listed_in(found, name)
    if isinstance(found.get("first"), dict):
        return listed_in(found["first"], "items")
    return [found] if "target" in found else []


def _highlight(annotation: Mapping[str, Any], place: str) -> Highlight:
    targets = annotation.get("target")
    chosen = targets if isinstance(targets, list) else [targets]
    words = before = ""
    urls = texts_of(annotation.get("uri"))
    for target in chosen:
        urls += texts_of(target.get("source") if isinstance(target, dict) else target)
        if isinstance(target, dict) and isinstance(source := target.get("source"), dict):
            urls += texts_of(source.get("id") or source.get("@id"))
        for selector in _selectors(target):
            if not words and text_of(selector.get("exact")):
                words, before = text_of(selector.get("exact")), text_of(selector.get("prefix"))
    notes = [*texts_of(annotation.get("text")), *_bodies(annotation.get("body"))]
    tags = texts_of(annotation.get("tags"))
    notes += [", ".join(f"#{each}" for each in tags)] if tags else []
    readers = annotation.get("permissions")
    is_public = isinstance(readers, dict) and _WORLD in texts_of(readers.get("read"))
    return Highlight(
        words=one_line(words), note="\n\n".join(notes), before=before,
        urls=tuple(dict.fromkeys(urls)), origin=place, is_private=not is_public,
    )  # fmt: skip


def _selectors(target: Any) -> Iterable[Mapping[str, Any]]:
    """All selectors of a target, those that refine others too."""
    waiting = [target.get("selector")] if isinstance(target, dict) else []
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting = [*each, *waiting]
        elif isinstance(each, dict):
            yield each
            waiting.append(each.get("refinedBy"))


def _bodies(value: Any) -> Iterable[str]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict) and each.get("purpose") == "tagging":
            yield f"#{text_of(each.get('value'))}"
        elif text := text_of(each.get("value") if isinstance(each, dict) else each):
            yield text


def _of_page(page: Mapping[str, Any], place: str) -> Iterable[Highlight]:
    """What Obsidian's clipper keeps of a page: marked pieces of HTML, and notes to them."""
    for each in listed_in(page, "highlights"):
        words = one_line(text_of(each.get("text") or each.get("content")))
        notes = "\n\n".join(texts_of(each.get("notes") or each.get("note")))
        yield Highlight(words, notes, urls=tuple(texts_of(page.get("url"))), origin=place)


def _clipped(export: Export) -> Iterable[Highlight]:
    """A note of Obsidian's clipper: its source, and what is marked in it with `==`."""
    text = export.text()
    source = _SOURCE.search(text)
    if source is None:
        raise export.fault("this note does not say which page it is of", "write its address under `source`")
    for found in _MARKED.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Highlight(one_line(found["words"]), urls=(source["url"],), origin=f"{export.name}:{line}")
