"""Maps: the land around a place, points where they belong, also across the date line and at the poles."""

import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from dossierpress.plan.drawings import MapLabelView, MapView
from dossierpress.plan.lettering import NARROW, SIZE, SMALL, WIDE, Box, Sheet, Spot
from dossierpress.plan.maps import HEIGHT, WIDTH, Spotted, map_of, surroundings, window_around
from dossierpress.plan.terrain import BEYOND, land, terrain
from dossierpress.plan.views import NameView


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


def spots(*places: tuple[str, float, float]) -> list[Spotted]:
    """Places by name, latitude and longitude."""
    return [Spotted(NameView(name=name, address=f"/places/{name}/"), lon, lat) for name, lat, lon in places]


def drawn(*places: tuple[str, float, float], language: str = "en") -> MapView:
    view = map_of(spots(*places), language)
    assert view is not None
    return view


def around(places: list[Spotted], chosen: int = 0) -> MapView:
    near = surroundings(places, places[chosen])
    view = map_of(near, "en", near[0])
    assert view is not None
    return view


def words(view: MapView, kind: str, shown: str = "wide") -> list[str]:
    return [label.text for label in view.labels if label.kind == kind and label.shown in ("", shown)]


EUROPE = [("London", 51.5, -0.1), ("Paris", 48.9, 2.4), ("Berlin", 52.5, 13.4), ("Roma", 41.9, 12.5)]


def test_a_place_stands_in_the_middle_of_its_map(tmp_path: Path) -> None:
    site = places(tmp_path, london=(51.5, -0.1), paris=(48.9, 2.4), lima=(-12.0, -77.0))
    found = points(site.view("/places/london/").map)
    assert found["london"] == (50, 50, True)
    assert not found["paris"][2]
    assert "lima" not in found
    assert site.view("/places/nowhere/").map is None


def test_the_index_shows_every_place(tmp_path: Path) -> None:
    view = places(tmp_path, london=(51.5, -0.1), lima=(-12.0, -77.0)).view("/places/").map
    found = points(view)
    assert set(found) == {"london", "lima"}
    assert found["lima"][0] < found["london"][0]
    assert found["lima"][1] > found["london"][1]
    assert {point.address for point in view.points} == {"/places/london/", "/places/lima/"}
    assert [name.name for name in view.ends] == ["london", "lima", "lima", "london"]


def test_other_names_have_no_map(tmp_path: Path) -> None:
    site = places(tmp_path, london=(51.5, -0.1))
    assert site.view("/sources/").map is None
    assert (
        make.planned(tmp_path / "none", {"content/d/a.md": make.article(places="[x]")}).view("/places/").map
        is None
    )


def test_a_map_zooms_to_its_places_and_shows_where_in_the_world_they_are() -> None:
    near = [("Lincoln", 53.21, -0.53), ("Grimsby", 53.57, -0.08), ("Boston", 52.98, -0.03)]
    window = window_around([(lon, lat) for _, lat, lon in near])
    assert window.high == 1.2
    inset = drawn(*near).inset
    assert inset is not None
    assert inset.frame[2] < 0.1 * inset.across
    assert drawn(*EUROPE, ("Lima", -12, -77)).inset is None
    # A place that stands alone is shown with the countries around it; one with neighbours nearer.
    assert terrain_of(around(spots(near[0], ("Lima", -12, -77)))) > terrain_of(around(spots(*near)))


def terrain_of(view: MapView) -> int:
    return len(view.land)


def test_countries_and_seas_are_named_in_the_language_of_the_site() -> None:
    german, urdu, dutch = (drawn(*EUROPE, language=language) for language in ("de-AT", "ur", "nl"))
    assert {"Frankreich", "Deutschland", "Spanien"} & set(words(german, "country"))
    assert {"Nordsee", "Golf von Biskaya"} & set(words(german, "sea"))
    assert "فرانس" in words(urdu, "country")
    assert {"بحیرہ شمال", "خلیج بسکے"} & set(words(urdu, "sea"))
    # There is no list of seas in Dutch, and none in another language stands in for it.
    assert "Frankrijk" in words(dutch, "country")
    assert words(dutch, "sea") == []


def test_borders_are_drawn_where_countries_meet() -> None:
    assert drawn(*EUROPE).borders
    assert drawn(("Tutuila", -14.3, -170.7)).borders == ""


def crowd(count: int) -> list[tuple[str, float, float]]:
    chance = random.Random(1)
    return [
        (f"Upper Karwan {n}", min(84, chance.gauss(40, 18)), (chance.gauss(10, 50) + 180) % 360 - 180)
        for n in range(count)
    ]


@pytest.mark.parametrize("scale", [NARROW, WIDE])
@pytest.mark.parametrize("many", [4, 80, 400])
def test_no_word_covers_another_or_a_dot(many: int, scale: float) -> None:
    view = drawn(*EUROPE) if many == 4 else around(spots(*crowd(400))) if many == 400 else drawn(*crowd(80))
    sheet = Sheet(scale, scale * HEIGHT / WIDTH)
    shown = [label for label in view.labels if label.shown in ("", "narrow" if scale == NARROW else "wide")]
    boxes = [box_of(sheet, label) for label in shown]
    assert boxes
    for box in boxes:
        assert sheet.is_free(box)
        sheet.take(box)
    dots = [(point.x / 100 * sheet.width, point.y / 100 * sheet.height) for point in view.points]
    assert not [
        1 for left, top, right, bottom in boxes for x, y in dots if left < x < right and top < y < bottom
    ]


def box_of(sheet: Sheet, label: MapLabelView) -> Box:
    size = SIZE if label.kind in ("place", "chosen") else SMALL
    return sheet.box(label.x / 100, label.y / 100, Spot(label.dx, label.dy, label.anchor), label.text, size)


@pytest.mark.parametrize("shown", ["narrow", "wide"])
def test_what_has_no_name_has_a_number_and_a_line_or_is_said_to_have_none(shown: str) -> None:
    for many in (12, 400):
        view = drawn(*crowd(many))
        named = set(words(view, "place", shown))
        numbers = words(view, "number", shown)
        lines = {line.number: line.name.name for line in view.legend if line.shown in ("", shown)}
        assert sorted(numbers) == sorted(lines)
        assert not named & set(lines.values())
        lost = {point.name for point in view.points} - named - set(lines.values())
        assert (view.bare in ("all", shown)) == bool(lost)
        assert len(view.points) == many


def test_the_first_places_are_named_first() -> None:
    crowded = [(f"Place {n}", 50.0 + n / 1000, 8.0) for n in range(30)] + [("Far", 40.0, 20.0)]
    assert words(drawn(*crowded), "place")[0] == "Place 0"
    assert words(drawn(*reversed(crowded)), "place")[0] == "Far"


def test_a_name_too_long_for_a_small_screen_has_a_number_there() -> None:
    view = drawn(*EUROPE, ("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", 53.22, -4.2))
    assert [line.name.name[:8] for line in view.legend if line.shown in ("", "narrow")] == ["Llanfair"]


def test_only_what_is_near_is_what_a_map_of_a_place_is_made_of() -> None:
    all_places = spots(*EUROPE, ("Lima", -12, -77))
    assert [place.shown.name for place in surroundings(all_places, all_places[0])] == ["London", "Paris"]
    assert around(all_places) == around(spots(*EUROPE))


def test_places_on_both_sides_of_the_date_line_are_near(tmp_path: Path) -> None:
    window = window_around([(179.0, -17.0), (-172.0, -13.5)])
    assert window.wide < 90
    assert window.place(179.0, -17.0)[0] < window.place(-172.0, -13.5)[0]
    found = points(places(tmp_path, suva=(-17.0, 179.0), apia=(-13.5, -172.0)).view("/places/").map)
    assert set(found) == {"suva", "apia"}


@pytest.mark.parametrize("lat", [-90, 90])
def test_a_pole_is_on_its_map_with_its_name(lat: float) -> None:
    for view in (drawn(("Pole", lat, 0)), drawn(("Pole", lat, 0), ("Lima", -12, -77), ("Suva", -17, 179))):
        (pole,) = (point for point in view.points if point.name == "Pole")
        assert 1 < pole.y < 99
        assert "Pole" in words(view, "place", "narrow")


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=5))
def test_every_point_and_every_coast_is_on_the_map(given_points: list[tuple[float, float]]) -> None:
    window = window_around(given_points)
    for lon, lat in given_points:
        x, y = window.place(lon, lat)
        assert -0.2 <= x <= WIDTH + 0.2
        assert -0.2 <= y <= HEIGHT + 0.2
    for ring in rings(land(window)):
        for x, y in ring:
            assert -BEYOND - 1 <= x <= WIDTH + BEYOND + 1
            assert -BEYOND - 1 <= y <= HEIGHT + BEYOND + 1


@pytest.mark.parametrize(
    ("lon", "lat", "is_land"),
    [
        (71.3, 34.5, True), (25.0, 0.0, True), (0.0, -85.0, True), (-40.0, 40.0, False), (63.5, -13.7, False),
        (51.0, 42.0, False), (-0.53, 53.21, True), (2.3, 53.2, False), (179.0, 68.0, True),
        (-179.0, 68.0, True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("reach", [0.5, 15, 80])
def test_land_is_where_land_is(lon: float, lat: float, reach: float, *, is_land: bool) -> None:
    """At each of the scales."""
    window = window_around([(lon, max(-90, lat - reach)), (lon, min(90, lat + reach))])
    place = window.place(lon, lat)
    assert inside(land(window), *place) is is_land
    row = terrain(window).rows[int(place[1] / HEIGHT * 60)]
    assert any(begin < place[0] < end for begin, end in row) is is_land


def rings(path: str) -> list[list[tuple[float, float]]]:
    found = []
    for ring in path.split("M")[1:]:
        start, steps = ring.split("l")
        (x, y), numbers = map(int, start.split()), [int(number) for number in re.findall(r"-?\d+", steps)]
        corners = [(float(x), float(y))]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            corners.append((x, y))
        found.append(corners)
    return found


def inside(path: str, x: float, y: float) -> bool:
    """Whether a point is inside an odd number of rings (a ray to the right)."""
    crossings = 0
    for corners in rings(path):
        for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossings += 1
    return crossings % 2 == 1
