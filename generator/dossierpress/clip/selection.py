"""A selection in the browser, as decisions: the lines in it are the article."""

from collections.abc import Iterable

from dossierpress.clip.clipping import Account, Decisions
from dossierpress.clip.lines import squeezed

_FEWEST = 3  # words that a line cut by the selection's border must share with it


def decisions_of(lines: Iterable[Account], selection: str) -> Decisions:
    """Keep the lines that were selected, whole or in part, and drop the others; nothing when none was."""
    whole = squeezed(selection)
    if not whole:
        return Decisions()
    pieces = [piece for line in selection.splitlines() if len((piece := squeezed(line)).split()) >= _FEWEST]
    keep, drop = [], []
    for number, line in enumerate(lines, start=1):
        text = squeezed(line.text)
        if text and (text in whole or any(piece in text for piece in pieces)):
            keep.append(number)
        elif line.kept:
            drop.append(number)
    return Decisions(tuple(keep), tuple(drop)) if keep else Decisions()
