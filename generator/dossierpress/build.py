"""The corridor: content to site, in one screen. Every other module is a room that this one walks through."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dossierpress.config import CONFIG_FILE, Config, parse_config
from dossierpress.model.document import Document
from dossierpress.model.site import Named, NameKind, Site
from dossierpress.plan.outputs import Cause, Output, Plan
from dossierpress.plan.plan import Export, plan
from dossierpress.problems import Problem, StopBuildError, errors_only, made_strict
from dossierpress.read.assemble import assemble
from dossierpress.read.document import ReadSettings, read_one
from dossierpress.read.files import (
    LARGEST_FILE,
    ContentFile,
    Scan,
    UnreadableError,
    read_bytes,
    scan,
)
from dossierpress.read.held import Audience
from dossierpress.read.locate import located
from dossierpress.read.media import gather_media
from dossierpress.read.registries import read_registry
from dossierpress.read.themes import read_layers
from dossierpress.records import nearest
from dossierpress.render.page import render_one
from dossierpress.render.theme import Theme, make_theme
from dossierpress.runners import Progress, Runner
from dossierpress.write.sink import Same, Sink, WriteError, Written


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `written` is None when it stopped before anything was written."""

    problems: tuple[Problem, ...]
    articles: int = 0
    dossiers: int = 0
    pages: int = 0
    written: Written | None = None


def build(
    root: Path,
    config: Config,
    audience: Audience,
    sink: Sink,
    run: Runner,
    *,
    exports: Iterable[Export] = (),
    relative: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Build the site of `root` into `sink`. Any error, and nothing is written; all are reported."""
    try:
        theme, problems = _theme(root, config)
        content = scan(root, config.content)
        documents, registries, found = _read(root, config, content, run, progress)
        read = {document.path for document in documents}
        broken = [file for file in content.files if file.kind != "registry" and file.path not in read]
        site, wrong = assemble(documents, content.folders, registries, audience, broken)
        media, missing = gather_media(site, documents, config, root)
        claimed = [(path, Cause(path)) for path in theme.files] if theme else []
        planned, dangling = plan(site, config, media, exports=exports, claimed=claimed, relative=relative)
        problems = (*problems, *content.problems, *found, *wrong, *missing, *dangling)
        if config.strict:
            problems = made_strict(problems)
        if theme is None or errors_only(problems):
            return _report(problems, root, site, planned)
        written = sink.write(_files(root, planned, theme, run, progress))
        return _report(problems, root, site, planned, written)
    except StopBuildError as stop:
        return Report(located((*problems, *stop.problems), root))
    except WriteError as error:
        return Report((*located(problems, root), error.problem))


def load_config(root: Path) -> tuple[Config | None, tuple[Problem, ...]]:
    """Read `site.yaml`; None and the reasons when it holds an error."""
    try:
        config, problems = parse_config(read_bytes(root, CONFIG_FILE).decode("utf-8-sig"))
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
    return (None if errors_only(problems) else config), located(problems, root)


def _read(
    root: Path, config: Config, content: Scan, run: Runner, progress: Progress | None
) -> tuple[tuple[Document, ...], dict[NameKind, tuple[Named, ...]], tuple[Problem, ...]]:
    """Read every file of the content folder."""
    settings = ReadSettings(
        content=config.content,
        language=config.language,
        typography=config.markdown.typography,
        trusted=config.markdown.html == "trusted",
        extensions=config.markdown.extensions,
    )
    problems: list[Problem] = []
    documents: list[Document] = []
    registries: dict[NameKind, tuple[Named, ...]] = {}
    for file in (each for each in content.files if each.kind == "registry"):
        for data in _bytes(root, file, problems):
            kind, names, found = read_registry(file, data)
            registries[kind] = names
            problems.extend(found)
    readable = (
        (file, data, settings)
        for file in content.files
        if file.kind != "registry"
        for data in _bytes(root, file, problems)
    )
    for document, found in run(read_one, readable, len(content.files), _unread, progress):
        problems.extend(found)
        if document is not None:
            documents.append(document)
    return tuple(documents), registries, tuple(problems)


def _bytes(root: Path, file: ContentFile, problems: list[Problem]) -> Iterable[bytes]:
    """The bytes of one file, or none and a problem."""
    try:
        yield read_bytes(root, file.path)
    except UnreadableError as error:
        problems.append(error.problem)


def _unread(arguments: tuple[Any, ...], why: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """The result for a file whose reading was stopped."""
    file: ContentFile = arguments[0]
    problem = Problem(
        path=file.path,
        code="too-slow",
        message=f"this body cannot be converted: {why}",
        hint="look for long runs of [ < * or deeply nested lists and quotations",
        line=1,
        column=1,
    )
    return None, (problem,)


def _unrendered(arguments: tuple[Any, ...], why: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The result for a page whose rendering was stopped."""
    output: Output = arguments[0]
    problem = Problem(
        path=output.cause.path,
        code="too-slow",
        message=f"the page /{output.path} cannot be made: {why}",
        hint=f"look at what makes it: {output.maker}",
        line=1,
        column=1,
    )
    return None, (problem,)


def _theme(root: Path, config: Config) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Put the site's theme together."""
    layers, problems = read_layers(root, config.theme.name)
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


def _files(
    root: Path, planned: Plan, theme: Theme, run: Runner, progress: Progress | None
) -> Iterator[tuple[str, bytes | Same]]:
    """Every file of the site with its bytes. Raises StopBuildError when a page cannot be made."""
    yield from sorted(theme.files.items())
    for file in planned.media:
        try:
            yield file.path, read_bytes(root, file.source, LARGEST_FILE)
        except UnreadableError as error:
            raise StopBuildError([error.problem]) from error
    problems: dict[Problem, list[str]] = {}
    items = ((output, theme) for output in planned.pages)
    results = run(render_one, items, len(planned.pages), _unrendered, progress)
    for output, (data, found) in zip(planned.pages, results, strict=True):
        for problem in found:
            problems.setdefault(problem, []).append(output.path)
        if data is not None and not problems:
            yield output.path, data
    if problems:
        raise StopBuildError(_on_pages(problem, pages) for problem, pages in problems.items())


def _on_pages(problem: Problem, pages: list[str]) -> Problem:
    """A fault in a template is one problem, however many pages it spoils."""
    others = f" and {len(pages) - 1:,} more" if len(pages) > 1 else ""
    return replace(problem, message=f"{problem.message} (page /{pages[0]}{others})")


def _report(
    problems: Iterable[Problem], root: Path, site: Site, planned: Plan, written: Written | None = None
) -> Report:
    return Report(
        problems=located(problems, root),
        articles=len(site.articles),
        dossiers=len(site.dossiers),
        pages=len(planned.pages),
        written=written,
    )
