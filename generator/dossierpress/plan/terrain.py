"""What a part of the world looks like: land, borders and countries inside a window, on a sheet of paper.

The projection is equirectangular with the middle latitude's own scale, so that a small region has its right
shape; a map of most of the world is stretched near the poles, and too small for that to matter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import cos, radians

from dossierpress.plan.outlines import SCALES, Box, Point, Ring, Scale, scale_at

# Land goes on so far beyond the edge of the sheet that its outline there is out of sight.
BEYOND = 4.0
# Nearer than this to the point before, a point of an outline is left out.
_NEAR = 1.2
# How many degrees of latitude a map of the whole world shows, and which part of a map may lie beyond a pole.
_WORLD, _PAST_POLE = 150.0, 0.06
# Between two rows in which it is known where land is, as a part of the sheet's height.
ROWS = 60
# A row: from where to where there is land, or a country.
Stretches = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """What a map shows: from `west` eastwards and from `north` down, so many degrees, on a sheet."""

    west: float
    north: float
    wide: float
    high: float
    width: float = 720.0
    height: float = 480.0

    def place(self, lon: float, lat: float) -> Point:
        """Where a point is on the map."""
        x = (lon - self.west) % 360 if self.wide < 360 else lon - self.west
        return round(x / self.wide * self.width, 1), round((self.north - lat) / self.high * self.height, 1)

    def holds(self, x: float, y: float) -> bool:
        """Whether a place of the map is on its sheet."""
        return 0 <= x <= self.width and 0 <= y <= self.height


def window_of(west: float, east: float, south: float, north: float, least: float, ratio: float) -> Window:
    """The window around a stretch of the world, at least so many degrees of latitude high."""
    middle = (south + north) / 2
    shrunk = max(0.3, cos(radians(middle)))
    high = min(180.0, max(least, north - south, (east - west) * shrunk / ratio))
    wide = min(360.0, max(high * ratio / shrunk, east - west))
    if wide == 360:
        # All around the world: a little of both ends may go, where no place is.
        west, east, high = -180.0, 180.0, max(_WORLD, (north - south) * (1 + 2 * _PAST_POLE))
    # A pole stands on the sheet, and not on its edge.
    beyond = high * _PAST_POLE
    top = min(90.0 + beyond, max(middle + high / 2, high - 90.0 - beyond))
    return Window((west + east - wide) / 2, top, wide, high)


@dataclass(frozen=True, slots=True)
class Terrain:
    """Land and borders as the data of SVG paths; in which rows land and each country lie."""

    land: str
    borders: str
    rows: tuple[Stretches, ...]
    countries: dict[str, tuple[Stretches, ...]]


@lru_cache(maxsize=256)
def terrain(window: Window) -> Terrain:
    """What lies inside a window."""
    number = _fitting(window)
    sheet = _Sheet(window, number)
    rings = list(sheet.rings(_world(number).land))
    # Where a country's name has room is seen at the next coarser scale.
    coarse = _Sheet(window, min(number + 1, len(SCALES) - 1))
    countries = {code: list(coarse.rings(rings)) for code, rings in _world(coarse.number).countries.items()}
    return Terrain(
        land="".join(map(path, rings)),
        borders="".join(map(path, sheet.lines())),
        rows=_rows(rings, window.height),
        countries={code: _rows(shape, window.height) for code, shape in countries.items() if shape},
    )


@lru_cache(maxsize=256)
def land(window: Window) -> str:
    """The land inside a window alone, as the data of an SVG path."""
    number = _fitting(window)
    return "".join(map(path, _Sheet(window, number).rings(_world(number).land)))


def _fitting(window: Window) -> int:
    return next((number for number, most in enumerate(SCALES) if window.high <= most), len(SCALES) - 1)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A ring in one piece: how far each arc is turned around the world to follow the one before; its box."""

    arcs: Ring
    turns: tuple[int, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class _World:
    """All rings of a scale."""

    land: tuple[_Laid, ...]
    countries: dict[str, tuple[_Laid, ...]]


@lru_cache(maxsize=3)
def _world(number: int) -> _World:
    scale = scale_at(number)
    return _World(
        land=tuple(_lay(ring, scale) for ring in scale.land),
        countries={
            code: tuple(_lay(ring, scale) for ring in rings) for code, rings in scale.countries.items()
        },
    )


def _lay(ring: Ring, scale: Scale) -> _Laid:
    turns: list[int] = []
    corners: list[Box] = []
    around, reached = 360 * scale.unit, None
    for arc in ring:
        first, _, last, _ = scale.ends[max(arc, ~arc)]
        begin, end = (first, last) if arc >= 0 else (last, first)
        turn = 0 if reached is None else round((reached - begin) / around) * around
        west, south, east, north = scale.boxes[max(arc, ~arc)]
        corners.append((west + turn, south, east + turn, north))
        turns.append(turn)
        reached = end + turn
    wests, souths, easts, norths = zip(*corners, strict=True)
    return _Laid(ring, tuple(turns), (min(wests), min(souths), max(easts), max(norths)))


class _Sheet:
    """Outlines of one scale, on the way to one map."""

    def __init__(self, window: Window, number: int) -> None:
        self.window, self.number = window, number
        self.scale = scale_at(number)
        unit = self.scale.unit
        self.across, self.down = window.width / window.wide / unit, window.height / window.high / unit
        self.west, self.north = window.west * unit, window.north * unit
        self.east, self.south = self.west + window.wide * unit, self.north - window.high * unit
        self.around = 360 * unit
        self._drawn: dict[tuple[int, int], list[Point]] = {}

    def rings(self, rings: Iterable[_Laid]) -> Iterator[list[Point]]:
        """Those rings that are on the map, clipped."""
        for ring in rings:
            if ring.box[1] > self.north or ring.box[3] < self.south:
                continue
            for turn in (-self.around, 0, self.around):
                if not self._is_off(ring.box, turn):
                    points: list[Point] = []
                    for arc, own in zip(ring.arcs, ring.turns, strict=True):
                        drawn = self._arc(max(arc, ~arc), own + turn)
                        points += drawn if arc >= 0 else drawn[::-1]
                    inside = clipped(_closed(points, self), self.window)
                    if len(inside) > 2:
                        yield inside

    def lines(self) -> Iterator[list[Point]]:
        """The borders that are on the map."""
        for arc in self.scale.borders:
            for turn in (-self.around, 0, self.around):
                if not self._is_off(self.scale.boxes[arc], turn):
                    yield from _parts(self._arc(arc, turn), self.window)

    def _is_off(self, box: Box, turn: int) -> bool:
        west, south, east, north = box
        return east + turn < self.west or west + turn > self.east or north < self.south or south > self.north

    def _arc(self, number: int, turn: int) -> list[Point]:
        """An arc on the sheet; of one that is off it, only the ends: the line between is off it too."""
        known = self._drawn.get((number, turn))
        if known is not None:
            return known
        across, down, left, top = self.across, self.down, self.west - turn, self.north
        if self._is_off(self.scale.boxes[number], turn):
            begin_lon, begin_lat, end_lon, end_lat = self.scale.ends[number]
            return [
                ((begin_lon - left) * across, (top - begin_lat) * down),
                ((end_lon - left) * across, (top - end_lat) * down),
            ]
        on_sheet = [((lon - left) * across, (top - lat) * down) for lon, lat in self.scale.arc(number)]
        drawn = self._drawn[number, turn] = _thinned(on_sheet)
        return drawn


def _closed(points: list[Point], sheet: _Sheet) -> list[Point]:
    """A ring; one that goes around a pole (Antarctica) is closed along it."""
    (begin, _), (end, _) = points[0], points[-1]
    if abs(end - begin) < sheet.around * sheet.across / 2:
        return points
    pole = sheet.window.height + (sheet.north + 90 * sheet.scale.unit) * sheet.down
    return [*points, (end, pole), (begin, pole)]


def _thinned(points: list[Point]) -> list[Point]:
    """A line without points that lie where the one before does; both ends stay."""
    kept = points[:1]
    x, y = kept[0]
    for here in points[1:-1]:
        if abs(here[0] - x) >= _NEAR or abs(here[1] - y) >= _NEAR:
            kept.append(here)
            x, y = here
    return [*kept, points[-1]]


def clipped(ring: list[Point], window: Window) -> list[Point]:
    """A ring cut off just beyond the map's edges, one after another (Sutherland and Hodgman, 1974)."""
    edges = (
        (0, -BEYOND, 1),
        (0, window.width + BEYOND, -1),
        (1, -BEYOND, 1),
        (1, window.height + BEYOND, -1),
    )
    for axis, edge, sign in edges:
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


def _parts(line: list[Point], window: Window) -> Iterator[list[Point]]:
    """The parts of a line that may be on the map, without what is surely off it."""
    part: list[Point] = []
    for (ax, ay), (bx, by) in pairwise(line):
        is_off = (
            max(ax, bx) < 0 or min(ax, bx) > window.width or max(ay, by) < 0 or min(ay, by) > window.height
        )
        if not is_off:
            part = part or [(ax, ay)]
            part.append((bx, by))
        elif part:
            yield part
            part = []
    if part:
        yield part


def path(points: list[Point]) -> str:
    """A line as the data of an SVG path, in whole steps from point to point; closed where it is a ring."""
    whole = [(round(x), round(y)) for x, y in points]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
    words = [f"{dx} {dy}" for dx, dy in steps if dx or dy]
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(words)}" if words else ""


def _rows(rings: list[list[Point]], height: float) -> tuple[Stretches, ...]:
    """From where to where the area inside the rings reaches, in each row of the sheet."""
    step = height / ROWS
    crossings: list[list[float]] = [[] for _ in range(ROWS)]
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            low, high = (ay, by) if ay < by else (by, ay)
            # The rows whose middle lies between both ends.
            first, last = max(0, -int(-(low / step - 0.5) // 1)), min(ROWS, -int(-(high / step - 0.5) // 1))
            for number in range(first, last):
                y = (number + 0.5) * step
                crossings[number].append(ax + (y - ay) / (by - ay) * (bx - ax))
    ordered = (sorted(each) for each in crossings)
    return tuple(tuple(zip(each[::2], each[1::2], strict=False)) for each in ordered)
