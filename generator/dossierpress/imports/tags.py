"""Spellings of one tag merged: the one that most articles have stands for all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from dossierpress.imports.item import Item
from dossierpress.imports.ledger import Ledger
from dossierpress.model.names import likeness


def spellings(items: Iterable[Item], known: Iterable[str] = ()) -> dict[str, str]:
    """For what a reader takes for one tag, its spelling: the site's own, else the commonest."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        for tag in item.tags:
            counts[likeness(tag)][tag] += 1
    chosen = {key: min(count, key=lambda tag: (-count[tag], tag)) for key, count in counts.items()}
    return chosen | {likeness(tag): tag for tag in known if likeness(tag) in chosen}


def merged(item: Item, chosen: dict[str, str], ledger: Ledger) -> Item:
    """An item whose tags have the chosen spellings, each once."""
    tags: dict[str, None] = {}
    for tag in item.tags:
        spelling = chosen[likeness(tag)]
        if spelling != tag:
            ledger.add("spellings of a tag, merged", item.origin, f"{tag} → {spelling}")
        tags[spelling] = None
    return replace(item, tags=tuple(tags))
