"""The page of each article."""

from collections.abc import Iterable

import msgspec

from dossierpress.model.article import ArchivedCopy, Article
from dossierpress.model.custody import Archived, Stamp
from dossierpress.model.dates import parse_date
from dossierpress.model.document import ArticleDocument, beside
from dossierpress.plan.alternates import api_address, data_of
from dossierpress.plan.backlinks import Referrers, referrers, to_page, to_places
from dossierpress.plan.captureviews import CaptureView, DifferenceView, HeldPageView, PieceView, StampView
from dossierpress.plan.cards import article_card
from dossierpress.plan.citations import citation, offered_copies
from dossierpress.plan.creators import is_body
from dossierpress.plan.desk import Desk
from dossierpress.plan.memberships import membership_view
from dossierpress.plan.outputs import Cause, Output
from dossierpress.plan.pages import redirect_pages
from dossierpress.plan.pageviews import ArticleView, OriginalView
from dossierpress.plan.quotations import quote_views
from dossierpress.plan.related import related
from dossierpress.plan.routes import article_address
from dossierpress.plan.summaries import body_view, head, headings, names, site_view, summary
from dossierpress.plan.takedowns import takedown_views
from dossierpress.plan.views import (
    ArchivedView,
    AssessmentView,
    AuthorView,
    CitedView,
    CorrectionView,
    QuoteView,
    RepostView,
    RightsView,
    TranslationView,
)
from dossierpress.plan.words import date_view


def article_page(desk: Desk, name: str) -> Iterable[Output]:
    """The page of an article, and what leads to it."""
    article = desk.article(name)
    address = article_address(name)
    yield desk.page(address, "article.html", article_view(desk, article), Cause(article.path, "id"))
    meta = article.meta
    yield from redirect_pages(desk, article.path, meta.title, address, meta.aliases)


def article_view(desk: Desk, article: ArticleDocument) -> ArticleView:
    """What the page of an article shows."""
    meta, path = article.meta, article.path
    own = summary(desk, article.id)
    address = article_address(article.id)
    memberships = tuple(membership_view(desk, name, article.id) for name in desk.homes(article.id))
    crumbs = tuple(each.dossier for each in memberships[:1])
    text = desk.text("article", article.id)
    led = referrers(desk, address)
    quotes = tuple(_referred(led, each) for each in quote_views(desk, article.id))
    return ArticleView(
        site=site_view(desk),
        page=head(
            desk,
            address,
            meta.title,
            meta.standfirst,
            crumbs,
            own.mark,
            alternates=data_of(desk.config, api_address("articles", article.id)),
            image=article_card(desk.config, article) or own.image,
        ),
        summary=own,
        rights=_rights(meta),
        citation=citation(desk, article.id),
        body=body_view(desk, "article", article.id, path),
        contents=headings(text),
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
        archived=tuple(_archived(desk, each) for each in offered_copies(desk, meta)),
        captures=tuple(_captures(desk, article)),
        memberships=memberships,
        tags=names(desk, article.id, "tags"),
        people=names(desk, article.id, "people"),
        organisations=names(desk, article.id, "organisations"),
        places=names(desk, article.id, "places"),
        quotes=quotes,
        note=meta.note,
        assessment=_assessment(meta),
        related=tuple(summary(desk, name) for name in related(desk, article.id)),
        referrers=to_page(led, [place for each in quotes for place in _places(each)]),
        takedowns=takedown_views(desk, meta),
        extra=meta.extra.values,
    )


def _referred(found: Referrers, quote: QuoteView) -> QuoteView:
    """A quotation on its own page, with what refers to it."""
    return msgspec.structs.replace(quote, referrers=to_places(found, _places(quote)))


def _places(quote: QuoteView) -> tuple[str, ...]:
    """Where a quotation stands on its page: in the list, and marked in the text."""
    return (quote.anchor, quote.passage) if quote.passage else (quote.anchor,)


def _authors(desk: Desk, meta: Article) -> Iterable[AuthorView]:
    for author in meta.authors:
        person = desk.named("people", author.person)
        yield AuthorView(
            name=author.name,
            address=person.address if person else "",
            role=author.role,
            bio=author.bio,
            corporate=person is None and is_body(author.name, meta, desk),
        )


def _rights(meta: Article) -> RightsView:
    return RightsView(
        mode=meta.rights.mode,
        holder=meta.rights.holder,
        licence=meta.rights.licence,
        basis=meta.rights.basis,
        notice=meta.rights.notice,
        reserved=meta.rights.is_reserved,
        policy=meta.rights.policy,
    )


def _captures(desk: Desk, article: ArticleDocument) -> Iterable[CaptureView]:
    captures = article.meta.captures
    versions = {each.after: each for each in article.versions}
    for number, capture in enumerate(captures):
        version = versions.get(number)
        found = desk.examined(beside(article.path, capture.file))
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
            compared=captures[version.before].file.rsplit("/", 1)[-1] if version else "",
            differences=tuple(
                tuple(PieceView(kind=piece.kind, text=piece.text) for piece in change)
                for change in (version.changes if version else ())
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
    link = desk.known_link(meta.url) if meta.url else None
    if link is None or link.state == "not-asked":
        return None
    copy = next(iter(offered_copies(desk, meta)), None)
    stands = copy is not None and ((known := desk.known_link(copy.url)) is None or known.state != "dead")
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
    return desk.cited(reference, path, key)
