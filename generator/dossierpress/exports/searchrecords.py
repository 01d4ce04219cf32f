"""What the search knows of each page: every word that it shows, as far as the words are its own."""

from collections.abc import Iterable, Iterator
from typing import Any

from dossierpress.exports.searchindex import RecordView
from dossierpress.model.dates import BEGINNING, END, Date
from dossierpress.model.registries import Entry, Source
from dossierpress.model.site import NameKind
from dossierpress.plan.citationviews import CitationView
from dossierpress.plan.drawings import CoverageView, MapView, TimelineView
from dossierpress.plan.nameviews import FactView
from dossierpress.plan.pageviews import ArticleView, ClaimPageView, DossierView, NamePageView, PlainPageView
from dossierpress.plan.summaries import Desk
from dossierpress.plan.views import (
    AlternateView,
    AssessmentView,
    BodyView,
    CitedView,
    DateView,
    DossierSummaryView,
    HeadingView,
    PageHead,
    QuoteView,
    ReferrerView,
    SiteView,
    SummaryView,
    TranslationView,
    View,
)
from dossierpress.plan.words import short_words, signed

# A range of more years than these is one choice among the years.
_MOST_YEARS = 10
# Views that say nothing of a page's own: headlines of others are found where they stand, bodies go by digest.
_NOT_OWN = (
    AlternateView, BodyView, CitationView, CitedView, CoverageView, DateView, DossierSummaryView, HeadingView,
    MapView, PageHead, ReferrerView, SiteView, SummaryView, TimelineView, TranslationView,
)  # fmt: skip
# Fields that hold no words of the page: addresses, and keys for which the theme has the words.
_NO_WORDS = frozenset(
    "address anchor certainty direction formats key kind language mode moved_to orcid original passage sha256"
    " state status"
    " type url widths".split()
)
# Views of which but some fields are words.
_FIELDS: dict[type, tuple[str, ...]] = {FactView: ("value",), AssessmentView: ("why",)}
_KINDS: tuple[NameKind, ...] = ("sources", "people", "organisations", "places", "tags")


def records_of(desk: Desk) -> Iterator[RecordView]:
    """A record for each article and dossier; beside them, for each plain page and what registries tell of."""
    views = [page.view for page in desk.pages]
    if not any(isinstance(view, ArticleView | DossierView) for view in views):
        return
    for view in views:
        if isinstance(view, ArticleView):
            yield _of_article(desk, view)
        elif isinstance(view, DossierView):
            yield _of_dossier(view)
        elif isinstance(view, ClaimPageView):
            yield _of_claim(view)
        elif isinstance(view, PlainPageView):
            yield _of_page(view)
        elif isinstance(view, NamePageView) and view.pagination.number == 1 and (view.note or view.facts):
            yield _of_name(view)


def _of_article(desk: Desk, view: ArticleView) -> RecordView:
    article = desk.routes.site.articles[view.citation.id]
    meta, summary = article.meta, view.summary
    dossiers = tuple(each.dossier.title for each in view.memberships)
    of_kind = {kind: tuple(name.name for name in desk.names(article.id, kind)) for kind in _KINDS}
    names = (
        summary.byline,
        *(author.name for author in view.authors),
        *(name for kind in _KINDS for name in of_kind[kind]),
        *_others(desk, article.id),
        view.agency,
        view.section,
        *dossiers,
    )
    return RecordView(
        address=summary.address,
        title=meta.title,
        translated=summary.title_translated,
        names=_joined(*dict.fromkeys(names)),
        opening=_joined(summary.standfirst),
        body=view.body.digest if view.body else "",
        text=_joined(*dict.fromkeys(text for text in words_of(view) if text not in names)),
        language=summary.language,
        direction=summary.direction,
        line=" · ".join((*of_kind["sources"], short_words(summary.date))),
        filters={
            "dossier": dossiers,
            "source": of_kind["sources"],
            "person": of_kind["people"],
            "tag": of_kind["tags"],
            "year": _years(meta.date),
        },
    )


def _of_dossier(view: DossierView) -> RecordView:
    summary = view.summary
    listed = (view.curators, view.places, view.sources, view.people, view.organisations)
    names = tuple(dict.fromkeys(words_of(listed)))
    return RecordView(
        address=summary.address,
        title=summary.title,
        names=_joined(*names),
        opening=_joined(summary.question, summary.summary),
        body=view.body.digest if view.body else "",
        text=_joined(*dict.fromkeys(text for text in words_of(view) if text not in names)),
        language=summary.language,
        direction=summary.direction,
        line=summary.span,
        filters={"dossier": (summary.title,)},
    )


def _of_claim(view: ClaimPageView) -> RecordView:
    words = words_of((view.claim, view.supporting, view.against))
    return RecordView(
        address=view.page.address,
        title=view.claim.text,
        names=_joined(view.dossier.title),
        text=_joined(*dict.fromkeys(text for text in words if text != view.claim.text)),
        language=view.dossier.language,
        direction=view.dossier.direction,
        filters={"dossier": (view.dossier.title,)},
    )


def _of_page(view: PlainPageView) -> RecordView:
    return RecordView(
        address=view.page.address,
        title=view.title,
        opening=_joined(view.standfirst),
        body=view.body.digest if view.body else "",
        text=_joined(*words_of(view.extra)),
    )


def _of_name(view: NamePageView) -> RecordView:
    return RecordView(
        address=view.page.address,
        title=view.name,
        is_name=True,
        text=_joined(*dict.fromkeys(text for text in words_of(view) if text != view.name)),
        language=view.language,
        direction=view.direction,
    )


def words_of(value: Any) -> Iterator[str]:
    """Every text in a view that its page shows as its own, in order."""
    if isinstance(value, str):
        yield from (value,) if value else ()
        return
    parts: Iterable[Any] = ()
    if isinstance(value, tuple | list):
        parts = value
    elif isinstance(value, dict):
        parts = value.values()
    elif isinstance(value, View) and not isinstance(value, _NOT_OWN):
        parts = _parts(value)
    for part in parts:
        yield from words_of(part)


def _parts(view: View) -> Iterable[Any]:
    """What of a view may have words."""
    if isinstance(view, QuoteView):
        said = f"“{view.text}” {view.who.name}" if view.who else f"“{view.text}”"
        return said, view.capacity, view.to, view.where
    names = _FIELDS.get(type(view), view.__struct_fields__)
    return (getattr(view, name) for name in names if name not in _NO_WORDS)


def _others(desk: Desk, article: str) -> Iterator[str]:
    """What else the names in an article are called."""
    site, meta = desk.routes.site, desk.routes.site.articles[article].meta
    written = {"sources": (meta.source,), **{kind: getattr(meta, kind) for kind in _KINDS[1:]}}
    for kind in _KINDS:
        for text in written[kind]:
            named = site.name(kind, text) if text else None
            yield from _also(named.entry if named else None)


def _also(entry: Entry | None) -> tuple[str, ...]:
    if entry is None:
        return ()
    return entry.aliases if isinstance(entry, Source) else entry.aka


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


def _joined(*texts: str) -> str:
    return "\n".join(" ".join(text.split()) for text in texts if text)
