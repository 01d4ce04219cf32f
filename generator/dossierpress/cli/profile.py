"""Where the time of a build goes, room by room, measured by Python's own profiler in one process."""

import cProfile
import pstats
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

R = TypeVar("R")
_PACKAGE = Path(__file__).resolve().parent.parent
_LEAST = 0.005


def profiled(work: Callable[[], R]) -> tuple[R, dict[str, float]]:
    """Run some work; its result, and the seconds spent in each room and library, the most first."""
    profiler = cProfile.Profile()
    result = profiler.runcall(work)
    seconds: Counter[str] = Counter()
    callers: Counter[str] = Counter()
    stats = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    for (file, _, _), (_, _, own, _, called_from) in stats.items():
        if file != "~":
            seconds[_room(file)] += own
            continue
        # What is written in C has no file: its time belongs to whoever called it.
        for (caller, _, _), (_, _, part, _) in called_from.items():
            callers[_room(caller)] += part
    seconds.update(callers)
    return result, dict(seconds.most_common())


def show_profile(seconds: dict[str, float]) -> None:
    """Print the table on standard error; what took hardly any time is summed up."""
    whole = sum(seconds.values()) or 1.0
    click.echo(
        "   seconds  share  room or library (under the profiler, which slows what is in Python)", err=True
    )
    rest = 0.0
    for room, time in seconds.items():
        if time < _LEAST * whole:
            rest += time
            continue
        click.echo(f"{time:10.3f}  {time / whole:5.1%}  {room}", err=True)
    if rest:
        click.echo(f"{rest:10.3f}  {rest / whole:5.1%}  everything else", err=True)


def _room(file: str) -> str:
    """What a source file belongs to: a room or module of ours, a template, or a library."""
    path = Path(file)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE).parts[0].removesuffix(".py")
    if path.suffix == ".html" or file.startswith("<template"):
        return "templates"
    parts = path.parts
    if "site-packages" in parts:
        return f"{parts[parts.index('site-packages') + 1].removesuffix('.py')} (library)"
    return "Python"
