"""The figures of a dossier: to each question the value that each source gives, when, and in which words."""

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

from dossierpress.model.article import Article
from dossierpress.model.dates import Date
from dossierpress.model.dossier import FigureValue
from dossierpress.model.references import parse_reference
from dossierpress.model.site import PlacedDossier
from dossierpress.plan.amounts import Amount, amount_of
from dossierpress.plan.claims import cited_all
from dossierpress.plan.desk import Desk
from dossierpress.plan.drawings import AmountMarkView, AmountsView, TickView
from dossierpress.plan.evidenceviews import FigureValueView, FigureView
from dossierpress.plan.quotations import evidence_of
from dossierpress.plan.timeline import line_of, span_of
from dossierpress.plan.words import number_words

# So many steps a scale has at most, each one of these or ten, a hundred, … times as much.
_MOST_STEPS: Final = 4
_STEPS: Final = (1, 2, 2.5, 5, 10)
# Values that all lie above this part of the highest have a scale that does not begin at 0.
_FAR: Final = 0.75


class _Given(NamedTuple):
    """A value as it is drawn: when, how much, and as the source gives it."""

    date: Date
    amount: Amount
    words: str


def figure_views(desk: Desk, dossier: PlacedDossier) -> Iterable[FigureView]:
    """Every question with its values. One whose article is held back is left out, and its value with it."""
    for number, figure in enumerate(dossier.document.meta.figures):
        values: list[FigureValueView] = []
        given: list[_Given] = []
        for position, value in enumerate(figure.values):
            article = _article(desk, value)
            key = f"figures[{number}].values[{position}].article"
            view = _value(desk, dossier, value, article, key)
            if view is None:
                continue
            values.append(view)
            date = _date(value, article)
            language = (article.language if article else "") or dossier.document.meta.language
            amount = amount_of(value.value, language or desk.language)
            if date is not None and amount is not None:
                given.append(_Given(date, amount, value.value))
        yield FigureView(
            question=figure.question, values=tuple(values), drawn=tuple(_drawn(given, desk.language))
        )


def _value(
    desk: Desk, dossier: PlacedDossier, value: FigureValue, article: Article | None, key: str
) -> FigureValueView | None:
    passage = desk.quotation(value.article, value.quote)
    reference = passage or value.article
    cited = cited_all(desk, dossier, (reference,) if reference else (), key)
    if reference and not cited:
        return None
    words = next(iter(evidence_of(desk, (passage,))), None) if passage else None
    return FigureValueView(
        value=value.value,
        source=cited[0] if cited else None,
        quote="" if passage else value.quote,
        publication=desk.named("sources", article.source) if article else None,
        date=desk.date(_date(value, article)),
        words=words if words is not None and words.quote is not None else None,
    )


def _article(desk: Desk, value: FigureValue) -> Article | None:
    """The article that gives a value, where readers see it."""
    reference = parse_reference(value.article) if value.article else None
    is_article = reference is not None and reference.kind in ("article", "quote")
    if reference is None or not is_article or not desk.has_article(reference.id):
        return None
    return desk.article(reference.id).meta


def _date(value: FigureValue, article: Article | None) -> Date | None:
    """When a value was so: as the dossier says, else when the words were said, else the article's date."""
    if value.date is not None or article is None:
        return value.date
    said = (each.said for each in article.quotes if value.quote and each.id == value.quote)
    return next(said, None) or article.date


def _drawn(given: Iterable[_Given], language: str) -> Iterable[AmountsView]:
    """A drawing for each unit in which there is a value of one time and of another."""
    by_unit: dict[str, list[_Given]] = {}
    for each in sorted(given, key=lambda each: each.date.sort_key()):
        by_unit.setdefault(each.amount.unit, []).append(each)
    for mine in by_unit.values():
        line = line_of(span_of(each.date) for each in mine)
        if line is None or len({span_of(each.date) for each in mine}) < 2:
            continue
        scale = _scale(min(each.amount.low for each in mine), max(each.amount.high for each in mine))
        marks: list[AmountMarkView] = []
        for date, amount, words in mine:
            at, width = line.mark(date)
            marks.append(
                AmountMarkView(
                    at=at,
                    width=width,
                    low=_height(amount.low, scale),
                    high=_height(amount.high, scale),
                    words=words,
                )
            )
        ticks = (TickView(label=number_words(each, language), at=_height(each, scale)) for each in scale)
        yield AmountsView(line=line.view(language), scale=tuple(ticks), marks=tuple(marks))


def _scale(low: float, high: float) -> tuple[float, ...]:
    """Round numbers from below the lowest value to above the highest; from 0, unless all lie far from it."""
    if 0 <= low <= _FAR * high or high == low >= 0:
        low = 0.0
    elif _FAR * low <= high <= 0:
        high = 0.0
    span = (high - low) or 1.0
    power = 10.0 ** math.floor(math.log10(span / _MOST_STEPS))
    step = next((each * power for each in _STEPS if span / (each * power) <= _MOST_STEPS), 10 * power)
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(number * step for number in range(first, max(last, first + 1) + 1))


def _height(number: float, scale: tuple[float, ...]) -> float:
    return round(100 * (number - scale[0]) / (scale[-1] - scale[0]), 2)
