"""The lists of a Jekyll site: further pages of its front, and what the plugin for archives made."""

import re
from collections.abc import Iterable
from typing import Any

from dossierpress.imports.item import Item
from dossierpress.imports.sites.oldsite import as_list, numbered_pages
from dossierpress.imports.sites.permalinks import filled, jekyll_slug


class JekyllLists:
    """Addresses of lists with the tag of each, or nothing."""

    def __init__(self, config: dict[str, Any]) -> None:
        self.config = config
        self.addresses: dict[str, str] = {}
        self.tags: dict[str, set[str]] = {}
        self.categories: dict[str, set[str]] = {}
        self.months: set[str] = set()

    def note(self, item: Item, categories: Iterable[str]) -> None:
        """Count in which lists a post stood."""
        for tag in words_of(item.keys.get("tags")):
            self.tags.setdefault(tag, set()).add(item.path)
        for each in categories:
            self.categories.setdefault(each, set()).add(item.path)
        if re.match(r"\d{4}-\d\d-\d\d", item.date):
            self.months.add(item.date[:7].replace("-", "/"))

    def gather(self, shown: list[Item]) -> None:
        """Addresses of lists: further pages of the front, and what the plugin for archives made."""
        size = str(self.config.get("paginate") or "")
        if size.isdecimal() and int(size):
            pattern = str(self.config.get("paginate_path") or "/page:num/")
            for page in numbered_pages(
                "", len(shown), int(size), "/" + pattern.strip("/").replace(":num", "{}") + "/"
            ):
                self.addresses.setdefault(page, "")
        how = self.config.get("jekyll-archives")
        if not isinstance(how, dict):
            return
        wanted = as_list(how.get("enabled"))
        patterns = {
            "tag": "/tag/:name/",
            "category": "/category/:name/",
            "year": "/:year/",
            "month": "/:year/:month/",
        }
        own = how.get("permalinks")
        patterns |= {str(key): str(value) for key, value in own.items()} if isinstance(own, dict) else {}
        for kind, plural, terms in (("tag", "tags", self.tags), ("category", "categories", self.categories)):
            if "all" in wanted or plural in wanted:
                for term in terms:
                    self.addresses.setdefault(
                        filled(patterns[kind], {"name": jekyll_slug(term).lower()}), term
                    )
        for month in self.months:
            year, number = month.split("/")
            if "all" in wanted or "year" in wanted:
                self.addresses.setdefault(filled(patterns["year"], {"year": year}), "")
            if "all" in wanted or "month" in wanted:
                self.addresses.setdefault(filled(patterns["month"], {"year": year, "month": number}), "")


def words_of(value: Any) -> list[str]:
    """A list, or a text cut at its spaces, as Jekyll reads tags and categories."""
    return value.split() if isinstance(value, str) else as_list(value)
