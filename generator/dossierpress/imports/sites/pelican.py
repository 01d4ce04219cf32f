"""Pelican: articles and pages with headers, at the addresses that its settings give."""

import datetime as dt
import re
import string
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from docutils.core import publish_doctree
from docutils.nodes import Element, docinfo, title

from dossierpress.imports.item import Batch, Item
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.sites.folder import Folder
from dossierpress.imports.sites.frontmatter import Front
from dossierpress.imports.sites.keys import Habits, folded
from dossierpress.imports.sites.oldsite import (
    MARKUPS,
    as_list,
    file_item,
    host_and_mount,
    numbered_pages,
    read_file,
    without,
)
from dossierpress.imports.sites.pelicanconf import settings_of
from dossierpress.imports.text.attributes import attributes_in
from dossierpress.imports.text.recipes import REFERENCE
from dossierpress.imports.text.restructured import SETTINGS
from dossierpress.model.dates import date_or_none

CONFIGS: Final = ("pelicanconf.py", "publishconf.py")
_OWN: Final = frozenset(("url", "saveas", "translation", "template"))
_LINK: Final = re.compile(
    r"(?:\{(?P<kind>filename|static|attach|index)\}|\|(?P<old>filename)\|)(?P<target>[^\s()<>\"'`]*)"
    r"|(?:\{(?P<list>tag|category|author)\}|\|(?P<old_list>tag|category)\|)"
    r"(?P<name>(?:[^()<>\"'`\n]*[^\s()<>\"'`])?)"  # names have spaces
)
_META: Final = re.compile(r"<meta\b(?P<rest>[^<>]*)>", re.IGNORECASE)
_TITLE: Final = re.compile(r"<title[^<>]*>(?P<title>.*?)</title\s*>", re.DOTALL | re.IGNORECASE)
_BODY: Final = re.compile(r"<body[^<>]*>(?P<body>.*)</body\s*>", re.DOTALL | re.IGNORECASE)


def read(folder: Folder, ledger: Ledger) -> Batch:
    """Everything that a Pelican site holds."""
    return _Pelican(folder, ledger).batch()


class _Pelican:
    def __init__(self, folder: Folder, ledger: Ledger) -> None:
        self.folder, self.ledger = folder, ledger
        self.config = settings_of(*(folder.text(name) or "" for name in CONFIGS if folder.has(name)))
        path = str(self.config["PATH"]).strip("/").removeprefix("./").strip(".")
        self.content = path if path and (folder.root / path).is_dir() else "content"
        self.habits = Habits(splits=",", own=_OWN)
        self.lists: dict[str, str] = {}
        self.members: dict[tuple[str, str], int] = {}

    def batch(self) -> Batch:
        """The site as a batch."""
        host, mount = host_and_mount(str(self.config["SITEURL"]))
        paths = self.folder.below(self.content)
        pages = tuple(
            f"{self.content}/{each.strip('/')}/" for each in as_list(self.config["PAGE_PATHS"]) if each
        )
        excluded = tuple(
            f"{self.content}/{each.strip('/')}/" for each in as_list(self.config["ARTICLE_EXCLUDES"]) if each
        )
        items: list[Item] = []
        served: dict[str, str] = {}
        for path in paths:
            if PurePosixPath(path).suffix.lower() not in MARKUPS or path.startswith(excluded):
                served[self._served(path)] = path
            elif (item := self._item(path, is_page=path.startswith(pages))) is not None:
                items.append(item)
        self._count(items)
        taken = {item.address for item in items}
        return Batch(
            tool="pelican",
            title=str(self.config["SITENAME"] or host or self.folder.root.name),
            items=tuple(items),
            files={path: self.folder.held(path) for path in paths if path in set(served.values())},
            served=served,
            lists=without(self.lists, ("/index.html", *taken)),
            hosts=frozenset({host} - {""}),
            mount=mount,
            roots=(self.content,),
            templates="liquid",
            is_site=True,
            url=str(self.config["SITEURL"]),
            description=str(self.config["SITESUBTITLE"] or ""),
            language=str(self.config["DEFAULT_LANG"]),
            timezone=str(self.config["TIMEZONE"]),
        )

    def _item(self, path: str, *, is_page: bool) -> Item | None:
        front = self._front(path)
        if front is None:
            return None
        keys = self._keys(path, front.keys)
        said = {folded(name): value for name, value in keys.items()}
        text = front.body
        item = file_item(path, keys, _LINK.sub(self._link, text), self.ledger, self.habits)
        if not item.authors and self.config["AUTHOR"]:
            item = replace(item, authors=(str(self.config["AUTHOR"]),))
        category = str(said.get("category") or self._folder_category(path, is_page=is_page))
        if (
            not is_page
            and category
            and category not in item.tags
            and category != self.config["DEFAULT_CATEGORY"]
        ):
            item = replace(item, tags=(category, *item.tags))
        if not is_page and not item.date:
            self.ledger.add("articles without a date, which Pelican left out", path)
        by_title = self.config["SLUGIFY_SOURCE"] == "title"
        slug = str(said.get("slug") or slugified(item.title if by_title else PurePosixPath(path).stem))
        language = str(said.get("lang") or self.config["DEFAULT_LANG"])
        tokens = {
            "slug": slug,
            "lang": language,
            "category": slugified(category),
            "author": slugified("".join(item.authors[:1])),
        }
        lang = "_LANG" if said.get("translation") or language != self.config["DEFAULT_LANG"] else ""
        pattern = str(self.config[f"{'PAGE' if is_page else 'ARTICLE'}{lang}_URL"])
        written = str(said.get("url") or said.get("saveas") or "") or formatted(pattern, tokens, item.date)
        inner = path.removeprefix(self.content + "/")
        self._note(item, category, is_page=is_page)
        return replace(
            item,
            kind="page" if is_page else "article",
            name=str(said.get("slug") or "") or item.name,
            address="/" + written.lstrip("/") if item.status == "ready" else "",
            names=(inner, path, f"/{inner}"),
        )

    def _front(self, path: str) -> Front | None:
        """Keys and text: headers before Markdown, fields of reStructuredText, `<meta>` of HTML."""
        if path.endswith(".rst"):
            text = self.folder.text(path)
            return None if text is None else _of_rst(text)
        front = read_file(self.folder, path, self.ledger, headers=True)
        if front is None or not path.endswith((".html", ".htm")) or front.keys:
            return front
        keys: dict[str, Any] = {}
        for meta in _META.finditer(front.body):
            said = attributes_in(meta["rest"])
            if said.get("name"):
                keys[said["name"]] = said.get("content") or said.get("contents") or ""
        head = _TITLE.search(front.body)
        keys |= {"title": head["title"].strip()} if head else {}
        body = _BODY.search(front.body)
        return Front(keys, body["body"] if body else front.body, "HTML")

    def _keys(self, path: str, keys: Mapping[str, Any]) -> dict[str, Any]:
        """The file's keys over what its name, its path and the settings say."""
        inner = path.removeprefix(self.content + "/")
        found = (
            dict(self.config["DEFAULT_METADATA"]) if isinstance(self.config["DEFAULT_METADATA"], dict) else {}
        )
        for pattern, text in (
            (self.config["FILENAME_METADATA"], PurePosixPath(path).stem),
            (self.config["PATH_METADATA"], inner),
        ):
            try:
                match = re.match(str(pattern), text) if pattern else None
            except re.error:
                match = None
            found |= {key: value for key, value in (match.groupdict() if match else {}).items() if value}
        special = self.config["EXTRA_PATH_METADATA"]
        if isinstance(special, dict) and isinstance(special.get(inner), dict):
            found |= special[inner]
        mine = {folded(key) for key in keys}
        return {str(key): str(value) for key, value in found.items() if folded(str(key)) not in mine} | dict(
            keys
        )

    def _folder_category(self, path: str, *, is_page: bool) -> str:
        folder = PurePosixPath(path).parent.name
        if (
            is_page
            or not self.config["USE_FOLDER_AS_CATEGORY"]
            or str(PurePosixPath(path).parent) == self.content
        ):
            return "" if is_page else str(self.config["DEFAULT_CATEGORY"])
        return folder

    def _link(self, found: re.Match[str]) -> str:
        if found["kind"] == "index":
            return "/"
        if kind := found["list"] or found["old_list"]:
            pattern = str(self.config[f"{kind.upper()}_URL"])
            return "/" + formatted(pattern, {"slug": slugified(found["name"])}, "")
        return REFERENCE + quote(found["target"], safe="/#%")

    def _served(self, path: str) -> str:
        inner = path.removeprefix(self.content + "/")
        special = self.config["EXTRA_PATH_METADATA"]
        own = special.get(inner) if isinstance(special, dict) else None
        return "/" + str(own["path"] if isinstance(own, dict) and own.get("path") else inner).lstrip("/")

    def _note(self, item: Item, category: str, *, is_page: bool) -> None:
        if is_page or item.status != "ready":
            return
        terms = [("TAG", tag) for tag in item.tags if tag != category] + [("CATEGORY", category)]
        for term in (*terms, *(("AUTHOR", who) for who in item.authors), ("", "")):
            self.members[term] = self.members.get(term, 0) + 1

    def _count(self, items: Iterable[Item]) -> None:
        """Addresses of lists, their further pages, and archives."""
        size = self.config["DEFAULT_PAGINATION"]
        size = int(size) if str(size).isdecimal() else 0
        counts: dict[str, int] = {}
        for (kind, term), count in self.members.items():
            own = str(self.config[f"{kind}_URL"]) if kind else "index.html"
            address = "/" + formatted(own, {"slug": slugified(term)}, "").lstrip("/")
            counts[address] = counts.get(address, 0) + count
            is_tag = kind in ("TAG", "CATEGORY") and term != self.config["DEFAULT_CATEGORY"]
            self.lists.setdefault(address, term if is_tag else "")
        for address, count in counts.items() if size else ():
            stem, dot, ending = address.rpartition(".")
            for page in numbered_pages(stem, count, size, "{}" + dot + ending)[1:] if dot else ():
                self.lists[page] = self.lists[address]
        for name in ("ARCHIVES", "TAGS", "CATEGORIES", "AUTHORS"):
            if own := str(self.config[f"{name}_SAVE_AS"] or ""):
                self.lists["/" + own.lstrip("/")] = ""
        for item in items:
            for name in ("YEAR", "MONTH", "DAY"):
                own = str(self.config[f"{name}_ARCHIVE_SAVE_AS"] or "")
                if own and item.date and item.kind == "article":
                    self.lists["/" + formatted(own, {}, item.date).lstrip("/")] = ""


def formatted(pattern: str, tokens: Mapping[str, str], date: str) -> str:
    """A pattern such as `{date:%Y}/{slug}.html` filled in."""
    found = date_or_none(date)
    year, month, day = found.first if found is not None and 1 <= found.first[0] <= 9999 else (1900, 1, 1)
    time = found.time or 0 if found is not None else 0
    moment = dt.datetime(year, month, day, time // 3600, time // 60 % 60, tzinfo=dt.UTC)
    parts = []
    try:
        for text, name, form, _ in string.Formatter().parse(pattern):
            parts.append(text)
            if name == "date":
                parts.append(moment.strftime(form or "%Y-%m-%d"))
            elif name is not None:
                parts.append(str(tokens.get(name.partition(".")[0], "")))
    except ValueError:
        return pattern
    return "".join(parts)


def slugified(text: str) -> str:
    """A part of an address as Pelican makes it, as far as letters have a plain form."""
    plain = "".join(_PLAIN.get(sign, sign) for sign in text)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip()).lower()


_PLAIN: Final = {
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d",
    "ð": "d", "þ": "th", "–": "-", "—": "--", "’": "'", "ı": "i",
}  # fmt: skip


def _of_rst(text: str) -> Front:
    """The fields and the title at the beginning of a text in reStructuredText; the text without them."""
    tree = publish_doctree(text, settings_overrides=SETTINGS | {"doctitle_xform": True, "report_level": 5})
    keys: dict[str, Any] = {}
    for info in tree.findall(docinfo):
        for each in info.findall(Element):
            if each.parent is not info:
                continue
            name = each.tagname if each.tagname != "field" else each.children[0].astext()
            keys[name.lower()] = (each if each.tagname != "field" else each.children[1]).astext().strip()
    head = next(iter(tree.findall(title)), None)
    if head is not None and head.parent is tree:
        keys["title"] = head.astext()
    return Front(keys, _bare_rst(text, has_title=head is not None and head.parent is tree), "fields")


def _bare_rst(text: str, *, has_title: bool) -> str:
    lines = text.lstrip("\ufeff\n").split("\n")
    number = 0
    if has_title:
        rule = re.compile(r"([=\-`:'\"~^_*+#<>.!$%&])\1+\s*$")
        number = 3 if rule.match(lines[0]) and len(lines) > 2 else 2
    while number < len(lines) and (
        not lines[number].strip() or re.match(r":[\w -]+:(?:\s|$)|\s+\S", lines[number])
    ):
        number += 1
    return "\n".join(lines[number:])
