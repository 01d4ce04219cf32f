"""What the search knows of each page: every word that it shows, as far as the words are its own."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from dossierpress.exports.searchindex import RecordView
from dossierpress.model.dates import BEGINNING, END, Date
from dossierpress.model.registries import Entry, Source
from dossierpress.model.site import NameKind
from dossierpress.plan.articles import article_view
from dossierpress.plan.citationviews import CitationView
from dossierpress.plan.claims import claim_page_view
from dossierpress.plan.desk import Desk, fact
from dossierpress.plan.dossiers import dossier_view
from dossierpress.plan.drawings import CoverageView, MapView, NetworkView, TimelineView
from dossierpress.plan.names import name_views
from dossierpress.plan.nameviews import FactView
from dossierpress.plan.pages import plain_page_view
from dossierpress.plan.pageviews import ArticleView, ClaimPageView, DossierView, NamePageView, PlainPageView
from dossierpress.plan.summaries import names
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
    MapView, NetworkView, PageHead, ReferrerView, SiteView, SummaryView, TimelineView, TranslationView,
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


@fact
def record_of(desk: Desk, kind: str, name: str) -> RecordView:
    """What the search knows of an article, a dossier, a claim, a plain page, or a name of a kind."""
    if kind == "article":
        return _of_article(desk, name, article_view(desk, desk.article(name)))
    if kind == "dossier":
        return _of_dossier(dossier_view(desk, desk.dossier(name)))
    if kind == "claim":
        dossier, _, claim = name.partition("/")
        number = next(
            place for place, each in enumerate(desk.dossier(dossier).document.meta.claims) if each.id == claim
        )
        return _of_claim(claim_page_view(desk, desk.dossier(dossier), number))
    if kind == "page":
        return _of_page(plain_page_view(desk, name))
    return _of_name(next(name_views(desk, cast(NameKind, kind), name)))


def _of_article(desk: Desk, name: str, view: ArticleView) -> RecordView:
    meta, summary = desk.article(name).meta, view.summary
    dossiers = tuple(each.dossier.title for each in view.memberships)
    of_kind = {kind: tuple(each.name for each in names(desk, name, kind)) for kind in _KINDS}
    known = (
        summary.byline,
        *(author.name for author in view.authors),
        *(each for kind in _KINDS for each in of_kind[kind]),
        *_others(desk, name),
        view.agency,
        view.section,
        *dossiers,
    )
    return RecordView(
        address=summary.address,
        title=meta.title,
        translated=summary.title_translated,
        names=_joined(*dict.fromkeys(known)),
        opening=_joined(summary.standfirst),
        body=view.body.digest if view.body else "",
        text=_joined(*dict.fromkeys(text for text in words_of(view) if text not in known)),
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
    known = tuple(dict.fromkeys(words_of(listed)))
    return RecordView(
        address=summary.address,
        title=summary.title,
        names=_joined(*known),
        opening=_joined(summary.question, summary.summary),
        body=view.body.digest if view.body else "",
        text=_joined(*dict.fromkeys(text for text in words_of(view) if text not in known)),
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
    meta = desk.article(article).meta
    written = {"sources": (meta.source,), **{kind: getattr(meta, kind) for kind in _KINDS[1:]}}
    for kind in _KINDS:
        for text in written[kind]:
            named = desk.name(kind, text) if text else None
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
