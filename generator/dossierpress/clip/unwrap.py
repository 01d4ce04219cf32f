"""The lines of a plain text as its writer meant them: lines cut at one width are paragraphs again."""

import re
from itertools import pairwise
from typing import Final

from dossierpress.clip.lines import squeezed

_WRAPPED: Final = (40, 100)


def paragraphs(text: str) -> list[str]:
    """The lines of a text; where every line is cut at one width, its paragraphs put together again."""
    raw = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").split("\n")
    shown = [line for line in raw if line.strip()]
    inner = [one for one, after in pairwise(raw) if one.strip() and after.strip()]
    widths = sorted(len(line.rstrip()) for line in inner)
    wide = widths[len(widths) * 3 // 4] if widths else 0
    is_wrapped = (
        len(inner) * 2 > len(shown)
        and _WRAPPED[0] <= wide <= _WRAPPED[1]
        and sum(len(line.rstrip()) > wide * 0.75 for line in inner) * 3 > len(inner) * 2
    )
    if not is_wrapped:
        return [squeezed(line) for line in shown]
    blocks = re.split(r"\n[^\S\n]*\n", "\n".join(raw))
    return [squeezed(block) for block in blocks if block.strip()]
