"""What each address of the preview gets, from the newest edition."""

import asyncio
import difflib
from collections.abc import Mapping
from concurrent.futures import Future
from queue import SimpleQueue

from dossierpress.plan.addresses import address_of, base_of
from dossierpress.preview.answers import (
    NOT_FOUND_FILE,
    Answer,
    candidates,
    content_type,
    of_file,
    path_of,
    redirect,
)
from dossierpress.preview.edition import Edition, File
from dossierpress.preview.response import marks_of, placeholder, with_nearest, with_script
from dossierpress.preview.session import Changed, Wanted
from dossierpress.render.theme import Theme

NEAREST = 5
_NOT_YET = placeholder("Nothing to show yet", "The site has problems. This page comes when they are mended.")
Marks = tuple[str, str]


class Pages:
    """Files as they are answered. What is not made yet is asked of the session."""

    def __init__(self, jobs: "SimpleQueue[Changed | Wanted]") -> None:
        self.edition: Edition | None = None
        self._jobs = jobs
        # Style sheets by every name that they have had: a page that is open names them as they were.
        self._former: dict[str, str] = {}

    @property
    def base(self) -> str:
        """The site's sub-path."""
        return base_of(self.edition.matter.config.url) if self.edition is not None else "/"

    def show(self, edition: Edition) -> None:
        """Answer from a newer edition."""
        sheets = ((file, name) for name, file in edition.matter.theme.assets.items() if name.endswith(".css"))
        self._former.update(sheets)
        self.edition = edition

    async def answer(self, target: str, headers: Mapping[str, str]) -> Answer:
        """What a request gets. `headers` have names in lower case, `host` among them."""
        address, _, query = target.partition("?")
        path = path_of(target, self.base)
        if path is None:
            if self.base != "/" and address in ("/", self.base.removesuffix("/")):
                return redirect("/", self.base, query)
            return await self._missing(address, headers)
        there, with_slash = candidates(path)
        edition, file = self.edition, self._at_hand(there)
        if file is None and with_slash and (await self._ask(with_slash))[1] is not None:
            return redirect(f"/{path}/", self.base, query)
        if file is None:
            edition, file = await self._ask(there)
        if file is None or edition is None:
            return await self._missing(address, headers)
        if file.target:
            return redirect(file.target, self.base)
        if file.data is None:
            return _html(_NOT_YET, ("", ""), headers, 503)
        if content_type(there).startswith("text/html"):
            return _html(file.data, marks_of(file.data, edition.matter.theme), headers)
        return of_file(there, file.data, headers)

    async def shown(self, path: str, address: str) -> tuple[bytes, Marks]:
        """What a browser that has a page open should show, before the script; and its marks."""
        body, theme = await self._body(path, address)
        return body, marks_of(body, theme) if theme is not None else ("", "")

    def _at_hand(self, path: str) -> File | None:
        """A file that needs no making: above all style sheets, which a page waits for to be painted."""
        if self.edition is None:
            return None
        sheet = self.edition.matter.theme.assets.get(self._former.get(path, ""), "")
        return self.edition.ready(path) or self.edition.ready(sheet)

    async def _ask(self, path: str) -> tuple[Edition | None, File | None]:
        """A file of the newest edition, from the session when it must be made first."""
        edition = self.edition
        ready = edition.ready(path) if edition is not None else None
        if edition is not None and (ready is not None or (edition.planned and not edition.plans(path))):
            return edition, ready
        answer: Future[tuple[Edition | None, File | None]] = Future()
        self._jobs.put(Wanted(path, answer))
        return await asyncio.wrap_future(answer)

    async def _body(self, path: str, address: str) -> tuple[bytes, Theme | None]:
        edition, file = await self._ask(path) if path else (self.edition, None)
        if edition is None or (file is not None and file.data is None):
            return _NOT_YET, None
        if file is not None and file.data is not None:
            return file.data, edition.matter.theme
        found, page = await self._ask(NOT_FOUND_FILE)
        data = page.data if page is not None and page.data is not None else placeholder("Not found", address)
        return with_nearest(data, self._nearest(edition, address), self.base), (found or edition).matter.theme

    async def _missing(self, address: str, headers: Mapping[str, str]) -> Answer:
        body, theme = await self._body("", address)
        if theme is None:
            return _html(body, ("", ""), headers, 503)
        return _html(body, marks_of(body, theme), headers, 404)

    def _nearest(self, edition: Edition, address: str) -> list[str]:
        """Addresses of pages that look like one that is not there."""
        wanted = "/" + address.removeprefix(self.base).strip("/")
        pages = [address_of(path) for path in edition.paths() if path.endswith("index.html")]
        last = wanted.rsplit("/", 1)[-1]
        alike = [page for page in pages if last and last in page]
        close = difflib.get_close_matches(f"{wanted}/", pages, NEAREST, 0.6)
        return list(dict.fromkeys([*close, *alike]))[:NEAREST]


def _html(body: bytes, marks: Marks, headers: Mapping[str, str], status: int = 200) -> Answer:
    return of_file("index.html", with_script(body, headers.get("host", ""), marks), headers, status)
