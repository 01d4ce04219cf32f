"""The lists of a Hugo site: sections and terms, each with its further pages."""

from collections.abc import Iterable
from typing import Any, Final

from dossierpress.imports.item import Item
from dossierpress.imports.sites.keys import folded
from dossierpress.imports.sites.oldsite import as_list, numbered_pages
from dossierpress.imports.sites.permalinks import hugo_urlize

_TAGS: Final = frozenset(("tags", "categories", "topics", "keywords"))


class HugoLists:
    """Counts what stands in each list."""

    def __init__(self, config: dict[str, Any]) -> None:
        self.config = config
        self.terms: dict[str, dict[str, set[str]]] = {}
        self.members: dict[str, int] = {}

    def note(self, said: dict[str, Any], item: Item, section: str) -> None:
        """Count in which lists a page stood."""
        if item.status != "ready":
            return
        for plural in self._taxonomies():
            for term in as_list(said.get(folded(plural))):
                self.terms.setdefault(plural, {}).setdefault(term, set()).add(item.path)
        self.members["/"] = self.members.get("/", 0) + 1
        if section:
            address = f"/{hugo_urlize(section).lower()}/"
            self.members[address] = self.members.get(address, 0) + 1

    def _taxonomies(self) -> list[str]:
        named = self.config.get("taxonomies")
        return (
            [str(each).lower() for each in named.values()]
            if isinstance(named, dict) and named
            else ["tags", "categories"]
        )

    def addresses(self, items: Iterable[Item]) -> dict[str, str]:
        """Addresses of lists: sections, terms, their further pages, and their feeds."""
        size = self.config.get("paginate") or (self.config.get("pagination") or {}).get("pagersize") or 10
        size = int(size) if str(size).isdecimal() and int(size) else 10
        path = str(
            (self.config.get("pagination") or {}).get("path") or self.config.get("paginatepath") or "page"
        ).strip("/")
        lists: dict[str, str] = {}
        taken = {item.address for item in items}
        counts = dict(self.members)
        members: dict[str, set[str]] = {}
        tags: dict[str, str] = {}
        for plural, terms in self.terms.items():
            counts[f"/{hugo_urlize(plural).lower()}/"] = 0
            for term, paths in terms.items():
                address = f"/{hugo_urlize(plural)}/{hugo_urlize(term)}/".lower()
                members.setdefault(address, set()).update(paths)
                tags[address] = term if plural in _TAGS else ""
        counts |= {address: len(paths) for address, paths in members.items()}
        for address, count in counts.items():
            tag = tags.get(address, "")
            if address not in taken:
                lists[address] = tag
            for page in numbered_pages(address, count, size, f"/{path}/{{}}/"):
                lists.setdefault(page, tag)
        return {address: tag for address, tag in lists.items() if address not in ("/", *taken)}
