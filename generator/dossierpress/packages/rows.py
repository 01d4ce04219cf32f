"""A dossier as rows: what its pages show, taken apart. What no page shows is in no row."""

from collections.abc import Iterable, Iterator

import msgspec

from dossierpress.model.document import ArticleDocument
from dossierpress.model.site import NAME_KINDS, PlacedDossier
from dossierpress.packages.articlerows import (
    article_row,
    capture_rows,
    link_rows,
    mention_rows,
    name_rows,
    quote_rows,
    withheld_rows,
)
from dossierpress.packages.cells import at
from dossierpress.packages.dossierrows import (
    claim_rows,
    dossier_row,
    event_rows,
    evidence_rows,
    figure_rows,
    membership_rows,
)
from dossierpress.packages.tables import TABLES, Row, TableView
from dossierpress.plan.desk import Desk
from dossierpress.plan.pageviews import DossierView
from dossierpress.plan.routes import dossier_address
from dossierpress.plan.views import View


class TextView(View, frozen=True):
    """The text of an article that may travel, by its digest."""

    article: str
    body: str


class DatasetView(View, frozen=True):
    """A dossier as tables; `texts` are filled in when the files are made."""

    name: str
    title: str
    description: str
    address: str
    licence: str
    tables: tuple[TableView, ...]
    texts: tuple[TextView, ...] = ()


def dataset_view(desk: Desk, dossier: PlacedDossier, page: DossierView) -> DatasetView:
    """The rows of a dossier and of all that its articles name."""
    articles = [_whole(desk, name) for name in dossier.articles]
    rows: dict[str, Iterable[Row]] = {
        "dossiers": [dossier_row(desk, dossier)],
        "articles": [article_row(desk, each) for each in articles],
        **{kind: name_rows(desk, kind, dossier.articles) for kind in NAME_KINDS},
        "mentions": mention_rows(desk, dossier.articles),
        "memberships": membership_rows(desk, dossier),
        "quotes": quote_rows(desk, articles),
        "claims": claim_rows(desk, dossier, page),
        "evidence": evidence_rows(desk, page),
        "events": event_rows(desk, dossier, page),
        "figures": figure_rows(desk, dossier, page),
        "links": link_rows(desk, articles),
        "captures": capture_rows(desk, articles),
        "withheld": withheld_rows(desk, articles),
    }
    return DatasetView(
        name=dossier.id,
        title=dossier.title,
        description=dossier.document.meta.summary or dossier.document.meta.question,
        address=at(desk, dossier_address(dossier.id)),
        licence=dossier.document.meta.licence,
        tables=tuple(TableView(name=name, rows=_once(rows[name])) for name in TABLES),
        texts=tuple(_texts(articles)),
    )


def _whole(desk: Desk, name: str) -> ArticleDocument:
    return msgspec.structs.replace(desk.article(name), body=desk.text("article", name))


def _once(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Each id once: what is written twice is the same thing."""
    return tuple({row[0]: row for row in rows}.values())


def _texts(articles: Iterable[ArticleDocument]) -> Iterator[TextView]:
    for article in articles:
        if article.travels and not article.body.is_empty:
            yield TextView(article=article.id, body=article.body.digest)
