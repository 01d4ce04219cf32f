"""Jekyll: `_posts`, `_drafts`, collections and pages, at the addresses that `_config.yml` gives."""

import fnmatch
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final

from dossierpress.imports.item import Batch, Item
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.moments import day_of_name
from dossierpress.imports.sites.folder import Folder
from dossierpress.imports.sites.jekylllists import JekyllLists, words_of
from dossierpress.imports.sites.keys import Habits, folded, is_false, is_true
from dossierpress.imports.sites.oldsite import (
    MARKUPS,
    UNREAD,
    as_list,
    file_item,
    host_and_mount,
    people_in,
    read_file,
    settings_in,
)
from dossierpress.imports.sites.permalinks import filled, jekyll_tokens

CONFIGS: Final = ("_config.yml", "_config.yaml", "_config.toml")
_STYLES: Final = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_OWN: Final = frozenset(("permalink", "redirectto"))
_NOT_OURS: Final = (
    "_site _layouts _includes _sass _data _plugins _posts _drafts vendor node_modules Gemfile Gemfile.lock"
    " *.gemspec Rakefile LICENSE* CNAME README* _config.* package*.json".split()
)
_LOOP: Final = re.compile(
    r"\{%-?\s*(?:for|paginate)\b|\{\{\s*content\s*\}\}|site\.(?:posts|tags|categories)|paginator\."
)
_FRONT: Final = "---\n"


def read(folder: Folder, ledger: Ledger) -> Batch:
    """Everything that a Jekyll site holds."""
    return _Jekyll(folder, ledger).batch()


class _Jekyll:
    def __init__(self, folder: Folder, ledger: Ledger) -> None:
        self.folder, self.ledger = folder, ledger
        self.config = settings_in(folder, CONFIGS)
        self.source = str(self.config.get("source") or "").strip("./")
        self.habits = Habits(splits=" ", own=_OWN, people=people_in(folder))
        collections = self.config.get("collections")
        self.collections: dict[str, Any] = (
            collections if isinstance(collections, dict) else {name: {} for name in as_list(collections)}
        )
        self.lists = JekyllLists(self.config)

    def batch(self) -> Batch:
        """The site as a batch."""
        base = str(self.config.get("url") or "").rstrip("/")
        mount = "/" + str(self.config.get("baseurl") or "").strip("/") if self.config.get("baseurl") else ""
        host, under = host_and_mount(base)
        items = [*self._posts(), *self._collected()]
        pages, served = self._pages()
        items += pages
        shown = [item for item in items if item.kind == "article" and item.status == "ready"]
        files = {path: self.folder.held(path) for path in served.values()}
        self.lists.gather(shown)
        taken = {item.address for item in items}
        return Batch(
            tool="jekyll",
            title=str(self.config.get("title") or self.config.get("name") or host or self.folder.root.name),
            items=tuple(items),
            files=files,
            served=served,
            lists={
                address: tag for address, tag in self.lists.addresses.items() if address not in ("/", *taken)
            },
            hosts=frozenset({host} - {""}),
            mount=under + mount.rstrip("/"),
            roots=(self.source, "_includes") if self.source else ("_includes",),
            templates="liquid",
            variables=self._variables(base, mount.rstrip("/")),
            snippets=self._snippets(),
            is_site=True,
            url=f"{base}{mount}" if base else "",
            description=" ".join(str(self.config.get("description") or "").split()),
            language=str(self.config.get("lang") or self.config.get("locale") or ""),
            timezone=str(self.config.get("timezone") or ""),
        )

    def _posts(self) -> Iterable[Item]:
        """Posts and drafts, in whatever folder their `_posts` lies; folders above it are categories."""
        for path in self._everything():
            parts = PurePosixPath(path).parts[:-1]
            special = next((each for each in ("_posts", "_drafts") if each in parts), "")
            if not special:
                continue
            suffix = PurePosixPath(path).suffix.lower()
            if suffix in UNREAD:
                self.ledger.needs_hand(path, f"texts in {suffix[1:]} are not read")
            if suffix not in MARKUPS:
                continue
            at = parts.index(special)
            above = list(parts[len(PurePosixPath(self.source).parts) if self.source else 0 : at])
            item = self._item(path, "posts")
            if item is None:
                continue
            day, stem = day_of_name(path)
            if special == "_drafts":
                item = replace(item, status="draft")
            elif not day:
                self.ledger.add("posts without a date in their name, which Jekyll left out", path)
            stem = stem or PurePosixPath(path).stem
            kinds = [*above, *words_of(item.keys.get("categories") or item.keys.get("category"))]
            tags = tuple(dict.fromkeys((*item.tags, *above)))
            address = self._address(item, str(self.config.get("permalink") or "date"), stem, kinds)
            name = PurePosixPath(path).stem
            inside = "/".join((*parts[at + 1 :], name))
            if item.status == "ready":
                self.lists.note(item, kinds)
            yield replace(
                item, tags=tags, address=address if item.status == "ready" else "",
                names=(inside, name, path, self._inside(path)),
            )  # fmt: skip

    def _collected(self) -> Iterable[Item]:
        """The documents of collections; those that no page was made of are drafts."""
        for name, how in self.collections.items():
            if name == "posts":
                continue
            settings = how if isinstance(how, dict) else {}
            folder = "/".join(
                each
                for each in (self.source, str(self.config.get("collections_dir") or ""), f"_{name}")
                if each
            )
            for path in self.folder.below(folder):
                if PurePosixPath(path).suffix.lower() not in MARKUPS:
                    continue
                item = self._item(path, name)
                if item is None:
                    continue
                inner = path.removeprefix(folder + "/").rpartition(".")[0]
                shown = is_true(settings.get("output", ""))
                if not shown:
                    self.ledger.add("documents of which no page was made, drafts now", path)
                    item = replace(item, status="draft")
                pattern = str(settings.get("permalink") or "/:collection/:path:output_ext")
                more = {"collection": name, "path": inner}
                address = self._address(item, pattern, PurePosixPath(inner).name, (), more)
                yield replace(
                    item,
                    kind="article" if item.date else "page",
                    address=address if shown and item.status == "ready" else "",
                    names=(path, self._inside(path), inner, PurePosixPath(inner).name),
                )

    def _pages(self) -> tuple[list[Item], dict[str, str]]:
        """Pages, and all other files at their addresses."""
        items: list[Item] = []
        served: dict[str, str] = {}
        excluded = (*_NOT_OURS, *as_list(self.config.get("exclude")))
        included = as_list(self.config.get("include"))
        for path in self._everything():
            inner = self._inside(path)
            first = inner.split("/")[0]
            if any(
                fnmatch.fnmatch(first, each.strip("/")) or inner.startswith(each.strip("/") + "/")
                for each in excluded
            ):
                continue
            if any(part.startswith("_") for part in inner.split("/")) and first not in included:
                continue
            suffix = PurePosixPath(path).suffix.lower()
            text = self.folder.text(path) if suffix in MARKUPS else None
            if text is None or not text.startswith(_FRONT):
                served["/" + inner] = path
            elif (item := self._page(path, inner)) is not None:
                items.append(item)
        return items, served

    def _page(self, path: str, inner: str) -> Item | None:
        item = self._item(path, "pages")
        if item is None:
            return None
        stem = PurePosixPath(inner).stem
        folder = inner.rpartition("/")[0]
        address = self._own_address(item) or self._page_address(folder, stem)
        if is_false(item.keys.get("published", "")):
            item = replace(item, status="draft")
        is_template = _LOOP.search(item.body) is not None
        if stem == "404" or item.keys.get("redirect_to"):
            self.ledger.add("pages that only send readers on, left out", path)
            return None
        if is_template or not re.sub(r"\{[%{].*?[%}]\}|<[^<>]*>", "", item.body, flags=re.DOTALL).strip():
            tag = str(item.keys.get("tag") or item.keys.get("category") or "")
            self.ledger.add("pages that only listed others, redirects now", path)
            self.lists.addresses.setdefault(address, tag)
            return None
        return replace(
            item, kind="page", address=address if item.status == "ready" else "",
            names=(path, inner, inner.rpartition(".")[0]),
        )  # fmt: skip

    def _page_address(self, folder: str, stem: str) -> str:
        base = f"/{folder}/" if folder else "/"
        if stem == "index":
            return base
        style = str(self.config.get("permalink") or "date")
        pretty = style == "pretty" or (style not in _STYLES and style.endswith("/"))
        return f"{base}{stem}/" if pretty else f"{base}{stem}.html"

    def _item(self, path: str, kind: str) -> Item | None:
        """An item with the defaults that the settings have for its place and kind."""
        front = read_file(self.folder, path, self.ledger)
        if front is None:
            return None
        keys = {str(key): value for key, value in front.keys.items()}
        known = {folded(key) for key in keys}
        keys |= {
            name: value
            for name, value in self._defaults(path, kind)
            if folded(name) not in {"layout", *known}
        }
        return file_item(path, keys, front.body, self.ledger, self.habits)

    def _defaults(self, path: str, kind: str) -> list[tuple[str, Any]]:
        found: list[tuple[str, Any]] = []
        defaults = self.config.get("defaults")
        for each in defaults if isinstance(defaults, list) else []:
            scope = each.get("scope") if isinstance(each, dict) else None
            values = each.get("values") if isinstance(each, dict) else None
            if not isinstance(scope, dict) or not isinstance(values, dict):
                continue
            place = str(scope.get("path") or "").strip("/")
            fits = not place or self._inside(path).startswith(place.partition("*")[0])
            if fits and str(scope.get("type") or kind) == kind:
                found.extend(values.items())
        return found

    def _address(
        self,
        item: Item,
        pattern: str,
        stem: str,
        categories: Iterable[str],
        more: Mapping[str, str] | None = None,
    ) -> str:
        pattern = str(item.keys.get("permalink") or "") or pattern
        pattern = _STYLES.get(pattern, pattern)
        path = filled(pattern, jekyll_tokens(item, stem, categories, more or {}))
        return "/" + path.lstrip("/")

    def _own_address(self, item: Item) -> str:
        pattern = str(item.keys.get("permalink") or "")
        return self._address(item, pattern, PurePosixPath(item.path).stem, ()) if pattern else ""

    def _everything(self) -> tuple[str, ...]:
        """All files of the source but those that tools made or brought."""
        if self.source:
            return self.folder.below(self.source)
        folders, files = self.folder.top()
        wanted = [
            each
            for each in folders
            if each not in ("_site", "node_modules", "vendor") and not each.startswith(".")
        ]
        return (*(path for each in wanted for path in self.folder.below(each)), *files)

    def _inside(self, path: str) -> str:
        return path.removeprefix(f"{self.source}/") if self.source else path

    def _variables(self, base: str, mount: str) -> dict[str, str]:
        found = {f"site.{key}": value for key, value in self.config.items() if isinstance(value, str)}
        return {**found, "site.baseurl": mount, "site.url": base}

    def _snippets(self) -> dict[str, str]:
        folder = f"{self.source}/_includes" if self.source else "_includes"
        found = {}
        for path in self.folder.below(folder):
            text = self.folder.text(path) if path.endswith((".html", ".md", ".liquid")) else None
            if text is not None:
                found[PurePosixPath(path).stem.lower()] = text
        return found
