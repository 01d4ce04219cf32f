"""Maps: the land around a place, points where they belong, also across the date line and at the poles."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from dossierpress.plan.maps import HEIGHT, WIDTH, land, window_around


def places(root: Path, **coordinates: tuple[float, float]) -> make.Planned:
    registry = "".join(
        f"- {{id: {name}, name: {name}, lat: {lat}, lon: {lon}}}\n"
        for name, (lat, lon) in coordinates.items()
    )
    names = ", ".join((*coordinates, "nowhere"))
    files = {
        "content/places.yaml": registry + "- {id: nowhere, name: nowhere}\n",
        "content/d/a.md": make.article("Text.", places=f"[{names}]"),
    }
    return make.planned(root, files)


def points(view: Any) -> dict[str, tuple[float, float, bool]]:
    return {point.name: (point.x, point.y, point.chosen) for point in view.points}


def test_a_place_stands_in_the_middle_of_its_map(tmp_path: Path) -> None:
    site = places(tmp_path, london=(51.5, -0.1), paris=(48.9, 2.4), lima=(-12.0, -77.0))
    found = points(site.view("/places/london/").map)
    assert found["london"] == (WIDTH / 2, HEIGHT / 2, True)
    assert not found["paris"][2]
    assert "lima" not in found
    assert site.view("/places/nowhere/").map is None


def test_the_index_shows_every_place(tmp_path: Path) -> None:
    found = points(places(tmp_path, london=(51.5, -0.1), lima=(-12.0, -77.0)).view("/places/").map)
    assert set(found) == {"london", "lima"}
    assert found["lima"][0] < found["london"][0]
    assert found["lima"][1] > found["london"][1]


def test_other_names_have_no_map(tmp_path: Path) -> None:
    site = places(tmp_path, london=(51.5, -0.1))
    assert site.view("/sources/").map is None
    assert (
        make.planned(tmp_path / "none", {"content/d/a.md": make.article(places="[x]")}).view("/places/").map
        is None
    )


def test_places_on_both_sides_of_the_date_line_are_near(tmp_path: Path) -> None:
    window = window_around([(179.0, -17.0), (-172.0, -13.5)])
    assert window.wide < 90
    assert window.place(179.0, -17.0)[0] < window.place(-172.0, -13.5)[0]
    found = points(places(tmp_path, suva=(-17.0, 179.0), apia=(-13.5, -172.0)).view("/places/").map)
    assert set(found) == {"suva", "apia"}


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=5))
def test_every_point_and_every_coast_is_on_the_map(given_points: list[tuple[float, float]]) -> None:
    window = window_around(given_points)
    for lon, lat in given_points:
        x, y = window.place(lon, lat)
        assert -0.2 <= x <= WIDTH + 0.2
        assert -0.2 <= y <= HEIGHT + 0.2
    for x, y in re.findall(r"[ML](-?\d+) (-?\d+)", land(window)):
        assert 0 <= int(x) <= WIDTH
        assert 0 <= int(y) <= HEIGHT


@pytest.mark.parametrize(
    ("lon", "lat", "is_land"),
    [(71.3, 34.5, True), (25.0, 0.0, True), (0.0, -85.0, True), (-40.0, 40.0, False), (63.5, -13.7, False)],
)
def test_land_is_where_land_is(lon: float, lat: float, *, is_land: bool) -> None:
    window = window_around([(lon, lat)])
    assert inside(land(window), *window.place(lon, lat)) is is_land


def inside(path: str, x: float, y: float) -> bool:
    """Whether a point is inside an odd number of rings (a ray to the right)."""
    crossings = 0
    for ring in path.split("Z"):
        corners = [(float(a), float(b)) for a, b in re.findall(r"[ML](-?\d+) (-?\d+)", ring)]
        for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossings += 1
    return crossings % 2 == 1
