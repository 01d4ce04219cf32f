"""Measure the sample site with Lighthouse and print a table: `make lighthouse`.

The site is built, served on loopback with the headers that it asks for and compressed as hosts do, and
looked at with Lighthouse's own default: a slow phone on a slow network. Two weights are given, pictures
left out: what travels for an empty cache, and what the same would be from a host that compresses nothing.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIGHTHOUSE = ROOT / "tests" / "node_modules" / "lighthouse" / "cli" / "index.js"
PAGES = {
    "home": "/",
    "dossier": "/dossiers/long-dredge/",
    "article": "/articles/half-a-harbour/",
    "tag": "/tags/dredging/",
    "search": "/search/?q=harbour",
    "place": "/places/bonn/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROMIUM = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
)
COMPRESSED = (".html", ".css", ".js", ".svg", ".json", ".xml", ".txt")


class Host(SimpleHTTPRequestHandler):
    """A host as hosts are: compresses text, and sends what `_headers` names for every path."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  the library's own name
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.name.endswith(COMPRESSED):
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
        everywhere = (Path(self.directory) / "_headers").read_text(encoding="utf-8").split("\n\n")[0]
        for line in everywhere.splitlines():
            name, found, value = line.strip().partition(": ")
            if found:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.send_data(data)

    def send_data(self, data: bytes) -> None:
        """The body of the answer."""
        self.wfile.write(data)


def report_of(address: str, folder: Path) -> dict[str, object]:
    """Lighthouse's report of one page."""
    target = folder / "report.json"
    command = [
        "node", str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--output-path={target}",
        f"--chrome-flags={CHROMIUM}",
    ]  # fmt: skip
    environment = os.environ | {"CHROME_PATH": "/usr/bin/chromium", "HOME": str(folder)}
    subprocess.run(command, check=True, timeout=300, env=environment)
    report: dict[str, object] = json.loads(target.read_text(encoding="utf-8"))
    return report


def main() -> int:
    """Build, serve, measure; print the table, and below it every audit that lost a point."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        site = folder / "site"
        command = [sys.executable, "-m", "dossierpress", "build", "--root", str(ROOT), "--output", str(site)]
        subprocess.run([*command, "--no-cache"], check=True, stdout=subprocess.DEVNULL)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(
            f"{'page':10}",
            *(f"{name:>15}" for name in CATEGORIES),
            f"{'kB compressed':>15}",
            f"{'kB as it is':>13}",
        )
        failing: list[str] = []
        for name, path in PAGES.items():
            report = report_of(f"http://127.0.0.1:{server.server_port}{path}", folder)
            show(name, report, failing)
        server.shutdown()
    print(*failing, sep="\n")
    return 0


def show(name: str, report: dict[str, object], failing: list[str]) -> None:
    """One line of the table; what lost a point goes to `failing`."""
    categories, audits = report["categories"], report["audits"]
    assert isinstance(categories, dict)
    assert isinstance(audits, dict)
    scores = [round(100 * (categories[each]["score"] or 0)) for each in CATEGORIES]
    requests = audits["network-requests"]["details"]["items"]
    shown = [each for each in requests if each.get("resourceType") != "Image"]
    travelled, whole = (sum(each[size] for each in shown) / 1000 for size in ("transferSize", "resourceSize"))
    print(f"{name:10}", *(f"{score:>15}" for score in scores), f"{travelled:>15.1f}", f"{whole:>13.1f}")
    for category in CATEGORIES:
        for reference in categories[category]["auditRefs"]:
            audit = audits[reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                failing.append(f"{name}, {category}: {audit['title']} ({audit['score']})")


if __name__ == "__main__":
    sys.exit(main())
