"""The search: its page, and an index of articles and dossiers in buckets, so that one edit makes one anew."""

import hashlib
from collections.abc import Iterable

from dossierpress.config import CONFIG_FILE
from dossierpress.exports.searchindex import BucketView, RecordView, index_bucket
from dossierpress.model.article import Quote
from dossierpress.model.dates import BEGINNING, END, Date
from dossierpress.plan.alternates import SEARCH
from dossierpress.plan.desk import Desk, fact
from dossierpress.plan.outputs import Bundle, Cause, Output
from dossierpress.plan.pageviews import SearchView
from dossierpress.plan.plan import Export
from dossierpress.plan.routes import article_address, dossier_address
from dossierpress.plan.summaries import dossier_summary, dossier_title, head, site_view, summary
from dossierpress.plan.views import NameView
from dossierpress.plan.words import short_words, signed

FOLDER = "pagefind"
# A bucket takes about three seconds for so many long articles, and a reader's browser asks each bucket.
FULL_BUCKET = 320
# A range of more years than these is one choice among the years.
_MOST_YEARS = 10


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
        )
        yield desk.page(SEARCH, "search.html", view, cause)
        return
    inside = tuple(search_record(desk, *each) for each in bucket(desk, part))
    part_view = BucketView(language=desk.language, is_first=part == all_parts[0], records=inside)
    bodies = tuple(dict.fromkeys(each.body for each in inside if each.body))
    yield Bundle(f"{FOLDER}/{part}", part_view, index_bucket, cause, bodies)


@fact
def buckets(desk: Desk) -> dict[str, tuple[tuple[str, str], ...]]:
    """What each bucket holds, by the digest of its address. Their number doubles as the site grows."""
    found = [("article", each, article_address(each)) for each in desk.listed("articles", "")]
    found += [("dossier", name, dossier_address(name)) for name in desk.dossiers()]
    count = 1
    while len(found) > count * FULL_BUCKET:
        count *= 2
    inside: dict[int, list[tuple[str, str]]] = {}
    for kind, name, address in sorted(found, key=lambda each: each[2]):
        number = int.from_bytes(hashlib.sha256(address.encode()).digest()[:4], "big") % count
        inside.setdefault(number, []).append((kind, name))
    return {str(number): tuple(each) for number, each in sorted(inside.items())}


@fact
def numbers(desk: Desk) -> tuple[str, ...]:
    """The buckets that hold something."""
    return tuple(buckets(desk))


@fact
def bucket(desk: Desk, number: str) -> tuple[tuple[str, str], ...]:
    """What one bucket holds."""
    return buckets(desk)[number]


@fact
def search_record(desk: Desk, kind: str, name: str) -> RecordView:
    """What the search knows of an article or a dossier."""
    return _of_article(desk, name) if kind == "article" else _of_dossier(desk, name)


def _of_article(desk: Desk, name: str) -> RecordView:
    meta, own = desk.article(name).meta, summary(desk, name)
    dossiers = [dossier_title(desk, each) for each in desk.homes(name)]
    return RecordView(
        address=own.address,
        title=meta.title,
        opening=_joined(meta.standfirst),
        body=desk.text("article", name).digest,
        text=_joined(meta.title_translated, meta.note, *(_quoted(desk, quote) for quote in meta.quotes)),
        language=own.language,
        direction=own.direction,
        line=" · ".join(part for part in (_name(own.source), short_words(own.date)) if part),
        filters={
            "dossier": tuple(dossiers),
            "source": tuple(part for part in (_name(own.source),) if part),
            "person": _names(desk, "people", meta.people),
            "tag": _names(desk, "tags", meta.tags),
            "year": _years(meta.date),
        },
    )


def _years(date: Date) -> tuple[str, ...]:
    """The years to filter by: each of a range, and those of a vague date as vague as it is."""
    first = date.last[0] if date.first == BEGINNING else date.first[0]
    last = date.first[0] if date.last == END else date.last[0]
    if date.uncertain or date.approximate or (date.precision == "span" and first != last):
        years = str(first) if first == last else f"{first}–{last}"
        return (signed(years, date),)
    if last - first >= _MOST_YEARS:
        return (f"{first}–{last}",)
    return tuple(str(year) for year in range(first, last + 1))


def _of_dossier(desk: Desk, name: str) -> RecordView:
    dossier, own = desk.dossier(name), dossier_summary(desk, name)
    meta = dossier.document.meta
    claims = (claim.text for claim in meta.claims)
    events = (event.title for event in meta.timeline)
    return RecordView(
        address=own.address,
        title=dossier.title,
        opening=_joined(meta.question, meta.summary),
        body=desk.text("dossier", name).digest,
        text=_joined(meta.scope, *claims, *events),
        language=own.language,
        direction=own.direction,
        line=own.span,
        filters={"dossier": (dossier.title,)},
    )


def _quoted(desk: Desk, quote: Quote) -> str:
    return f"“{quote.text}” {_name(desk.named('people', quote.who))}"


def _joined(*texts: str) -> str:
    return "\n".join(" ".join(text.split()) for text in texts if text)


def _name(name: NameView | None) -> str:
    return name.name if name else ""


def _names(desk: Desk, kind: str, written: tuple[str, ...]) -> tuple[str, ...]:
    found = (desk.named(kind, text) for text in written)  # type: ignore[arg-type]
    return tuple(dict.fromkeys(view.name for view in found if view is not None))


search = Export("search", own=part_of_search, units=parts)
