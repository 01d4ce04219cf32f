"""The corridor: content to site, in one screen. Every other module is a room that this one walks through."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import msgspec

from dossierpress.config import CONFIG_FILE, Config, parse_config
from dossierpress.fingerprints import Fingerprints
from dossierpress.model.document import Document
from dossierpress.model.site import Site
from dossierpress.passes import Kept, make_all, read_all
from dossierpress.plan.outputs import Cause, Plan
from dossierpress.plan.plan import Export, plan
from dossierpress.problems import Problem, StopBuildError, errors_only, made_strict
from dossierpress.read import commonmark
from dossierpress.read.assemble import assemble
from dossierpress.read.files import (
    UnreadableError,
    read_noted,
    scan,
)
from dossierpress.read.held import Audience, turns
from dossierpress.read.links import read_links
from dossierpress.read.locate import located
from dossierpress.read.media import gather_media
from dossierpress.read.themes import read_layers
from dossierpress.records import nearest
from dossierpress.render.theme import Theme, make_theme
from dossierpress.report import Report
from dossierpress.runners import Progress, Runner
from dossierpress.write.sink import Sink, WriteError, Written


def build(  # noqa: PLR0913  all that a build depends on comes in here, by name
    root: Path,
    config: Config,
    audience: Audience,
    sink: Sink,
    run: Runner,
    *,
    exports: Iterable[Export] = (),
    kept: Kept | None = None,
    noticed: tuple[Problem, ...] = (),
    relative: bool = False,
    progress: Progress | None = None,
    themes: Path | None = None,
) -> Report:
    """Build the site of `root` into `sink`. Any error, and nothing is written; all are reported.

    `kept` spares what earlier builds have done; without it the build has a memory of its own.
    `themes` is where the theme is looked for, when that is not the site.
    """
    kept = kept or Kept()
    try:
        theme, faults = theme_of(root, config, kept.prints, themes)
        problems = (*noticed, *faults)
        site, documents, found = read_site(root, config, audience, run, kept, progress)
        media, missing = gather_media(site, documents, config, root, kept.prints)
        claimed = [(path, Cause(path)) for path in theme.files] if theme else []
        planned, dangling = plan(site, config, media, exports=exports, claimed=claimed, relative=relative)
        problems = (*problems, *found, *missing, *dangling)
        if config.strict:
            problems = made_strict(problems)
        if theme is None or errors_only(problems):
            return _report(problems, root, site, planned)
        written = sink.write(make_all(root, planned, theme, run, kept, progress))
        report = _report(problems, root, site, planned, written)
        return replace(report, turns=turns(documents, audience))
    except StopBuildError as stop:
        return Report(located((*problems, *stop.problems), root))
    except WriteError as error:
        return Report((*located(problems, root), error.problem))


def read_site(
    root: Path,
    config: Config,
    audience: Audience,
    run: Runner,
    kept: Kept,
    progress: Progress | None = None,
) -> tuple[Site, tuple[Document, ...], tuple[Problem, ...]]:
    """The first half of the corridor: all that the audience may see, and every document behind it."""
    content = scan(root, config.content, kept.prints)
    readings = read_all(root, config, content, run, kept, progress)
    documents = readings.documents
    read = {document.path for document in documents}
    broken = [file for file in content.files if file.kind != "registry" and file.path not in read]
    site, wrong = assemble(documents, content.folders, readings.registries, audience, broken)
    links, damaged = read_links(root, kept.prints)
    site = msgspec.structs.replace(site, links=links)
    return site, documents, (*content.problems, *readings.problems, *wrong, *damaged)


def load_config(root: Path, prints: Fingerprints | None = None) -> tuple[Config | None, tuple[Problem, ...]]:
    """Read `site.yaml`; None and the reasons when it holds an error."""
    try:
        data, _ = read_noted(root, CONFIG_FILE, prints or Fingerprints())
        config, problems = parse_config(data.decode("utf-8-sig"))
    except UnreadableError as error:
        hint = "run `dossier init .` to begin a site here, or name its folder with --root"
        missing = error.problem.code == "missing-file"
        return None, (replace(error.problem, hint=hint) if missing else error.problem,)
    except UnicodeDecodeError:
        problem = Problem(
            path=CONFIG_FILE,
            code="not-utf8",
            message="this file is not UTF-8 text",
            hint="save it as UTF-8 in your editor",
            line=1,
            column=1,
        )
        return None, (problem,)
    if config is not None and config.markdown.engine == "commonmark" and not commonmark.is_installed():
        problems = (*problems, _without_engine())
    shown = located(problems, root)
    if any(each.code == "secret-in-config" for each in shown):
        shown = tuple(replace(each, source="") for each in shown)  # a log must not repeat it
    return (None if errors_only(problems) else config), shown


def _without_engine() -> Problem:
    return Problem(
        path=CONFIG_FILE,
        code="missing-extra",
        message="`engine: commonmark` needs a parser that is not installed",
        hint=f"run: pip install '{commonmark.EXTRA}'",
        key="markdown.engine",
    )


def theme_of(
    root: Path, config: Config, prints: Fingerprints, themes: Path | None = None
) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Put the site's theme together."""
    layers, problems = read_layers(root, config.theme.name, themes or root, prints)
    if errors_only(problems):
        return None, problems
    specs = {
        name: spec
        for layer in reversed(layers)
        if layer.manifest
        for name, spec in layer.manifest.settings.items()
    }
    chosen = config.theme.settings.values
    unknown = tuple(
        Problem(
            path=CONFIG_FILE,
            code="unknown-setting",
            message=f"the theme has no setting `{name}`",
            hint=nearest(name, specs) or f"its settings: {', '.join(sorted(specs)) or 'none'}",
            key=f"theme.settings.{name}",
        )
        for name in chosen
        if name not in specs
    )
    theme, found = make_theme(layers, specs, chosen, config.language)
    return theme, (*problems, *unknown, *found)


def _report(
    problems: Iterable[Problem], root: Path, site: Site, planned: Plan, written: Written | None = None
) -> Report:
    return Report(
        problems=located(problems, root),
        articles=len(site.articles),
        dossiers=len(site.dossiers),
        pages=sum(1 for output in planned.pages if output.template),
        written=written,
    )
