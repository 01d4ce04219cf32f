"""The words on a map: names of places, numbers where those have no room, then countries and seas."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from dossierpress.plan.drawings import InsetView, MapLabelView, MapLegendView
from dossierpress.plan.lettering import CENTRED, NARROW, SIZE, SMALL, SPOTS, WIDE, Sheet, Spot, width_of
from dossierpress.plan.seas import SEAS
from dossierpress.plan.terrain import ROWS, Stretches, Terrain, Window
from dossierpress.plan.views import NameView
from dossierpress.plan.words import country_name, numerals

_MOST_NUMBERS = 24
# Half of what a dot takes: one of few, one of so many that themes draw them smaller, and the chosen one.
_DOT, _MANY, _SMALL_DOT, _CHOSEN = 6.0, 60, 4.0, 9.0
# The same name may stand again so far away: an ocean has two sides.
_AGAIN = 40.0
# Names of countries are spaced out, those of chosen places bold.
_SPACED, _BOLD = 1.15, 1.08


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map, in parts of the sheet (0 to 1)."""

    shown: NameView
    x: float
    y: float
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The words on a map and below it; `bare` says where a dot has none (as in MapView)."""

    labels: tuple[MapLabelView, ...]
    legend: tuple[MapLegendView, ...]
    bare: str


def words_on(
    dots: Sequence[Dot], window: Window, drawn: Terrain, inset: InsetView | None, language: str
) -> Words:
    """All words on a map. What fits a small screen stands there on a large one too, with more words."""
    narrow, wide = (_sheet(width, window, dots, inset) for width in (NARROW, WIDE))
    labels: list[MapLabelView] = []
    named: dict[str, set[int]] = {"narrow": set(), "wide": set()}
    for number, dot in enumerate(dots):
        spot = _named(narrow, dot)
        if spot is not None:
            named["narrow"].add(number)
            named["wide"].add(number)
            wide.take(wide.box(dot.x, dot.y, spot, dot.shown.name, _size(dot)))
            labels.append(_label(dot, spot, ""))
    for number, dot in enumerate(dots):
        if number not in named["wide"] and (spot := _named(wide, dot)) is not None:
            named["wide"].add(number)
            labels.append(_label(dot, spot, "wide"))
    legend, bare = _number(dots, named, {"narrow": narrow, "wide": wide}, labels, language)
    for kind, text, spots in (*_countries(drawn, window, language), *_seas(drawn, window, language)):
        size = SMALL * (_SPACED if kind == "country" else 1)
        others = [label for label in labels if (label.kind, label.text) == (kind, text)]
        apart = [
            spot
            for spot in spots
            if all(hypot(100 * spot[0] - other.x, 100 * spot[1] - other.y) > _AGAIN for other in others)
        ]
        labels += _placed(kind, text, apart, size, narrow, wide)
    return Words(tuple(labels), tuple(legend), bare)


def _sheet(width: float, window: Window, dots: Sequence[Dot], inset: InsetView | None) -> Sheet:
    sheet = Sheet(width, width * window.height / window.width)
    radius = _DOT if len(dots) <= _MANY else _SMALL_DOT
    for dot in dots:
        sheet.take_dot(dot.x, dot.y, _CHOSEN if dot.chosen else radius)
    if inset is not None:
        left, top = inset.x / 100 * sheet.width, inset.y / 100 * sheet.height
        sheet.take(
            (left, top, left + inset.width / 100 * sheet.width, top + inset.height / 100 * sheet.height)
        )
    return sheet


def _size(dot: Dot) -> float:
    return SIZE * (_BOLD if dot.chosen else 1)


def _named(sheet: Sheet, dot: Dot) -> Spot | None:
    spots: Sequence[Spot] = SPOTS
    if dot.chosen:  # its dot is larger
        spots = tuple(
            Spot(1.4 * spot.dx, spot.dy + (spot.dy > 10) * 3 - (spot.dy < 0) * 3, spot.anchor)
            for spot in SPOTS
        )
    return sheet.find(dot.x, dot.y, dot.shown.name, _size(dot), spots)


def _label(dot: Dot, spot: Spot, shown: str, number: str = "") -> MapLabelView:
    return MapLabelView(
        kind="number" if number else "chosen" if dot.chosen else "place",
        text=number or dot.shown.name,
        x=hundredths(dot.x),
        y=hundredths(dot.y),
        dx=round(spot.dx, 1),
        dy=round(spot.dy, 1),
        anchor=spot.anchor,
        shown=shown,
        language="" if number else dot.shown.language,
        direction="" if number else dot.shown.direction,
    )


def hundredths(part: float) -> float:
    """A part of the sheet in hundredths."""
    return round(100 * part, 2)


def _number(
    dots: Sequence[Dot],
    named: dict[str, set[int]],
    sheets: dict[str, Sheet],
    labels: list[MapLabelView],
    language: str,
) -> tuple[list[MapLegendView], str]:
    """Give numbers to places without a name, those first that have none on a large screen either."""
    nameless = [n for n in range(len(dots)) if n not in named["wide"]]
    nameless += [n for n in range(len(dots)) if n in named["wide"] and n not in named["narrow"]]
    legend: list[MapLegendView] = []
    bare = set()
    for place in nameless:
        dot, text = dots[place], numerals(str(len(legend) + 1), language)
        here = [each for each in ("narrow", "wide") if place not in named[each]]
        found = {
            each: spot
            for each in here
            if len(legend) < _MOST_NUMBERS
            and (spot := sheets[each].find(dot.x, dot.y, text, SMALL)) is not None
        }
        bare |= {each for each in here if each not in found}
        if found:
            labels += [_label(dot, spot, each, text) for each, spot in found.items()]
            shown = "" if len(found) == 2 else next(iter(found))
            legend.append(MapLegendView(number=text, name=dot.shown, shown=shown))
    return legend, "" if not bare else "all" if len(bare) == 2 else bare.pop()


_Wanted = tuple[str, str, Iterable[tuple[float, float]]]


def _countries(drawn: Terrain, window: Window, language: str) -> Iterator[_Wanted]:
    """The countries on the map, the largest first, each with the places where its name may stand."""
    step = window.height / ROWS

    def area(rows: tuple[Stretches, ...]) -> float:
        return sum(min(end, window.width) - max(begin, 0) for row in rows for begin, end in row)

    for code, rows in sorted(drawn.countries.items(), key=lambda item: -area(item[1])):
        text = country_name(code, language)
        needed = width_of(text, SMALL * _SPACED) / WIDE * window.width
        wide = []
        for number, row in enumerate(rows):
            stretches = ((max(begin, 0.0), min(end, window.width)) for begin, end in row)
            longest = max(stretches, key=lambda each: each[1] - each[0], default=(0.0, 0.0))
            if longest[1] - longest[0] >= needed:
                wide.append(((number + 0.5) * step, *longest))
        if not wide:
            continue
        middle = sum(y for y, _, _ in wide) / len(wide)
        wide.sort(key=lambda each: (abs(each[0] - middle), each[0]))
        spots = []
        for y, begin, end in wide[::2]:
            half, room = (begin + end) / 2, (end - begin - needed) / 2
            spots += [(half + part * room, y) for part in (0, -0.5, 0.5)]
        yield "country", text, [(x / window.width, y / window.height) for x, y in spots[:24]]


def _seas(drawn: Terrain, window: Window, language: str) -> Iterator[_Wanted]:
    """The seas on the map, each with the places where its name may stand: where it covers no land."""
    for sea in SEAS:
        text = sea.name(language)
        spots = list(_afloat(sea.box, text, drawn, window)) if text else []
        if spots:
            yield "sea", text, spots


def _afloat(
    box: tuple[float, float, float, float], text: str, drawn: Terrain, window: Window
) -> Iterator[tuple[float, float]]:
    west, east, south, north = box
    top = max(0.0, (window.north - north) / window.high)
    bottom = min(1.0, (window.north - south) / window.high)
    half = width_of(text, SMALL) / WIDE / 2
    for turn in (-360, 0, 360):
        left = max(half, (west + turn - window.west) / window.wide)
        right = min(1 - half, (east + turn - window.west) / window.wide)
        if left > right or top > bottom:
            continue
        grid = [
            (left + (right - left) * across / 8, top + (bottom - top) * down / 8)
            for down in range(9)
            for across in range(9)
        ]
        middle = ((left + right) / 2, (top + bottom) / 2)
        grid.sort(key=lambda spot: (abs(spot[0] - middle[0]) + abs(spot[1] - middle[1]), spot))
        for x, y in grid:
            rows = drawn.rows[max(0, round(y * ROWS) - 3) : round(y * ROWS) + 2]
            begin, end = (x - half) * window.width, (x + half) * window.width
            if not any(begin < shore[1] and shore[0] < end for row in rows for shore in row):
                yield x, y


def _placed(
    kind: str,
    text: str,
    spots: Sequence[tuple[float, float]],
    size: float,
    narrow: Sheet,
    wide: Sheet,
) -> list[MapLabelView]:
    """A name in the first of these places where it is free; on a small screen too where there is room."""
    for sheets, shown in (((narrow, wide), ""), ((wide,), "wide")):
        for x, y in spots:
            boxes = [(sheet, sheet.box(x, y, CENTRED, text, size)) for sheet in sheets]
            if not all(sheet.is_free(box) for sheet, box in boxes):
                continue
            for sheet, box in boxes:
                sheet.take(box)
            return [
                MapLabelView(
                    kind=kind,
                    text=text,
                    x=hundredths(x),
                    y=hundredths(y),
                    dy=CENTRED.dy,
                    anchor="middle",
                    shown=shown,
                )
            ]
    return []
