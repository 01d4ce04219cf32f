"""The search: its page, and an index of pages in buckets, so that one edit makes one anew."""

import hashlib
from collections.abc import Iterable

from dossierpress.exports.searchindex import BucketView, index_bucket
from dossierpress.exports.searchrecords import record_of
from dossierpress.model.site import NAME_KINDS, NameKind
from dossierpress.plan.addresses import claim_address
from dossierpress.plan.alternates import SEARCH
from dossierpress.plan.desk import Desk, fact
from dossierpress.plan.names import facts_of
from dossierpress.plan.outputs import Bundle, Cause, Output
from dossierpress.plan.pageviews import SearchView
from dossierpress.plan.plan import Export
from dossierpress.plan.routes import (
    article_address,
    dossier_address,
    name_address,
    page_address,
    shows_index,
)
from dossierpress.plan.summaries import head, site_view
from dossierpress.plan.views import LinkView
from dossierpress.schema.config import CONFIG_FILE

FOLDER = "pagefind"
# A bucket takes about three seconds for so many long articles, and a reader's browser asks each bucket.
FULL_BUCKET = 320


def parts(desk: Desk) -> Iterable[str]:
    """The buckets of the index, by number, and the page; nothing for a site that has nothing to find."""
    return (*numbers(desk), "page")


def part_of_search(desk: Desk, part: str) -> Iterable[Output | Bundle]:
    """A bucket of the index, or the search page."""
    cause, all_parts = Cause(CONFIG_FILE, "search"), numbers(desk)
    if part == "page":
        view = SearchView(
            site=site_view(desk),
            page=head(desk, SEARCH, ""),
            bundles=tuple(f"/{FOLDER}/{number}/pagefind-entry.json" for number in all_parts),
            indexes=tuple(_indexes(desk)),
        )
        yield desk.page(SEARCH, "search.html", view, cause)
        return
    inside = tuple(record_of(desk, *each) for each in bucket(desk, part))
    part_view = BucketView(language=desk.language, is_first=part == all_parts[0], records=inside)
    bodies = tuple(dict.fromkeys(each.body for each in inside if each.body))
    yield Bundle(f"{FOLDER}/{part}", part_view, index_bucket, cause, bodies)


@fact
def buckets(desk: Desk) -> dict[str, tuple[tuple[str, str], ...]]:
    """What each bucket holds, by the digest of its address. Their number doubles as the site grows."""
    found = [("article", each, article_address(each)) for each in desk.listed("articles", "")]
    found += [("dossier", name, dossier_address(name)) for name in desk.dossiers()]
    claims = ((name, each) for name in desk.dossiers() for each in desk.claims(name))
    found += [("claim", f"{name}/{each}", claim_address(name, each)) for name, each in claims]
    if found:
        found += [("page", name, page_address(name)) for name in desk.pages()]
        indexes = desk.config.indexes
        for names in NAME_KINDS:
            found += [(names, slug, name_address(indexes, names, slug)) for slug in told(desk, names)]
    count = 1
    while len(found) > count * FULL_BUCKET:
        count *= 2
    inside: dict[int, list[tuple[str, str]]] = {}
    for kind, name, address in sorted(found, key=lambda each: each[2]):
        number = int.from_bytes(hashlib.sha256(address.encode()).digest()[:4], "big") % count
        inside.setdefault(number, []).append((kind, name))
    return {str(number): tuple(each) for number, each in sorted(inside.items())}


@fact
def told(desk: Desk, kind: NameKind) -> tuple[str, ...]:
    """The names of a kind that have pages, and of which a registry tells something."""
    if not shows_index(desk.config.indexes, kind):
        return ()
    return tuple(
        named.slug
        for named, _, _ in desk.names_of(kind)
        if named.entry is not None and (named.entry.note or any(facts_of(desk, named.entry)))
    )


def _indexes(desk: Desk) -> Iterable[LinkView]:
    """The lists of everything that the site has."""
    indexes = desk.config.indexes
    yield LinkView(title="dossiers", address="/dossiers/")
    if indexes.dates:
        yield LinkView(title="dates", address="/dates/")
    for kind in NAME_KINDS:
        if shows_index(indexes, kind):
            yield LinkView(title=kind, address=f"/{kind}/")


@fact
def numbers(desk: Desk) -> tuple[str, ...]:
    """The buckets that hold something."""
    return tuple(buckets(desk))


@fact
def bucket(desk: Desk, number: str) -> tuple[tuple[str, str], ...]:
    """What one bucket holds."""
    return buckets(desk)[number]


search = Export("search", own=part_of_search, units=parts)
