"""Labels in the place of words: in the text of a file before it is read, and in the names of files. Pure."""

import re
from bisect import insort
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dossierpress.model.names import slugify
from dossierpress.model.redaction import Redaction
from dossierpress.redaction.folding import bare, fold, overlaps, spans

# An address cannot lose a word and still lead where it led; RFC 2606 keeps this one from leading anywhere.
NOWHERE = "https://redacted.invalid/"
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)[^\s<>\"'`|]*[^\s<>\"'`|.,;:!?)\]}*_]", re.IGNORECASE)
# What is written in small letters is an id, if it has no more words than a name.
_FEW = 3
_INNER = re.compile(r"\*+|`+|~~|</?[A-Za-z][^<>]*>|\s*\n\s*")


class Redactor:
    """Knows what is taken out, and what stands in its place."""

    def __init__(self, redactions: Iterable[Redaction]) -> None:
        self.redactions = tuple(redactions)
        pairs = {
            needle: each.label
            for each in self.redactions
            for word in (*each.names, *each.passages)
            for needle in {bare(word), bare(slugify(word))}
            if needle
        }
        # The longest first: of a name and its part, the name is what is meant.
        self.needles = tuple(sorted(pairs.items(), key=lambda pair: (-len(pair[0]), pair)))

    def __bool__(self) -> bool:
        return bool(self.needles)

    def clean(self, text: str) -> str:
        """The text with labels in place of what is taken out; as many lines as before."""
        if not self.is_in(text):
            return text
        text = _ADDRESS.sub(lambda found: NOWHERE if self.is_in(found[0]) else found[0], text)
        for tags in (False, True):
            found: list[tuple[int, int]] = []
            labels: dict[int, str] = {}
            folded = fold(text, tags=tags)
            for needle, label in self.needles:
                for span in spans(text, folded, needle):
                    if not overlaps(found, span):
                        insort(found, span)
                        labels[span[0]] = label
            for begin, end in reversed(found):
                text = text[:begin] + _placed(text, begin, end, labels[begin]) + text[end:]
        return text

    def name(self, name: str) -> str:
        """The name of a file or folder, or an id, with labels as such a name has them."""
        if not self.is_in(name):
            return name
        folded, parts, last = fold(name, tags=False), [], 0
        found: list[tuple[int, int, str]] = []
        for needle, label in self.needles:
            taken = sorted((begin, end) for begin, end, _ in found)
            found += [(*span, label) for span in spans(name, folded, needle) if not overlaps(taken, span)]
        for begin, end, label in sorted(found):
            parts += [name[last:begin], slugify(label) or "redacted"]
            last = end
        return "".join((*parts, name[last:]))

    def path(self, path: str) -> str:
        """A path with each of its names so."""
        return "/".join(map(self.name, path.split("/"))) if self.is_in(path) else path

    def is_in(self, text: str) -> bool:
        """Whether a text holds something that is taken out, tags looked into and looked past."""
        return next(self.within(text), None) is not None

    def within(self, text: str) -> Iterator[str]:
        """The labels of all that a text holds and must not."""
        if not self.needles:
            return
        quick = [bare(text), bare(_uncovered(text))]
        suspects = [pair for pair in self.needles if any(pair[0] in each for each in quick)]
        for tags in (False, True) if suspects else ():
            folded = fold(text, tags=tags)
            for needle, label in suspects:
                if next(spans(text, folded, needle), None) is not None:
                    yield label


_COVERED = re.compile(r"<[^<>]*>|&#?\w+;?|\\u[0-9a-fA-F]{4}|(?:%[0-9a-fA-F]{2})+")


def _uncovered(text: str) -> str:
    """The text without tags, with what entities and escapes stand for: quick, and never too little."""
    return _COVERED.sub(lambda found: "" if found[0][0] == "<" else fold(found[0], tags=True).letters, text)


def _placed(text: str, begin: int, end: int, label: str) -> str:
    """A label as it stands there: as a slug in what looks like an id or path; marks inside stay around."""
    inside = text[begin:end]
    before, after = text[begin - 1 : begin], text[end : end + 2]
    is_name = (
        (before and before in "-_/#@")
        or (before == ":" and begin > 1 and not text[begin - 2].isspace())
        or (after[:1] and after[0] in "-_/@")
        or (after[:1] == "." and after[1:].isalnum())
        or (not any(char.isspace() for char in inside) and any(char in "-_" for char in inside))
        or (inside.islower() and inside.isascii() and len(inside.split()) <= _FEW)
    )
    word = (slugify(label) or "redacted") if is_name else label
    opening, closing, line = "", "", text[text.rfind("\n", 0, begin) + 1 : begin]
    for mark in _INNER.findall(inside):
        if mark[0] == "<" and mark[1] != "/":
            opening += mark
        elif "\n" in mark or mark[0] == "<" or line.count(mark) % 2:
            closing += mark
        else:
            opening += mark
    return f"{opening}{word}{closing}"


@lru_cache(maxsize=8)
def redactor_of(redactions: tuple[Redaction, ...]) -> Redactor:
    """The redactor of these redactions, made once in each process."""
    return Redactor(redactions)
