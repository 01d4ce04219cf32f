"""Small maps: the land around a place, or around all places, as data for an SVG path.

The projection is equirectangular with the middle latitude's own scale, so that a small region has its
right shape; a map of most of the world is stretched near the poles, and too small for that to matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians

from dossierpress.model.registries import Place
from dossierpress.model.site import Named
from dossierpress.plan.coastlines import LAND
from dossierpress.plan.drawings import MapPointView, MapView

# The size of a map in its own units; as wide as the column it stands in.
WIDTH, HEIGHT = 720.0, 360.0
# Degrees of latitude that a map shows at least: enough that a coast or two can be recognised.
_LEAST = 36.0
_MARGIN = 1.35
_LINE_EVERY = 10
Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """What a map shows: from `west` eastwards and from `north` down, so many degrees."""

    west: float
    north: float
    wide: float
    high: float

    def place(self, lon: float, lat: float) -> Point:
        """Where a point is on the map."""
        x = (lon - self.west) % 360 if self.wide < 360 else lon - self.west
        return round(x / self.wide * WIDTH, 1), round((self.north - lat) / self.high * HEIGHT, 1)


def map_of(places: Iterable[Named], chosen: Named | None = None) -> MapView | None:
    """A map around the chosen place, or around all of them; None when it would be empty."""
    located = [named for named in places if coordinates(named) is not None]
    centred = [chosen] if chosen is not None else located
    points = [point for named in centred if (point := coordinates(named)) is not None]
    if not points:
        return None
    window = window_around(points)
    marks = [
        MapPointView(name=named.name, x=x, y=y, chosen=named == chosen)
        for named in sorted(located, key=lambda named: (named == chosen, named.slug))
        for x, y in [window.place(*(coordinates(named) or (0, 0)))]
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT
    ]
    return MapView(width=WIDTH, height=HEIGHT, land=land(window), grid=_grid(window), points=tuple(marks))


def window_around(points: list[Point]) -> Window:
    """The window that holds these points (longitude, latitude) with some water around."""
    west, east = _narrowest(sorted(lon for lon, _ in points))
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    middle = (south + north) / 2
    shrunk = max(0.3, cos(radians(middle)))
    ratio = WIDTH / HEIGHT / shrunk
    high = max(_LEAST, (north - south) * _MARGIN, (east - west) * _MARGIN / ratio)
    high = min(high, 180.0)
    wide = min(high * ratio, 360.0)
    top = min(90.0, max(middle + high / 2, high - 90.0))
    west = -180.0 if wide >= 360 else (west + east - wide) / 2
    return Window(west, top, wide, high)


@lru_cache(maxsize=256)
def land(window: Window) -> str:
    """The land inside the window, as the data of an SVG path."""
    pieces = []
    across, down = WIDTH / window.wide, HEIGHT / window.high
    for ring in _rings():
        for turn in (-360, 0, 360):
            points = [((lon + turn - window.west) * across, (window.north - lat) * down) for lon, lat in ring]
            inside = _clipped(points)
            if len(inside) > 2:
                pieces.append("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in inside) + "Z")
    return "".join(pieces)


@lru_cache(maxsize=1)
def _rings() -> tuple[Ring, ...]:
    rings = []
    for line in LAND.replace("\n", " ").split(";"):
        x = y = 0
        ring = []
        for step in line.split():
            dx, dy = step.split(",")
            x, y = x + int(dx), y + int(dy)
            ring.append((x / 10, y / 10))
        if ring:
            rings.append(tuple(ring))
    return tuple(rings)


def _clipped(ring: list[Point]) -> list[Point]:
    """A ring cut off at the map's edges, one after another (Sutherland and Hodgman, 1974)."""
    for axis, edge, sign in ((0, 0.0, 1), (0, WIDTH, -1), (1, 0.0, 1), (1, HEIGHT, -1)):
        kept: list[Point] = []
        for before, here in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            was, is_inside = (before[axis] - edge) * sign >= 0, (here[axis] - edge) * sign >= 0
            if was != is_inside:
                part = (edge - before[axis]) / (here[axis] - before[axis])
                kept.append(
                    (before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1]))
                )
            if is_inside:
                kept.append(here)
        ring = kept
    return ring


def _grid(window: Window) -> str:
    """Meridians and parallels, every ten degrees or, on a map of much of the world, every thirty."""
    every = _LINE_EVERY if window.high <= 90 else 3 * _LINE_EVERY
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


def _narrowest(longitudes: list[float]) -> Point:
    """The narrowest stretch that holds all, eastwards: across the date line where that is shorter."""
    followers = [*longitudes[1:], longitudes[0] + 360]
    gap, west = max((after - before, after) for before, after in zip(longitudes, followers, strict=True))
    west = west if west < 180 else west - 360
    return west, west + max(0.0, 360 - gap)


def coordinates(named: Named) -> Point | None:
    """Where a place is, as its registry tells."""
    entry = named.entry
    if not isinstance(entry, Place) or entry.lat is None or entry.lon is None:
        return None
    return entry.lon, entry.lat
