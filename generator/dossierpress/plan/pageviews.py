"""The views of whole pages: one for each template, made of the pieces in `plan.views`."""

from typing import Any

import msgspec

from dossierpress.plan.captureviews import CaptureView
from dossierpress.plan.citationviews import CitationView
from dossierpress.plan.drawings import (
    CoverageView,
    MapView,
    NameCountView,
    NetworkView,
    PeriodView,
    TimelineView,
)
from dossierpress.plan.evidenceviews import ClaimView, EventView, EvidenceView, FigureView
from dossierpress.plan.nameviews import FactView, IndexEntryView, NameQuoteView, RoleView, SpeakerView
from dossierpress.plan.views import (
    ArchivedView,
    AssessmentView,
    AuthorView,
    BodyView,
    ChangeView,
    CitedView,
    CorrectionView,
    CuratorView,
    DateView,
    DossierSummaryView,
    HeadingView,
    LinkView,
    MembershipView,
    NameView,
    PageHead,
    Pagination,
    PathView,
    QuoteView,
    ReferrerView,
    RepostView,
    RightsView,
    SectionView,
    SiteView,
    SummaryView,
    TakedownView,
    TranslationView,
    View,
)


class PackageView(View, frozen=True):
    """A dossier as a file that lives without the site.

    `kind` is one of epub, pdf, offline, dataset, sqlite, bag, geojson, timeline, graphml, ftm, oai, iiif;
    `size` says in words how large it is.
    """

    kind: str
    address: str
    type: str
    size: str
    sha256: str


class OriginalView(View, frozen=True):
    """What was found at the original address (`state`: live, moved, paywalled, blocked, dead, unsure).

    `since` is the day on which that was first seen, `moved_to` the new address. `archived` is the copy
    to read in its place, where there is one that is not dead itself.
    """

    state: str
    since: DateView
    moved_to: str = ""
    archived: ArchivedView | None = None


class ArticleView(View, frozen=True):
    """`article.html`: one article."""

    site: SiteView
    page: PageHead
    summary: SummaryView
    rights: RightsView
    citation: CitationView
    body: BodyView | None = None
    contents: tuple[HeadingView, ...] = ()
    authors: tuple[AuthorView, ...] = ()
    agency: str = ""
    updated: DateView | None = None
    dateline: str = ""
    section: str = ""
    printed_page: str = ""
    edition: str = ""
    url: str = ""
    original: OriginalView | None = None
    same_as: CitedView | None = None
    translation_of: TranslationView | None = None
    corrections: tuple[CorrectionView, ...] = ()
    via: tuple[RepostView, ...] = ()
    accessed: DateView | None = None
    archived: tuple[ArchivedView, ...] = ()
    captures: tuple[CaptureView, ...] = ()
    memberships: tuple[MembershipView, ...] = ()
    tags: tuple[NameView, ...] = ()
    people: tuple[NameView, ...] = ()
    organisations: tuple[NameView, ...] = ()
    places: tuple[NameView, ...] = ()
    quotes: tuple[QuoteView, ...] = ()
    note: str = ""
    assessment: AssessmentView | None = None
    related: tuple[SummaryView, ...] = ()
    referrers: tuple[ReferrerView, ...] = ()
    takedowns: tuple[TakedownView, ...] = ()
    extra: dict[str, Any] = msgspec.field(default_factory=dict)


class LoggedTakedownView(View, frozen=True):
    """A takedown in the public log, with the article that it concerns."""

    takedown: TakedownView
    article: SummaryView


class TakedownsView(View, frozen=True):
    """`takedowns.html`: everything that was taken down, the newest first."""

    site: SiteView
    page: PageHead
    log: tuple[LoggedTakedownView, ...] = ()


class DossierView(View, frozen=True):
    """`dossier.html`: one dossier."""

    site: SiteView
    page: PageHead
    summary: DossierSummaryView
    scope: str = ""
    curators: tuple[CuratorView, ...] = ()
    opened: DateView | None = None
    reviewed: DateView | None = None
    period: DateView | None = None
    places: tuple[NameView, ...] = ()
    languages: tuple[str, ...] = ()
    licence: str = ""
    body: BodyView | None = None
    contents: tuple[HeadingView, ...] = ()
    sections: tuple[SectionView, ...] = ()
    timeline: tuple[EventView, ...] = ()
    claims: tuple[ClaimView, ...] = ()
    figures: tuple[FigureView, ...] = ()
    paths: tuple[PathView, ...] = ()
    changes: tuple[ChangeView, ...] = ()
    citations: tuple[CitationView, ...] = ()
    extra: dict[str, Any] = msgspec.field(default_factory=dict)
    drawn_timeline: TimelineView | None = None
    coverage: CoverageView | None = None
    people: tuple[NameCountView, ...] = ()
    organisations: tuple[NameCountView, ...] = ()
    sources: tuple[NameCountView, ...] = ()
    packages: tuple[PackageView, ...] = ()
    said: tuple[SpeakerView, ...] = ()
    referrers: tuple[ReferrerView, ...] = ()
    network: NetworkView | None = None


class ClaimPageView(View, frozen=True):
    """`claim.html`: one claim of a dossier, with its evidence."""

    site: SiteView
    page: PageHead
    dossier: LinkView
    claim: ClaimView
    supporting: tuple[EvidenceView, ...] = ()
    against: tuple[EvidenceView, ...] = ()


class HomeView(View, frozen=True):
    """`home.html`: the front page."""

    site: SiteView
    page: PageHead
    dossiers: tuple[DossierSummaryView, ...] = ()
    freshest: tuple[SummaryView, ...] = ()


class DossiersView(View, frozen=True):
    """`dossiers.html`: every dossier."""

    site: SiteView
    page: PageHead
    dossiers: tuple[DossierSummaryView, ...] = ()


class PlainPageView(View, frozen=True):
    """`page.html`: a plain page."""

    site: SiteView
    page: PageHead
    title: str
    body: BodyView | None = None
    contents: tuple[HeadingView, ...] = ()
    standfirst: str = ""
    updated: DateView | None = None
    extra: dict[str, Any] = msgspec.field(default_factory=dict)
    withdrawn: bool = False


class IndexView(View, frozen=True):
    """`index.html`: all tags, sources, people, organisations or places (`kind`)."""

    site: SiteView
    page: PageHead
    kind: str
    entries: tuple[IndexEntryView, ...] = ()
    pagination: Pagination = Pagination()
    map: MapView | None = None


class NamePageView(View, frozen=True):
    """`name.html`: one tag, source, person, organisation or place (`kind`) and its articles."""

    site: SiteView
    page: PageHead
    kind: str
    name: str
    count: int
    language: str = ""
    direction: str = ""
    note: str = ""
    facts: tuple[FactView, ...] = ()
    roles: tuple[RoleView, ...] = ()
    quotes: tuple[NameQuoteView, ...] = ()
    dossiers: tuple[LinkView, ...] = ()
    articles: tuple[SummaryView, ...] = ()
    pagination: Pagination = Pagination()
    coverage: CoverageView | None = None
    map: MapView | None = None
    referrers: tuple[ReferrerView, ...] = ()


class DatesView(View, frozen=True):
    """`dates.html`: every year, each with its months."""

    site: SiteView
    page: PageHead
    years: tuple[PeriodView, ...] = ()


class PeriodPageView(View, frozen=True):
    """`period.html`: the articles of one year or month. `months` is empty on a month's page."""

    site: SiteView
    page: PageHead
    title: str
    count: int
    months: tuple[PeriodView, ...] = ()
    articles: tuple[SummaryView, ...] = ()
    pagination: Pagination = Pagination()
    previous: LinkView | None = None
    next: LinkView | None = None


class NotFoundView(View, frozen=True):
    """`404.html`: what a reader sees at an address that is not there."""

    site: SiteView
    page: PageHead


class SearchView(View, frozen=True):
    """`search.html`: the search. `bundles` are the addresses of the folders that hold its index.

    `indexes` are what leads further without a script.
    """

    site: SiteView
    page: PageHead
    bundles: tuple[str, ...]
    indexes: tuple[LinkView, ...] = ()


class RedirectView(View, frozen=True):
    """`redirect.html`: an old address, and where it leads now."""

    site: SiteView
    page: PageHead
    target: str
