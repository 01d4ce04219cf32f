"""Maps of places: the land around one, or around all, with what has room there named and nothing lost.

A place whose name has no room gets a number and a line below the map. Where there is not even room for
that, its dot stays without either, and the map says where it is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

from dossierpress.model.registries import Place
from dossierpress.model.site import Named
from dossierpress.plan.drawings import InsetView, MapPointView, MapView
from dossierpress.plan.mapnames import Dot, hundredths, words_on
from dossierpress.plan.outlines import Point
from dossierpress.plan.terrain import Window, land, terrain, window_of
from dossierpress.plan.views import NameView

# The size of a map in its own units.
WIDTH, HEIGHT = 720.0, 480.0
# Degrees of latitude that a map shows at least: of a place that stands alone, and of several that are near.
_LEAST_ALONE, _LEAST = 8.0, 1.2
# Nearer to a pole than this a small map shows no shapes that anyone would know.
_POLAR, _LEAST_POLAR = 75.0, 40.0
# So much more than what lies between the places.
_MARGIN = 1.3
# A map of fewer degrees has an inset, which shows so many (of a small region, and a larger one), in a corner
# that is so large a part of the map.
_INSET_BELOW, _INSET_HIGH, _INSET_PART = 24.0, (48.0, 120.0), 0.24
_INSET_WIDTH, _INSET_HEIGHT, _INSET_ROUND = 180.0, 120.0, 6


@dataclass(frozen=True, slots=True)
class Spotted:
    """A place, as pages show it, with where it is: degrees of longitude and latitude."""

    shown: NameView
    lon: float
    lat: float


def map_of(places: Sequence[Spotted], language: str, chosen: Spotted | None = None) -> MapView | None:
    """A map around the chosen place, or around all of them; None when it would be empty.

    Those that come first are named first.
    """
    if not places:
        return None
    window = _around(places, chosen)
    dots = [
        Dot(place.shown, x / WIDTH, y / HEIGHT, chosen=place == chosen)
        for place in places
        for x, y in [window.place(place.lon, place.lat)]
        if window.holds(x, y)
    ]
    drawn = terrain(window)
    inset = _inset(window, dots)
    words = words_on(dots, window, drawn, inset, language)
    return MapView(
        width=WIDTH,
        height=HEIGHT,
        land=drawn.land,
        borders=drawn.borders,
        grid=_grid(window),
        points=tuple(_point(dot) for dot in reversed(dots)),
        labels=words.labels,
        legend=words.legend,
        bare=words.bare,
        inset=inset,
        ends=_outermost(dots) if chosen is None else (),
        near=tuple(dot.shown for dot in dots[1:4]) if chosen is not None else (),
    )


def surroundings(places: Sequence[Spotted], chosen: Spotted) -> tuple[Spotted, ...]:
    """A place, and those on the map around it by their distance: all that this map is made of."""
    ordered = sorted(places, key=lambda place: (place != chosen, _apart(chosen, place)))
    window = _around(ordered, chosen)
    return tuple(place for place in ordered if window.holds(*window.place(place.lon, place.lat)))


def spotted(named: Named, shown: NameView) -> Spotted | None:
    """Where a place is, as its registry tells."""
    entry = named.entry
    if not isinstance(entry, Place) or entry.lat is None or entry.lon is None:
        return None
    return Spotted(shown, entry.lon, entry.lat)


def _around(places: Sequence[Spotted], chosen: Spotted | None) -> Window:
    """The window of a map: around the first place and as much as shows what is near, or around all places."""
    if chosen is None and len({(place.lon, place.lat) for place in places}) > 1:
        return window_around([(place.lon, place.lat) for place in places])
    alone = places[0]
    distances = sorted(_apart(alone, place) for place in places[1:])
    near = [apart for apart in distances if apart <= _LEAST_ALONE / 4][:3]
    least = max(_LEAST, 4 * near[-1]) if near else _LEAST_ALONE
    least = _LEAST_POLAR if abs(alone.lat) > _POLAR else least
    return window_of(alone.lon, alone.lon, alone.lat, alone.lat, least, WIDTH / HEIGHT)


def window_around(points: list[Point]) -> Window:
    """The window that holds these points (longitude, latitude) with some land or water around."""
    west, east = _narrowest(sorted(lon for lon, _ in points))
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    wider, higher = (east - west) * (_MARGIN - 1) / 2, (north - south) * (_MARGIN - 1) / 2
    return window_of(
        west - wider,
        east + wider,
        max(-90.0, south - higher),
        min(90.0, north + higher),
        _LEAST,
        WIDTH / HEIGHT,
    )


def _apart(one: Spotted, other: Spotted) -> float:
    """How far two places lie apart, in degrees of latitude and near enough."""
    across = (one.lon - other.lon + 180) % 360 - 180
    return round(hypot(across * cos(radians(one.lat)), one.lat - other.lat), 4)


def _narrowest(longitudes: list[float]) -> Point:
    """The narrowest stretch that holds all, eastwards: across the date line where that is shorter."""
    followers = [*longitudes[1:], longitudes[0] + 360]
    gap, west = max((after - before, after) for before, after in zip(longitudes, followers, strict=True))
    west = west if west < 180 else west - 360
    return west, west + max(0.0, 360 - gap)


def _outermost(dots: Sequence[Dot]) -> tuple[NameView, ...]:
    """The places furthest to the north, south, west and east; none where there is one alone."""
    if len(dots) < 2:
        return ()
    by_y, by_x = sorted(dots, key=lambda dot: dot.y), sorted(dots, key=lambda dot: dot.x)
    return tuple(dot.shown for dot in (by_y[0], by_y[-1], by_x[0], by_x[-1]))


def _point(dot: Dot) -> MapPointView:
    return MapPointView(
        name=dot.shown.name,
        address=dot.shown.address,
        x=hundredths(dot.x),
        y=hundredths(dot.y),
        chosen=dot.chosen,
    )


def _inset(window: Window, dots: Sequence[Dot]) -> InsetView | None:
    """A smaller map of more of the world, in a corner where no place is; None where it would help nobody."""
    if window.high >= _INSET_BELOW:
        return None
    corners = [(1 - _INSET_PART, 1 - _INSET_PART), (0.0, 1 - _INSET_PART), (1 - _INSET_PART, 0.0), (0.0, 0.0)]
    free = [
        (x, y)
        for x, y in corners
        if not any(abs(dot.x - x - 0.12) < 0.16 and abs(dot.y - y - 0.12) < 0.16 for dot in dots)
    ]
    if not free:
        return None
    high = _INSET_HIGH[window.high > _LEAST_ALONE]
    # Around a round place, so that maps of one region share it.
    middle_lon = round((window.west + window.wide / 2) / _INSET_ROUND) * _INSET_ROUND
    middle_lat = round((window.north - window.high / 2) / _INSET_ROUND) * _INSET_ROUND
    fit = window_of(middle_lon, middle_lon, middle_lat, middle_lat, high, _INSET_WIDTH / _INSET_HEIGHT)
    around = Window(fit.west, fit.north, fit.wide, fit.high, _INSET_WIDTH, _INSET_HEIGHT)
    left, top = around.place(window.west, window.north)
    wide, frame = window.wide / around.wide * _INSET_WIDTH, window.high / around.high * _INSET_HEIGHT
    x, y = free[0]
    return InsetView(
        x=hundredths(x),
        y=hundredths(y),
        width=hundredths(_INSET_PART),
        height=hundredths(_INSET_PART),
        across=_INSET_WIDTH,
        down=_INSET_HEIGHT,
        land=land(around),
        frame=(left, top, round(wide, 1), round(frame, 1)),
    )


def _grid(window: Window) -> str:
    """Meridians and parallels: four to eight of each kind, at round degrees."""
    every = next(step for step in (0.5, 1, 2, 5, 10, 30) if window.high / step <= 6 or step == 30)
    first = -(-window.west // every) * every
    lines = []
    while first < window.west + window.wide:
        lines.append(f"M{(first - window.west) / window.wide * WIDTH:.1f} 0V{HEIGHT:.0f}")
        first += every
    first = window.north // every * every
    while first > window.north - window.high:
        lines.append(f"M0 {(window.north - first) / window.high * HEIGHT:.1f}H{WIDTH:.0f}")
        first -= every
    return "".join(lines)
