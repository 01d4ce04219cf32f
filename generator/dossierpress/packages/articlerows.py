"""The rows of articles and of what they name, quote and lead to."""

from collections.abc import Iterable, Iterator
from typing import Any

from dossierpress.model.article import used_names
from dossierpress.model.document import ArticleDocument
from dossierpress.model.site import NAME_KINDS, NameKind
from dossierpress.packages.cells import at, dated, row, shown, slug_of
from dossierpress.packages.tables import TABLES, Cell, Row
from dossierpress.packages.withheld import withheld
from dossierpress.plan.desk import Desk
from dossierpress.plan.routes import article_address, name_address, quote_anchor
from dossierpress.plan.summaries import summary


def article_row(desk: Desk, article: ArticleDocument) -> Row:
    """An article; its text comes later."""
    meta = article.meta
    text_is = ""
    if not article.body.is_empty:
        text_is = "withheld" if not article.travels else "digest" if _is_digest(article) else "full"
    elif meta.status == "withdrawn" or meta.taken("text"):
        text_is = "withheld"
    return row(
        "articles",
        id=article.id,
        address=at(desk, article_address(article.id)),
        title=meta.title,
        title_translated=meta.title_translated,
        type=meta.type,
        **dated("date", meta.date),
        language=meta.language or desk.language,
        source=slug_of(desk, "sources", meta.source),
        byline=summary(desk, article.id).byline,
        agency=meta.agency,
        standfirst=meta.standfirst,
        dateline=meta.dateline,
        section=meta.section,
        page=meta.page,
        edition=meta.edition,
        url=meta.url,
        **dated("accessed", meta.accessed),
        rights=meta.rights.mode,
        status=meta.status,
        source_reliability=meta.assessment.source if meta.assessment else "",
        information_credibility=meta.assessment.information if meta.assessment else "",
        note=meta.note,
        text_is=text_is,
    )


def _is_digest(article: ArticleDocument) -> bool:
    return article.meta.rights.mode == "link-only"


def name_rows(desk: Desk, kind: NameKind, articles: Iterable[str]) -> Iterator[Row]:
    """The names of a kind that articles have."""
    spelt = (text for name in articles for text in used_names(kind, desk.article(name).meta))
    found = {named.slug: named for text in spelt if (named := desk.name(kind, text)) is not None}
    for _, named in sorted(found.items()):
        address = name_address(desk.config.indexes, kind, named.slug)
        facts = {} if named.entry is None else _facts(named.entry, {each.name for each in TABLES[kind]})
        yield row(
            kind, **facts | {"id": named.slug, "address": at(desk, address) if address else "",
                             "name": named.name}
        )  # fmt: skip


def _facts(entry: Any, columns: set[str]) -> dict[str, Cell]:
    """What a registry says of a name, as far as there are columns for it."""
    found = {name: getattr(entry, name) for name in entry.__struct_fields__ if name in columns}
    return {name: "" if value is None else value for name, value in found.items()}


def mention_rows(desk: Desk, articles: Iterable[str]) -> Iterator[Row]:
    """Who and what each article names."""
    for name in articles:
        meta = desk.article(name).meta
        for kind in NAME_KINDS:
            if kind == "sources":
                continue
            for slug in dict.fromkeys(slug_of(desk, kind, text) for text in getattr(meta, kind)):
                address = at(desk, article_address(name))
                yield row(
                    "mentions",
                    id=f"{name}/{kind}/{slug}",
                    address=address,
                    article=name,
                    kind=kind,
                    name=slug,
                )


def quote_rows(desk: Desk, articles: Iterable[ArticleDocument]) -> Iterator[Row]:
    """What somebody is reported to have said."""
    for article in articles:
        for number, quote in enumerate(article.meta.quotes, start=1):
            name = quote.id or str(number)
            yield row(
                "quotes",
                id=f"{article.id}#{name}",
                address=at(desk, f"{article_address(article.id)}#{quote_anchor(name)}"),
                article=article.id,
                text=quote.text,
                who=shown(desk, "people", quote.who),
                capacity=quote.as_,
                **dated("said", quote.said),
                told=quote.to,
                place=shown(desk, "places", quote.where),
                kind=quote.kind,
                language=quote.language or article.meta.language or desk.language,
            )


def link_rows(desk: Desk, articles: Iterable[ArticleDocument]) -> Iterator[Row]:
    """Addresses outside the site, and what was found there."""
    for article in articles:
        meta = article.meta
        told = [
            ("original", meta.url),
            *(("copy", each.url) for each in meta.archived),
            *(("repost", each.url) for each in meta.via),
        ]
        for role, url in told:
            if not url:
                continue
            link = desk.known_link(url)
            said = {} if link is None else {
                "state": link.state, "since": str(link.since), "checked": str(link.checked),
                "moved_to": link.to,
            }  # fmt: skip
            yield row(
                "links",
                id=f"{article.id}/{role}/{url}",
                address=at(desk, article_address(article.id)),
                article=article.id,
                url=url,
                role=role,
                **said,
            )


def capture_rows(desk: Desk, articles: Iterable[ArticleDocument]) -> Iterator[Row]:
    """Files that are held as evidence."""
    for article in articles:
        for capture in article.meta.captures:
            yield row(
                "captures",
                id=f"{article.id}/{capture.sha256}",
                address=at(desk, f"{article_address(article.id)}#dp-provenance"),
                article=article.id,
                file=capture.file.rsplit("/", 1)[-1],
                sha256=capture.sha256,
                type=capture.type,
                **dated("taken", capture.taken),
            )


def withheld_rows(desk: Desk, articles: Iterable[ArticleDocument]) -> Iterator[Row]:
    """What of each article is not here."""
    for each in articles:
        for name, what, why in withheld(each):
            address = at(desk, article_address(name))
            yield row("withheld", id=f"{name}/{what}", address=address, article=name, what=what, why=why)
