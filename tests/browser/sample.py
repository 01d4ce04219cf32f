"""The sample site as readers get it: built, and served on loopback with the headers in `_headers`."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

from playwright.sync_api import Page

from trial import REPOSITORY, copy, dossier

# A page of every kind, by what it is.
PAGES = {
    "home": "/",
    "dossiers": "/dossiers/",
    "dossier": "/dossiers/long-dredge/",
    "second dossier": "/dossiers/after-salala/",
    "article": "/articles/half-a-harbour/",
    "digest": "/articles/tribune-one-written-agreement/",
    "right-to-left article": "/articles/bandargah-gehrai-ka-hisab/",
    "withdrawn article": "/articles/gazette-minister-resigns/",
    "tags": "/tags/",
    "tag": "/tags/dredging/",
    "people": "/people/",
    "person": "/people/ines-rahmat/",
    "organisation": "/organisations/corven-marine/",
    "source": "/sources/maravel-gazette/",
    "places": "/places/",
    "place": "/places/mohmand/",
    "dates": "/dates/",
    "year": "/dates/2019/",
    "month": "/dates/2019/03/",
    "plain page": "/method/",
    "search": "/search/",
    "search results": "/search/?q=dredging",
    "not found": "/404.html",
}
LANGUAGES = {"ltr": "en", "rtl": "ur"}


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder, silently, with the headers of its `_headers` file."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  the library's own name
        """Say nothing."""

    def end_headers(self) -> None:
        """Add what the site asks its host to send."""
        for name, value in headers_for(Path(self.directory), self.path):
            self.send_header(name, value)
        super().end_headers()


def headers_for(folder: Path, path: str) -> list[tuple[str, str]]:
    """The headers that a `_headers` file names for a path."""
    found: list[tuple[str, str]] = []
    applies = False
    for line in (folder / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            applies = path.startswith(line.removesuffix("*"))
        elif line.strip() and applies:
            name, _, value = line.strip().partition(": ")
            found.append((name, value))
    return found


class Samples:
    """The sample site in each direction of writing, each at an address of its own."""

    def __init__(self, folder: Path) -> None:
        self._servers: list[ThreadingHTTPServer] = []
        self.addresses: dict[str, str] = {}
        for direction, language in LANGUAGES.items():
            root = folder / direction
            copy(REPOSITORY / "content", root / "content")
            text = (REPOSITORY / "site.yaml").read_text(encoding="utf-8")
            assert "language: en" in text
            (root / "site.yaml").write_text(
                text.replace("language: en", f"language: {language}"), encoding="utf-8"
            )
            done = dossier("build", "--root", root, "--jobs", "1", "--no-cache", limit=600)
            assert done.code == 0, done.err
            self._serve(direction, root / "site")

    def _serve(self, direction: str, site: Path) -> None:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self._servers.append(server)
        self.addresses[direction] = f"http://127.0.0.1:{server.server_port}"

    def address(self, direction: str, page: str) -> str:
        """Where a page of a kind is."""
        return self.addresses[direction] + PAGES[page]

    def visit(self, page: Page, direction: str, kind: str, *, scripts: bool = True) -> None:
        """Open a page of a kind; what its script fetches is there too."""
        page.goto(self.address(direction, kind))
        if kind == "search results" and scripts:
            page.locator(".dp-search-results li").first.wait_for()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()
