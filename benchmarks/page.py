"""The figures as a page in Markdown, with the machine that they come from."""

import datetime as dt
import os
import platform
from collections.abc import Mapping
from pathlib import Path

from benchmarks.figures import EVERYTHING, HUGO, STAGES, Results, Stage, ratio, verdicts

MET = {True: "**met**", False: "**not met**", None: "not measured"}
INTRODUCTION = Path(__file__).with_name("introduction.md")


def page(results: Results, facts: Mapping[str, str], notes: list[str]) -> str:
    """The whole page: machine, goals, a table for each size, growth, what was rewritten."""
    parts = [
        INTRODUCTION.read_text(encoding="utf-8"),
        "\n".join(f"- {name}: {value}" for name, value in facts.items()),
    ]
    parts += ["\n".join(f"- {note}" for note in notes)] if notes else []
    parts += ["## Goals", goals(results)]
    for articles in results.sizes():
        parts += [f"## {articles:,} articles", table(results, articles)]
        edits = rewrites(results, articles)
        parts += ["What Dossierpress rewrote:", edits] if edits else []
    return "\n\n".join(part.strip() for part in parts) + "\n"


def goals(results: Results) -> str:
    """Each goal, what was measured, and whether it is met."""
    rows = [[each.goal, each.measured, MET[each.met]] for each in verdicts(results)]
    return _rows([["goal", "measured", ""], *rows])


def table(results: Results, articles: int) -> str:
    """What each generator took for each stage."""
    names = results.names(articles)
    titles = [f"{_title(name)}, {_counted(results.runs(articles, name))}" for name in names]
    rows = [["", *titles]]
    for stage, words in STAGES.items():
        rows.append([words, *(_cell(results, articles, name, stage) for name in names)])
    memory = [_megabytes(results.peak(articles, name), results.peak(articles, HUGO)) for name in names]
    rows.append(["peak memory", *memory])
    rows.append(["what was built", *(results.built.get((articles, name), "") for name in names)])
    return _rows(rows)


def rewrites(results: Results, articles: int) -> str:
    """What the builds after each edit wrote; nothing where none was measured."""
    return "\n".join(
        f"- {_title(name)}, {STAGES[stage]}: {found.words}"
        for (size, name, stage), found in results.rewritten.items()
        if size == articles
    )


def machine() -> dict[str, str]:
    """Cores, processor, memory and system, as this process may use them."""
    cores = len(os.sched_getaffinity(0))
    processor = _first(Path("/proc/cpuinfo"), "model name")
    memory = int(_first(Path("/proc/meminfo"), "MemTotal").split()[0]) / 1024**2
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "machine": f"{cores} cores, {processor}, {memory:.0f} GiB, {platform.system()} {platform.release()}",
        "Python": platform.python_version(),
    }


def _first(file: Path, name: str) -> str:
    for line in file.read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return "0 unknown"


def _cell(results: Results, articles: int, name: str, stage: Stage) -> str:
    wall, cpu = results.wall(articles, name, stage), results.cpu(articles, name, stage)
    if wall is None or cpu is None:
        return "–"
    times = "" if name == HUGO else _times(ratio(wall, results.wall(articles, HUGO, stage)))
    return f"{wall:.2f} s ({cpu:.2f} s CPU{times})"


def _times(found: float | None) -> str:
    return "" if found is None else f"; {found:.2g} ×"


def _megabytes(peak: float | None, hugo: float | None) -> str:
    found = ratio(peak, hugo)
    return "–" if peak is None else f"{peak / 1e6:,.0f} MB" + (f" ({found:.2g} ×)" if found else "")


def _title(name: str) -> str:
    return name.replace("dossierpress, ", "") if name == EVERYTHING or "," in name else name.capitalize()


def _counted(runs: int) -> str:
    return "1 run" if runs == 1 else f"{runs} runs"


def _rows(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])
