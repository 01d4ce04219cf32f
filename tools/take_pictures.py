"""Take the README's pictures anew: docs/pictures/*.png, of the sample site in the theme broadsheet.

    python tools/take_pictures.py

Needs what the tests need, and Pillow, which gives each picture a palette so that it weighs a third.
"""

import io
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 1280, 960
# Name, address, light or dark, and the element that the picture begins with (empty: the top of the page).
SHOTS = (
    ("front-page", "/", "light", ""),
    ("dossier", "/dossiers/long-dredge/", "light", "#dp-coverage"),
    ("article", "/articles/half-a-harbour/", "dark", ""),
    ("right-to-left", "/articles/bandargah-gehrai-ka-hisab/", "light", ""),
)
DRAWN = """() => Promise.all(
  [...document.images].filter((each) => each.loading !== "lazy").map((each) => each.decode())
)"""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
             "--disable-background-networking", "--disable-component-update"]  # fmt: skip


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  the library's own name
        """Say nothing."""


def take(browser: Browser, address: str, scheme: str, begin: str) -> bytes:
    """One picture as PNG."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    if begin:
        script = "each => window.scrollTo({top: each.offsetTop - 24, behavior: 'instant'})"
        page.locator(begin).evaluate(script)
    # A picture that has arrived is not yet one that is drawn.
    page.evaluate(DRAWN)
    data = page.screenshot()
    page.close()
    return data


def compressed(data: bytes) -> bytes:
    """The same picture with a palette of 128 colours."""
    picture = Image.open(io.BytesIO(data)).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    target = io.BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()


def main() -> int:
    """Build the sample, serve it, take the pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = f"{folder}/site"
        command = [sys.executable, "-m", "dossierpress", "build", "--root", str(ROOT), "--output", site]
        subprocess.run([*command, "--no-cache"], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=site))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
            for name, address, scheme, begin in SHOTS:
                data = take(browser, f"http://127.0.0.1:{server.server_port}{address}", scheme, begin)
                (PICTURES / f"{name}.png").write_bytes(compressed(data))
            browser.close()
        server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
