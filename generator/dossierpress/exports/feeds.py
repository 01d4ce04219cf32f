"""Feeds of the site, each dossier and each tag: what is newest in them, as Atom and as JSON Feed."""

from collections.abc import Iterable

import msgspec

from dossierpress.exports.feedviews import EntryView, FeedView
from dossierpress.exports.writefeeds import write_atom, write_json_feed
from dossierpress.model.dates import known_start
from dossierpress.plan.addresses import file_of, full_address
from dossierpress.plan.alternates import feeds_of
from dossierpress.plan.citations import citation
from dossierpress.plan.desk import Desk, fact
from dossierpress.plan.instants import instant
from dossierpress.plan.outputs import Cause, Output, produced
from dossierpress.plan.plan import Export, Unit
from dossierpress.plan.rolls import Entry, roll
from dossierpress.plan.routes import dossier_address, name_address
from dossierpress.plan.summaries import body_view, summary
from dossierpress.problems import Problem
from dossierpress.schema.config import CONFIG_FILE


def site_feeds(desk: Desk, _name: str) -> Iterable[Output]:
    """What is newest on the whole site. A site without `url` has no feeds at all."""
    config = desk.config
    if not config.url:
        if config.feeds.on:
            desk.problems.append(_needs_url())
        return
    newest = _newest(roll(desk, "articles", ""), config.feeds.entries)
    whole = config.feeds.full_text != "none"
    entries = tuple(
        _with_text(desk, name, updated) if whole else feed_entry(desk, name, updated)
        for updated, name in newest
    )
    yield from _feed(desk, "/", config.title, config.description, entries, Cause(CONFIG_FILE))


def list_feeds(desk: Desk, unit: Unit, _pages: tuple[Output, ...]) -> Iterable[Output]:
    """What is newest in a dossier or under a tag. An empty list has no feed."""
    config = desk.config
    if not config.url or unit[0] not in ("dossier", "name"):
        return
    if unit[0] == "dossier":
        dossier = desk.dossier(unit[1])
        meta = dossier.document.meta
        if dossier.mark:
            return
        place, title, subtitle = ("dossiers", unit[1]), dossier.title, meta.question or meta.summary
        address, cause = dossier_address(unit[1]), Cause(dossier.document.path)
    elif unit[1] == "tags":
        named = desk.registered("tags", unit[2])
        place, title, subtitle = ("tags", unit[2]), named.name, named.entry.note if named.entry else ""
        address, cause = name_address(config.indexes, "tags", unit[2]), Cause(named.path)
    else:
        return
    whole = config.feeds.full_text == "all"
    newest = _newest(roll(desk, *place), config.feeds.entries)
    entries = tuple(
        _with_text(desk, name, updated) if whole else feed_entry(desk, name, updated)
        for updated, name in newest
    )
    yield from _feed(desk, address, f"{title} · {config.title}", subtitle, entries, cause)


def _feed(
    desk: Desk, address: str, title: str, subtitle: str, entries: tuple[EntryView, ...], cause: Cause
) -> Iterable[Output]:
    config = desk.config
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


def _newest(articles: Iterable[Entry], most: int) -> list[tuple[str, str]]:
    """The articles that changed last, the newest first, each with when it did."""
    known = [(each.touched, each.id) for each in articles if not each.withdrawn and not each.mark]
    return sorted(known, reverse=True)[:most]


@fact
def feed_entry(desk: Desk, name: str, updated: str) -> EntryView:
    """An article in a feed, without its text."""
    meta = desk.article(name).meta
    is_day = meta.date.precision == "day"
    return EntryView(
        summary=summary(desk, name),
        updated=updated,
        published=instant(meta.date, desk.config.timezone) if is_day else "",
        began=instant(meta.date, desk.config.timezone) if known_start(meta.date) else "",
        authors=tuple(each.name for each in meta.authors),
        original=meta.url,
        tags=citation(desk, name).keywords,
        rights=meta.rights.notice or meta.rights.licence or meta.rights.holder,
    )


def _with_text(desk: Desk, name: str, updated: str) -> EntryView:
    """The entry with its text, where that may stand without its page."""
    bare, article = feed_entry(desk, name, updated), desk.article(name)
    if not article.travels:
        return bare
    return msgspec.structs.replace(bare, body=body_view(desk, "article", name, article.path))


def _needs_url() -> Problem:
    return Problem(
        path=CONFIG_FILE,
        code="needs-url",
        message="feeds are turned on, but the site has no `url`: none is written",
        hint="add a line `url: https://…`, or turn them off with `feeds: false`",
        severity="note",
        key="feeds",
    )


feeds = Export("feeds", beside=list_feeds, own=site_feeds)
