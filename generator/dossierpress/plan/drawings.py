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
    Where there are few events, each has a lane of its own and a `label`, its date, beside it: after it, or
    before it where `is_late` (`shown` as in MapLabelView).
    """

    at: float
    width: float
    certainty: str
    title: str
    lane: int = 0
    others: tuple[StretchView, ...] = ()
    label: str = ""
    is_late: bool = False
    shown: str = ""


class PeakView(View, frozen=True):
    """The one month (or year, or years) with most of what is drawn, and how much that is."""

    words: str
    count: int


class ColumnView(View, frozen=True):
    """How many events begin in a stretch of time; `height` is in hundredths of the highest column."""

    at: float
    width: float
    height: float
    count: int
    words: str


class TimelineView(View, frozen=True):
    """The timeline as it is drawn, in so many lanes; its events stand beside it as a list.

    Where so many events lie so close that marks would hide each other, `columns` count them instead.
    `count`, `span` and `most` are what it shows in words.
    """

    line: LineView
    marks: tuple[EventMarkView, ...] = ()
    lanes: int = 1
    columns: tuple[ColumnView, ...] = ()
    count: int = 0
    span: str = ""
    most: PeakView | None = None


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

    `gaps` are the stretches of half a year and more from which there is no article. `count`, `span` and
    `most` are what it shows in words.
    """

    line: LineView
    rows: tuple[CoverageRowView, ...] = ()
    gaps: tuple[StretchView, ...] = ()
    months: tuple[CoverageMonthView, ...] = ()
    count: int = 0
    span: str = ""
    most: PeakView | None = None


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
    """A place on a map, in hundredths from its upper left corner; `address` is empty where it has no page."""

    name: str
    x: float
    y: float
    chosen: bool = False
    address: str = ""


class MapLabelView(View, frozen=True):
    """A word on a map: `dx` and `dy` pixels from a point in hundredths, which is at its `anchor`.

    `kind` is `place`, `chosen`, `number`, `country` or `sea`. `anchor` is `start` (the left end, in every
    language), `middle` or `end`. `shown` is `narrow` for what is meant for small screens alone, `wide` for
    what is meant for others, empty for both; themes set the limit at 40em.
    """

    kind: str
    text: str
    x: float
    y: float
    dx: float = 0
    dy: float = 0
    anchor: str = "start"
    shown: str = ""
    language: str = ""
    direction: str = ""


class MapLegendView(View, frozen=True):
    """What a number on a map stands for (`shown` as in MapLabelView)."""

    number: str
    name: NameView
    shown: str = ""


class InsetView(View, frozen=True):
    """A small map of more of the world in a corner, in hundredths of the map.

    `land` is the data of an SVG path in an area of `across` by `down`; there, what the map shows is in
    `frame`: from the left, from above, width and height.
    """

    x: float
    y: float
    width: float
    height: float
    across: float
    down: float
    land: str
    frame: tuple[float, float, float, float]


class MapView(View, frozen=True):
    """A map; `land`, `borders` and `grid` are the data of SVG paths in an area of `width` by `height`.

    `bare` says where dots have neither name nor number: on screens that are `narrow` or `wide`, on `all`, or
    nowhere. For its text, `ends` are the places furthest to the north, south, west and east, and
    `near` those that are nearest to a chosen one.
    """

    width: float
    height: float
    land: str
    grid: str
    points: tuple[MapPointView, ...] = ()
    borders: str = ""
    labels: tuple[MapLabelView, ...] = ()
    legend: tuple[MapLegendView, ...] = ()
    bare: str = ""
    inset: InsetView | None = None
    ends: tuple[NameView, ...] = ()
    near: tuple[NameView, ...] = ()


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
