"""The page of each article."""

from collections.abc import Iterable, Mapping

import msgspec

from dossierpress.model.article import ArchivedCopy, Article
from dossierpress.model.custody import Archived, Examined, Stamp
from dossierpress.model.dates import parse_date
from dossierpress.model.document import ArticleDocument, beside
from dossierpress.model.links import link_key
from dossierpress.plan.alternates import api_address, data_of
from dossierpress.plan.backlinks import to_page, to_places
from dossierpress.plan.captureviews import CaptureView, DifferenceView, HeldPageView, StampView
from dossierpress.plan.cards import article_card
from dossierpress.plan.citations import offered_copies
from dossierpress.plan.creators import is_body
from dossierpress.plan.outputs import Cause, Output, page
from dossierpress.plan.pageviews import ArticleView, OriginalView
from dossierpress.plan.quotations import quote_views
from dossierpress.plan.related import Related
from dossierpress.plan.routes import article_address
from dossierpress.plan.summaries import Desk, headings
from dossierpress.plan.views import (
    ArchivedView,
    AssessmentView,
    AuthorView,
    CitedView,
    CorrectionView,
    MembershipView,
    QuoteView,
    RepostView,
    RightsView,
    SummaryView,
    TranslationView,
)
from dossierpress.plan.words import date_view

OTHERS = 5


def article_pages(desk: Desk) -> Iterable[Output]:
    """One output for each article."""
    memberships = _memberships(desk)
    related = Related(desk.routes.site)
    for article in desk.routes.site.articles.values():
        address = article_address(article.id)
        if desk.wants(address):
            kin = tuple(desk.summary(name) for name in related.of(article.id))
            view = _article(desk, article, tuple(memberships.get(article.id, ())), kin)
            yield page(address, "article.html", view, Cause(article.path, "id"))


def _article(
    desk: Desk,
    article: ArticleDocument,
    memberships: tuple[MembershipView, ...],
    related: tuple[SummaryView, ...],
) -> ArticleView:
    meta, path = article.meta, article.path
    summary = desk.summary(article.id)
    address = article_address(article.id)
    crumbs = tuple(each.dossier for each in memberships[:1])
    quotes = tuple(_referred(desk, address, each) for each in quote_views(desk, article))
    places = [place for each in quotes for place in _places(each)]
    return ArticleView(
        site=desk.site_view,
        page=desk.head(
            address,
            meta.title,
            meta.standfirst,
            crumbs,
            summary.mark,
            alternates=data_of(desk.routes.config, api_address("articles", article.id)),
            image=article_card(desk.routes.config, article) or summary.image,
        ),
        summary=summary,
        rights=_rights(meta),
        citation=desk.citation(article.id),
        body=desk.body(article.body, path),
        contents=headings(article.body),
        authors=tuple(_authors(desk, meta)),
        agency=meta.agency,
        updated=desk.date(meta.updated),
        dateline=meta.dateline,
        section=meta.section,
        printed_page=meta.page,
        edition=meta.edition,
        url=meta.url,
        original=_original(desk, meta),
        same_as=_cited(desk, meta.same_as, path, "same_as"),
        translation_of=_translation(desk, article),
        corrections=tuple(
            CorrectionView(date=date_view(each.date, desk.language), by=each.by, text=each.text, url=each.url)
            for each in meta.corrections
        ),
        via=tuple(RepostView(name=each.name, url=each.url, date=desk.date(each.date)) for each in meta.via),
        accessed=desk.date(meta.accessed),
        archived=tuple(_archived(desk, each) for each in offered_copies(desk.routes.site, meta)),
        captures=tuple(_captures(desk, article)),
        memberships=memberships,
        tags=desk.names(article.id, "tags"),
        people=desk.names(article.id, "people"),
        organisations=desk.names(article.id, "organisations"),
        places=desk.names(article.id, "places"),
        quotes=quotes,
        note=meta.note,
        assessment=_assessment(meta),
        related=related,
        referrers=to_page(desk.referrers, address, places),
        extra=meta.extra.values,
    )


def _referred(desk: Desk, address: str, quote: QuoteView) -> QuoteView:
    """A quotation on its own page, with what refers to it."""
    return msgspec.structs.replace(quote, referrers=to_places(desk.referrers, address, _places(quote)))


def _places(quote: QuoteView) -> tuple[str, ...]:
    """Where a quotation stands on its page: in the list, and marked in the text."""
    return (quote.anchor, quote.passage) if quote.passage else (quote.anchor,)


def _authors(desk: Desk, meta: Article) -> Iterable[AuthorView]:
    for author in meta.authors:
        person = desk.routes.named("people", author.person)
        yield AuthorView(
            name=author.name,
            address=person.address if person else "",
            role=author.role,
            bio=author.bio,
            corporate=person is None and is_body(author.name, meta, desk.routes.site),
        )


def _rights(meta: Article) -> RightsView:
    return RightsView(
        mode=meta.rights.mode,
        holder=meta.rights.holder,
        licence=meta.rights.licence,
        basis=meta.rights.basis,
        notice=meta.rights.notice,
    )


def _captures(desk: Desk, article: ArticleDocument) -> Iterable[CaptureView]:
    for capture in article.meta.captures:
        found = desk.routes.site.examined.get(beside(article.path, capture.file), Examined())
        yield CaptureView(
            name=capture.file.rsplit("/", 1)[-1],
            sha256=capture.sha256,
            type=capture.type,
            taken=desk.date(capture.taken),
            by=capture.by,
            tool=capture.tool,
            note=capture.note,
            pages=tuple(_held_page(desk, each) for each in found.pages),
            records=found.records,
            stamps=tuple(_stamp(desk, each) for each in found.stamps if each.state in ("held", "anchored")),
            changed=tuple(
                DifferenceView(each.what, each.was, each.became, each.removed or 0, each.added or 0)
                for each in capture.changed
            ),
        )


def _held_page(desk: Desk, page: Archived) -> HeldPageView:
    date = desk.date(parse_date(page.time[:10])) if page.time[:10].count("-") == 2 else None
    return HeldPageView(address=page.address, title=page.title, date=date)


def _stamp(desk: Desk, stamp: Stamp) -> StampView:
    """A proof of time that holds."""
    date = desk.date(parse_date(stamp.time[:10])) if stamp.time else None
    return StampView(kind=stamp.kind, date=date, by=stamp.by, block=stamp.block)


def _archived(desk: Desk, copy: ArchivedCopy) -> ArchivedView:
    return ArchivedView(url=copy.url, service=copy.service, date=desk.date(copy.date))


def _original(desk: Desk, meta: Article) -> OriginalView | None:
    """What is known of the original address; None while nobody has asked it."""
    links = desk.routes.site.links
    link = links.get(link_key(meta.url)) if meta.url else None
    if link is None or link.state == "not-asked":
        return None
    copy = next(iter(offered_copies(desk.routes.site, meta)), None)
    stands = copy is not None and ((known := links.get(link_key(copy.url))) is None or known.state != "dead")
    return OriginalView(
        state=link.state,
        since=date_view(parse_date(link.since.isoformat()), desk.language),
        moved_to=link.to if link.state == "moved" else "",
        archived=_archived(desk, copy) if copy is not None and stands else None,
    )


def _assessment(meta: Article) -> AssessmentView | None:
    if meta.assessment is None:
        return None
    return AssessmentView(
        source=meta.assessment.source, information=meta.assessment.information, why=meta.assessment.why
    )


def _translation(desk: Desk, article: ArticleDocument) -> TranslationView | None:
    original = article.meta.translation_of
    if original is None:
        return None
    cited = _cited(desk, original.article, article.path, "translation_of.article")
    return TranslationView(
        title=cited.title if cited else "",
        address=cited.address if cited else original.url,
        language=original.language,
        translator=original.translator,
    )


def _cited(desk: Desk, reference: str, path: str, key: str) -> CitedView | None:
    if not reference:
        return None
    if reference.startswith(("https://", "http://")):
        return CitedView(title=reference, address=reference, kind="article")
    return desk.routes.cited(reference, path, key)


def _memberships(desk: Desk) -> Mapping[str, list[MembershipView]]:
    """Where each article sits: a reader goes through a dossier in its reading order."""
    found: dict[str, list[MembershipView]] = {}
    for dossier in desk.routes.site.dossiers.values():
        order = dossier.articles
        place = {name: number for number, name in enumerate(order)}
        link = desk.dossier_link(dossier)
        keys = [each.article for section in dossier.sections for each in section.members if each.key]
        seen: set[str] = set()
        for section in dossier.sections:
            for member in section.members:
                if member.article in seen:
                    continue
                seen.add(member.article)
                if not desk.wants(article_address(member.article)):
                    continue
                number = place[member.article]
                found.setdefault(member.article, []).append(
                    MembershipView(
                        dossier=link,
                        section=section.title,
                        note=member.note,
                        key=member.key,
                        position=number + 1,
                        of=len(order),
                        previous=desk.summary(order[number - 1]) if number else None,
                        next=desk.summary(order[number + 1]) if number + 1 < len(order) else None,
                        others=tuple(desk.summary(name) for name in _others(order, place, keys, number)),
                    )
                )
    return found


def _others(
    order: tuple[str, ...], place: Mapping[str, int], keys: list[str], number: int
) -> tuple[str, ...]:
    """A few more articles of a dossier: its key documents first, then those that stand nearest."""
    shown = set(order[max(0, number - 1) : number + 2])
    near = sorted(range(max(0, number - 6), min(len(order), number + 7)), key=lambda at: abs(at - number))
    listed = dict.fromkeys((*keys, *(order[at] for at in near)))
    chosen = [name for name in listed if name not in shown][:OTHERS]
    return tuple(sorted(chosen, key=place.__getitem__))
