"""The outlines of the world's land and countries at three scales, unpacked when a map asks for them.

`outlines.bin` is written by `tools/draw_outlines.py`. It is made with Natural Earth
(https://www.naturalearthdata.com), version 4.1, which is in the public domain; taken from the npm package
world-atlas 2.0.2. It is a part of the program like this module, and no input of a build.

As in TopoJSON, lines are kept once, as arcs: where two countries meet, both have the same arc.
"""

import pkgutil
import sys
import zlib
from array import array
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate

import msgspec

FILE = "outlines.bin"
Point = tuple[float, float]
Box = tuple[int, int, int, int]
# The numbers of arcs, one after another around; `~number` is an arc backwards.
Ring = tuple[int, ...]
# The largest number of degrees of latitude for which each scale is drawn, the finest first.
SCALES = (12.0, 60.0, 180.0)


class Scale(msgspec.Struct, frozen=True, array_like=True):
    """The world at one scale, in whole parts of a degree of which `unit` make one.

    Of each arc there are its steps in longitude and those in latitude, its box (west, south, east, north),
    and both its ends (longitude, latitude, and these again). `land` are all rings, of lakes and seas within
    the land too; `countries` the outer rings by code.
    """

    unit: int
    steps: tuple[tuple[bytes, bytes], ...]
    boxes: tuple[Box, ...]
    ends: tuple[Box, ...]
    borders: tuple[int, ...]
    land: tuple[Ring, ...]
    countries: dict[str, tuple[Ring, ...]]

    def arc(self, number: int) -> list[Point]:
        """The points of an arc, longitude and latitude."""
        xs, ys = (accumulate(_numbers(steps)) for steps in self.steps[number])
        return list(zip(xs, ys, strict=True))


@lru_cache(maxsize=3)
def scale_at(number: int) -> Scale:
    """One of the scales."""
    packed = pkgutil.get_data("dossierpress.plan", FILE)
    assert packed is not None, f"{FILE} lies beside this module"
    scales = msgspec.msgpack.decode(packed, type=tuple[bytes, ...])
    return msgspec.msgpack.decode(zlib.decompress(scales[number]), type=Scale)


def _numbers(data: bytes) -> Iterable[int]:
    """Numbers of 32 bits, the smallest byte first."""
    numbers = array("i")
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
