"""Words on a map that do not cover each other: each finds a free place on its sheet, or finds none.

A sheet is as wide as the narrowest screen that shows it: where words have room there, they have it on all
that are wider, since a map grows and its letters do not.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
# The narrowest drawings, in pixels, that a small screen and a large one show.
NARROW, WIDE = 272.0, 560.0
# The letters of places, and of countries and seas, in pixels; around each word is so much air.
SIZE, SMALL = 13.0, 11.0
AIR = 2.0
# How far from the middle of a dot a word begins, and in Nastaliq how high a line is.
_FROM_DOT, _TALL = 8.0, 2.0
_CELL = 32


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a word stands: so many pixels from its point, which is at its `start`, `middle` or `end`."""

    dx: float
    dy: float
    anchor: str


# Where the name of a place may stand, as one likes it best.
SPOTS = (
    Spot(_FROM_DOT, 4.5, "start"),
    Spot(-_FROM_DOT, 4.5, "end"),
    Spot(6, -7, "start"),
    Spot(6, 17, "start"),
    Spot(-6, -7, "end"),
    Spot(-6, 17, "end"),
    Spot(0, -10, "middle"),
    Spot(0, 20, "middle"),
)
CENTRED = Spot(0, 4, "middle")


def width_of(text: str, size: float) -> float:
    """How wide a word is at most, without its font: it is not known which one will draw it."""
    return sum(_width(sign) for sign in text) * size


def _width(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.05
    return 0.78 if sign.isupper() or sign in "mwMW@—" else 0.36 if sign in " .,'’iljIft-" else 0.6


@dataclass
class Sheet:
    """A map of a size in pixels, and which of its parts are taken."""

    width: float
    height: float
    _taken: dict[tuple[int, int], list[Box]] = field(default_factory=dict)

    def box(self, x: float, y: float, spot: Spot, text: str, size: float) -> Box:
        """What a word covers; the point is in parts of the sheet (0 to 1)."""
        wide = width_of(text, size)
        high = size * (_TALL if any("؀" <= sign <= "ۿ" for sign in text) else 1.15)
        left = x * self.width + spot.dx - {"start": 0.0, "middle": wide / 2, "end": wide}[spot.anchor]
        base = y * self.height + spot.dy
        return (left - AIR, base - high * 0.8 - AIR, left + wide + AIR, base + high * 0.25 + AIR)

    def is_free(self, box: Box) -> bool:
        """Whether a box is on the sheet and covers nothing."""
        left, top, right, bottom = box
        if left < 0 or top < 0 or right > self.width or bottom > self.height:
            return False
        return not any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for cell in _cells(box)
            for other in self._taken.get(cell, ())
        )

    def take(self, box: Box) -> None:
        """Let nothing else stand there."""
        for cell in _cells(box):
            self._taken.setdefault(cell, []).append(box)

    def take_dot(self, x: float, y: float, radius: float) -> None:
        """Let no word stand on a dot."""
        across, down = x * self.width, y * self.height
        self.take((across - radius, down - radius, across + radius, down + radius))

    def find(self, x: float, y: float, text: str, size: float, spots: Iterable[Spot] = SPOTS) -> Spot | None:
        """The first spot beside a point where a word is free, which is then taken."""
        for spot in spots:
            box = self.box(x, y, spot, text, size)
            if self.is_free(box):
                self.take(box)
                return spot
        return None


def _cells(box: Box) -> Iterable[tuple[int, int]]:
    left, top, right, bottom = (int(edge // _CELL) for edge in box)
    return ((column, row) for column in range(left, right + 1) for row in range(top, bottom + 1))
