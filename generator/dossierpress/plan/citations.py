"""What a reference to an article needs, gathered once for pages, lists and the API."""

from dossierpress.model.article import ArchivedCopy, Article
from dossierpress.model.dates import Date, known_start
from dossierpress.model.document import ArticleDocument
from dossierpress.model.links import link_key
from dossierpress.model.registries import Source
from dossierpress.model.site import Site
from dossierpress.model.sourcekinds import source_kind
from dossierpress.plan.addresses import full_address
from dossierpress.plan.citationviews import CitationView, ReferenceDateView
from dossierpress.plan.creators import creator_view
from dossierpress.plan.routes import Routes, article_address


def citation_view(routes: Routes, article: ArticleDocument) -> CitationView:
    """The reference to an article."""
    meta, site, config = article.meta, routes.site, routes.config
    named = site.name("sources", meta.source) if meta.source else None
    source = named.entry if named and isinstance(named.entry, Source) else None
    place = routes.named("places", source.place) if source else None
    copy = next(iter(offered_copies(site, meta)), None)
    return CitationView(
        id=article.id,
        title=meta.title,
        issued=reference_date(meta.date),
        type=meta.type,
        title_translated=meta.title_translated,
        abstract=meta.standfirst,
        creators=tuple(creator_view(each.name, meta, site) for each in meta.authors),
        source=named.name if named else meta.source,
        source_kind=source_kind(source.kind if source else ""),
        publisher=source.publisher if source else "",
        place=place.name if place else "",
        issn=source.issn if source else "",
        agency=meta.agency,
        section=meta.section,
        printed_page=meta.page,
        edition=meta.edition,
        language=meta.language or config.language,
        url=meta.url,
        page=full_address(config.url, article_address(article.id)),
        accessed=reference_date(meta.accessed) if meta.accessed else None,
        archive=copy.service if copy else "",
        archive_url=copy.url if copy else "",
        archive_date=copy.date.text if copy and copy.date else "",
        original_state=link.state if (link := site.links.get(link_key(meta.url))) else "",
        rights=meta.rights.licence or meta.rights.notice or meta.rights.holder,
        keywords=tuple(view.name for each in meta.tags if (view := routes.named("tags", each))),
        withdrawn=meta.status == "withdrawn",
    )


def offered_copies(site: Site, meta: Article) -> tuple[ArchivedCopy, ...]:
    """The archived copies that readers are led to: a dead one only when all are."""
    known = ((copy, site.links.get(link_key(copy.url))) for copy in meta.archived)
    living = tuple(copy for copy, link in known if link is None or link.state != "dead")
    return living or meta.archived


def reference_date(date: Date) -> ReferenceDateView:
    """A date in numbers, as far as numbers can say it."""
    parts: tuple[tuple[int, ...], ...] = ()
    season = 0
    precision = date.precision
    if precision == "interval":
        ends = date.text.split("/")
        if "" not in ends and ".." not in ends:
            finest = max(end.lstrip("-").count("-") for end in ends) + 1
            parts = (date.first[:finest], date.last[:finest])
    elif precision == "season":
        parts = (date.first[:1],)
        season = int(date.text.rstrip("?~%")[-1])
    elif precision == "span":
        known = 2 if date.first[:2] == date.last[:2] else 1
        parts = (date.first[:known],) if date.first[0] == date.last[0] else ()
    else:
        parts = (date.first[: ("year", "month", "day").index(precision) + 1],)
    return ReferenceDateView(
        text=date.text,
        parts=parts,
        season=season,
        approximate=date.approximate or date.uncertain,
        begins=known_start(date),
    )
