"""What is wrong with a quotation: its words stand nowhere, or in several places, or nobody can tell."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from dossierpress.evidence.find import Text
from dossierpress.evidence.words import normalised
from dossierpress.model.article import Quote
from dossierpress.problems import Problem

_LONGEST: Final = 200
_BRACKETS: Final = re.compile(r"\[[^\[\]]*\]")
# So much of the words, at least, must be alike in what is shown as the nearest passage.
_ALIKE: Final = 0.5


def words_of(quote: Quote) -> str:
    """The words that must stand in the work: of an indirect quotation, the passage that it tells of."""
    return quote.passage if quote.passage and quote.kind == "indirect" else quote.text


def missing(
    path: str, number: int, quote: Quote, texts: Iterable[Text], where: str = "the article"
) -> Problem:
    """The words do not stand where they should: altered by one side or the other.

    What is told in other words, and names no passage, may be sound: a warning.
    """
    if quote.kind == "indirect" and not quote.passage:
        return _passage_wanted(path, number, quote)
    near = nearest_passage(words_of(quote), texts)
    hint = f"nearest: “{cut(near[0])}”; {near[1]}" if near else "nothing there is like them"
    own = "its `passage`, the words that it tells of," if quote.kind == "indirect" else "the words"
    return _problem(
        path,
        number,
        _key(quote),
        "quote-not-found",
        f"“{cut(words_of(quote))}” does not stand in {where}",
        f"{hint}; mend {own} so that they are there letter for letter, `[…]` for what is left out",
    )


def _passage_wanted(path: str, number: int, quote: Quote) -> Problem:
    problem = _problem(
        path,
        number,
        "text",
        "quote-unverified",
        f"“{cut(quote.text)}” is told in other words than the article's, and nobody can tell from which",
        "give it a `passage`: the article's words that it tells of",
    )
    return replace(problem, severity="warning")


def unverified(path: str, number: int, quote: Quote) -> Problem:
    """The words may stand in what is not here."""
    problem = _problem(
        path,
        number,
        _key(quote),
        "quote-unverified",
        f"“{cut(words_of(quote))}” cannot be verified: only a part of the article is here,"
        " without these words, and no capture holds the rest",
        "keep a capture of the article under `captures`; a quote told in your words names its `passage`",
    )
    return replace(problem, severity="warning")


def ambiguous(path: str, number: int, quote: Quote, count: int, where: str = "the article") -> Problem:
    """The words stand in several places, or in fewer than `nth` says."""
    if quote.nth and quote.nth > count:
        return _problem(
            path,
            number,
            "nth",
            "quote-nth",
            f"“{cut(words_of(quote))}” stands {count} times in {where}, and not {quote.nth}",
            f"write an `nth` from 1 to {count}",
        )
    return _problem(
        path,
        number,
        _key(quote),
        "quote-ambiguous",
        f"“{cut(words_of(quote))}” stands {count} times in {where}",
        f"say which with `nth: 1` to `nth: {count}`, or quote more of the sentence",
    )


def nearest_passage(words: str, texts: Iterable[Text]) -> tuple[str, str] | None:
    """The passage most like some words, and how it differs; None when nothing is like them."""
    wanted = normalised(_BRACKETS.sub(" ", words)).strip("' ").split()
    best: tuple[float, str, str] | None = None
    for text in texts:
        held = text.run_on.split()
        for start in _starts(held, wanted):
            window = held[start : start + len(wanted)]
            matcher = difflib.SequenceMatcher(None, window, wanted, autojunk=False)
            ratio = _letters_alike(window, wanted)
            if best is None or ratio > best[0]:
                best = (ratio, " ".join(window), _difference(matcher, window, wanted))
    return best[1:] if best is not None and best[0] >= _ALIKE else None


def _starts(held: list[str], wanted: list[str]) -> Iterable[int]:
    """Where passages may begin: so that rare words of both stand in the same place."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(held):
        places.setdefault(word, []).append(at)
    counts: dict[int, int] = {}
    for number, word in enumerate(wanted):
        for at in places.get(word, ())[:50]:
            counts[at - number] = counts.get(at - number, 0) + 1
    likeliest = sorted(counts, key=lambda start: (-counts[start], start))[:8]
    if not likeliest and len(held) <= 2000:
        likeliest = [
            at for at in range(len(held)) if difflib.get_close_matches(wanted[0], held[at : at + 1])
        ][:8]
    return sorted({min(max(start, 0), max(len(held) - 1, 0)) for start in likeliest})


def _letters_alike(window: list[str], wanted: list[str]) -> float:
    return difflib.SequenceMatcher(None, " ".join(window), " ".join(wanted), autojunk=False).ratio()


def _difference(matcher: "difflib.SequenceMatcher[str]", window: list[str], wanted: list[str]) -> str:
    """What stands there and what the quotation has, word for word."""
    told = []
    for kind, begin, end, first, last in matcher.get_opcodes():
        there, here = " ".join(window[begin:end]), " ".join(wanted[first:last])
        if kind == "replace":
            told.append(f"there “{there}”, here “{here}”")
        elif kind == "delete":
            told.append(f"there “{there}”, here nothing")
        elif kind == "insert":
            told.append(f"there no “{here}”")
    return ", ".join(told[:4]) or "the words are the same, their order or joins are not"


def _key(quote: Quote) -> str:
    return "text" if words_of(quote) == quote.text else "passage"


def cut(text: str, longest: int = _LONGEST) -> str:
    """A text as a message has it: on one line, and no longer."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _problem(path: str, number: int, key: str, code: str, message: str, hint: str) -> Problem:
    return Problem(path=path, code=code, message=message, hint=hint, key=f"quotes[{number}].{key}")
