"""Write generator/dossierpress/plan/coastlines.py from Natural Earth's land outlines (npm: world-atlas).

    npm install world-atlas@2.0.2
    python tools/draw_coastlines.py node_modules/world-atlas/land-110m.json

Natural Earth is in the public domain. The outlines are thinned (Visvalingam and Whyatt, 1993: the
point that spans the smallest triangle goes first) and rounded to tenths of a degree.
"""

import json
import sys
import textwrap
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "generator" / "dossierpress" / "plan" / "coastlines.py"
# Square degrees: what smaller triangles and smaller islands show, nobody sees at this size.
SMALLEST_TRIANGLE, SMALLEST_ISLAND = 0.12, 0.5
Point = tuple[float, float]
HEAD = '''"""The outlines of the world's land, for small maps. Written by tools/draw_coastlines.py.

Made with Natural Earth (https://www.naturalearthdata.com), 1:110m land, version 4.1, which is in the
public domain; taken from the npm package world-atlas 2.0.2, thinned, rounded to tenths of a degree.
"""

# One ring a line of words: longitude and latitude in tenths of degrees, then the steps from point to point.
LAND = """
'''


def rings_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The outer rings of a TopoJSON file's polygons, in degrees."""
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + origin[0], y * scale[1] + origin[1]))
        arcs.append(points)
    rings = []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            ring: list[Point] = []
            for number in polygon[0]:
                ring.extend(arcs[number] if number >= 0 else arcs[~number][::-1])
            rings.append(unbroken(list(dict.fromkeys(ring))))
    return rings


def unbroken(ring: list[Point]) -> list[Point]:
    """A ring that goes on beyond 180 degrees where it crosses the date line.

    One that goes around the pole (Antarctica) is closed along it.
    """
    points = [ring[0]]
    for lon, lat in ring[1:]:
        points.append((lon + round((points[-1][0] - lon) / 360) * 360, lat))
    if abs(points[-1][0] - points[0][0]) > 180:
        points += [(points[-1][0], -90.0), (points[0][0], -90.0)]
    return points


def triangle(a: Point, b: Point, c: Point) -> float:
    """The area of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def area(ring: list[Point]) -> float:
    """The area of a ring (the shoelace formula)."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def thinned(ring: list[Point]) -> list[Point]:
    """A ring without the points that change its shape least."""
    points = ring[:]
    while len(points) > 3:
        areas = [
            triangle(points[number - 1], point, points[(number + 1) % len(points)])
            for number, point in enumerate(points)
        ]
        least = min(range(len(points)), key=areas.__getitem__)
        if areas[least] >= SMALLEST_TRIANGLE:
            break
        del points[least]
    return points


def main() -> int:
    """Read the topology that is named, write the module."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    words = []
    for ring in rings_of(topology):
        if area(ring) < SMALLEST_ISLAND:
            continue
        tenths = [(round(x * 10), round(y * 10)) for x, y in thinned(ring)]
        steps = [tenths[0], *((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(tenths))]
        words.append(" ".join(f"{x},{y}" for x, y in steps) + ";")
    text = "\n".join(textwrap.wrap(" ".join(words), 108))
    TARGET.write_text(f'{HEAD}{text}\n"""\n', encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
