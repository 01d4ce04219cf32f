"""Whether a dossier's evidence carries what it says: the status of claims, and the values of figures."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from dossierpress.evidence.words import is_joined, normalised
from dossierpress.model.article import Article
from dossierpress.model.document import DossierDocument
from dossierpress.model.dossier import Claim, FigureValue
from dossierpress.model.references import parse_reference
from dossierpress.problems import Problem

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
# Between the thousands of a number; a comma or point there is taken for one in the value and in the words.
_THOUSANDS: Final = re.compile(r"(?<=\d)[ '\u2009\u202f\xa0](?=\d{3}(?!\d))")
_ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# What a status says, and the sides that must speak for that.
_CARRIED: Final = {"supported": ("for",), "refuted": ("against",), "disputed": ("for", "against")}


def weigh(
    dossier: DossierDocument, articles: Mapping[str, Article], held: Collection[str]
) -> Iterator[Problem]:
    """What a dossier says beyond its evidence. `held` are articles that readers do not see."""
    for number, claim in enumerate(dossier.meta.claims):
        yield from _claim(dossier.path, claim, number, held)
    for number, figure in enumerate(dossier.meta.figures):
        for position, value in enumerate(figure.values):
            words = words_of_value(value, articles)
            if words and not gives(words, value.value):
                yield Problem(
                    path=dossier.path,
                    code="value-not-in-quote",
                    message=f"the value “{value.value}” is not in the words that it rests on",
                    hint="write the value as the quote gives it, with what is yours in (brackets);"
                    " or name the quote that gives it",
                    key=f"figures[{number}].values[{position}].value",
                )


def words_of_value(value: FigureValue, articles: Mapping[str, Article]) -> tuple[str, ...]:
    """The words that a figure's value rests on: of a quotation, or written there; none where it has none."""
    if not value.quote:
        return ()
    reference = parse_reference(value.article) if value.article else None
    article = articles.get(reference.id) if reference is not None else None
    if value.article and article is None:
        return ()
    for quote in article.quotes if article is not None else ():
        if quote.id == value.quote:
            return tuple(each for each in (quote.text, quote.passage) if each)
    return (value.quote,)


def gives(texts: Iterable[str], value: str) -> bool:
    """Whether words give a value: every number of it, or if it has none, its own words."""
    said = [_comparable(text) for text in texts]
    wanted = _comparable(_ASIDE.sub(" ", value)).strip(" ,;") or _comparable(value)
    numbers = _NUMBER.findall(wanted)
    if numbers:
        return any(set(numbers) <= set(_NUMBER.findall(each)) for each in said)
    return any(_holds(each.casefold(), wanted.casefold()) for each in said)


def _comparable(text: str) -> str:
    digits = "".join(str(int(char)) if char.isdecimal() else char for char in text)
    return normalised(_THOUSANDS.sub(",", digits))


def _holds(text: str, words: str) -> bool:
    at = text.find(words)
    while at >= 0:
        if not is_joined(text, at) and not is_joined(text, at + len(words)):
            return True
        at = text.find(words, at + 1)
    return False


def _claim(path: str, claim: Claim, number: int, held: Collection[str]) -> Iterator[Problem]:
    sides = {"for": claim.for_, "against": claim.against}
    bare = [side for side in _CARRIED.get(claim.status, ()) if not _shown(sides[side], held)]
    if not bare:
        return
    nobody = " and ".join(f"`{side}`" for side in bare)
    hidden = any(sides[side] for side in bare)
    why = "names only what readers do not see" if hidden else "names nothing"
    yield Problem(
        path=path,
        code="claim-not-carried",
        message=f"the claim `{claim.id}` is {claim.status}, but {nobody} {why}",
        hint=f"name under {nobody} the articles or quotes that say so, or say `status: unverified`",
        key=f"claims[{number}].status",
    )


def _shown(references: Iterable[str], held: Collection[str]) -> bool:
    for text in references:
        reference = parse_reference(text)
        if reference is not None and reference.id not in held:
            return True
    return False
