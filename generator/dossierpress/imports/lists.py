"""Where readers of old lists are sent: to the tag, if it has a page; else to all articles by date."""

from collections.abc import Iterable

from dossierpress.imports.item import Batch, Item
from dossierpress.model.names import slugify, spelt_out
from dossierpress.plan.addresses import file_of


class Lists:
    """The old lists of one batch."""

    def __init__(self, batch: Batch, items: Iterable[Item]) -> None:
        self._batch = batch
        self._tags = {
            slugify(tag) or spelt_out(tag) for item in items for tag in item.tags if item.status != "draft"
        }

    def home(self, address: str) -> str:
        """The address of ours that stands for an old list, as far as is known before all is planned."""
        tag = self._batch.lists.get(address, "")
        slug = slugify(tag) or spelt_out(tag) if tag else ""
        return f"/tags/{slug}/" if slug in self._tags else "/"

    def target(self, address: str, taken: set[str]) -> str:
        """The same, when it is known what is there."""
        for tried in (self.home(address) if self._batch.lists[address] else "", "/dates/", "/"):
            if tried and file_of(tried) in taken:
                return tried
        return ""
