"""A card, drawn: its view in, a PNG out. Fonts ship with the program, so every machine draws the same.

Arabic is shaped, and directions are kept apart, by Raqm, which Pillow's wheels bring.
"""

import io
import re
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from dossierpress.plan.cards import ARABIC, HEIGHT, WIDTH, CardView
from dossierpress.plan.outputs import Bodies

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

_FONTS = Path(__file__).resolve().parent / "fonts"
_PAPER, _INK, _GREY = "#fbf9f4", "#161513", "#57534a"
_MARGIN, _BAR = 80, 14
_SIZES = (84, 76, 68, 60, 54, 48)
_HEADLINE_BOTTOM, _LINE_LINES = 440, 2
_ARABIC = re.compile(f"[{ARABIC}]")
_COLOURS = 48


def draw_card(view: CardView, _bodies: Bodies) -> bytes:
    """The bytes of the picture."""
    return draw_sheet(view, HEIGHT, _HEADLINE_BOTTOM, _LINE_LINES)


def draw_sheet(view: CardView, height: int, bottom: int, most: int) -> bytes:
    """The same on a sheet of this height; its headline ends above `bottom`, below are `most` lines."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, height), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, _BAR), fill=view.accent)
    rtl = view.direction == "rtl"
    top = _MARGIN
    if view.site:
        _write(draw, _lines(view.site, "text", 32, 1)[:1], "text", 32, top, view.accent, rtl=rtl)
        top += 70
    size, lines = _fitting(view.headline, bottom - top)
    _write(draw, lines, "headline", size, top, _INK, rtl=rtl)
    below = _lines(view.line, "text", 36, most)
    _write(draw, below, "text", 36, height - _MARGIN - 50 * len(below), _GREY, rtl=rtl)
    file = io.BytesIO()
    image.quantize(_COLOURS).save(file, "PNG", optimize=True)
    return file.getvalue()


def _fitting(headline: str, height: int) -> tuple[int, list[str]]:
    """The largest size in which a headline fits, and its lines; what fits in none is cut."""
    for size in _SIZES:
        lines = _lines(headline, "headline", size, 99)
        if len(lines) * size * 1.25 <= height:
            return size, lines
    return size, _lines(headline, "headline", size, int(height / (size * 1.25)))


def _lines(text: str, face: str, size: int, most: int) -> list[str]:
    """A text in lines that fit the card, at most so many; the last one ends in `…` when more would follow."""
    lines: list[str] = []
    words = text.split()
    while words:
        count = len(words)
        while count > 1 and _width(" ".join(words[:count]), face, size) > WIDTH - 2 * _MARGIN:
            count -= 1
        lines.append(" ".join(words[:count]))
        words = words[count:]
    shown = [_cut(line, face, size) for line in lines[:most]]
    if len(lines) > most:
        shown[-1] = _cut(f"{shown[-1]} …", face, size)
    return shown


def _cut(line: str, face: str, size: int) -> str:
    """A line without the end that leads over the margin."""
    if _width(line, face, size) <= WIDTH - 2 * _MARGIN:
        return line
    while line and _width(f"{line}…", face, size) > WIDTH - 2 * _MARGIN:
        line = line.removesuffix("…")[:-1].rstrip()
    return f"{line}…"


def _write(
    draw: "ImageDraw.ImageDraw", lines: list[str], face: str, size: int, top: int, colour: str, *, rtl: bool
) -> None:
    """Lines below each other, each from its own side, run by run."""
    for number, line in enumerate(lines):
        at, gap = float(WIDTH - _MARGIN if rtl else _MARGIN), _gap(face, size)
        baseline = top + size + round(number * size * 1.25)
        for run, arabic in _runs(line):
            font = _font(face, size, arabic=arabic)
            direction = "rtl" if arabic else "ltr"
            width = font.getlength(run, direction=direction)
            draw.text(
                (at - width if rtl else at, baseline),
                run,
                font=font,
                fill=colour,
                anchor="ls",
                direction=direction,
            )
            at += -(width + gap) if rtl else width + gap


def _runs(line: str) -> list[tuple[str, bool]]:
    """Stretches of words of one script, and whether it is Arabic."""
    words = [(word, bool(_ARABIC.search(word))) for word in line.split()]
    groups = groupby(words, lambda word: word[1])
    return [(" ".join(word for word, _ in group), arabic) for arabic, group in groups]


def _gap(face: str, size: int) -> float:
    return _font(face, size, arabic=False).getlength(" ")


def _width(line: str, face: str, size: int) -> float:
    runs = _runs(line)
    widths = (
        _font(face, size, arabic=arabic).getlength(run, direction="rtl" if arabic else "ltr")
        for run, arabic in runs
    )
    return sum(widths) + _gap(face, size) * (len(runs) - 1)


@lru_cache(maxsize=32)
def _font(face: str, size: int, *, arabic: bool) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont

    file = _FONTS / f"{face}{'-arabic' if arabic else ''}.ttf"
    return ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.RAQM)
