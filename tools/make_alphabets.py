"""Write generator/dossierpress/model/alphabets/ from CLDR's collation, as ICU holds it (PyPI: icukit-pyicu).

    python -m venv icu && icu/bin/pip install icukit-pyicu==78.3.1
    PYTHONPATH=generator icu/bin/python tools/make_alphabets.py

ICU is what Node's `Intl.Collator` and browsers sort by. It weighs 65 MB, so only these tables go into the
package: the order that all languages share, and for each language what differs. Of the shared order
they hold the Basic Multilingual Plane and the younger scripts that people write; what has a decomposition is
taken apart when it is looked up, and dead scripts follow by code point. docs/decisions/0003-collation.md.
"""

import json
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import icu

from dossierpress.model.collation import Alphabet, Element, Elements, read_root

TARGET = Path(__file__).resolve().parent.parent / "generator" / "dossierpress" / "model" / "alphabets"
# Osage, Chakma, Wancho, Adlam: the scripts beyond the first plane that languages are written in today.
BEYOND = (range(0x104B0, 0x10500), range(0x11100, 0x11150), range(0x1E2C0, 0x1E300), range(0x1E900, 0x1E960))
# Too many characters of their own for the table that every site loads.
LARGE = ("zh", "zh_Hant", "ja", "ko")
# Tags that CLDR's locales have other names for.
OTHER_NAMES = {
    "cnr": "sr_ME", "hbs": "sr_Latn", "in": "id", "iw": "he", "ji": "yi", "mo": "ro", "prs": "fa_AF",
    "sh": "sr_Latn", "sr_Cyrl": "sr", "sr_ME": "sr_Latn", "tl": "fil", "zh_Hans": "zh",
    "zh_TW": "zh_Hant", "zh_HK": "zh_Hant", "zh_MO": "zh_Hant", "yue": "zh_Hant",
}  # fmt: skip
ROOM, ACCENT_ROOM = 16, 12
Raw = tuple[int, int, int]  # ICU's weights: 32, 16 and 16 bits


def raw_elements(collator: Any, text: str) -> tuple[Raw, ...]:
    """ICU's collation elements, put together from the halves that its iterator gives."""
    found: list[Raw] = []
    first = False
    for half in (each & 0xFFFFFFFF for each in collator.createCollationElementIterator(text)):
        if first and half & 0xC0 == 0xC0:
            letter, accent, case = found[-1]
            found[-1] = (letter | half >> 16, accent | half >> 8 & 0xFF, case | half & 0x3F)
            first = False
        else:
            found.append((half & 0xFFFF0000, half & 0xFF00, (half & 0xFF) << 8))
            first = True
    return tuple(found)


def written_letters() -> Iterator[str]:
    """The characters of the root's table: assigned, in one piece, neither Han nor Yi nor Hangul."""
    codes = [*range(0x20, 0xA000), *range(0xA4D0, 0x10000), *(code for each in BEYOND for code in each)]
    for letter in map(chr, codes):
        assigned = unicodedata.category(letter) not in ("Cn", "Co", "Cs", "Cc")
        han = unicodedata.name(letter, "").startswith("CJK UNIFIED")
        if assigned and not han and unicodedata.normalize("NFKD", letter) == letter:
            yield letter


def composed_letters(collator: Any) -> Iterator[str]:
    """Characters that count as letters of their own though they can be taken apart, such as Cyrillic `й`."""
    for letter in map(chr, range(0xA000)):
        found = raw_elements(collator, letter)
        for form in ("NFD", "NFKD"):
            parts = unicodedata.normalize(form, letter)
            apart = [element for part in parts for element in raw_elements(collator, part)]
            # A form for compatibility may differ in its last weight: it is the same letter.
            levels = 3 if form == "NFD" else 1
            other = [element[:levels] for element in found] != [element[:levels] for element in apart]
            if unicodedata.normalize("NFC", letter) == letter != parts and other:
                yield letter
                break


class Ranks:
    """Places for ICU's weights: the root's are counted, a language's own stand between two of them."""

    def __init__(self, root: list[int], room: int) -> None:
        self.known = {weight: rank << room for rank, weight in enumerate(root, start=1)}
        self.room = room

    def with_own(self, weights: set[int]) -> dict[int, int]:
        """Every weight's place, those of a language between the root's."""
        places, place = dict(self.known), 0
        for weight in sorted({*self.known, *weights} - {0}):
            place = self.known.get(weight, place + 1)
            places[weight] = place
        return places | {0: 0}


def spelt(elements: Elements) -> str:
    """Weights as the tables have them."""
    words = []
    for letter, accent, case in elements:
        parts = [_spelt(letter, ROOM), "" if accent == 1 << ACCENT_ROOM else _spelt(accent, ACCENT_ROOM)]
        parts.append("" if case == 0x500 else f"{case:x}")
        words.append(":".join(parts).rstrip(":") or "0")
    return ",".join(words)


def _spelt(weight: int, room: int) -> str:
    own = weight & (1 << room) - 1
    return f"{weight >> room:x}+{own:x}" if own else f"{weight >> room:x}"


def words_of(elements: dict[str, Elements]) -> Iterator[str]:
    """A table as words; letters that follow one another make a run."""
    runs: list[tuple[str, str, Elements]] = []  # sign, letters, weights of the first
    for letter, found in sorted(elements.items(), key=lambda item: (item[1], item[0])):
        if runs and len(letter) == 1 and runs[-1][1][0] != "*":
            sign, letters, first = runs[-1]
            for each, step in (("*", (len(letters), 0, 0)), ("**", (0, len(letters), 0))):
                if (sign == each or len(letters) == 1) and found == stepped(first, step):
                    runs[-1] = (each, letters + letter, first)
                    break
            else:
                runs.append(("", letter, found))
            continue
        runs.append(("", letter, found))
    for sign, letters, first in runs:
        yield f"{sign}{letters}={spelt(first)}"


def stepped(first: Elements, step: Element) -> Elements | None:
    """Weights whose last element lies a step further."""
    if step[0] and len(first) > 1:
        return None
    last = first[-1]
    return (*first[:-1], (last[0] + step[0], last[1] + step[1], last[2] + step[2]))


def order_of(collator: Any, samples: dict[int, str]) -> str:
    """Where a language puts whole scripts: spans of places in the order of the language."""
    places = sorted(samples)
    rank = {place: n for n, place in enumerate(places)}
    in_order = sorted(places, key=lambda place: collator.getSortKey(samples[place]))
    spans = [[in_order[0], in_order[0]]]
    for place in in_order[1:]:
        if rank[place] == rank[spans[-1][1]] + 1:
            spans[-1][1] = place
        else:
            spans.append([place, place])
    if len(spans) == 1:
        return ""
    # A span reaches to where the next place of the root begins, so that letters between belong to it.
    following = dict(zip(places, [*(place - 1 for place in places[1:]), 1 << 56], strict=True))
    return ",".join(f"{low:x}-{following[high]:x}" for low, high in spans)


class Tables:
    """What is gathered of the root, and made for one language after another."""

    def __init__(self) -> None:
        self.collator = icu.Collator.createInstance(icu.Locale("root"))
        written = (*written_letters(), *composed_letters(self.collator))
        raw = {letter: found for letter in written if (found := raw_elements(self.collator, letter))}
        letters = sorted({weight for found in raw.values() for weight, _, _ in found} - {0})
        accents = sorted({accent for found in raw.values() for _, accent, _ in found} - {0})
        assert accents[0] == 0x500, "what has no accent comes first"
        self.letters = Ranks(letters, ROOM)
        self.accents = Ranks(accents, ACCENT_ROOM)
        self.alone = {
            found[0][0]: letter for letter, found in sorted(raw.items(), reverse=True) if self.plain(found)
        }
        # A place that no letter has to itself is held by a sign of no text.
        self.order = "".join(self.alone.get(weight, "\ufffe") for weight in letters)
        self.elements = {
            letter: self.placed(found, self.letters.known, self.accents.known)
            for letter, found in raw.items()
            if self.alone.get(found[0][0]) != letter
        }

    @staticmethod
    def plain(found: tuple[Raw, ...]) -> bool:
        """Whether a letter has a place and nothing else."""
        return len(found) == 1 and found[0][1:] == (0x500, 0x500)

    @staticmethod
    def placed(found: tuple[Raw, ...], letters: dict[int, int], accents: dict[int, int]) -> Elements:
        """ICU's weights as ours."""
        return tuple((letters[a] if a else 0, accents[b] if b else 0, c) for a, b, c in found)

    def root_words(self) -> str:
        """The letters that share places with others."""
        return " ".join(words_of(self.elements))

    def tailoring(self, name: str) -> str:
        """What a language has of its own, as words; empty when nothing."""
        collator = icu.Collator.createInstance(icu.Locale(name))
        rules = collator.getRules()
        strings = [str(each) for each in icu.UnicodeSetIterator(collator.getTailoredSet(icu.UnicodeSet()))]
        raw = {unicodedata.normalize("NFC", each): raw_elements(collator, each) for each in strings}
        raw = {each: found for each, found in raw.items() if self.wanted(each)}
        own = {
            weight for found in raw.values() for weight, _, _ in found if weight >> 24 < 0xFA or name in LARGE
        }
        letters = self.letters.with_own(own)
        accents = self.accents.with_own({accent for found in raw.values() for _, accent, _ in found})
        wanted = {
            each: self.placed(found, letters, accents)
            for each, found in raw.items()
            if all(weight in letters for weight, _, _ in found)
        }
        # A letter that the language moves tells nothing of where its script stands.
        samples = {letters[weight]: letter for weight, letter in self.alone.items() if letter not in raw}
        samples |= {
            found[0][0]: each
            for each, found in wanted.items()
            if len(found) == 1 and len(each) == 1 and found[0][0]
        }
        switches = []
        if order := order_of(collator, samples):
            switches.append(f"!order={order}")
        if "[caseFirst upper]" in rules:
            switches.append("!upper")
        if "[backwards 2]" in rules:
            switches.append("!backwards")
        if "[alternate shifted]" in rules:
            first = next(n for n, letter in enumerate(self.order, start=1) if letter == "`")
            switches.append(f"!ignoring={first << ROOM:x}")
        return " ".join([*switches, *words_of(self.needed(wanted))])

    def wanted(self, text: str) -> bool:
        """Whether people write it: no forms for compatibility, no signs that are no characters."""
        return all(
            unicodedata.normalize("NFKD", part) == part
            and unicodedata.category(part) not in ("Cn", "Co", "Cc")
            for letter in text
            for part in unicodedata.normalize("NFD", letter)
        )

    def needed(self, wanted: dict[str, Elements]) -> dict[str, Elements]:
        """Of a language's letters those that do not follow from the others and the root."""
        root = read_root(self.order, self.root_words())
        kept: dict[str, Elements] = {}
        wanted = {each: found for each, found in wanted.items() if not accented(each, wanted)}
        by_length = sorted(wanted, key=lambda each: (len(unicodedata.normalize("NFD", each)), each))
        for _, group in groupby(by_length, key=lambda each: len(unicodedata.normalize("NFD", each))):
            alphabet = Alphabet(root, "")
            alphabet.learn(kept)
            kept |= {each: wanted[each] for each in group if tuple(alphabet.elements(each)) != wanted[each]}
        return kept


def accented(text: str, elements: dict[str, Elements]) -> bool:
    """Whether a text is another of the table with an accent that only adds to it, such as `cĥ` to `ch`."""
    apart = unicodedata.normalize("NFD", text)
    for at, mark in enumerate(apart):
        if unicodedata.combining(mark):
            rest = elements.get(unicodedata.normalize("NFC", apart[:at] + apart[at + 1 :]))
            own = elements[text]
            if rest and own[: len(rest)] == rest and not any(letter for letter, _, _ in own[len(rest) :]):
                return len(own) > len(rest)
    return False


def module(docstring: str, *parts: str) -> str:
    """A module of data."""
    return f'"""{docstring} Written by tools/make_alphabets.py."""\n\n' + "\n".join(parts)


def literal(text: str) -> str:
    """A string of Python that editors and terminals show as it is: marks and hidden signs are escaped."""
    shown = (
        letter if unicodedata.category(letter)[0] in "LNPS" or letter == " " else escaped(letter)
        for letter in json.dumps(text, ensure_ascii=False)
    )
    return "".join(shown)


def escaped(letter: str) -> str:
    """A letter by its number, as Python writes it."""
    return f"\\U{ord(letter):08x}" if ord(letter) > 0xFFFF else f"\\u{ord(letter):04x}"


def parents(name: str) -> list[str]:
    """Shorter names of a locale, from which it inherits."""
    parts = name.split("_")
    return ["_".join(parts[:length]) for length in range(len(parts) - 1, 0, -1)]


def main() -> None:
    """Write the modules."""
    tables = Tables()
    version = f"CLDR's collation of ICU {icu.ICU_VERSION}, in the tables' form"
    order = "\n".join(
        f"    {literal(tables.order[at : at + 150])}" for at in range(0, len(tables.order), 150)
    )
    words = tables.root_words().split(" ")
    lines = "\n".join(
        f"    {literal(' '.join(words[at : at + 30]) + (' ' if at + 30 < len(words) else ''))}"
        for at in range(0, len(words), 30)
    )
    text = module(
        f"The order of letters that all languages share ({version}).",
        f"ORDER = (\n{order}\n)",
        f"ELEMENTS = (\n{lines}\n)\n",
    )
    (TARGET / "root.py").write_text(text, encoding="utf-8")
    (TARGET / "__init__.py").write_text('"""What letters weigh in each language."""\n', encoding="utf-8")
    letters: dict[str, str] = {}
    names: dict[str, str] = {}
    with_rules: dict[str, str] = {}
    for name in sorted(icu.Collator.getAvailableLocales()):
        rules = icu.Collator.createInstance(icu.Locale(name)).getRules()
        inherited = any(
            with_rules.get(rules) == names.get(above) for above in parents(name.lower()) if above in names
        )
        if name == "en_US_POSIX" or not rules or inherited:
            continue
        if rules not in with_rules:
            with_rules[rules] = name.lower()
            own = tables.tailoring(name)
            if name in LARGE:
                body = f"LETTERS = {literal(own)}\n"
                path = TARGET / f"{name.lower()}.py"
                path.write_text(module(f"The letters of {name} ({version}).", body), encoding="utf-8")
            else:
                letters[name.lower()] = own
        names[name.lower()] = with_rules[rules]
    for other, name in OTHER_NAMES.items():
        if name.lower() in names:
            names[other.lower()] = names[name.lower()]
    text = module(
        f"The letters that languages count as their own ({version}).",
        "NAMES = {\n" + "".join(f'    "{a}": "{b}",\n' for a, b in sorted(names.items())) + "}",
        "LETTERS = {\n" + "".join(f'    "{a}": {literal(b)},\n' for a, b in sorted(letters.items())) + "}\n",
    )
    (TARGET / "tailored.py").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
