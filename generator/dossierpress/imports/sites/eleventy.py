"""Eleventy: Markdown with front matter and data of folders, at the addresses of paths and `permalink`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final

from dossierpress.imports.item import Batch, Item
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.moments import day_of_name
from dossierpress.imports.sites.eleventydata import STRING, about, data_of
from dossierpress.imports.sites.folder import Folder
from dossierpress.imports.sites.keys import Habits, is_false
from dossierpress.imports.sites.oldsite import (
    MARKUPS,
    UNREAD,
    as_list,
    file_item,
    host_and_mount,
    read_file,
    without,
)
from dossierpress.imports.sites.permalinks import day_tokens, jekyll_slug

CONFIGS: Final = (
    ".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts",
)  # fmt: skip
_OWN: Final = frozenset(
    (
        "permalink",
        "eleventyexcludefromcollections",
        "eleventynavigation",
        "pagination",
        "eleventycomputed",
        "date",
    )
)
_NO_TAGS: Final = frozenset(("all", "nav", "post", "posts", "page", "pages"))
_TEMPLATES: Final = (".njk", ".liquid", ".html", ".hbs", ".webc")
_PASSED: Final = re.compile(r"addPassthroughCopy\(\s*(?:[\"'`](?P<path>[^\"'`]+)[\"'`]|\{(?P<map>[^{}]*)\})")
_PAIR: Final = re.compile(r"[\"'`]?(?P<from>[^\"'`:,{}\s]+)[\"'`]?\s*:\s*[\"'`](?P<to>[^\"'`]*)[\"'`]")
_LOOP: Final = re.compile(r"\{%-?\s*(?:for|set|extends|asyncEach)\b|collections\.|pagination\.")
_OUTPUT: Final = re.compile(r"\{\{-?\s*(?P<what>[^{}]*?)\s*-?\}\}")


def read(folder: Folder, ledger: Ledger) -> Batch:
    """Everything that an Eleventy site holds."""
    return _Eleventy(folder, ledger).batch()


class _Eleventy:
    def __init__(self, folder: Folder, ledger: Ledger) -> None:
        self.folder, self.ledger = folder, ledger
        name = folder.first(CONFIGS)
        self.program = (folder.text(name) or "") if name else ""
        self.input = self._setting("input").strip("./")
        self.output = self._setting("output").strip("./") or "_site"
        self.includes = self._setting("includes").strip("./") or "_includes"
        self.data = self._setting("data").strip("./") or "_data"
        self.mount = (
            "/" + self._setting("pathPrefix").strip("/") if self._setting("pathPrefix").strip("/") else ""
        )
        self.habits = Habits(splits="", own=_OWN - {"date"}, no_tags=_NO_TAGS)
        self.about = about(folder, "/".join(each for each in (self.input, self.data) if each))
        self.lists: dict[str, str] = {}
        self._folders: dict[str, dict[str, Any]] = {}

    def batch(self) -> Batch:
        """The site as a batch."""
        base = str(self.about.get("url") or "")
        host, _ = host_and_mount(base)
        items: list[Item] = []
        served: dict[str, str] = {}
        for path in self._everything():
            suffix = PurePosixPath(path).suffix.lower()
            inner = self._inside(path)
            if suffix in UNREAD:
                self.ledger.needs_hand(path, f"texts in {suffix[1:]} are not read")
            elif suffix in MARKUPS or suffix in _TEMPLATES:
                if (item := self._item(path, inner)) is not None:
                    items.append(item)
            else:
                served.setdefault("/" + inner, path)
        served |= self._passed()
        taken = {item.address for item in items}
        return Batch(
            tool="eleventy",
            title=str(self.about.get("title") or self.about.get("name") or host or self.folder.root.name),
            items=tuple(items),
            files={path: self.folder.held(path) for path in dict.fromkeys(served.values())},
            served=served,
            lists=without(self.lists, ("/", *taken)),
            hosts=frozenset({host} - {""}),
            mount=self.mount,
            roots=(self.input,) if self.input else (),
            templates="liquid",
            variables={f"{name}.{key}": str(value) for name, key, value in self._globals()},
            is_site=True,
            url=base if base.startswith("http") else "",
            description=str(self.about.get("description") or ""),
            language=str(self.about.get("language") or self.about.get("lang") or ""),
        )

    def _item(self, path: str, inner: str) -> Item | None:
        front = read_file(self.folder, path, self.ledger)
        if front is None:
            return None
        keys = self._keys(path, inner, front.keys)
        suffix = PurePosixPath(path).suffix.lower()
        stem = day_of_name(path)[1] or PurePosixPath(path).stem
        item = file_item(path, keys, front.body, self.ledger, self.habits)
        item = replace(item, markup=MARKUPS.get(suffix, "html"))
        address = self._address(item, inner, stem, keys)
        is_list = "pagination" in keys or (
            suffix in _TEMPLATES and (_LOOP.search(front.body) or not front.body.strip())
        )
        if address and not address.endswith((".html", "/")):
            self.ledger.add("templates of other files than pages, left out", path)
            return None
        if is_list or PurePosixPath(path).stem == "404":
            self.ledger.add("pages that only listed others, redirects now", path)
            if address:
                self.lists.setdefault(address, "")
            return None
        if not address:
            self.ledger.add("pages that were never shown, drafts now", path)
            item = replace(item, status="draft")
        return replace(
            item,
            kind="article" if item.date and "/" in inner else "page",
            address=address if item.status == "ready" else "",
            names=(path, inner, f"/{inner}"),
        )

    def _keys(self, path: str, inner: str, own: Mapping[str, Any]) -> dict[str, Any]:
        """A file's keys over those of its folders; tags of both count."""
        found: dict[str, Any] = {}
        folder = ""
        for part in ("", *PurePosixPath(inner).parent.parts):
            folder = f"{folder}/{part}".strip("/")
            found |= self._folder_data(folder)
        stem = PurePosixPath(path).stem
        found |= data_of(self.folder, str(PurePosixPath(path).parent / stem).removeprefix("./"))
        tags = [*as_list(found.get("tags")), *as_list(own.get("tags"))]
        keys = found | {str(key): value for key, value in own.items()}
        if tags:
            keys["tags"] = list(dict.fromkeys(tags))
        if str(keys.get("date", "")).strip().casefold() in (
            "last modified",
            "created",
            "git last modified",
            "git created",
        ):
            del keys["date"]
        return keys

    def _folder_data(self, folder: str) -> dict[str, Any]:
        if folder not in self._folders:
            place = "/".join(each for each in (self.input, folder) if each)
            name = PurePosixPath(place).name or "index"
            self._folders[folder] = data_of(self.folder, f"{place}/{name}") if folder else {}
        return self._folders[folder]

    def _address(self, item: Item, inner: str, stem: str, keys: Mapping[str, Any]) -> str:
        written = keys.get("permalink", "")
        if isinstance(written, dict):
            written = written.get("build", "")
        folder = str(PurePosixPath(inner).parent).strip(".")
        path = f"{folder}/{stem}".strip("/")
        own_stem = PurePosixPath(inner).stem
        if is_false(written):
            return ""
        if not written:
            if own_stem == "index" or (folder and PurePosixPath(folder).name == stem):
                return f"/{folder}/" if folder else "/"
            return f"/{path}/"
        slug = PurePosixPath(folder).name if own_stem == "index" else stem
        values = {
            "page.fileslug": day_of_name(slug)[1] or slug,
            "page.filepathstem": f"/{path}",
            "title": item.title,
            "slug": item.name,
        }
        made = _OUTPUT.sub(lambda found: self._value(found["what"], values, item), str(written))
        made = re.sub(r"/{2,}", "/", "/" + made.strip().strip("\"'").lstrip("/"))
        return made.removesuffix("index.html") if made.endswith("/index.html") else made

    def _value(self, expression: str, values: Mapping[str, str], item: Item) -> str:
        """What a simple expression of a permalink says."""
        head, *filters = (part.strip() for part in expression.split("|"))
        value = values.get(head.lower()) or str(item.keys.get(head) or "")
        if head in ("page.date", "date"):
            value = item.date
            form = re.search(r"[\"']([^\"']*)[\"']", " ".join(filters))
            tokens = day_tokens(item.date)
            if form:
                found = form[1]
                for sign, name in _DATE_SIGNS:
                    found = found.replace(sign, tokens[name])
                return found
        if any(each.split("(")[0] in ("slug", "slugify") for each in filters):
            return jekyll_slug(value).lower()
        return value

    def _passed(self) -> dict[str, str]:
        """Files that are copied to the site as they are."""
        served: dict[str, str] = {}
        for found in _PASSED.finditer(self.program):
            pairs = (
                [(found["path"], "")]
                if found["path"]
                else [(each["from"], each["to"]) for each in _PAIR.finditer(found["map"])]
            )
            for written, end in pairs:
                start = written.strip().removeprefix("./").rstrip("/*")
                for path in self.folder.below(start) or ((start,) if self.folder.has(start) else ()):
                    rest = path.removeprefix(start).strip("/")
                    target = f"{end}/{rest}" if found["map"] else self._inside(path)
                    served[re.sub(r"/{2,}", "/", f"/{target}")] = path
        return served

    def _everything(self) -> Iterable[str]:
        hidden = (
            self.output,
            "node_modules",
            self.includes,
            self.data,
            "_layouts",
            "package.json",
            "package-lock.json",
            *CONFIGS,
        )
        paths: tuple[str, ...]
        if self.input:
            paths = self.folder.below(self.input)
        else:
            folders, files = self.folder.top()
            wanted = [each for each in folders if each not in hidden and not each.startswith(".")]
            paths = (*(path for each in wanted for path in self.folder.below(each)), *files)
        for path in paths:
            first = self._inside(path).split("/")[0]
            data = path.endswith(
                (".11tydata.js", ".11tydata.json", ".11tydata.cjs", ".11tydata.mjs", ".11ty.js")
            )
            name = PurePosixPath(path)
            is_folder_data = name.suffix == ".json" and name.stem == name.parent.name
            if (
                first not in hidden
                and not data
                and not is_folder_data
                and not (not self.input and name.name in ("README.md", "LICENSE.md"))
            ):
                yield path

    def _inside(self, path: str) -> str:
        return path.removeprefix(f"{self.input}/") if self.input else path

    def _setting(self, name: str) -> str:
        found = re.search(rf"\b{name}[\"']?\s*:\s*{STRING}", self.program)
        return found["value"] if found else ""

    def _globals(self) -> list[tuple[str, str, str]]:
        return [
            (name, key, value)
            for name in ("site", "metadata", "meta")
            for key, value in self.about.items()
            if isinstance(value, str)
        ]


_DATE_SIGNS: Final = (
    ("%Y", "year"), ("%m", "month"), ("%d", "day"), ("%y", "short_year"), ("%B", "long_month"),
    ("%b", "short_month"),
    ("yyyy", "year"), ("MM", "month"), ("dd", "day"),
)  # fmt: skip
