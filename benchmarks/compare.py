"""Measure Dossierpress, Hugo and Pelican side by side on the same generated articles.

.venv/bin/python -m benchmarks.compare [--articles 1000 10000 100000] [--runs 5] [--quick]
"""

import argparse
import contextlib
import dataclasses
import importlib.metadata
import json
import os
import subprocess
import tempfile
from pathlib import Path

from benchmarks.chart import chart
from benchmarks.contestants import Contestant, contestants, write_corpus
from benchmarks.edits import edit_of, rewritten
from benchmarks.figures import STAGES, Results, Sample, Stage
from benchmarks.measuring import Measured, measure
from benchmarks.page import machine, page
from dossierpress.read.commonmark import is_installed

ROOT = Path(__file__).resolve().parent.parent
ORDER: tuple[Stage, ...] = tuple(STAGES)
EDITS = frozenset(ORDER) - {"cold", "unchanged", "start"}
# Of these it is told what a build rewrote.
TOLD = ("body", "title")


class Course:
    """One size of corpus: a folder for each generator, whose builds take turns."""

    def __init__(self, folder: Path, articles: int, runs: int, results: Results) -> None:
        self._folder, self._articles, self._runs, self._results = folder, articles, runs, results
        self._all = [each for each in contestants() if articles <= each.at_most]
        corpus = folder / "corpus"
        write_corpus(corpus, articles)
        files = sorted(corpus.rglob("*.md"))
        self._edited = files[len(files) // 2].relative_to(corpus)
        for place, contestant in enumerate(self._all):
            contestant.lay(corpus, self._site(place))

    def run(self) -> None:
        """A warm-up that measures memory, then the rounds that count; once is enough for who is run once."""
        for number in range(self._runs + 1):
            self._round(number)
        for place, contestant in enumerate(self._all):
            built = self._site(place) / contestant.output
            self._results.built[self._articles, contestant.name] = _counted(built)

    def _round(self, number: int) -> None:
        running = [
            (place, each)
            for place, each in enumerate(self._all)
            if number == 0 or (self._articles <= each.repeats_to)
        ]
        with contextlib.ExitStack() as undo:
            for stage in ORDER:
                for place, contestant in running:
                    self._step(undo, number, stage, place, contestant)

    def _step(
        self, undo: contextlib.ExitStack, number: int, stage: Stage, place: int, contestant: Contestant
    ) -> None:
        folder = self._site(place)
        if stage == "cold":
            contestant.forget(folder)
        if stage in EDITS:
            curates = contestant.name.startswith("dossierpress")
            undo.enter_context(edit_of(stage, folder, self._edited, curates=curates))
        command = contestant.version if stage == "start" else contestant.command
        done = measure(command, folder, memory=number == 0)
        self._keep(number, stage, contestant, done)
        if stage in TOLD and contestant.name.startswith("dossierpress"):
            found = rewritten(done.printed, folder / contestant.output)
            self._results.rewritten[self._articles, contestant.name, stage] = found

    def _keep(self, number: int, stage: Stage, contestant: Contestant, done: Measured) -> None:
        name = contestant.name
        print(f"{self._articles:,} {name}, {stage}: {done.wall:.2f} s", flush=True)
        if number == 0:
            self._results.peaks[self._articles, name, stage] = done.peak
        if number > 0 or self._articles > contestant.repeats_to:
            self._results.samples.append(Sample(self._articles, name, stage, done.wall, done.cpu))

    def _site(self, place: int) -> Path:
        return self._folder / str(place)


def _counted(site: Path) -> str:
    """How many pages and other files a site has, and how large it is."""
    files = [path for path in site.rglob("*") if path.is_file() and not path.name.startswith(".dossier")]
    pages = sum(path.suffix == ".html" for path in files)
    size = sum(path.stat().st_size for path in files) / 1e6
    return f"{pages:,} pages, {len(files) - pages:,} other files, {size:,.0f} MB"


def _facts(load: tuple[float, float, float]) -> dict[str, str]:
    versions = {
        name: importlib.metadata.version(name) for name in ("dossierpress", "hugo", "pelican", "markdown")
    }
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    listed = ", ".join(f"{name} {version}" for name, version in versions.items())
    return machine() | {
        "versions": f"{listed}; commit {commit}",
        "load before": f"{load[0]:.1f} (a quiet machine has less than 0.5)",
    }


def _written(results: Results, facts: dict[str, str], notes: list[str], into: Path) -> None:
    """Write page, chart and raw numbers."""
    largest = max(size for size in results.sizes() if size <= 10_000 or size == results.sizes()[0])
    raw = {
        "facts": facts,
        "notes": notes,
        "samples": [dataclasses.asdict(sample) for sample in results.samples],
        "peaks": [[*key, peak] for key, peak in results.peaks.items()],
        "rewritten": [[*key, dataclasses.asdict(found)] for key, found in results.rewritten.items()],
        "built": [[*key, words] for key, words in results.built.items()],
    }
    for path, text in {
        into / "docs" / "benchmarks.md": page(results, facts, notes),
        into / "docs" / "pictures" / "benchmark.svg": chart(results, largest),
        into / "benchmarks" / "results" / f"{facts['date']}.json": json.dumps(raw, indent=1) + "\n",
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main() -> None:
    """Run everything, print the page, and write it with the chart and the raw numbers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--runs", type=int, default=5, help="how many runs count, after one that does not")
    parser.add_argument(
        "--quick", action="store_true", help="a try: 200 articles, one run, nothing written to the project"
    )
    chosen = parser.parse_args()
    sizes, runs = ([200], 1) if chosen.quick else (chosen.articles, chosen.runs)
    notes = [] if is_installed() else ["`commonmark` is not measured: pyromark is missing"]
    load, results = os.getloadavg(), Results()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for articles in sizes:
            Course(Path(folder) / str(articles), articles, runs, results).run()
        facts = _facts(load)
        _written(results, facts, notes, Path(folder) if chosen.quick else ROOT)
    print(page(results, facts, notes))


if __name__ == "__main__":
    main()
