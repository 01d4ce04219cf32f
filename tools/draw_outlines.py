"""Write generator/dossierpress/plan/outlines.bin from Natural Earth's countries (npm: world-atlas).

    npm install world-atlas@2.0.2
    python tools/draw_outlines.py node_modules/world-atlas

Natural Earth is in the public domain. The outlines are thinned (Visvalingam and Whyatt, 1993: the point that
spans the smallest triangle goes first), and islands that nobody would see at a scale are left out.
"""

import heapq
import json
import sys
import zlib
from array import array
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
from babel.core import get_global

from dossierpress.plan.outlines import FILE, Box, Point, Ring, Scale

TARGET = Path(__file__).resolve().parent.parent / "generator" / "dossierpress" / "plan" / FILE
# For each scale of world-atlas, the finest first: how many parts of a degree are one, and in square degrees
# what nobody sees: the triangle that a point may span, and an island.
SCALES = (("10m", 200, 4e-4, 1e-4), ("50m", 100, 3e-4, 3e-4), ("110m", 20, 1e-2, 0.1))
# So many steps an arc has at most.
LONGEST = 200
# What has no number of its own in ISO 3166.
CODES = {"Kosovo": "XK"}


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees; one that crosses the date line goes on beyond 180."""
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            lon, lat = x * scale[0] + origin[0], y * scale[1] + origin[1]
            turn = round((points[-1][0] - lon) / 360) * 360 if points else 0
            points.append((lon + turn, lat))
        arcs.append(points)
    return arcs


def rings_of(geometry: dict[str, Any], *, outer: bool) -> list[Ring]:
    """The rings of a geometry; its outer ones alone, or holes as well."""
    arcs = geometry.get("arcs", [])
    polygons = arcs if geometry["type"] == "MultiPolygon" else [arcs] if arcs else []
    return [tuple(ring) for polygon in polygons for ring in (polygon[:1] if outer else polygon)]


def triangle(a: Point, b: Point, c: Point) -> float:
    """The area of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def area(points: list[Point]) -> float:
    """The area of a ring (the shoelace formula)."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*points, points[0]]))) / 2


def thinned(points: list[Point], smallest: float) -> list[Point]:
    """An arc without the points that change its shape least; its ends stay."""
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    areas = [0.0, *(triangle(*points[n - 1 : n + 2]) for n in range(1, len(points) - 1)), 0.0]
    heap = [(areas[n], n) for n in range(1, len(points) - 1)]
    heapq.heapify(heap)
    gone = set()
    while heap and heap[0][0] < smallest:
        was, number = heapq.heappop(heap)
        if number in gone or was != areas[number]:
            continue
        gone.add(number)
        left, right = before[number], after[number]
        after[left], before[right] = right, left
        for each in (left, right):
            if 0 < each < len(points) - 1:
                # Never less than what went before it: a curve of many small steps would go as a whole.
                areas[each] = max(was, triangle(points[before[each]], points[each], points[after[each]]))
                heapq.heappush(heap, (areas[each], each))
    return [point for number, point in enumerate(points) if number not in gone]


def joined(ring: Ring, arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring."""
    return [point for n in ring for point in (arcs[n] if n >= 0 else arcs[~n][::-1])[:-1]]


def packed(points: list[Point], unit: int) -> tuple[tuple[bytes, bytes], Box, Box]:
    """An arc as steps, its box, and its ends."""
    whole = list(dict.fromkeys((round(x * unit), round(y * unit)) for x, y in points[:-1]))
    whole.append((round(points[-1][0] * unit), round(points[-1][1] * unit)))
    steps = []
    for values in zip(*whole, strict=True):
        numbers = array("i", [values[0], *(b - a for a, b in pairwise(values))])
        if sys.byteorder == "big":
            numbers.byteswap()
        steps.append(numbers.tobytes())
    xs, ys = zip(*whole, strict=True)
    return (steps[0], steps[1]), (min(xs), min(ys), max(xs), max(ys)), (xs[0], ys[0], xs[-1], ys[-1])


def scale_of(topology: dict[str, Any], unit: int, smallest_triangle: float, smallest_island: float) -> Scale:
    """One scale of the world."""
    whole = arcs_of(topology)
    objects = topology["objects"]
    land = [
        ring
        for geometry in objects["land"]["geometries"]
        for ring in rings_of(geometry, outer=False)
        if area(joined(ring, whole)) >= smallest_island
    ]
    countries: dict[str, list[Ring]] = {}
    users: dict[int, int] = {}
    aliases = get_global("territory_aliases")
    for geometry in objects["countries"]["geometries"]:
        for ring in rings_of(geometry, outer=False):
            for number in ring:
                users[max(number, ~number)] = users.get(max(number, ~number), 0) + 1
        name = geometry["properties"]["name"]
        codes = aliases.get(geometry.get("id", "none")) or [CODES.get(name, "")]
        if codes[0]:
            rings = [
                ring
                for ring in rings_of(geometry, outer=True)
                if area(joined(ring, whole)) >= smallest_island
            ]
            countries.setdefault(codes[0], []).extend(rings)
    borders = [number for number, count in users.items() if count > 1]
    every = [ring for rings in (land, *countries.values()) for ring in rings]
    pieces: dict[int, tuple[int, ...]] = {}
    arcs = []
    for number in sorted({max(number, ~number) for ring in every for number in ring} | set(borders)):
        short = [packed(piece, unit) for piece in in_pieces(thinned(whole[number], smallest_triangle))]
        pieces[number] = tuple(range(len(arcs), len(arcs) + len(short)))
        arcs += short

    def renumbered(ring: Ring) -> Ring:
        return tuple(
            piece
            for number in ring
            for piece in (pieces[number] if number >= 0 else [~each for each in reversed(pieces[~number])])
        )

    return Scale(
        unit=unit,
        steps=tuple(steps for steps, _, _ in arcs),
        boxes=tuple(box for _, box, _ in arcs),
        ends=tuple(ends for _, _, ends in arcs),
        borders=tuple(piece for number in sorted(borders) for piece in pieces[number]),
        land=tuple(map(renumbered, land)),
        countries={code: tuple(map(renumbered, rings)) for code, rings in sorted(countries.items()) if rings},
    )


def in_pieces(points: list[Point]) -> list[list[Point]]:
    """A long arc as several, so that a map need not look at what is far from it."""
    return [points[first : first + LONGEST + 1] for first in range(0, max(1, len(points) - 1), LONGEST)]


def main() -> int:
    """Read the topologies of the package that is named, write the file."""
    scales = []
    for name, *limits in SCALES:
        topology = json.loads((Path(sys.argv[1]) / f"countries-{name}.json").read_text(encoding="utf-8"))
        scales.append(zlib.compress(msgspec.msgpack.encode(scale_of(topology, *limits)), 9))
    TARGET.write_bytes(msgspec.msgpack.encode(scales))
    return 0


if __name__ == "__main__":
    sys.exit(main())
