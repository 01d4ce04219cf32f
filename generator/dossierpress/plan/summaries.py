"""Articles and dossiers as other pages show them; each is made once and shared."""

from collections.abc import Callable
from dataclasses import dataclass, field
from unicodedata import normalize

from dossierpress.model.article import Image
from dossierpress.model.dates import BEGINNING, END, Date, Day
from dossierpress.model.document import ArticleDocument, Body, Target, beside
from dossierpress.model.site import Member, NameKind, PlacedDossier
from dossierpress.plan.addresses import full_address
from dossierpress.plan.backlinks import Referrers, referrers_of
from dossierpress.plan.brief import shortened
from dossierpress.plan.cards import site_card
from dossierpress.plan.citations import citation_view
from dossierpress.plan.citationviews import CitationView
from dossierpress.plan.media import image_view
from dossierpress.plan.outputs import Output
from dossierpress.plan.routes import Routes, article_address, dossier_address
from dossierpress.plan.views import (
    AlternateView,
    BodyImageView,
    BodyView,
    DateView,
    DossierSummaryView,
    HeadingView,
    ImageView,
    LinkView,
    MemberView,
    NameView,
    PageHead,
    QuoteView,
    SiteView,
    SummaryView,
)
from dossierpress.plan.words import date_view, reach_words

FRESHEST_OF_DOSSIER = 3


def every_page(_address: str) -> bool:
    """Whether a whole plan has a page: it has all."""
    return True


@dataclass(slots=True)
class Desk:
    """What every planner of pages has at hand. Fills its shelves as it is asked.

    `wants` is asked with an address before its page is planned; only what it wants is planned. `pages`
    are all pages of the site, for exports: they are asked when the pages are planned.
    """

    routes: Routes
    site_view: SiteView
    wants: Callable[[str], bool] = every_page
    articles: dict[str, SummaryView] = field(default_factory=dict)
    dossiers: dict[str, DossierSummaryView] = field(default_factory=dict)
    homes: dict[str, list[str]] = field(default_factory=dict)
    citations: dict[str, CitationView] = field(default_factory=dict)
    quotations: dict[str, tuple[QuoteView, ...]] = field(default_factory=dict)
    pages: tuple[Output, ...] = ()
    _referrers: Referrers | None = None

    @property
    def referrers(self) -> Referrers:
        """What refers to what, found when it is first asked for."""
        if self._referrers is None:
            self._referrers = referrers_of(self.routes)
        return self._referrers

    @property
    def language(self) -> str:
        """The site's language."""
        return self.routes.config.language

    def date(self, date: Date | None) -> DateView | None:
        """A date that may not be set."""
        return None if date is None else date_view(date, self.language)

    def foreign(self, language: str) -> tuple[str, str]:
        """Language and direction of a text, both empty when they are the site's."""
        return self.routes.foreign(language)

    def image(self, image: Image | None, path: str) -> ImageView | None:
        """A picture that exists."""
        if image is None:
            return None
        return image_view(self.routes, image_path(image, path), image.alt, image.caption, image.credit)

    def summary(self, article_id: str) -> SummaryView:
        """An article as other pages show it."""
        if article_id not in self.articles:
            self.articles[article_id] = self._summary(self.routes.site.articles[article_id])
        return self.articles[article_id]

    def dossier(self, dossier: PlacedDossier) -> DossierSummaryView:
        """A dossier as other pages show it."""
        if dossier.id not in self.dossiers:
            self.dossiers[dossier.id] = self._dossier(dossier)
        return self.dossiers[dossier.id]

    def dossier_link(self, dossier: PlacedDossier) -> LinkView:
        """A dossier by its title alone."""
        language, direction = self.foreign(dossier.document.meta.language)
        return LinkView(
            title=dossier.title,
            address=dossier_address(dossier.id),
            language=language,
            direction=direction,
        )

    def citation(self, article_id: str) -> CitationView:
        """The reference to an article."""
        if article_id not in self.citations:
            article = self.routes.site.articles[article_id]
            self.citations[article_id] = citation_view(self.routes, article)
        return self.citations[article_id]

    def in_dossiers(self, article_id: str) -> tuple[str, ...]:
        """Ids of the dossiers in which an article stands."""
        if not self.homes:
            for dossier in self.routes.site.dossiers.values():
                for name in dossier.articles:
                    self.homes.setdefault(name, []).append(dossier.id)
        return tuple(self.homes.get(article_id, ()))

    def names(self, article_id: str, kind: NameKind) -> tuple[NameView, ...]:
        """The names of a kind in an article, each once."""
        written = getattr(self.routes.site.articles[article_id].meta, "source" if kind == "sources" else kind)
        texts = (written,) if isinstance(written, str) else written
        found = (self.routes.named(kind, text) for text in texts)
        return tuple(dict.fromkeys(view for view in found if view is not None))

    def member(self, member: Member) -> MemberView:
        """An article in a section."""
        return MemberView(article=self.summary(member.article), note=member.note, key=member.key)

    def body(self, body: Body, path: str) -> BodyView | None:
        """A body with its links resolved; None when there is nothing to show."""
        if body.is_empty:
            return None
        links = tuple(self._link(target, path) for target in body.targets)
        return BodyView(digest=body.digest, links=links, words=body.words)

    def _link(self, target: Target, path: str) -> str | BodyImageView:
        if target.image is None:
            return self.routes.link(target, path)
        image = image_view(self.routes, target.value) or ImageView(address="#", alt="")
        return BodyImageView(image=image, attributes=target.image.attributes, width=target.image.width)

    def head(
        self,
        address: str,
        title: str,
        description: str | None = None,
        crumbs: tuple[LinkView, ...] = (),
        mark: str = "",
        *,
        canonical: str = "",
        alternates: tuple[AlternateView, ...] = (),
        image: ImageView | None = None,
    ) -> PageHead:
        """The head of a page; `canonical` is the address that it stands for, if not its own.

        Without a description it has the site's; an article with none of its own gets `""`, and has none.
        """
        return PageHead(
            address=address,
            title=title,
            description=shortened(self.site_view.description if description is None else description),
            canonical=full_address(self.site_view.url, canonical or address),
            crumbs=crumbs,
            mark=mark,
            alternates=alternates,
            image=image or site_card(self.routes.config),
        )

    def _summary(self, article: ArticleDocument) -> SummaryView:
        meta = article.meta
        language, direction = self.foreign(meta.language)
        byline = meta.byline or ", ".join(author.name for author in meta.authors)
        return SummaryView(
            address=article_address(article.id),
            title=meta.title,
            date=date_view(meta.date, self.language),
            title_translated=meta.title_translated,
            language=language,
            direction=direction,
            type=meta.type,
            standfirst=meta.standfirst,
            source=self.routes.named("sources", meta.source),
            byline=byline,
            withdrawn=meta.status == "withdrawn",
            mark=self.routes.site.marks.get(article.id, ""),
            image=self.image(meta.image, article.path),
        )

    def _dossier(self, dossier: PlacedDossier) -> DossierSummaryView:
        meta = dossier.document.meta
        language, direction = self.foreign(meta.language)
        members = [self.routes.site.articles[name] for name in dossier.articles]
        standing = (article for article in members if article.meta.status != "withdrawn")
        newest = sorted(
            standing, key=lambda article: (article.meta.date.sort_key(), article.id), reverse=True
        )
        span = ""
        if members:
            dates = [article.meta.date for article in members]
            span = reach_words(min(dates, key=_known_begin), max(dates, key=_known_end), self.language)
        return DossierSummaryView(
            address=dossier_address(dossier.id),
            title=dossier.title,
            question=meta.question,
            summary=meta.summary,
            state=meta.state,
            count=len(members),
            span=span,
            language=language,
            direction=direction,
            mark=dossier.mark,
            cover=self.image(meta.cover, dossier.document.path),
            freshest=tuple(self.summary(article.id) for article in newest[:FRESHEST_OF_DOSSIER]),
            withdrawn=meta.status == "withdrawn",
        )


def _known_begin(date: Date) -> tuple[Day, str]:
    """The first day of a date; for one without beginning, its last. The text decides between equals."""
    return (date.last if date.first == BEGINNING else date.first), date.text


def _known_end(date: Date) -> tuple[Day, str]:
    """The last day of a date; for one that goes on without end, its first."""
    return (date.first if date.last == END else date.last), date.text


def image_path(image: Image, path: str) -> str:
    """Where a picture lies, relative to the root; `path` is the Markdown file that names it."""
    return normalize("NFC", beside(path, image.file))


def headings(body: Body) -> tuple[HeadingView, ...]:
    """The table of contents of a body."""
    return tuple(HeadingView(level=each.level, id=each.id, title=each.title) for each in body.headings)
