"""Two versions of a text held against each other, word by word: what was removed and added, and where."""

import difflib
from collections.abc import Iterator, Sequence
from typing import Final

from dossierpress.evidence.words import normalised
from dossierpress.model.document import Piece

# So many words stand around a change; changes that are nearer to each other are one.
_AROUND: Final = 8
# Longer texts are not compared: nobody reads that, and it takes long.
_MOST_WORDS: Final = 20_000

# In texts of more words than this, words that stand everywhere are no beginning of what is the same.
_LONG: Final = 2000


def changes_between(before: str, after: str) -> tuple[tuple[Piece, ...], ...]:
    """Each change with the words around it; typography counts for nothing."""
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > _MOST_WORDS:
        return ()
    found: list[tuple[Piece, ...]] = []
    change: list[Piece] = []
    ahead: list[str] = []
    for is_same, was, is_now in _parts(old, new):
        if not is_same:
            if not change and ahead:
                change.append(_same(ahead[-_AROUND:], cut_before=len(ahead) > _AROUND))
            change += [Piece("removed", " ".join(was))] if was else []
            change += [Piece("added", " ".join(is_now))] if is_now else []
        elif change and len(was) > 2 * _AROUND:
            found.append((*change, _same(was[:_AROUND], cut_after=True)))
            change = []
        elif change:
            change.append(_same(was))
        ahead = was if is_same else []
    return (*found, tuple(change)) if change else tuple(found)


def _parts(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    """Runs of words, in turn: whether they are the same, and which they are in either text."""
    keys = [[normalised(word) or word for word in words] for words in (old, new)]
    matcher = difflib.SequenceMatcher(None, keys[0], keys[1], autojunk=len(old) > _LONG)
    for kind, first, last, begin, end in matcher.get_opcodes():
        yield kind == "equal", list(old[first:last]), list(new[begin:end])


def _same(words: Sequence[str], *, cut_before: bool = False, cut_after: bool = False) -> Piece:
    return Piece("same", f"{'… ' * cut_before}{' '.join(words)}{' …' * cut_after}")
