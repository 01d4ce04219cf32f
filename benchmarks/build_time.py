"""Measure how long builds of generated articles take, and how much memory, in one run on this machine.

python benchmarks/build_time.py [--articles 1000 10000] [--jobs 1] [--runs 3]
"""

import argparse
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CORPUS = Path(__file__).with_name("make_corpus.py")


def write_corpus(root: Path, articles: int) -> None:
    """A site of so many generated articles, one dossier for every fifty."""
    command = [sys.executable, CORPUS, root / "content", "--articles", articles]
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    (root / "site.yaml").write_text("title: Benchmark\nurl: https://bench.example/\n", encoding="utf-8")


def measure(root: Path, output: Path, jobs: int) -> tuple[float, str]:
    """Seconds of one build, and the first line that it printed."""
    command = [
        sys.executable,
        "-m",
        "dossierpress",
        "build",
        "--root",
        root,
        "--output",
        output,
        "--jobs",
        jobs,
    ]
    begun = time.perf_counter()
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    return time.perf_counter() - begun, done.stdout.splitlines()[0]


def main() -> None:
    """Print a table: cold builds and builds with nothing changed, medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}")
    print("| articles | workers | cold, s | nothing changed, s | largest process, MB | built |")
    print("|---|---|---|---|---|---|")
    for count in chosen.articles:
        with tempfile.TemporaryDirectory() as folder:
            write_corpus(Path(folder), count)
            for jobs in chosen.jobs:
                cold, warm, line = [], [], ""
                for run in range(chosen.runs):
                    output = Path(folder) / f"site-{jobs}-{run}"
                    seconds, line = measure(Path(folder), output, jobs)
                    cold.append(seconds)
                    warm.append(measure(Path(folder), output, jobs)[0])
                peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
                print(
                    f"| {count:,} | {jobs} | {statistics.median(cold):.1f} | {statistics.median(warm):.1f}"
                    f" | {peak:.0f} | {line} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
