"""From save to repainted page: `dossier preview` in a real browser, with 1,000 and 10,000 articles.

Usage: python benchmarks/preview_latency.py [--articles N …] [--saves N] [--edit body|title|template|style]

Each save gives one article other text, or another title, or changes a template or the style sheet that
every page uses, and waits until the browser has painted it. Times are in milliseconds, from just before
the file is written to the frame after the new page was drawn. Needs playwright and Debian's chromium.
"""

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from queue import Queue

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
THEME = HERE.parent / "themes" / "plain" / "templates"
WARMING = 3
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Tells which save a page shows, and when it was painted: after the frame that drew it.
PAINTED = """addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => setTimeout(() => {
  const found = document.documentElement.outerHTML.match(/save-(\\d+)-end/);
  if (found) painted(Number(found[1]), Date.now());
})));"""
# The style sheet is exchanged in a page that stays: the property is looked at in each frame.
STYLED = """(() => { let last = ""; const look = () => {
  const whole = document.documentElement;
  const found = whole && getComputedStyle(whole).getPropertyValue("--saved");
  if (found && found !== last) { last = found; painted(Number(found), Date.now()); }
  requestAnimationFrame(look);
}; look(); })();"""


def main() -> None:
    """Measure and print one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--saves", type=int, default=30)
    parser.add_argument("--edit", choices=["body", "title", "template", "style"], default="body")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between saves")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    for count in options.articles:
        with tempfile.TemporaryDirectory() as folder:
            times = measure(Path(folder), count, options)
        p95 = sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]
        print(
            f"{count:>6,} articles, {options.edit}: median {statistics.median(times):.0f} ms,"
            f" 95th percentile {p95:.0f} ms, worst {max(times):.0f} ms ({len(times)} saves)",
            flush=True,
        )


def measure(root: Path, count: int, options: argparse.Namespace) -> list[float]:
    """Milliseconds of each save."""
    corpus = [sys.executable, HERE / "make_corpus.py", root / "content", "--articles", str(count)]
    subprocess.run(corpus, check=True, stdout=subprocess.DEVNULL)
    (root / "site.yaml").write_text(
        "title: Bench\nurl: https://bench.example/\ntheme: plain\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "dossierpress", "preview", "--root", root, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as preview:
        try:
            return saves(root, address_of(preview), options)
        finally:
            preview.terminate()


def address_of(preview: subprocess.Popen[str]) -> str:
    """The address that the preview prints, once the whole site has been made."""
    assert preview.stdout is not None
    address = ""
    for line in preview.stdout:
        if found := re.search(r"http://\S+", line):
            address = address or found[0]
        if " in " in line and "whole site" in line:
            return address
    raise SystemExit("the preview ended before the site was made")


def saves(root: Path, address: str, options: argparse.Namespace) -> list[float]:
    """Save again and again, and take the time; the first ones only warm the browser up."""
    articles = sorted((root / "content").glob("*/*.md"))
    article = articles[len(articles) // 2]
    text = article.read_text(encoding="utf-8")
    painted: Queue[tuple[int, float]] = Queue()
    times: list[float] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=options.chromium, args=ARGUMENTS)
        page = chromium.new_page()
        page.expose_function("painted", lambda number, moment: painted.put((number, moment)))
        page.add_init_script(STYLED if options.edit == "style" else PAINTED)
        page.goto(f"{address}articles/{article.stem}/")
        for number in range(-WARMING, options.saves):
            page.wait_for_timeout(options.pause * 1000)
            place, written = edited(root, article, text, number + WARMING, options.edit)
            place.parent.mkdir(parents=True, exist_ok=True)
            begun = time.time()
            place.write_text(written, encoding="utf-8")
            moment = paint_of(number + WARMING, page, painted)
            if number >= 0:
                times.append(moment - begun * 1000)
        chromium.close()
    return times


def edited(root: Path, article: Path, text: str, number: int, edit: str) -> tuple[Path, str]:
    """The file to save, and what to save in it."""
    word = f"save-{number}-end"
    if edit == "body":
        return article, f"{text}\n\n{word}\n"
    if edit == "title":
        return article, re.sub(r'(?m)^title: "', f'title: "{word} ', text, count=1)
    if edit == "style":
        sheet = (THEME.parent / "assets" / "css" / "plain.css").read_text(encoding="utf-8")
        return root / "assets" / "css" / "plain.css", f"{sheet}\n:root {{ --saved: {number}; }}\n"
    template = (THEME / "base.html").read_text(encoding="utf-8")
    return root / "templates" / "base.html", template.replace("<body ", f'<body data-save="{word}" ')


def paint_of(number: int, page: Page, painted: "Queue[tuple[int, float]]") -> float:
    """When the page of a save was painted."""
    while True:
        while painted.empty():
            page.wait_for_timeout(25)
        shown, moment = painted.get()
        if shown == number:
            return moment


if __name__ == "__main__":
    main()
