"""How long a reader waits for the first result of a search: `make search-latency`.

A site of 1,000 articles is served on loopback as a host far away would serve it: each answer begins 150 ms
after its request, and all of them share 1.6 Mbit/s (what Lighthouse calls slow 4G). The waiting is done by
the server and not by the browser, whose own throttle does not hold for what a worker fetches.
Chromium types a word into the search page when that has come to rest, and comes to an address that
holds a search with nothing in its cache. Each is done several times, each time with another word.
"""

import statistics
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.lighthouse import Host

ROOT = Path(__file__).resolve().parent.parent
LATENCY, BYTES_A_SECOND = 0.15, 1_600_000 / 8
CHUNK = 4096
WORDS = ("soquadar", "kalomi", "dartunes", "velcon", "beninna")
SITE = "title: Bench\nurl: https://example.org/\ntheme: broadsheet\ncards: false\n"
# The moment at which the first result stands in the page, from when a word is in the field.
TYPED = """(word) => new Promise((done) => {
  const field = document.getElementById("dp-search-words");
  const list = document.getElementById("dp-search-results");
  field.value = word;
  const begun = performance.now();
  new MutationObserver(() => list.children.length && done(performance.now() - begun))
    .observe(list, { childList: true });
  field.dispatchEvent(new Event("input", { bubbles: true }));
})"""


class _FarHost(Host):
    """A host at the other end of a slow network."""

    line = threading.Lock()
    asked: list[str] = []  # noqa: RUF012  one list for all, on purpose

    def do_GET(self) -> None:  # noqa: N802  the library's own name
        """Answer, late."""
        self.asked.append(self.path)
        time.sleep(LATENCY)
        super().do_GET()

    def send_data(self, data: bytes) -> None:
        """In pieces, each as long as the line takes for it."""
        for first in range(0, len(data), CHUNK):
            piece = data[first : first + CHUNK]
            with self.line:
                time.sleep(len(piece) / BYTES_A_SECOND)
            try:
                self.wfile.write(piece)
            except ConnectionError:  # the page has what it wanted
                return


def built(folder: Path, articles: int) -> Path:
    """The site."""
    corpus = [sys.executable, str(ROOT / "benchmarks" / "make_corpus.py"), str(folder / "content")]
    subprocess.run([*corpus, "--articles", str(articles)], check=True, stdout=subprocess.DEVNULL)
    (folder / "site.yaml").write_text(SITE, encoding="utf-8")
    build = [sys.executable, "-m", "dossierpress", "build", "--root", str(folder)]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    return folder / "site"


def at_rest(page: Page) -> None:
    """Wait until the page fetches nothing any more."""
    page.wait_for_load_state("networkidle")


def typed(browser: Browser, address: str, word: str) -> tuple[float, list[str]]:
    """Milliseconds from a word in the field to its first result, and what was fetched for it."""
    page = browser.new_context().new_page()
    page.goto(f"{address}/search/")
    page.focus("#dp-search-words")
    at_rest(page)
    _FarHost.asked.clear()
    took = float(page.evaluate(TYPED, word))
    asked = list(_FarHost.asked)
    page.context.close()
    return took, asked


def arrived(browser: Browser, address: str, word: str) -> tuple[float, list[str]]:
    """Milliseconds from the click on an address that holds a search to the first result."""
    page = browser.new_context().new_page()
    _FarHost.asked.clear()
    page.goto(f"{address}/search/?q={word}", wait_until="commit")
    page.locator("#dp-search-results li").first.wait_for()
    took = float(page.evaluate("performance.now()"))
    asked = list(_FarHost.asked)
    page.context.close()
    return took, asked


def main() -> int:
    """Build, serve, measure; print the medians and what was fetched."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        site = built(Path(place), articles)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_FarHost, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, look in (("typed", typed), ("arrived", arrived)):
            taken = [look(browser, address, word) for word in WORDS]
            print(
                f"{name:8} {statistics.median(took for took, _ in taken):7.0f} ms", *taken[-1][1], sep="\n  "
            )
        browser.close()
        server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
