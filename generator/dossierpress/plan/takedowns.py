"""What was taken down: on the page of each article, and in a public log."""

from collections.abc import Iterable

from dossierpress.model.article import Article
from dossierpress.plan.desk import Desk
from dossierpress.plan.outputs import Cause, Output
from dossierpress.plan.pageviews import LoggedTakedownView, TakedownsView
from dossierpress.plan.summaries import head, site_view, summary
from dossierpress.plan.views import TakedownView
from dossierpress.plan.words import date_view

LOG = "/takedowns/"


def takedown_views(desk: Desk, meta: Article) -> tuple[TakedownView, ...]:
    """What was taken down of an article, the newest first; readers see neither names nor files."""
    in_order = sorted(meta.takedowns, key=lambda each: each.date.sort_key(), reverse=True)
    return tuple(
        TakedownView(
            what=each.what,
            date=date_view(each.date, desk.language),
            by=each.by,
            reason=each.reason,
            lifted=desk.date(each.lifted),
        )
        for each in in_order
    )


def takedowns_page(desk: Desk) -> Iterable[Output]:
    """The log of everything that was taken down."""
    log = [
        (each.date.sort_key(), name, LoggedTakedownView(takedown=view, article=summary(desk, name)))
        for name in desk.taken_down()
        for meta in (desk.article(name).meta,)
        for each, view in zip(
            sorted(meta.takedowns, key=lambda one: one.date.sort_key(), reverse=True),
            takedown_views(desk, meta),
            strict=True,
        )
    ]
    log.sort(key=lambda each: (each[0], each[1]), reverse=True)
    view = TakedownsView(site=site_view(desk), page=head(desk, LOG, ""), log=tuple(each for *_, each in log))
    yield desk.page(LOG, "takedowns.html", view, Cause(desk.config.content))
