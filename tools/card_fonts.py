"""Make the fonts that cards are drawn with: instances and subsets of Noto, small enough to ship.

Needs, in an environment of its own: pip install fonttools fontpkg-noto-serif fontpkg-noto-sans-arabic.
"""

import importlib
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).resolve().parent.parent / "generator" / "dossierpress" / "exports" / "fonts"
EUROPEAN = ((0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2B0, 0x2FF), (0x300, 0x345), (0x370, 0x3FF),
            (0x400, 0x52F), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x202F, 0x203A), (0x20A0, 0x20C0),
            (0x2116, 0x2116), (0x2122, 0x2122), (0xFB00, 0xFB04))  # fmt: skip
ARABIC = ((0x20, 0x20), (0x28, 0x29), (0x2E, 0x2E), (0x30, 0x3A), (0x600, 0x6FF), (0x750, 0x77F),
          (0x200C, 0x200F), (0x2010, 0x2026))  # fmt: skip
FONTS = (
    ("fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf", 600, EUROPEAN, "headline.ttf"),
    ("fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf", 400, EUROPEAN, "text.ttf"),
    ("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf", 600, ARABIC, "headline-arabic.ttf"),
    ("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf", 400, ARABIC, "text-arabic.ttf"),
)


def main() -> None:
    """Write the fonts, with the licence that goes with them."""
    TARGET.mkdir(exist_ok=True)
    for package, file, weight, ranges, name in FONTS:
        folder = Path(importlib.import_module(package).__file__ or "").parent
        font = instantiateVariableFont(TTFont(folder / "files" / file), {"wght": weight, "wdth": 100})
        subsetter = Subsetter(Options(hinting=False, name_IDs=[0, 1, 2, 13, 14], notdef_outline=True))
        subsetter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
        subsetter.subset(font)
        font["head"].modified = font["head"].created
        font.recalcTimestamp = False
        font.save(TARGET / name)
        (TARGET / "OFL.txt").write_bytes((folder / "LICENSE").read_bytes())


if __name__ == "__main__":
    main()
