"""The search: its page, and an index of pages in buckets, so that one edit makes one anew."""

import hashlib
from collections.abc import Iterable

from dossierpress.config import CONFIG_FILE
from dossierpress.exports.searchindex import BucketView, RecordView, index_bucket
from dossierpress.exports.searchrecords import records_of
from dossierpress.model.site import NAME_KINDS
from dossierpress.plan.outputs import Bundle, Cause, Output, page
from dossierpress.plan.pageviews import DatesView, DossiersView, IndexView, SearchView
from dossierpress.plan.plan import SEARCH
from dossierpress.plan.summaries import Desk
from dossierpress.plan.views import LinkView

FOLDER = "pagefind"
# A bucket takes about three seconds for so many long articles, and a reader's browser asks each bucket.
FULL_BUCKET = 320
_LISTS = (DatesView, DossiersView, IndexView)


def search(desk: Desk) -> Iterable[Output | Bundle]:
    """The search page and the buckets of its index; nothing for a site that has nothing to find."""
    cause = Cause(CONFIG_FILE, "search")
    buckets = _buckets(list(records_of(desk)))
    folders = tuple(f"{FOLDER}/{number}" for number in buckets)
    for number, (folder, inside) in enumerate(zip(folders, buckets.values(), strict=True)):
        bucket = BucketView(language=desk.language, is_first=number == 0, records=inside)
        bodies = tuple(dict.fromkeys(record.body for record in inside if record.body))
        yield Bundle(folder, bucket, index_bucket, cause, bodies)
    view = SearchView(
        site=desk.site_view,
        page=desk.head(SEARCH, ""),
        bundles=tuple(f"/{folder}/pagefind-entry.json" for folder in folders),
        indexes=tuple(_indexes(desk)),
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


def _indexes(desk: Desk) -> Iterable[LinkView]:
    """The lists of everything that the site has."""
    addresses = {page.view.page.address for page in desk.pages if isinstance(page.view, _LISTS)}
    for name in ("dossiers", "dates", *NAME_KINDS):
        if f"/{name}/" in addresses:
            yield LinkView(title=name, address=f"/{name}/")
