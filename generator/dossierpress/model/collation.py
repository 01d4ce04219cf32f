"""Sort order for names, by the alphabet of the site's language.

This is the part of the Unicode Collation Algorithm (UTS #10) that an index of names needs: letters first,
then accents, then case, digits by value. What each letter weighs, and which letters a language counts as its
own, are CLDR's tables, which tools/make_alphabets.py made small; docs/decisions/0003-collation.md says why.
"""

import importlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

# What a letter weighs at each level; a level that does not count for it is 0.
Element = tuple[int, int, int]
Elements = tuple[Element, ...]
# The weights of one letter, level by level.
Weights = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
SortKey = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], str]

_TABLES: Final = "dossierpress.model.alphabets"
_COMMON: Final = (1 << 12, 0x500)
# Between two of the root's letters, a language has room for as many of its own.
_ROOM: Final = 16
_HAN: Final = 1 << 40
_UNKNOWN: Final = 1 << 48
_RUN: Final = 1 << 56
_CASE: Final = 0xC000
# Letters and numbers whose weights are kept at hand.
_REMEMBERED: Final = 50_000
# Vowels of Thai, Lao and their kin stand before the consonant after which they are spoken.
_SPOKEN_AFTER = re.compile(
    "([\u0e40-\u0e44])([\u0e01-\u0e2e])|([\u0ec0-\u0ec4])([\u0e81-\u0eae\u0edc-\u0edf])"
    "|([\uaab5\uaab6\uaab9\uaabb\uaabc])([\uaa80-\uaaaf])"
)


@lru_cache(maxsize=65536)
def sort_key(text: str, language: str) -> SortKey:
    """A key that sorts names as a reader of `language` (BCP 47) expects."""
    return _alphabet(language).key(text)


class Alphabet:
    """The order of one language: what each letter of it weighs.

    A tailoring is words, written by tools/make_alphabets.py: first the switches (`upper`, `backwards`,
    `ignoring=`, `order=`), then letters of the language with their weights.
    """

    def __init__(self, root: Mapping[str, Elements], tailoring: str) -> None:
        self._root = root
        switches = {}
        words = tailoring.split(" ") if tailoring else []
        while words and words[0].startswith("!"):
            name, _, value = words.pop(0)[1:].partition("=")
            switches[name] = value
        self._upper_first = "upper" in switches
        self._backwards = "backwards" in switches
        self._ignored_below = int(switches.get("ignoring", "0"), 16)
        runs = (run.split("-") for run in switches.get("order", "").split(",") if run)
        self._runs = [(int(low, 16), int(high, 16)) for low, high in runs]
        self._own: dict[str, Elements] = {}
        self._known: dict[str, Weights] = {}
        self.learn(dict(read_elements(words)))

    def learn(self, letters: Mapping[str, Elements]) -> None:
        """Take letters of the language in."""
        self._own.update(letters)
        several = sorted((letter for letter in self._own if len(letter) > 1), key=len, reverse=True)
        begin = "".join(sorted({re.escape(letter[0]) for letter in several}))
        together = f"(?=[{begin}])(?:{'|'.join(map(re.escape, several))})|" if several else ""
        self._letters = re.compile(rf"{together}\d+|.", re.DOTALL)

    def key(self, text: str) -> SortKey:
        """The weights of a text, level by level; the text itself decides at last."""
        letters: list[int] = []
        accents: list[int] = []
        cases: list[int] = []
        known = self._known
        spoken = _SPOKEN_AFTER.sub(r"\2\1\4\3\6\5", unicodedata.normalize("NFC", text))
        for letter in self._letters.findall(spoken):
            weights = known.get(letter)
            if weights is None:
                weights = self._weights(letter)
                if len(known) < _REMEMBERED:
                    known[letter] = weights
            letters += weights[0]
            accents += weights[1]
            cases += weights[2]
        if self._backwards:
            accents.reverse()
        return tuple(letters), tuple(accents), tuple(cases), text

    def elements(self, text: str) -> list[Element]:
        """The weights of a text without numbers, as the table has them."""
        return [element for letter in self._letters.findall(text) for element in self._letter(letter)]

    def _weights(self, letter: str) -> Weights:
        """The weights of a letter or a number by level, in the language's order of scripts and cases."""
        if letter.isdecimal():
            digits = "".join(str(unicodedata.digit(char)) for char in letter).lstrip("0") or "0"
            found = [*self._letter("0"), (len(digits), 0, 0), *((int(digit) + 1, 0, 0) for digit in digits)]
        else:
            found = [element for element in self._letter(letter) if not 0 < element[0] < self._ignored_below]
        return (
            tuple(self._place(place) for place, _, _ in found if place),
            tuple(accent for _, accent, _ in found if accent),
            tuple(self._case(accent, case) for _, accent, case in found if case),
        )

    def _place(self, place: int) -> int:
        run = next((n for n, (low, high) in enumerate(self._runs) if low <= place <= high), 0)
        return place + run * _RUN

    def _case(self, accent: int, case: int) -> int:
        if not self._upper_first:
            return case & ~_CASE
        return case ^ _CASE if accent else case + 0x4000

    def _letter(self, letter: str) -> Elements:
        return self._own.get(letter) or self._root.get(letter) or tuple(self._other(letter))

    def _other(self, letter: str) -> Iterable[Element]:
        """A letter that no table has: made of others, or in a place by itself."""
        apart = unicodedata.normalize("NFD", letter)
        for at, mark in enumerate(apart[1:], start=1):
            # One accent may make another letter, the next only add to it: Vietnamese `ậ` is `â` with a dot.
            if (main := unicodedata.normalize("NFC", apart[0] + mark)) in self._own and main != letter:
                rest = apart[1:at] + apart[at + 1 :]
                return [*self._own[main], *(element for each in rest for element in self._letter(each))]
        for form in ("NFD", "NFKD"):
            parts = unicodedata.normalize(form, letter)
            if parts != letter:
                return [element for part in parts for element in self._letter(part)]
        if unicodedata.category(letter) in ("Mn", "Me", "Cc", "Cf"):
            return ()
        if unicodedata.name(letter, "").startswith("CJK UNIFIED"):
            oldest = letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff"
            return ((_HAN + ord(letter) + (not oldest) * 0x200000, *_COMMON),)
        return ((_UNKNOWN + ord(letter), *_COMMON),)


def read_elements(words: Iterable[str]) -> Iterator[tuple[str, Elements]]:
    """Letters and weights as the tables have them: `ch=2e+1::4700`, or a run `*甲乙=2e+1`.

    A weight is `letter+own:accent+own:case` in hexadecimal, a comma between several. Letters of a run
    follow one another at the first level (`*`) or the second (`**`).
    """
    for word in words:
        letters, _, weights = word.rpartition("=")
        elements = tuple(_element(each) for each in weights.split(",") if each)
        runs = letters[0] == "*" and len(letters) > 1
        if not runs:
            yield letters, elements
        elif letters[1] == "*":
            *others, (first, accent, case) = elements
            for number, letter in enumerate(letters[2:]):
                yield letter, (*others, (first, accent + number, case))
        else:
            ((first, accent, case),) = elements
            for number, letter in enumerate(letters[1:]):
                yield letter, ((first + number, accent, case),)


def _element(text: str) -> Element:
    letter, accent, case = (*text.split(":"), "", "")[:3]
    return (
        _weight(letter, _ROOM),
        _weight(accent, 12) if accent else _COMMON[0],
        int(case, 16) if case else _COMMON[1],
    )


def _weight(text: str, room: int) -> int:
    whole, _, own = text.partition("+")
    return (int(whole, 16) << room) + int(own or "0", 16)


def read_root(order: str, elements: str) -> dict[str, Elements]:
    """The order that all languages share: a letter for each place, then those that share places."""
    found: dict[str, Elements] = {
        letter: ((rank << _ROOM, *_COMMON),) for rank, letter in enumerate(order, start=1)
    }
    found.update(read_elements(elements.split(" ")))
    return found


@lru_cache(maxsize=1)
def _root() -> dict[str, Elements]:
    module = importlib.import_module(f"{_TABLES}.root")
    return read_root(module.ORDER, module.ELEMENTS)


@lru_cache(maxsize=64)
def _alphabet(language: str) -> "Alphabet":
    """The alphabet of a language tag: of the language as it is written or spoken there, or anywhere."""
    tailored = importlib.import_module(f"{_TABLES}.tailored")
    main, *others = language.lower().split("-")
    candidates = (*(f"{main}_{other}" for other in others), main)
    return _named_alphabet(next((tailored.NAMES[each] for each in candidates if each in tailored.NAMES), ""))


@lru_cache(maxsize=8)
def _named_alphabet(name: str) -> "Alphabet":
    letters = importlib.import_module(f"{_TABLES}.tailored").LETTERS
    if name and name not in letters:
        return Alphabet(_root(), importlib.import_module(f"{_TABLES}.{name}").LETTERS)
    return Alphabet(_root(), letters.get(name, ""))
