"""MkDocs: the pages of `docs/`, titled by the menu or their first headline; posts of the blog plugin."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final

from dossierpress.imports.item import Batch, Item
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.sites.folder import Folder
from dossierpress.imports.sites.frontmatter import plain, read_yaml
from dossierpress.imports.sites.keys import Habits, is_false
from dossierpress.imports.sites.oldsite import file_item, host_and_mount, read_file
from dossierpress.imports.sites.permalinks import day_tokens
from dossierpress.model.names import slugify

CONFIGS: Final = ("mkdocs.yml", "mkdocs.yaml")
_HEADLINE: Final = re.compile(r"(?m)^#[ \t]+(?P<words>.+?)[ \t]*#*(?:\{[^{}\n]*\})?$")


def read(folder: Folder, ledger: Ledger) -> Batch:
    """Everything that a MkDocs site holds."""
    return _MkDocs(folder, ledger).batch()


class _MkDocs:
    def __init__(self, folder: Folder, ledger: Ledger) -> None:
        self.folder, self.ledger = folder, ledger
        name = folder.first(CONFIGS)
        settings = plain(read_yaml(folder.text(name) or "") or {}) if name else {}
        self.config: dict[str, Any] = settings if isinstance(settings, dict) else {}
        self.docs = str(self.config.get("docs_dir") or "docs").strip("./")
        self.pretty = not is_false(self.config.get("use_directory_urls", ""))
        self.titles = dict(_titles(self.config.get("nav") or self.config.get("pages") or []))
        self.habits = Habits(own=frozenset(("template", "hide", "icon", "render", "search")))
        self.moved = self._redirects()

    def batch(self) -> Batch:
        """The site as a batch."""
        base = str(self.config.get("site_url") or "")
        host, mount = host_and_mount(base)
        items: list[Item] = []
        served: dict[str, str] = {}
        for path in self.folder.below(self.docs):
            inner = path.removeprefix(self.docs + "/")
            if PurePosixPath(path).suffix.lower() in (".md", ".markdown", ".mdown", ".mkdn", ".mkd"):
                if (item := self._item(path, inner)) is not None:
                    items.append(item)
            else:
                served["/" + inner] = path
        return Batch(
            tool="mkdocs",
            title=str(self.config.get("site_name") or host or self.folder.root.name),
            items=tuple(items),
            files={path: self.folder.held(path) for path in served.values()},
            served=served,
            lists={"/search.html": "", **self._blog_lists(items)},
            hosts=frozenset({host} - {""}),
            mount=mount,
            roots=(self.docs,),
            is_site=True,
            url=base,
            description=str(self.config.get("site_description") or ""),
            language=self._language(),
        )

    def _item(self, path: str, inner: str) -> Item | None:
        front = read_file(self.folder, path, self.ledger)
        if front is None:
            return None
        keys = {str(key): value for key, value in front.keys.items()}
        date = keys.get("date")
        if isinstance(date, dict):
            keys["date"], keys["updated"] = date.get("created", ""), date.get("updated", "")
        if inner in self.titles and not keys.get("title"):
            keys["title"] = self.titles[inner]
        item = file_item(path, keys, front.body, self.ledger, self.habits)
        blog = self._blog()
        is_post = bool(blog) and inner.startswith(f"{blog}/posts/") and bool(item.date)
        stem = PurePosixPath(inner).stem
        folder = str(PurePosixPath(inner).parent).strip(".")
        name = item.name if stem not in ("index", "README") or folder else "home"
        if not is_post and folder:
            name = "-".join((*PurePosixPath(folder).parts, *(() if stem in ("index", "README") else (stem,))))
        address = self._post_address(item, keys, front.body, blog) if is_post else self._address(folder, stem)
        return replace(
            item,
            kind="article" if is_post else "page",
            name=name,
            address=address if item.status == "ready" and address != "/" else "",
            others=(*item.others, *self.moved.get(inner, ())),
            names=(inner, path),
        )

    def _address(self, folder: str, stem: str) -> str:
        base = f"/{folder}/" if folder else "/"
        if stem in ("index", "README"):
            return base if self.pretty else f"{base}index.html"
        return f"{base}{stem}/" if self.pretty else f"{base}{stem}.html"

    def _blog(self) -> str:
        """The folder of the blog plugin; empty without it."""
        for name, options in self._plugins():
            if name in ("blog", "material/blog"):
                return str(options.get("blog_dir") or "blog").strip("./")
        return ""

    def _post_address(self, item: Item, keys: dict[str, Any], body: str, blog: str) -> str:
        options = next((how for name, how in self._plugins() if name.endswith("blog")), {})
        pattern = str(options.get("post_url_format") or "{date}/{slug}")
        tokens = day_tokens(item.date)
        form = str(options.get("post_url_date_format") or "yyyy/MM/dd")
        for sign, token in (("yyyy", "year"), ("MM", "month"), ("dd", "day")):
            form = form.replace(sign, tokens[token])
        headline = _HEADLINE.search(body)
        slug = str(keys.get("slug") or slugify(item.title or (headline["words"] if headline else item.name)))
        made = (
            pattern.replace("{date}", form)
            .replace("{slug}", slug)
            .replace("{file}", PurePosixPath(item.path).stem)
        )
        made = re.sub(r"\{[^{}]*\}/?", "", made)
        return f"/{blog}/{made}/" if self.pretty else f"/{blog}/{made}.html"

    def _blog_lists(self, items: list[Item]) -> dict[str, str]:
        blog = self._blog()
        if not blog:
            return {}
        found: dict[str, str] = {}
        for item in items:
            if item.kind == "article" and item.address:
                year = item.date[:4]
                found[f"/{blog}/archive/{year}/"] = ""
                for tag in item.tags:
                    found[f"/{blog}/category/{slugify(tag)}/"] = tag
        return found

    def _plugins(self) -> Iterator[tuple[str, dict[str, Any]]]:
        plugins = self.config.get("plugins")
        listed = plugins.items() if isinstance(plugins, dict) else ()
        yield from ((str(name), how if isinstance(how, dict) else {}) for name, how in listed)
        for each in plugins if isinstance(plugins, list) else ():
            for name, how in each.items() if isinstance(each, dict) else [(each, {})]:
                yield str(name), how if isinstance(how, dict) else {}

    def _redirects(self) -> dict[str, tuple[str, ...]]:
        """Old addresses that the plugin for redirects knows, by the file that they lead to."""
        found: dict[str, tuple[str, ...]] = {}
        for name, how in self._plugins():
            maps = how.get("redirect_maps") if name == "redirects" else None
            for old, new in maps.items() if isinstance(maps, dict) else ():
                path = PurePosixPath(str(old))
                address = self._address(str(path.parent).strip("."), path.stem)
                found[str(new)] = (*found.get(str(new), ()), address)
        return found

    def _language(self) -> str:
        theme = self.config.get("theme")
        return str(theme.get("language") or theme.get("locale") or "") if isinstance(theme, dict) else ""


def _titles(nav: Any, depth: int = 0) -> Iterator[tuple[str, str]]:
    """The files of the menu with their titles there."""
    for each in nav if isinstance(nav, list) and depth < 20 else ():
        for title, target in each.items() if isinstance(each, dict) else ():
            if isinstance(target, str):
                yield target, str(title)
            else:
                yield from _titles(target, depth + 1)
