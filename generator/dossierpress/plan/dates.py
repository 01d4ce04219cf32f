"""The date archive: every year, its months, and what was published in each."""

from collections.abc import Iterable
from itertools import pairwise

from dossierpress.plan.drawings import PeriodView
from dossierpress.plan.lists import pages_of
from dossierpress.plan.outputs import Cause, Output, page
from dossierpress.plan.pageviews import DatesView, PeriodPageView
from dossierpress.plan.summaries import Desk
from dossierpress.plan.views import LinkView
from dossierpress.plan.words import month_letters, month_name, month_words

DATES = "/dates/"
Months = dict[int, list[str]]


def date_pages(desk: Desk) -> Iterable[Output]:
    """The archive's front page, a page for each year and each month that has articles."""
    if not desk.routes.config.indexes.dates:
        return
    years = _by_month(desk)
    most = max((len(articles) for months in years.values() for articles in months.values()), default=1)
    after = dict(pairwise((*years, None)))
    periods = {year: _year(desk, year, months, after[year], most) for year, months in years.items()}
    if desk.wants(DATES):
        newest_first = tuple(reversed(periods.values()))
        view = DatesView(site=desk.site_view, page=desk.head(DATES, ""), years=newest_first)
        yield page(DATES, "dates.html", view, Cause(desk.routes.config.content))
    crumbs = (LinkView(title="dates", address=DATES),)
    year_links = [LinkView(title=period.title, address=period.address) for period in periods.values()]
    for link, (year, months), around in zip(year_links, years.items(), _around(year_links), strict=True):
        articles = [name for month in sorted(months) for name in months[month]]
        yield from _period(desk, link, articles, periods[year].months, crumbs, around)
    month_links = [
        LinkView(title=month_words(year, month, desk.language), address=_address(year, month))
        for year, months in years.items()
        for month in sorted(months)
        if month
    ]
    lists = [months[month] for months in years.values() for month in sorted(months) if month]
    for link, articles, around in zip(month_links, lists, _around(month_links), strict=True):
        year = int(link.address.split("/")[2])
        yield from _period(desk, link, articles, (), (*crumbs, _year_link(year)), around)


def _by_month(desk: Desk) -> dict[int, Months]:
    """Articles by year and month, oldest first; month 0 is for those that say only the year."""
    years: dict[int, Months] = {}
    for article in desk.routes.site.articles.values():
        date = article.meta.date
        in_year = date.first[0] == date.last[0]
        month = date.first[1] if in_year and date.first[1] == date.last[1] else 0
        years.setdefault(date.first[0], {}).setdefault(month, []).append(article.id)
    return dict(sorted(years.items()))


def _year(desk: Desk, year: int, months: Months, after: int | None, most: int) -> PeriodView:
    """A year with its months; `after` is the next that has articles, `most` the most of any month."""
    return PeriodView(
        title=str(year),
        count=sum(len(articles) for articles in months.values()),
        address=_address(year),
        months=tuple(
            PeriodView(
                title=month_name(month, desk.language),
                count=len(months.get(month, ())),
                address=_address(year, month) if month in months else "",
                short=month_letters(month, desk.language),
                level=-(-4 * len(months.get(month, ())) // most),
            )
            for month in range(1, 13)
        ),
        silence=_silence(year, after),
    )


def _silence(year: int, after: int | None) -> str:
    """The years between two that have articles."""
    if after is None or after == year + 1:
        return ""
    return str(year + 1) if after == year + 2 else f"{year + 1} – {after - 1}"


def _period(
    desk: Desk,
    link: LinkView,
    articles: list[str],
    months: tuple[PeriodView, ...],
    crumbs: tuple[LinkView, ...],
    around: tuple[LinkView | None, LinkView | None],
) -> Iterable[Output]:
    size = desk.routes.config.indexes.page_size
    for here, part, pagination in pages_of(link.address, articles, size):
        if not desk.wants(here):
            continue
        view = PeriodPageView(
            site=desk.site_view,
            page=desk.head(here, link.title, crumbs=crumbs),
            title=link.title,
            count=len(articles),
            months=months,
            articles=tuple(desk.summary(name) for name in part),
            pagination=pagination,
            previous=around[0],
            next=around[1],
        )
        yield page(here, "period.html", view, Cause(desk.routes.config.content))


def _around(links: list[LinkView]) -> Iterable[tuple[LinkView | None, LinkView | None]]:
    for number in range(len(links)):
        yield (
            (links[number - 1] if number else None),
            (links[number + 1] if number + 1 < len(links) else None),
        )


def _year_link(year: int) -> LinkView:
    return LinkView(title=str(year), address=_address(year))


def _address(year: int, month: int = 0) -> str:
    name = f"{year:04}" if year >= 0 else f"-{-year:04}"
    return f"{DATES}{name}/{month:02}/" if month else f"{DATES}{name}/"
