"""The search: its page, and an index of articles and dossiers in buckets, so that one edit makes one anew."""

import hashlib
from collections.abc import Iterable

from dossierpress.config import CONFIG_FILE
from dossierpress.exports.searchindex import BucketView, RecordView, index_bucket
from dossierpress.model.article import Quote
from dossierpress.model.dates import BEGINNING, END, Date
from dossierpress.model.document import ArticleDocument
from dossierpress.model.site import PlacedDossier
from dossierpress.plan.outputs import Bundle, Cause, Output, page
from dossierpress.plan.pageviews import SearchView
from dossierpress.plan.plan import SEARCH
from dossierpress.plan.summaries import Desk
from dossierpress.plan.views import NameView
from dossierpress.plan.words import short_words, signed

FOLDER = "pagefind"
# A bucket takes about three seconds for so many long articles, and a reader's browser asks each bucket.
FULL_BUCKET = 320
# A range of more years than these is one choice among the years.
_MOST_YEARS = 10


def search(desk: Desk) -> Iterable[Output | Bundle]:
    """The search page and the buckets of its index; nothing for a site that has nothing to find."""
    cause = Cause(CONFIG_FILE, "search")
    site = desk.routes.site
    records = [
        *(_of_article(desk, each) for each in site.articles.values()),
        *(_of_dossier(desk, each) for each in site.dossiers.values()),
    ]
    buckets = _buckets(records)
    folders = tuple(f"{FOLDER}/{number}" for number in buckets)
    for number, (folder, inside) in enumerate(zip(folders, buckets.values(), strict=True)):
        bucket = BucketView(language=desk.language, is_first=number == 0, records=inside)
        bodies = tuple(dict.fromkeys(record.body for record in inside if record.body))
        yield Bundle(folder, bucket, index_bucket, cause, bodies)
    view = SearchView(
        site=desk.site_view,
        page=desk.head(SEARCH, ""),
        bundles=tuple(f"/{folder}/pagefind-entry.json" for folder in folders),
    )
    yield page(SEARCH, "search.html", view, cause)


def _buckets(records: list[RecordView]) -> dict[int, tuple[RecordView, ...]]:
    """Records by the digest of their address. The number of buckets doubles as the site grows."""
    count = 1
    while len(records) > count * FULL_BUCKET:
        count *= 2
    buckets: dict[int, list[RecordView]] = {}
    for record in sorted(records, key=lambda record: record.address):
        number = int.from_bytes(hashlib.sha256(record.address.encode()).digest()[:4], "big") % count
        buckets.setdefault(number, []).append(record)
    return {number: tuple(inside) for number, inside in sorted(buckets.items())}


def _of_article(desk: Desk, article: ArticleDocument) -> RecordView:
    meta, summary = article.meta, desk.summary(article.id)
    dossiers = [desk.routes.site.dossiers[name].title for name in desk.in_dossiers(article.id)]
    return RecordView(
        address=summary.address,
        title=meta.title,
        opening=_joined(meta.standfirst),
        body=article.body.digest,
        text=_joined(meta.title_translated, meta.note, *(_quoted(desk, quote) for quote in meta.quotes)),
        language=summary.language,
        direction=summary.direction,
        line=" · ".join(part for part in (_name(summary.source), short_words(summary.date)) if part),
        filters={
            "dossier": tuple(dossiers),
            "source": tuple(part for part in (_name(summary.source),) if part),
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


def _of_dossier(desk: Desk, dossier: PlacedDossier) -> RecordView:
    meta, summary = dossier.document.meta, desk.dossier(dossier)
    claims = (claim.text for claim in meta.claims)
    events = (event.title for event in meta.timeline)
    return RecordView(
        address=summary.address,
        title=dossier.title,
        opening=_joined(meta.question, meta.summary),
        body=dossier.document.body.digest,
        text=_joined(meta.scope, *claims, *events),
        language=summary.language,
        direction=summary.direction,
        line=summary.span,
        filters={"dossier": (dossier.title,)},
    )


def _quoted(desk: Desk, quote: Quote) -> str:
    return f"“{quote.text}” {_name(desk.routes.named('people', quote.who))}"


def _joined(*texts: str) -> str:
    return "\n".join(" ".join(text.split()) for text in texts if text)


def _name(name: NameView | None) -> str:
    return name.name if name else ""


def _names(desk: Desk, kind: str, written: tuple[str, ...]) -> tuple[str, ...]:
    found = (desk.routes.named(kind, text) for text in written)  # type: ignore[arg-type]
    return tuple(dict.fromkeys(view.name for view in found if view is not None))
