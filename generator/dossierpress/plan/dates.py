"""The date archive: every year, its months, and what was published in each."""

from collections.abc import Iterable
from itertools import pairwise

from dossierpress.plan.desk import Desk, fact
from dossierpress.plan.drawings import PeriodView
from dossierpress.plan.instants import year_text
from dossierpress.plan.lists import pages_of
from dossierpress.plan.outputs import Cause, Output
from dossierpress.plan.pageviews import DatesView, PeriodPageView
from dossierpress.plan.summaries import head, site_view, summary
from dossierpress.plan.views import LinkView
from dossierpress.plan.words import month_letters, month_name, month_words

DATES = "/dates/"
Months = dict[int, int]
Around = tuple[LinkView | None, LinkView | None]


def dates_page(desk: Desk) -> Iterable[Output]:
    """The archive's front page: every year, the newest first."""
    years = tuple(reversed(periods(desk).values()))
    view = DatesView(site=site_view(desk), page=head(desk, DATES, ""), years=years)
    yield desk.page(DATES, "dates.html", view, Cause(desk.config.content))


def year_pages(desk: Desk, name: str) -> Iterable[Output]:
    """What was published in a year."""
    own, crumbs = period(desk, name), (LinkView(title="dates", address=DATES),)
    articles = [each for month in months_in(desk, name) for each in desk.in_month(month)]
    link = LinkView(title=own.title, address=own.address)
    yield from _period(desk, link, articles, own.months, crumbs, around_year(desk, name))


def month_pages(desk: Desk, name: str) -> Iterable[Output]:
    """What was published in a month."""
    crumbs = (LinkView(title="dates", address=DATES), _year_link(name.rpartition("/")[0]))
    articles = list(desk.in_month(name))
    yield from _period(desk, _month_link(desk, name), articles, (), crumbs, around_month(desk, name))


@fact
def period(desk: Desk, year: str) -> PeriodView:
    """A year with its months."""
    return periods(desk)[year]


@fact
def months_in(desk: Desk, year: str) -> tuple[str, ...]:
    """The months of a year that have articles, first the articles that say only the year."""
    return tuple(month for month, _ in desk.calendar() if month.rpartition("/")[0] == year)


@fact
def around_year(desk: Desk, name: str) -> Around:
    """The years before and after one."""
    years = periods(desk)
    links = [LinkView(title=each.title, address=each.address) for each in years.values()]
    return _around(links, list(years).index(name))


@fact
def around_month(desk: Desk, name: str) -> Around:
    """The months before and after one."""
    months = months_of(desk)
    return _around([_month_link(desk, each) for each in months], months.index(name))


@fact
def months_of(desk: Desk) -> tuple[str, ...]:
    """Every month that has articles, in the order of time."""
    named = [month for month, _ in desk.calendar() if not month.endswith("/00")]
    return tuple(sorted(named, key=_number))


@fact
def periods(desk: Desk) -> dict[str, PeriodView]:
    """Every year that has articles, in the order of time, with its months."""
    years: dict[str, Months] = {}
    for month, count in sorted(desk.calendar(), key=lambda each: _number(each[0])):
        year, _, number = month.rpartition("/")
        years.setdefault(year, {})[int(number)] = count
    most = max((count for months in years.values() for count in months.values()), default=1)
    after = dict(pairwise((*years, "")))
    return {
        year: _year(desk, int(year), months, int(after[year]) if after[year] else None, most)
        for year, months in years.items()
    }


def _number(month: str) -> tuple[int, int]:
    year, _, number = month.rpartition("/")
    return int(year), int(number)


def _month_link(desk: Desk, name: str) -> LinkView:
    year, month = _number(name)
    return LinkView(title=month_words(year, month, desk.language), address=f"{DATES}{name}/")


def _year(desk: Desk, year: int, months: Months, after: int | None, most: int) -> PeriodView:
    """A year with its months; `after` is the next that has articles, `most` the most of any month."""
    return PeriodView(
        title=str(year),
        count=sum(months.values()),
        address=_address(year),
        months=tuple(
            PeriodView(
                title=month_name(month, desk.language),
                count=months.get(month, 0),
                address=_address(year, month) if month in months else "",
                short=month_letters(month, desk.language),
                level=-(-4 * months.get(month, 0) // most),
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
    around: Around,
) -> Iterable[Output]:
    size = desk.config.indexes.page_size
    for here, part, pagination in pages_of(link.address, articles, size):
        view = PeriodPageView(
            site=site_view(desk),
            page=head(desk, here, link.title, crumbs=crumbs),
            title=link.title,
            count=len(articles),
            months=months,
            articles=tuple(summary(desk, name) for name in part),
            pagination=pagination,
            previous=around[0],
            next=around[1],
        )
        yield desk.page(here, "period.html", view, Cause(desk.config.content))


def _around(links: list[LinkView], number: int) -> Around:
    before = links[number - 1] if number else None
    return before, links[number + 1] if number + 1 < len(links) else None


def _year_link(year: str) -> LinkView:
    return LinkView(title=str(int(year)), address=f"{DATES}{year}/")


def _address(year: int, month: int = 0) -> str:
    return f"{DATES}{year_text(year)}/{month:02}/" if month else f"{DATES}{year_text(year)}/"
