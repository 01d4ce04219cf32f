"""Feeds of the site, each dossier and each tag: what is newest in them, as Atom and as JSON Feed."""

from collections.abc import Iterable, Mapping

import msgspec

from dossierpress.config import CONFIG_FILE
from dossierpress.exports.feedviews import EntryView, FeedView
from dossierpress.exports.instants import instant, last_touched
from dossierpress.exports.writefeeds import write_atom, write_json_feed
from dossierpress.model.dates import known_start
from dossierpress.model.document import ArticleDocument
from dossierpress.plan.addresses import file_of, full_address
from dossierpress.plan.alternates import feeds_of
from dossierpress.plan.outputs import Cause, Output, produced
from dossierpress.plan.routes import dossier_address
from dossierpress.plan.summaries import Desk
from dossierpress.problems import Problem


def feeds(desk: Desk) -> Iterable[Output]:
    """Two files for each feed. An empty list has no feed; a site without `url` has none at all."""
    config, site = desk.routes.config, desk.routes.site
    if not config.url:
        if config.feeds.on:
            desk.routes.problems.append(_needs_url())
        return
    touched = {
        name: last_touched(article.meta, config.timezone)
        for name, article in site.articles.items()
        if article.meta.status != "withdrawn" and not site.marks.get(name)
    }
    wants = config.feeds.full_text
    entries = {name: _entry(desk, site.articles[name], changed) for name, changed in touched.items()}
    everywhere = (
        {name: _with_text(desk, site.articles[name], entry) for name, entry in entries.items()}
        if wants == "all"
        else entries
    )
    newest = _newest(touched, touched, config.feeds.entries)
    front = tuple(
        _with_text(desk, site.articles[name], entries[name]) if wants != "none" else entries[name]
        for name in newest
    )
    yield from _feed(desk, "/", config.title, config.description, front, Cause(CONFIG_FILE))
    for dossier in site.dossiers.values():
        chosen = _newest(dossier.articles, touched, config.feeds.entries)
        if not dossier.mark:
            meta = dossier.document.meta
            title = f"{dossier.title} · {config.title}"
            yield from _feed(
                desk,
                dossier_address(dossier.id),
                title,
                meta.question or meta.summary,
                tuple(everywhere[name] for name in chosen),
                Cause(dossier.document.path),
            )
    for named in site.each_name("tags"):
        address = desk.routes.name_view(named).address
        chosen = _newest(named.articles, touched, config.feeds.entries)
        if address:
            title = f"{named.name} · {config.title}"
            note = named.entry.note if named.entry else ""
            listed = tuple(everywhere[name] for name in chosen)
            yield from _feed(desk, address, title, note, listed, Cause(named.path))


def _feed(
    desk: Desk, address: str, title: str, subtitle: str, entries: tuple[EntryView, ...], cause: Cause
) -> Iterable[Output]:
    config = desk.routes.config
    publisher = config.publisher
    view = FeedView(
        title=title,
        subtitle=subtitle,
        page=full_address(config.url, address),
        url=config.url,
        language=config.language,
        author=publisher.name if publisher else config.title,
        author_url=publisher.url if publisher else "",
        entries=entries,
    )
    bodies = tuple(dict.fromkeys(entry.body.digest for entry in entries if entry.body is not None))
    writers = {"atom": write_atom, "json-feed": write_json_feed}
    for each in feeds_of(config, address):
        yield produced(file_of(each.address), writers[each.kind], view, cause, bodies)


def _newest(names: Iterable[str], touched: Mapping[str, str], most: int) -> list[str]:
    """The articles that changed last, the newest first."""
    known = [(touched[name], name) for name in names if name in touched]
    return [name for _, name in sorted(known, reverse=True)[:most]]


def _entry(desk: Desk, article: ArticleDocument, changed: str) -> EntryView:
    meta = article.meta
    summary = desk.summary(article.id)
    is_day = meta.date.precision == "day"
    return EntryView(
        summary=summary,
        updated=changed,
        published=instant(meta.date, desk.routes.config.timezone) if is_day else "",
        began=instant(meta.date, desk.routes.config.timezone) if known_start(meta.date) else "",
        authors=tuple(each.name for each in meta.authors),
        original=meta.url,
        tags=desk.citation(article.id).keywords,
        rights=meta.rights.notice or meta.rights.licence or meta.rights.holder,
    )


def _with_text(desk: Desk, article: ArticleDocument, entry: EntryView) -> EntryView:
    """The entry with its text, where that may stand without its page."""
    if not article.travels:
        return entry
    return msgspec.structs.replace(entry, body=desk.body(article.body, article.path))


def _needs_url() -> Problem:
    return Problem(
        path=CONFIG_FILE,
        code="needs-url",
        message="feeds are turned on, but the site has no `url`: none is written",
        hint="add a line `url: https://…`, or turn them off with `feeds: false`",
        severity="note",
        key="feeds",
    )
