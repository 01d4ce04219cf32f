"""Ids for new items, none of which is taken; and which items the site holds already."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from dossierpress.clip.addresses import same_address
from dossierpress.imports.aliases import answering, old_address
from dossierpress.imports.item import Batch, Item
from dossierpress.imports.ledger import Ledger
from dossierpress.model.document import ArticleDocument, Document, PageDocument
from dossierpress.model.names import likeness, slugify

# What our own pages and files are called at the top of a site.
_OURS: Final = frozenset(
    "articles dossiers tags dates sources people organisations places search media assets api cards pagefind"
    " 404 index".split()
)


@dataclass(frozen=True, slots=True)
class Names:
    """The id of each new item by its path, and where readers find those that are held already."""

    ids: Mapping[str, str]
    held: Mapping[str, str]


def named(
    items: Iterable[Item],
    batch: Batch,
    documents: Iterable[Document],
    occupied: Callable[[str], bool],
    ledger: Ledger,
) -> Names:
    """Name items. `occupied` tells whether an id stands for a file that is there already."""
    known = _Known(documents)
    ids: dict[str, str] = {}
    held: dict[str, str] = {}
    taken: dict[str, set[str]] = {"article": set(known.articles), "page": set(known.pages)}
    for item in items:
        if (home := known.home(item, batch)) is not None:
            held[item.path] = home
            ledger.add("held already, nothing changed", item.origin, home)
            continue
        words = slugify(item.name) or slugify(item.title) or "untitled"
        if item.kind == "page" and words in _OURS:
            words = f"{words}-page"
        number, name = 1, words
        while name in taken[item.kind] or occupied(name):
            number += 1
            name = f"{words}-{number}"
        taken[item.kind].add(name)
        ids[item.path] = name
    return Names(ids, held)


class _Known:
    """The articles and pages that a site has, by what tells one from another."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.articles: set[str] = set()
        self.pages: set[str] = set()
        self._keys: dict[tuple[str, str], str] = {}
        for document in documents:
            if isinstance(document, ArticleDocument):
                self.articles.add(document.id)
                home, meta = f"ref:{document.id}", document.meta
                if meta.url:
                    self._keys.setdefault(("url", same_address(meta.url)), home)
                facts = f"{likeness(meta.title)} {meta.date.text} {likeness(meta.source)}"
                self._keys.setdefault(("facts", facts), home)
            elif isinstance(document, PageDocument):
                self.pages.add(document.id)
                home = f"/{document.id}/"
                self._keys.setdefault(("page", likeness(document.meta.title)), home)
            else:
                continue
            for alias in document.meta.aliases:
                self._keys.setdefault(("old", answering(alias).casefold()), home)

    def home(self, item: Item, batch: Batch) -> str | None:
        """Where an item is held; None for a new one."""
        old = old_address(item.address, batch) if item.address else ""
        keys = [("old", answering(old).casefold())] if old else []
        if item.kind == "page":
            # A page that has kept its address has no alias that names it; neither has a draft.
            found = self._keys.get(("page", likeness(item.title)))
            return found if found and (not old or answering(old) == found) else self._first(keys)
        if item.kind == "article":
            keys += [("url", same_address(item.url))] if item.url else []
            keys += (
                []
                if old or item.url
                else [("facts", f"{likeness(item.title)} {item.date} {likeness(item.source)}")]
            )
        return self._first(keys)

    def _first(self, keys: Iterable[tuple[str, str]]) -> str | None:
        return next((self._keys[key] for key in keys if key in self._keys), None)
