"""Hugo: `content/` with its bundles, sections and languages, at the addresses that its settings give."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final

from dossierpress.imports.item import Batch, Item
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.sites.folder import Folder
from dossierpress.imports.sites.frontmatter import Front
from dossierpress.imports.sites.hugolists import HugoLists
from dossierpress.imports.sites.keys import Habits, folded, is_true
from dossierpress.imports.sites.oldsite import (
    MARKUPS,
    UNREAD,
    apart,
    as_list,
    file_item,
    host_and_mount,
    read_file,
    settings_in,
)
from dossierpress.imports.sites.permalinks import filled, hugo_tokens, hugo_urlize

_FORMATS: Final = ("toml", "yaml", "yml", "json")
CONFIGS: Final = tuple(
    f"{folder}{name}.{form}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for form in _FORMATS
)
_OWN: Final = frozenset(
    folded(key)
    for key in ("url", "aliases", "headless", "build", "_build", "cascade", "outputs", "resources")
)


def read(folder: Folder, ledger: Ledger) -> Batch:
    """Everything that a Hugo site holds."""
    return _Hugo(folder, ledger).batch()


class _Hugo:
    def __init__(self, folder: Folder, ledger: Ledger) -> None:
        self.folder, self.ledger = folder, ledger
        self.config = settings_in(folder, CONFIGS)
        for name in ("params", "permalinks", "languages", "taxonomies", "pagination"):
            part = settings_in(folder, [f"config/_default/{name}.{form}" for form in _FORMATS])
            if part:
                self.config[name] = part
        self.content = str(self.config.get("contentdir") or "content").strip("/")
        self.language = str(self.config.get("defaultcontentlanguage") or "en").lower()
        languages = self.config.get("languages")
        self.languages: dict[str, Any] = languages if isinstance(languages, dict) else {}
        self.habits = Habits(own=_OWN)
        self.sections: dict[str, str] = {}
        self.lists = HugoLists(self.config)

    def batch(self) -> Batch:
        """The site as a batch."""
        base = str(self.config.get("baseurl") or "")
        host, mount = host_and_mount(base)
        items: list[Item] = []
        served: dict[str, str] = {}
        for static in (*as_list(self.config.get("staticdir") or "static"), "assets"):
            for path in self.folder.below(static):
                served.setdefault("/" + path.removeprefix(static.strip("/") + "/"), path)
        for content, language in self._contents():
            made, resources = self._content(content, language)
            items += made
            served |= resources
        files = {path: self.folder.held(path) for path in dict.fromkeys(served.values())}
        items = apart(items, self.ledger, self.sections)
        return Batch(
            tool="hugo",
            title=str(self.config.get("title") or host or self.folder.root.name),
            items=tuple(items),
            files=files,
            served=served,
            lists=self.lists.addresses(items),
            hosts=frozenset({host} - {""}),
            mount=mount,
            roots=(self.content, "static", "assets"),
            templates="hugo",
            variables=self._variables(),
            snippets=self._snippets(),
            is_site=True,
            url=base if base.startswith("http") else "",
            description=str((self.config.get("params") or {}).get("description") or ""),
            language=str(self.config.get("languagecode") or self.config.get("locale") or self.language),
            timezone=str(self.config.get("timezone") or ""),
        )

    def _contents(self) -> list[tuple[str, str]]:
        """The content folders, each with its language."""
        own = {
            str(each["contentdir"]).strip("/"): name
            for name, each in self.languages.items()
            if isinstance(each, dict) and each.get("contentdir")
        }
        if not own:
            return [(self.content, self.language)]
        return [*own.items()] if self.content in own else [(self.content, self.language), *own.items()]

    def _content(self, content: str, language: str) -> tuple[list[Item], dict[str, str]]:
        """The items of one content folder, and the files that lie between them."""
        paths = self.folder.below(content)
        leaves = {
            str(PurePosixPath(path).parent) for path in paths if _stem(path, self.languages)[0] == "index"
        }
        items: list[Item] = []
        homes: dict[str, str] = {}  # the address of each folder whose text has one of its own
        others: list[str] = []
        for path in paths:
            suffix = PurePosixPath(path).suffix.lower()
            inside = _leaf_of(path, leaves)
            if suffix in UNREAD:
                self.ledger.needs_hand(path, f"texts in {suffix[1:]} are not read")
            elif suffix not in MARKUPS or (inside and _stem(path, self.languages)[0] != "index"):
                others.append(path)
                if suffix in MARKUPS:
                    self.ledger.add("texts that are parts of a page bundle, left out", path)
            elif (item := self._item(path, content, language, is_bundle=bool(inside))) is not None:
                items.append(item)
                if inside or _stem(path, self.languages)[0] == "_index":
                    homes.setdefault(str(PurePosixPath(path).parent), item.address)
        return [item for item in items if item.origin], self._resources(others, content, homes)

    def _resources(self, paths: list[str], content: str, homes: dict[str, str]) -> dict[str, str]:
        served: dict[str, str] = {}
        for path in paths:
            parent = PurePosixPath(path).parent
            while str(parent) not in homes and str(parent) != content and parent.name:
                parent = parent.parent
            home = homes.get(str(parent)) or "/"
            rest = path.removeprefix(f"{parent}/")
            served[
                f"{home.rstrip('/')}/{rest}" if home.endswith("/") else f"{home.rpartition('/')[0]}/{rest}"
            ] = path
        return served

    def _item(self, path: str, content: str, language: str, *, is_bundle: bool) -> Item | None:
        front = read_file(self.folder, path, self.ledger)
        if front is None:
            return None
        keys = {str(key): value for key, value in front.keys.items()}
        said = {folded(key): value for key, value in keys.items()}
        stem, suffix_language = _stem(path, self.languages)
        language = suffix_language or language
        inner = path.removeprefix(content + "/")
        folders = list(PurePosixPath(inner).parent.parts)
        section = folders[0] if folders and not (is_bundle and len(folders) == 1) else ""
        item = file_item(path, keys, front.body, self.ledger, self.habits)
        if suffix_language:
            item = replace(item, name=re.sub(rf"[.-]{suffix_language}$", "", item.name))
        build = said.get("build") if isinstance(said.get("build"), dict) else {}
        if is_true(said.get("headless", "")) or str((build or {}).get("render", "")) in ("never", "false"):
            self.ledger.add("pages that were never shown, drafts now", path)
            item = replace(item, status="draft")
        if stem == "_index":
            return self._list_page(item, front, folders, language)
        self.sections[path] = section if section not in ("page", "pages") else ""
        address = self._address(item, said, folders, stem, language, is_bundle=is_bundle)
        if language != self.language or self.languages:
            item = replace(item, language=item.language or self._tag(language))
        old = [_beside(address, each) for each in as_list(said.get("aliases"))]
        logical = "/".join((*folders, stem)) if not is_bundle else "/".join(folders)
        names = (
            logical,
            f"{logical}.md",
            inner,
            path,
            stem if not is_bundle else folders[-1] if folders else "",
        )
        self.lists.note(said, item, section)
        return replace(
            item,
            address=address if item.status == "ready" else "",
            others=(*item.others, *old),
            names=tuple(name for name in dict.fromkeys((*names, f"{names[-1]}.md")) if name),
        )

    def _list_page(self, item: Item, front: Front, folders: list[str], language: str) -> Item | None:
        """The text over a list: a plain page, if there is any."""
        address = self._prefix(language) + hugo_urlize("/".join(folders)) + ("/" if folders else "")
        self.lists.members.setdefault(address, 0)
        if not front.body.strip() or not folders:
            if front.body.strip():
                self.sections[item.path] = ""
                return replace(item, name=item.name or "welcome", address="", kind="page")
            return replace(item, origin="", address=address)
        self.sections[item.path] = ""
        return replace(
            item, name=folders[-1], address=address, names=("/".join(folders), folders[-1]), kind="page"
        )

    def _address(
        self,
        item: Item,
        said: dict[str, Any],
        folders: list[str],
        stem: str,
        language: str,
        *,
        is_bundle: bool,
    ) -> str:
        prefix = self._prefix(language)
        own = str(said.get("url") or "").strip()
        ugly = is_true(self.config.get("uglyurls", ""))
        if own and not own.startswith("http"):
            return "/" + own.lstrip("/") if own.startswith("/") else prefix + own
        name = str(said.get("slug") or "").strip("/") or (folders[-1] if is_bundle and folders else stem)
        above = folders[:-1] if is_bundle else folders
        pattern = self._pattern(folders[0] if folders else "")
        if pattern and not (is_bundle and len(folders) == 1 and not above):
            tokens = hugo_tokens(item, above, name, said)
            path = filled(pattern, tokens).strip("/")
        else:
            path = "/".join((*map(hugo_urlize, above), hugo_urlize(name)))
        if not is_true(self.config.get("disablepathtolower", "")):
            path = path.lower()
        return f"{prefix}{path}.html" if ugly else f"{prefix}{path}/"

    def _pattern(self, section: str) -> str:
        patterns = self.config.get("permalinks")
        if not isinstance(patterns, dict):
            return ""
        pages = patterns.get("page")
        if isinstance(pages, dict) and section.lower() in pages:
            return str(pages[section.lower()])
        found = patterns.get(section.lower()) or patterns.get("/") if section else ""
        return found if isinstance(found, str) else ""

    def _prefix(self, language: str) -> str:
        inside = is_true(self.config.get("defaultcontentlanguageinsubdir", ""))
        return "/" if language == self.language and not inside else f"/{language}/"

    def _tag(self, language: str) -> str:
        each = self.languages.get(language)
        written = str(each.get("languagecode") or each.get("locale") or "") if isinstance(each, dict) else ""
        return written or language

    def _variables(self) -> dict[str, str]:
        params = self.config.get("params")
        found = {f"site.{key}": value for key, value in (params or {}).items() if isinstance(value, str)}
        return {**found, "site.title": str(self.config.get("title") or "")}

    def _snippets(self) -> dict[str, str]:
        found = {}
        for folder in ("layouts/shortcodes", "layouts/_shortcodes"):
            for path in self.folder.below(folder):
                name = path.removeprefix(folder + "/").removesuffix(".html")
                text = self.folder.text(path) if path.endswith(".html") else None
                if text is not None:
                    found[name.lower()] = text
        return found


def _stem(path: str, languages: Iterable[str]) -> tuple[str, str]:
    """A file's name without ending and language, and that language."""
    stem = PurePosixPath(path).stem
    name, dot, language = stem.rpartition(".")
    return (name, language.lower()) if dot and language.lower() in languages else (stem, "")


def _leaf_of(path: str, leaves: set[str]) -> str:
    """The leaf bundle that a file lies in; empty for none."""
    return next((str(each) for each in PurePosixPath(path).parents if str(each) in leaves), "")


def _beside(address: str, alias: str) -> str:
    """An alias as Hugo reads it: one without a slash lies beside the page."""
    if alias.startswith(("/", "http://", "https://")):
        return alias
    return f"{address.rstrip('/').rpartition('/')[0]}/{alias}"
