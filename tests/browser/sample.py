"""The sample site and the awkward one as readers get them: built, and served on loopback with the headers in `_headers`."""

import threading
from collections.abc import Callable
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
# Of the site that is hard to hold (`tests/awkward`), what is hard in a way of its own.
AWKWARD_PAGES = {
    "home": "/",
    "dossiers": "/dossiers/",
    "dossier": "/dossiers/the-dam/",
    "dossier of a long word": "/dossiers/kleine-mappe/",
    "Urdu dossier": "/dossiers/aab-o-band/",
    "long article": "/articles/long/",
    "forty words": "/articles/forty-words/",
    "forty German words": "/articles/german-forty/",
    "a word of sixty-seven letters": "/articles/german-word/",
    "forty Urdu words": "/articles/urdu-forty/",
    "forty Arabic words": "/articles/arabic-forty/",
    "an Arabic word": "/articles/arabic-word/",
    "forty Russian words": "/articles/russian-forty/",
    "no body": "/articles/no-body/",
    "no body, no source": "/articles/no-body-no-source/",
    "withdrawn": "/articles/withdrawn-urdu/",
    "tags": "/tags/",
    "tag": "/tags/law/",
    "people": "/people/",
    "person": "/people/greta-strasser/",
    "Arabic person": "/people/abd-al-karim/",
    "organisations": "/organisations/",
    "organisation": "/organisations/dam-works/",
    "sources": "/sources/",
    "source": "/sources/ministry-of-water/",
    "places": "/places/",
    "place": "/places/karwan/",
    "place across the date line": "/places/taveuni/",
    "dates": "/dates/",
    "year": "/dates/1999/",
    "plain page": "/method/",
    "search": "/search/",
    "search results": "/search/?q=gauge",
}
LANGUAGES = {"ltr": "en", "rtl": "ur"}
# Each site that is served: its files, its language, and a page of each kind.
SITES = {
    "ltr": (REPOSITORY, "en", PAGES),
    "rtl": (REPOSITORY, "ur", PAGES),
    "awkward": (REPOSITORY / "tests" / "awkward", "en", AWKWARD_PAGES),
    "awkward rtl": (REPOSITORY / "tests" / "awkward", "ur", AWKWARD_PAGES),
}
# Every page of every site, for tests that walk them all.
WALK = [(site, kind) for site, (_, _, pages) in SITES.items() for kind in pages]


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
    """The sites in each direction of writing, each at an address of its own, built when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._servers: list[ThreadingHTTPServer] = []
        self.addresses = _Addresses(self._built)

    def _built(self, site: str) -> str:
        source, language, _ = SITES[site]
        root = self._folder / site
        copy(source / "content", root / "content")
        text = (source / "site.yaml").read_text(encoding="utf-8")
        assert "language: en\n" in text
        (root / "site.yaml").write_text(
            text.replace("language: en\n", f"language: {language}\n"), encoding="utf-8"
        )
        done = dossier("build", "--root", root, "--jobs", "1", "--no-cache", limit=600)
        assert done.code == 0, done.err
        return self._serve(root / "site")

    def _serve(self, folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self._servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    def address(self, site: str, page: str) -> str:
        """Where a page of a kind is."""
        return self.addresses[site] + SITES[site][2][page]

    def visit(self, page: Page, site: str, kind: str, *, scripts: bool = True) -> None:
        """Open a page of a kind; what its script fetches is there too."""
        page.goto(self.address(site, kind))
        if kind == "search results" and scripts:
            page.locator(".dp-search-results li").first.wait_for()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()


class _Addresses(dict[str, str]):
    """By site, where it is served; it is built when somebody asks."""

    def __init__(self, build: Callable[[str], str]) -> None:
        super().__init__()
        self._build = build

    def __missing__(self, site: str) -> str:
        self[site] = self._build(site)
        return self[site]


def direction_of(site: str) -> str:
    """The direction in which a site is written."""
    return "rtl" if SITES[site][1] == "ur" else "ltr"
