"""The corridor: content to site, in one screen. Every other module is a room that this one walks through."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec

from dossierpress.config import Config
from dossierpress.custody.chainfile import read_custody
from dossierpress.custody.examine import examine
from dossierpress.model.document import Document
from dossierpress.model.site import Site
from dossierpress.passes import Kept, make_all, read_all
from dossierpress.plan.outputs import Cause, Plan
from dossierpress.plan.plan import Export, plan
from dossierpress.problems import Problem, StopBuildError, errors_only, made_strict
from dossierpress.read.assemble import assemble
from dossierpress.read.files import scan
from dossierpress.read.held import Audience, turns
from dossierpress.read.links import read_links
from dossierpress.read.locate import located
from dossierpress.read.media import gather_media
from dossierpress.redaction.redactor import Redactor, redactor_of
from dossierpress.redaction.search import buried
from dossierpress.report import Report
from dossierpress.runners import Progress, Runner
from dossierpress.settings import theme_of
from dossierpress.witness import witnessed
from dossierpress.write.sink import Same, Sink, WriteError, Written


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
        redactor = redactor_of(site.redactions)
        media, missing = gather_media(site, documents, config, root, kept.prints)
        _, broken = read_custody(root, kept.prints)
        examined, doubts = examine(root, config, documents, kept.prints, run, redactor)
        site = msgspec.structs.replace(site, examined=examined)
        claimed = [(path, Cause(path)) for path in theme.files] if theme else []
        planned, dangling = plan(site, config, media, exports=exports, claimed=claimed, relative=relative)
        problems = (*problems, *found, *missing, *broken, *doubts, *dangling)
        if config.strict:
            problems = made_strict(problems)
        if theme is None or errors_only(problems):
            return _report(problems, root, site, planned)
        made = make_all(root, planned, theme, run, kept, progress)
        written = sink.write(_without_redacted(made, redactor, sink.held) if redactor else made)
        report = _report(problems, root, site, planned, written)
        return replace(report, turns=turns(documents, audience), redacted=bool(redactor))
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
    documents, unseen = witnessed(root, readings.documents, run, readings.redactions)
    read = {document.path for document in documents}
    folders = [redactor_of(readings.redactions).name(folder) for folder in content.folders]
    broken = [file for file in content.files if file.kind != "registry" and file.path not in read]
    site, wrong = assemble(documents, folders, readings.registries, audience, broken)
    links, damaged = read_links(root, kept.prints)
    site = msgspec.structs.replace(site, links=links, redactions=readings.redactions)
    return site, documents, (*content.problems, *readings.problems, *unseen, *wrong, *damaged)


def _without_redacted(
    made: Iterable[tuple[str, bytes | Same]], redactor: Redactor, held: Callable[[str], bytes]
) -> Iterator[tuple[str, bytes | Same]]:
    """The same files, searched for what is redacted. Raises StopBuildError, which names those that hold it.

    `held` has the bytes of a file that is there already.
    """
    problems: list[Problem] = []
    for path, data in made:
        found = buried(path, held(path) if isinstance(data, Same) else data, redactor)
        if found is not None:
            problems.append(found)
        yield path, data
    if problems:
        raise StopBuildError(problems)


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
