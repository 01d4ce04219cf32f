"""`dossier theme check`: render a site of awkward content with a theme, and say what came of it."""

import datetime as dt
import gzip
from dataclasses import replace
from pathlib import Path

import click
import msgspec

from dossierpress.build import Job, build
from dossierpress.cli.options import fail, form_option
from dossierpress.cli.show import counted, show_data, show_problems, tally
from dossierpress.cli.themepages import look_at, not_shown, style_and_scripts
from dossierpress.cli.themewords import untranslated
from dossierpress.exports.exports import exports_of
from dossierpress.problems import Problem, errors_only, in_order
from dossierpress.read.held import Audience
from dossierpress.read.themes import read_layers
from dossierpress.run.task import serial
from dossierpress.steps.settings import load_config, on_this_machine
from dossierpress.write.memory import MemorySink

AWKWARD = Path(__file__).resolve().parent / "awkward"
# Each site with its language: all that can be written, the same from right to left, and next to nothing.
SITES = (("full", "en"), ("full", "ar"), ("empty", "en"))
READER = Audience(dt.datetime(2024, 1, 1, tzinfo=dt.UTC), "UTC")
ARTICLE = "articles/everything/index.html"


@click.group(name="theme", short_help="Check a theme with awkward content.")
def command() -> None:
    """Work on a theme."""


@command.command(name="check", short_help="Render awkward content with a theme, and report.")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@form_option
def check(folder: Path, form: str) -> None:
    """Render a built-in site of awkward content with the theme in DIR, and report.

    The content has long words, huge tables, text from right to left, dossiers and sites with nothing in
    them, and a word in every field: what no page shows is a warning. Inline scripts, files from other
    hosts, links that lead nowhere and pages without a title are errors; words of the interface without a
    translation are warnings. Nothing is written.
    """
    place = folder.resolve()
    problems: dict[Problem, list[str]] = {}
    pages = 0
    weight = (0, 0)
    for site, language in SITES:
        files, found = _rendered(place, site, language)
        pages += sum(path.endswith(".html") for path in files)
        for problem, page in (*((each, "") for each in found), *look_at(files, place.name)):
            problems.setdefault(problem, []).append(page)
        if files and (site, language) == SITES[0]:
            problems |= {each: [] for each in not_shown(files, place.name)}
            weight = _weight(files)
    layers, _ = read_layers(place.parent, place.name, place.parent)
    problems |= {each: [] for each in untranslated(layers[1:], place.name)}
    shown = in_order(_on_pages(problem, where) for problem, where in problems.items())
    facts: dict[str, object] = {"pages": pages, "article_bytes": weight[0], "article_compressed": weight[1]}
    if form == "json":
        show_data(shown, facts)
        raise click.exceptions.Exit(1 if errors_only(shown) else 0)
    if errors_only(shown):
        fail(shown, form, f"{folder} is not sound")
    show_problems(shown, form)
    click.echo(f"{counted(pages, 'page')} of awkward content, {tally(shown) or 'nothing wrong'}")
    whole, compressed = (round(each / 1000) for each in weight)
    click.echo(f"an article with its style sheets and scripts: {whole} kB, {compressed} kB compressed")


def _rendered(theme: Path, site: str, language: str) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Every file of one awkward site, and what the build says of it but for warnings of its content."""
    config, problems = load_config(AWKWARD / site)
    assert config is not None, problems
    config, _ = on_this_machine(config)
    config = msgspec.structs.replace(
        config, language=language, theme=msgspec.structs.replace(config.theme, name=theme.name)
    )
    sink = MemorySink()
    report = build(
        Job(
            root=AWKWARD / site,
            config=config,
            audience=READER,
            sink=sink,
            run=serial,
            exports=exports_of(config),
            themes=theme.parent,
        )
    )
    return sink.files, tuple(each for each in report.problems if not _expected(each))


def _expected(problem: Problem) -> bool:
    """The content is awkward, and is warned of; an error of it would leave pages out, and is told."""
    return problem.path.startswith("content/") and problem.severity != "error"


def _on_pages(problem: Problem, pages: list[str]) -> Problem:
    """A fault of a template is one problem, however many pages it spoils."""
    where = [page for page in dict.fromkeys(pages) if page]
    others = f" and {len(where) - 1:,} more" if len(where) > 1 else ""
    return replace(problem, message=f"{problem.message} (page /{where[0]}{others})") if where else problem


def _weight(files: dict[str, bytes]) -> tuple[int, int]:
    """The bytes of an article's page with its style sheets and scripts, as they are and compressed."""
    page = files[ARTICLE].decode()
    needed = [files[ARTICLE], *(files[path] for path in style_and_scripts(page) if path in files)]
    return sum(map(len, needed)), sum(len(gzip.compress(data)) for data in needed)
