"""What importers of old sites share: a file read as keys and text, kinds of items, lists with their pages."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import urlsplit

from dossierpress.imports.item import Item, Markup
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.moments import day_of_name, day_of_path
from dossierpress.imports.sites.folder import Folder
from dossierpress.imports.sites.frontmatter import Front, plain, read_front, read_settings
from dossierpress.imports.sites.keys import Habits, item_of

MARKUPS: Final[Mapping[str, Markup]] = {
    **dict.fromkeys((".md", ".markdown", ".mkd", ".mdown", ".mmark"), "markdown"),
    **dict.fromkeys((".html", ".htm"), "html"),
    ".rst": "rst",
}
# Texts that no importer reads.
UNREAD: Final = frozenset((".adoc", ".asciidoc", ".org", ".textile", ".pandoc", ".ipynb", ".mdx"))


def read_file(folder: Folder, path: str, ledger: Ledger, *, headers: bool = False) -> Front | None:
    """A file in keys and text; what is wrong with its front matter is written down."""
    text = folder.text(path)
    if text is None:
        return None
    front = read_front(text, headers=headers)
    if front.fault == "mended":
        ledger.add("front matter that had to be mended", path)
    elif front.fault:
        ledger.needs_hand(path, front.fault)
    return front


def file_item(path: str, keys: Mapping[str, Any], body: str, ledger: Ledger, habits: Habits) -> Item:
    """An item of a file: its keys, and what its name and path say where they are silent."""
    item = item_of(keys, path, ledger, habits)
    day, rest = day_of_name(path)
    if not item.date and (found := day or day_of_path(path)):
        ledger.add("dates taken from the file's name or path", path, found)
        item = replace(item, date=found)
    stem = PurePosixPath(path).stem
    if stem in ("index", "_index", "README"):
        stem = day_of_name(PurePosixPath(path).parent.name)[1]
        rest = stem
    markup = MARKUPS.get(PurePosixPath(path).suffix.lower(), "markdown")
    return replace(item, name=item.name or rest or stem, path=path, markup=markup, body=body)


def settings_in(folder: Folder, names: Iterable[str]) -> dict[str, Any]:
    """The first of these configuration files that is there, as plain values with keys in small letters."""
    name = folder.first(names)
    text = folder.text(name) if name else None
    return lowered(plain(read_settings(name, text))) if text is not None else {}


def lowered(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings with their keys in small letters, as Hugo reads them."""
    return {
        str(key).lower(): lowered(value) if isinstance(value, dict) else value
        for key, value in settings.items()
    }


def as_list(value: Any) -> list[str]:
    """One value or several as a list of texts."""
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)] if value else []


def without(lists: Mapping[str, str], taken: Iterable[str]) -> dict[str, str]:
    """Lists but those whose addresses are taken."""
    return {address: tag for address, tag in lists.items() if address not in set(taken)}


def people_in(folder: Folder) -> dict[str, str]:
    """Authors by their short names, as themes keep them in `_data/`."""
    stems = (f"_data/{stem}.{form}" for stem in ("authors", "people") for form in ("yml", "yaml", "json"))
    name = folder.first(stems)
    text = folder.text(name) if name else None
    data = plain(read_settings(name, text)) if text is not None else {}
    return {
        str(short): str(facts["name"])
        for short, facts in data.items()
        if isinstance(facts, dict) and facts.get("name")
    }


def host_and_mount(address: str) -> tuple[str, str]:
    """The host of a site's address without `www.`, and the path below which it lies."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/")


def numbered_pages(address: str, count: int, size: int, pattern: str) -> list[str]:
    """The addresses of a list's pages. `pattern` says where in the list's own address the number stands."""
    pages = max(1, math.ceil(count / max(1, size)))
    return [address.rstrip("/") + pattern.format(number) for number in range(1, pages + 1)]


def apart(items: Iterable[Item], ledger: Ledger, sections: Mapping[str, str]) -> list[Item]:
    """Items as articles and pages: what is dated is an article, and what stands among such in its section.

    `sections` has for an item's path its section; empty for the top of the site, where only pages stand.
    """
    found = list(items)
    dated: dict[str, int] = {}
    for item in found:
        dated[sections[item.path]] = dated.get(sections[item.path], 0) + (1 if item.date else -1)
    made = []
    for item in found:
        section = sections[item.path]
        is_article = bool(section) and (bool(item.date) or dated[section] > 0)
        made.append(item if is_article else replace(item, kind="page"))
        if item.kind == "article" and not is_article:
            ledger.add("texts at the top or without a date, plain pages now", item.origin)
    return made
