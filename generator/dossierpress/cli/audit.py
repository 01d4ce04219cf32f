"""`dossier audit`: what dossiers rest on too little, as a list with file, line and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from dossierpress.build import Job, read_site
from dossierpress.cli.auditpage import OPENING, audit_page
from dossierpress.cli.options import fail, site_options
from dossierpress.cli.show import counted, printable, show_data, show_problems
from dossierpress.cli.work import adjusted, audience_of, config_of
from dossierpress.evidence.audit import KINDS, Held, audit_article, audit_dossier
from dossierpress.model.document import ArticleDocument, Document
from dossierpress.model.names import match_key
from dossierpress.model.site import Site
from dossierpress.problems import Problem, errors_only, made_strict
from dossierpress.read.locate import located
from dossierpress.run.pool import runner
from dossierpress.schema.config import Config
from dossierpress.schema.records import nearest
from dossierpress.write.memory import NoSink
from dossierpress.write.sink import WriteError
from dossierpress.write.statefile import replace_file

_PAGES = (".html", ".htm")


@click.command(name="audit", short_help="List what dossiers rest on too little, and what to do.")
@click.argument("name", metavar="[ID]", required=False)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the list as a page, FILE.html."
)
@site_options
def command(
    name: str | None,
    root: Path,
    form: str,
    jobs: int | None,
    output: Path | None,
    *,
    as_json: bool,
    drafts: bool,
    future: bool,
    strict: bool,
) -> None:
    """List what the dossier ID, or every dossier, rests on too little: no score, each with what to do.

    One source, no capture, no archived copy, a dead original, a quote that is not verified, an article
    without a date, somebody never identified, a claim with one side, a stale review.
    """
    form = "json" if as_json else form
    config = adjusted(config_of(root, form), strict=strict)
    _check_place(root, config, output)
    audience = audience_of(config, drafts=drafts, future=future)
    job = Job(root=root, config=config, audience=audience, sink=NoSink(), run=runner(jobs))
    site, readings, problems = read_site(job)
    wrong = [each for each in errors_only(problems) if not each.code.startswith("quote-")]
    if wrong:
        fail(located(wrong, root), form, "nothing was audited")
    names = _names(site, name)
    today = audience.now.astimezone(ZoneInfo(config.timezone)).date()
    found = located(_findings(site, readings.documents, names, (today.year, today.month, today.day)), root)
    found = made_strict(found) if config.strict else found
    groups = {
        words: listed
        for code, words in KINDS.items()
        if (listed := [each for each in found if each.code == code])
    }
    if output is not None:
        _write(output, audit_page(name or config.title, today.isoformat(), names, groups))
    if form == "json":
        show_data(found, {"dossiers": list(names)})
    elif form == "github":
        show_problems(found, form)
    else:
        _show(groups, names)
    if errors_only(found):
        raise click.exceptions.Exit(1)


def _names(site: Site, name: str | None) -> tuple[str, ...]:
    if name is None:
        return tuple(site.dossiers)
    if name not in site.dossiers:
        hint = nearest(name, site.dossiers) or f"there are: {', '.join(site.dossiers) or 'none'}"
        raise click.BadParameter(f"there is no dossier `{name}`; {hint}", param_hint="ID")
    return (name,)


def _findings(
    site: Site, documents: tuple[Document, ...], names: Sequence[str], today: tuple[int, int, int]
) -> Iterator[Problem]:
    articles = {
        each.id: each for each in documents if isinstance(each, ArticleDocument) and each.id in site.articles
    }

    def is_known(name: str) -> bool:
        named = (site.name(kind, name) for kind in ("people", "organisations"))
        return any(each is not None and each.entry is not None for each in named)

    def source(name: str) -> str:
        named = site.name("sources", name)
        return named.slug if named is not None else match_key(name)

    held = Held(articles, site.links, is_known, source)
    listed: dict[str, None] = {}
    for name in names:
        dossier = site.dossiers[name]
        listed.update(dict.fromkeys(dossier.articles))
        yield from audit_dossier(held, dossier.document, dossier.articles, today)
    for article in listed:
        yield from audit_article(held, articles[article])


def _show(groups: Mapping[str, Sequence[Problem]], names: Sequence[str]) -> None:
    for words, found in groups.items():
        click.echo(f"{words} ({len(found)})")
        for each in found:
            click.echo(printable(f"  {each.path}:{each.line}: {each.message}"))
            click.echo(printable(f"    = {each.hint}"))
    count = sum(map(len, groups.values()))
    click.echo(
        f"{counted(count, 'finding') if count else 'nothing found'} in {counted(len(names), 'dossier')}"
    )


def _check_place(root: Path, config: Config, output: Path | None) -> None:
    """Only a page is written, never among the content, and over no file but an earlier page of ours."""
    if output is None:
        return
    if output.suffix.lower() not in _PAGES:
        raise click.BadParameter("name a file that ends in .html", param_hint="--output")
    if output.absolute().resolve().is_relative_to((root / config.content).resolve()):
        raise click.BadParameter(
            f"{config.content}/ holds the content; choose another place", param_hint="--output"
        )
    if output.exists() and not output.read_bytes().startswith(OPENING.encode()):
        raise click.BadParameter(f"{output} is another file; choose another name", param_hint="--output")


def _write(output: Path, text: str) -> None:
    try:
        replace_file(output.absolute().parent, output.name, text.encode())
    except WriteError as error:
        fail((error.problem,), "text", "the page was not written")
