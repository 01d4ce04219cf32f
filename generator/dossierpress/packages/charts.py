"""Drawings of a dossier as SVG files, for packages in which no theme draws. A table beside says the same."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from dossierpress.plan.drawings import CoverageView, LineView, TimelineView

_WIDTH, _MARGIN, _NAMES = 800, 20, 240
_LANE, _ROW = 16, 28
_INK, _GREY, _SHADE, _ACCENT = "#161513", "#6b665e", "#ece8df", "#8c2f1b"
_SIZES = (4, 6, 8, 10)
_HEAD = Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img"><title>{}</title>')
_JOIN = Markup('<path d="M{} {}H{}" stroke="{}" stroke-dasharray="3 3"/>')
_DOT = Markup('<circle cx="{}" cy="{}" r="{}" fill="{}"><title>{}: {}</title></circle>')

_COLUMN = Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"><title>{}: {}</title></rect>')


def draw_timeline(view: TimelineView, title: str, direction: str) -> bytes:
    """The events on a line of time."""
    base = _MARGIN + _LANE * view.lanes
    across = _Across(_MARGIN, _WIDTH - _MARGIN, mirrored=direction == "rtl")
    parts = [_HEAD.format(_WIDTH, base + 40, title), _background(base + 40)]
    parts += _line(view.line, across, base, base + 30)
    for column in view.columns:
        x, width = across.stretch(column.at, column.width)
        high = round(column.height / 100 * _LANE * view.lanes, 1)
        parts.append(_COLUMN.format(x, base - high, width, high, _INK, column.words, column.count))
    for mark in view.marks if not view.columns else ():
        y = base - _LANE * (mark.lane + 0.7)
        for other in mark.others:
            parts.append(_JOIN.format(across(mark.at), y, across(other.at), _GREY))
            parts.append(_time_mark(across, other.at, other.width, y, "disputed", other.words))
        parts.append(_time_mark(across, mark.at, mark.width, y, mark.certainty, mark.title))
    return _drawn(parts)


def _time_mark(across: "_Across", at: float, width: float, y: float, certainty: str, title: str) -> Markup:
    """A disc for what is sure, a ring for what is reported, a dashed diamond for what is disputed."""
    is_disputed = certainty == "disputed"
    fill = _INK if certainty == "confirmed" else "#ffffff"
    if width:
        x, length = across.stretch(at, width)
        shape = Markup('<rect x="{}" y="{}" width="{}" height="8" rx="{}"').format(
            x, y - 4, length, 0 if is_disputed else 4
        )
    elif is_disputed:
        shape = Markup('<path d="M{} {}l6 6-6 6-6-6z"').format(across(at), y - 6)
    else:
        shape = Markup('<circle cx="{}" cy="{}" r="5"').format(across(at), y)
    dashes = Markup(' stroke-dasharray="2 1.5"') if is_disputed else ""
    drawn = Markup(' fill="{}" stroke="{}"{}><title>{}</title></{}>')
    return shape + drawn.format(fill, _INK, dashes, title, str(shape)[1:].partition(" ")[0])


def draw_coverage(view: CoverageView, title: str, unnamed: tuple[str, str], direction: str) -> bytes:
    """A row of dots for each source; `unnamed` are words for all other sources, and for an unknown one."""
    mirrored = direction == "rtl"
    across = _Across(_NAMES, _WIDTH - _MARGIN, mirrored=mirrored)
    base = _MARGIN + _ROW * len(view.rows)
    parts = [_HEAD.format(_WIDTH, base + 40, title), _background(base + 40)]
    for gap in view.gaps:
        x, width = across.stretch(gap.at, gap.width)
        parts.append(
            Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>').format(
                x, _MARGIN / 2, width, base - _MARGIN / 2, _SHADE
            )
        )
    for number, row in enumerate(view.rows):
        y = _MARGIN + _ROW * (number + 0.5)
        name = unnamed[0] if row.source is None else row.source.name or unnamed[1]
        parts.append(_text(_shortened(name), _WIDTH - 4 if mirrored else 4, y + 4, rtl=mirrored))
        parts += (
            _DOT.format(across(dot.at), y, _SIZES[dot.size - 1], _ACCENT, dot.words, dot.count)
            for dot in row.dots
        )
    parts += _line(view.line, across, base, base + 30)
    return _drawn(parts)


class _Across:
    """Hundredths of a line as a place on the drawing; from right to left, time goes so too."""

    def __init__(self, left: float, right: float, *, mirrored: bool) -> None:
        # What is beside the line stands where lines of text begin.
        self._left = _WIDTH - right if mirrored else left
        self._right = _WIDTH - left if mirrored else right
        self._mirrored = mirrored

    def __call__(self, at: float) -> float:
        share = (100 - at if self._mirrored else at) / 100
        return round(self._left + share * (self._right - self._left), 1)

    def stretch(self, at: float, width: float) -> tuple[float, float]:
        """The left end of a stretch, and how wide it is."""
        x = self(at + width) if self._mirrored else self(at)
        return x, max(4.0, round(width / 100 * (self._right - self._left), 1))


def _line(line: LineView, across: _Across, y: float, below: float) -> Iterator[Markup]:
    yield Markup('<path d="M{} {}H{}" stroke="{}"/>').format(
        min(across(0), across(100)), y, max(across(0), across(100)), _GREY
    )
    last = None
    for tick in line.ticks:
        x = across(tick.at)
        yield Markup('<path d="M{} {}v6" stroke="{}"/>').format(x, y, _GREY)
        if last is None or abs(x - last) > 56:
            yield Markup('<text x="{}" y="{}" text-anchor="middle" {}>{}</text>').format(
                min(max(x, 30), _WIDTH - 30), below - 8, _font(_GREY), tick.label
            )
            last = x
    for cut in line.cuts:
        x, width = across.stretch(cut.at, cut.width)
        yield Markup('<path d="M{} {}h{}" stroke="#ffffff" stroke-width="3" stroke-dasharray="3 4"/>').format(
            x, y, width
        )


def _text(text: str, x: float, y: float, *, rtl: bool) -> Markup:
    direction = Markup(' direction="rtl"') if rtl else ""
    return Markup('<text x="{}" y="{}"{} {}>{}</text>').format(x, y, direction, _font(_INK), text)


def _font(colour: str) -> Markup:
    return Markup('font-family="sans-serif" font-size="13" fill="{}"').format(colour)


def _background(height: float) -> Markup:
    return Markup('<rect width="{}" height="{}" fill="#ffffff"/>').format(_WIDTH, height)


def _shortened(name: str) -> str:
    return name if len(name) <= 30 else f"{name[:29]}…"


def _drawn(parts: Iterable[str]) -> bytes:
    return ("\n".join(parts) + "\n</svg>\n").encode()
