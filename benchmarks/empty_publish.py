"""A publish with nothing to send beside a build with nothing to do, in turns, with 1,000 and 10,000 articles.

Usage: python benchmarks/empty_publish.py [--articles N …] [--runs N]

Prints the medians of CPU seconds, and their ratio. The target is a folder.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import measure

HERE = Path(__file__).resolve().parent
DOSSIER = (sys.executable, "-m", "dossierpress")
SITE = """title: Bench
url: https://bench.example/
theme: plain
search: false
markdown: {engine: commonmark}
publish:
  here: {kind: folder, path: ../www}
"""


def main() -> None:
    """Measure and print one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    for count in options.articles:
        with tempfile.TemporaryDirectory() as folder:
            build, publish = medians(Path(folder) / "site", count, options.runs)
        print(f"{count:>6,} articles: build {build:.2f} s, publish {publish:.2f} s, {publish / build:.2f} x")


def medians(root: Path, count: int, runs: int) -> tuple[float, float]:
    """CPU seconds of an idle build and of an empty publish of a site of so many articles."""
    corpus = [sys.executable, HERE / "make_corpus.py", "--articles", str(count), root / "content"]
    subprocess.run(corpus, check=True, stdout=subprocess.DEVNULL)
    (root / "site.yaml").write_text(SITE)
    measure([*DOSSIER, "publish"], root)
    taken: dict[str, list[float]] = {"build": [], "publish": []}
    for _ in range(runs):
        for command, times in taken.items():
            times.append(measure([*DOSSIER, command], root).cpu)
    return statistics.median(taken["build"]), statistics.median(taken["publish"])


if __name__ == "__main__":
    main()
