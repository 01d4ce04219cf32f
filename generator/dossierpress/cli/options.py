"""What several commands share: their options, how they fail, and the progress bar. Imports little."""

import datetime as dt
import os
import sys
import time
from collections.abc import Callable
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from dossierpress.cli.show import EVERYTHING, FORMATS, show_data, show_problems, tally
from dossierpress.problems import Problem

F = TypeVar("F", bound=Callable[..., Any])
SHOW_PROGRESS_AFTER = 1.0
CACHE_FOLDER = ".dossier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line says, but for what cannot change the site."""

    root: Path
    output: str | None
    base_url: str | None
    drafts: bool
    future: bool
    strict: bool
    relative: bool

    @property
    def key(self) -> str:
        """The same for two commands that ask for the same site in the same place, strictly or not."""
        return repr(tuple(map(str, astuple(replace(self, strict=False)))))


root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path),
    default=".",
    help="The folder that holds site.yaml.  [default: this folder]",
)


def _form(context: click.Context, _option: click.Parameter, value: str) -> str:
    """The form that is asked for, where `--all` has been read already."""
    return EVERYTHING if value == "text" and context.meta.get(EVERYTHING) else value


form_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    callback=_form,
    help="How problems are shown: for people, scripts or GitHub.  [default: text]",
)


def site_options(command: F) -> F:
    """The options of every command that reads a whole site."""
    for option in (
        form_option,
        click.option(
            "--all",
            "every",
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=lambda context, _option, value: context.meta.update({EVERYTHING: value}),
            help="Show every problem, not only the first five of a kind.",
        ),
        click.option("--jobs", type=click.IntRange(min=1), help="How many workers.  [default: one a core]"),
        click.option("--strict", is_flag=True, help="Make every warning an error."),
        click.option("--future", is_flag=True, help="Include what is under embargo."),
        click.option("--drafts", is_flag=True, help="Include drafts."),
        root_option,
    ):
        command = option(command)
    return command


def moment_of_build() -> float:
    """Now, in seconds since 1970; `SOURCE_DATE_EPOCH` takes the place of the clock."""
    written = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        moment = float(written) if written else time.time()
        dt.datetime.fromtimestamp(moment, dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError(f"SOURCE_DATE_EPOCH is `{written}`: wanted seconds since 1970") from error
    return moment


def fail(problems: tuple[Problem, ...], form: str, outcome: str) -> NoReturn:
    """Show problems and end with exit code 1."""
    if form == "json":
        show_data(problems, {})
    else:
        show_problems(problems, form)
        click.echo(f"{tally(problems)}: {outcome}", err=True)
    raise click.exceptions.Exit(1)


class ProgressBar:
    """A bar on standard error, for work that takes longer than a second, on a terminal only."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._shown = 0.0
        self._visible = False
        self._wanted = sys.stderr.isatty()

    def __call__(self, done: int, count: int) -> None:
        """Show how far it is, ten times a second at most."""
        now = time.monotonic()
        if not self._wanted or now - self._begun < SHOW_PROGRESS_AFTER or now - self._shown < 0.1:
            return
        self._shown, self._visible = now, True
        filled = 30 * done // max(1, count)
        click.echo(f"\r[{'#' * filled}{'-' * (30 - filled)}] {done:,} of {count:,} ", nl=False, err=True)

    def clear(self) -> None:
        """Take the bar off the terminal."""
        if self._visible:
            click.echo("\r" + " " * 60 + "\r", nl=False, err=True)
