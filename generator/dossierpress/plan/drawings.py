"""Views of what is drawn: calendars, lines of time, coverage, maps. Plain data; templates draw it.

Places along a line (`at`, `width`) are in hundredths of its length, from the earlier end.
"""

from dossierpress.plan.views import NameView, SummaryView, View


class NameCountView(View, frozen=True):
    """A name with the number of articles that it has here; `address` is empty where it has no page."""

    name: str
    address: str = ""
    count: int = 0
    language: str = ""
    direction: str = ""


class TickView(View, frozen=True):
    """Where a year or a month begins on a line of time."""

    label: str
    at: float


class StretchView(View, frozen=True):
    """A part of a line of time, with the time that it stands for in words."""

    at: float
    width: float
    words: str


class LineView(View, frozen=True):
    """A line of time. Long stretches in which nothing happened are cut short, and named in `cuts`."""

    ticks: tuple[TickView, ...] = ()
    cuts: tuple[StretchView, ...] = ()


class EventMarkView(View, frozen=True):
    """An event on the drawn timeline; `width` is 0 for a day (`certainty` as in EventView).

    Marks that would touch lie in different lanes, counted from 0. `others` are further dates of the event.
    """

    at: float
    width: float
    certainty: str
    title: str
    lane: int = 0
    others: tuple[StretchView, ...] = ()


class TimelineView(View, frozen=True):
    """The timeline as it is drawn, in so many lanes; its events stand beside it as a list."""

    line: LineView
    marks: tuple[EventMarkView, ...] = ()
    lanes: int = 1


class DotView(View, frozen=True):
    """The articles of one month on a line; `size` is 1 for one article to 4 for ten and more."""

    at: float
    count: int
    size: int
    words: str


class CoverageRowView(View, frozen=True):
    """When one source published; without source, all those that the chart has no row for."""

    source: NameView | None
    count: int
    dots: tuple[DotView, ...] = ()


class CoverageMonthView(View, frozen=True):
    """The articles of one month by source. Without articles it is a gap, as long as `words` say."""

    words: str
    count: int = 0
    sources: tuple[NameCountView, ...] = ()


class CoverageView(View, frozen=True):
    """Articles by month and source: `rows` are drawn over `line`, `months` say the same as a table.

    `gaps` are the stretches of half a year and more from which there is no article.
    """

    line: LineView
    rows: tuple[CoverageRowView, ...] = ()
    gaps: tuple[StretchView, ...] = ()
    months: tuple[CoverageMonthView, ...] = ()


class AmountMarkView(View, frozen=True):
    """A value that a source gives: `at` a time, from `low` to `high` (the same for one number).

    Both are in hundredths of the height, from below; `width` is 0 for a day. `words` are the value as given.
    """

    at: float
    width: float
    low: float
    high: float
    words: str


class AmountsView(View, frozen=True):
    """The values in one unit that sources give to one question, in the order of time.

    `scale` are round numbers, with their places from below.
    """

    line: LineView
    scale: tuple[TickView, ...]
    marks: tuple[AmountMarkView, ...]


class MapPointView(View, frozen=True):
    """A place on a map, in the map's own units from its upper left corner."""

    name: str
    x: float
    y: float
    chosen: bool = False


class MapView(View, frozen=True):
    """A map in an area of `width` by `height`; `land` and `grid` are the data of SVG paths."""

    width: float
    height: float
    land: str
    grid: str
    points: tuple[MapPointView, ...] = ()


class PeriodView(View, frozen=True):
    """A year or a month of the date archive; `address` is empty where nothing was published.

    `short` is a month in few letters, `level` 0 for none to 4 for the most articles, `silence` the years
    without any that follow a year.
    """

    title: str
    count: int
    address: str = ""
    months: tuple["PeriodView", ...] = ()
    short: str = ""
    level: int = 0
    silence: str = ""


class PairView(View, frozen=True):
    """Two people or organisations, and the articles that name both."""

    one: NameView
    other: NameView
    articles: tuple[SummaryView, ...]


class KnotView(View, frozen=True):
    """A name in a drawn network, by its place from the upper left corner; its words are `on_left` or not."""

    name: str
    x: float
    y: float
    on_left: bool = False


class ThreadView(View, frozen=True):
    """A line between two names that appear together; `weight` is 1 to 5, by their articles."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: int


class NetworkView(View, frozen=True):
    """Who appears with whom: `pairs` as a table, those with most articles first; `more` are not in it.

    The names with most company are drawn in an area of `width` by `height`; few names have no drawing.
    """

    pairs: tuple[PairView, ...]
    more: int = 0
    width: int = 0
    height: int = 0
    knots: tuple[KnotView, ...] = ()
    threads: tuple[ThreadView, ...] = ()
