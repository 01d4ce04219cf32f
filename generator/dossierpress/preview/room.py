"""The browsers that have a page open: each is told what becomes of its page, and only of that."""

from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from dossierpress.plan.addresses import address_of, base_of
from dossierpress.preview.edition import Edition
from dossierpress.preview.pages import Pages
from dossierpress.preview.response import quoted
from dossierpress.problems import Problem


class Reader(Protocol):
    """One browser with a page open: the page's file and address, and the marks of what it shows."""

    path: str
    address: str
    page: str
    styles: str
    is_leaving: bool

    def close(self) -> None:
        """Hang up."""

    def reload(self, path: str, more: dict[str, str] | None = None) -> None:
        """Load the page again (`*`), or only what `path` ends in: a style sheet, a picture."""

    def follow(self, to: str) -> None:
        """Go to another address."""

    def tell(self, problems: tuple[Problem, ...]) -> None:
        """Show problems, or none."""


class Room:
    """All readers. `later` begins work that nobody waits for."""

    def __init__(self, pages: Pages, later: Callable[[Coroutine[Any, Any, None]], None]) -> None:
        self.pages = pages
        self.readers: set[Reader] = set()
        self._problems: tuple[Problem, ...] = ()
        self._later = later

    def enter(self, reader: Reader) -> None:
        """A browser has opened a page, maybe one that is not the newest."""
        self.readers.add(reader)
        reader.tell(self._problems)
        self._later(self._compare(reader))

    def leave(self, reader: Reader) -> None:
        """A page was closed."""
        self.readers.discard(reader)

    def show(self, edition: Edition, moved: dict[str, str]) -> None:
        """A new edition is out; `moved` are old and new addresses."""
        before = self.pages.edition
        self.pages.show(edition)
        base = self.pages.base
        rebased = before is not None and base_of(before.matter.config.url) != base
        for reader in tuple(self.readers):
            address = address_of(reader.path) if reader.path else ""
            if address in moved or (rebased and address):
                reader.follow(base + quoted(moved.get(address, address).removeprefix("/")))
            else:
                self._later(self._compare(reader))

    def tell(self, problems: tuple[Problem, ...]) -> None:
        """What is wrong now."""
        if problems != self._problems:
            self._problems = problems
            for reader in tuple(self.readers):
                reader.tell(problems)

    async def _compare(self, reader: Reader) -> None:
        """Bring a browser up to date, when the page that it shows is not the newest."""
        body, (page, styles) = await self.pages.shown(reader.path, reader.address)
        if reader not in self.readers or reader.is_leaving:
            return
        if page != reader.page:
            reader.reload("*")
        elif styles != reader.styles:
            reader.styles = styles
            reader.reload("preview.css", {"styles": styles})
        elif self.pages.edition is not None:
            for path in self.pages.edition.fresh_media:
                if quoted(path).encode() in body:
                    reader.reload(path)
