"""Feeds of the site, each dossier and each tag: what is newest in them, as Atom and as JSON Feed."""

from collections.abc import Iterable

import msgspec

from dossierpress.exports.feedviews import EntryView, FeedView
from dossierpress.exports.writefeeds import write_atom, write_json_feed
from dossierpress.model.dates import known_start
from dossierpress.plan.addresses import file_of, full_address
from dossierpress.plan.alternates import FEED_ATOM, changes_of, feeds_of
from dossierpress.plan.changelog import logged
from dossierpress.plan.citations import citation
from dossierpress.plan.desk import Desk, fact
from dossierpress.plan.instants import instant
from dossierpress.plan.outputs import Cause, Output, produced
from dossierpress.plan.plan import Export, Unit
from dossierpress.plan.rolls import Entry, roll
from dossierpress.plan.routes import dossier_address, name_address
from dossierpress.plan.summaries import body_view, summary
from dossierpress.plan.views import AlternateView, DateView, SummaryView
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


def change_feeds(desk: Desk, unit: Unit, _pages: tuple[Output, ...]) -> Iterable[Output]:
    """What changed in a dossier, as curators tell it; nothing told is no feed."""
    if not desk.config.url or unit[0] != "dossier":
        return
    dossier, told = desk.dossier(unit[1]), logged(desk, unit[1])
    if dossier.mark or not told:
        return
    entries = tuple(
        EntryView(
            summary=SummaryView(
                address=each.address,
                title=each.title,
                date=DateView(words=""),
                standfirst=each.text,
            ),
            updated=each.when,
            published=each.when,
            tags=(each.kind,),
        )
        for each in told[: desk.config.feeds.entries]
    )
    address, meta = dossier_address(dossier.id), dossier.document.meta
    title = f"{dossier.title} (±) · {desk.config.title}"
    subtitle, cause = meta.question or meta.summary, Cause(dossier.document.path)
    yield from _feed(desk, address, title, subtitle, entries, cause, files=changes_of(desk.config, address))


def _feed(
    desk: Desk,
    address: str,
    title: str,
    subtitle: str,
    entries: tuple[EntryView, ...],
    cause: Cause,
    *,
    files: tuple[AlternateView, ...] | None = None,
) -> Iterable[Output]:
    """The feed of a page as `files`: beside it, unless others are named."""
    config = desk.config
    publisher = config.publisher
    files = feeds_of(config, address) if files is None else files
    place = files[0].address.removesuffix(FEED_ATOM) if files else address
    view = FeedView(
        title=title,
        subtitle=subtitle,
        page=full_address(config.url, address),
        url=config.url,
        language=config.language,
        author=publisher.name if publisher else config.title,
        author_url=publisher.url if publisher else "",
        place=full_address(config.url, place) if place != address else "",
        entries=entries,
    )
    bodies = tuple(dict.fromkeys(entry.body.digest for entry in entries if entry.body is not None))
    writers = {"atom": write_atom, "json-feed": write_json_feed}
    for each in files:
        writer = writers[each.kind.removeprefix("changes-")]
        yield produced(file_of(each.address), writer, view, cause, bodies)


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


def _beside(desk: Desk, unit: Unit, pages: tuple[Output, ...]) -> Iterable[Output]:
    yield from list_feeds(desk, unit, pages)
    yield from change_feeds(desk, unit, pages)


feeds = Export("feeds", beside=_beside, own=site_feeds)
