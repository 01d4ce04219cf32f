"""What the figures of dossiers rest on: a quotation by its id, or words of the article itself."""

import re
from collections.abc import Collection, Iterable

import msgspec

from dossierpress.model.article import Article
from dossierpress.model.document import ArticleDocument, Document, DossierDocument
from dossierpress.model.dossier import Figure, FigureValue
from dossierpress.model.record import is_id
from dossierpress.model.references import parse_reference
from dossierpress.model.wordcount import word_count
from dossierpress.problems import Problem
from dossierpress.read.held import shows_work, spoken
from dossierpress.schema.records import nearest

# What tells an id from a word, such as q9 or port-inquiry from dozens.
_UNLIKE_WORDS = re.compile(r"[0-9._-]")


class Quotable:
    """The articles that figures quote: which ids they have, and how many of their words are shown by now.

    `unshown` are the ids of those whose words no figure may give, since readers do not see them at all.
    """

    def __init__(self, documents: Iterable[Document], unshown: Collection[str]) -> None:
        self._articles: dict[str, ArticleDocument] = {}
        for document in documents:
            if isinstance(document, ArticleDocument):
                self._articles.setdefault(document.id, document)
        self._unshown = unshown
        self._quoted: dict[str, dict[str, int]] = {}

    def settled(self, dossier: DossierDocument) -> tuple[DossierDocument, tuple[Problem, ...]]:
        """A dossier without words in its figures that readers may not see; and what is wrong there."""
        if not dossier.meta.figures:
            return dossier, ()
        problems: list[Problem] = []
        figures: list[Figure] = []
        for number, figure in enumerate(dossier.meta.figures):
            values: list[FigureValue] = []
            for position, value in enumerate(figure.values):
                place = (dossier.path, f"figures[{number}].values[{position}].quote")
                values.append(self._settled(value, place, problems))
            figures.append(msgspec.structs.replace(figure, values=tuple(values)))
        meta = msgspec.structs.replace(dossier.meta, figures=tuple(figures))
        return msgspec.structs.replace(dossier, meta=meta), tuple(problems)

    def _settled(self, value: FigureValue, place: tuple[str, str], problems: list[Problem]) -> FigureValue:
        reference = parse_reference(value.article)
        article = self._articles.get(reference.id) if reference is not None else None
        ids = [quote.id for quote in article.meta.quotes if quote.id] if article is not None else []
        if not value.quote or value.quote in ids:
            return value
        if article is None and value.article and not value.article.startswith(("dossier:", "claim:")):
            return msgspec.structs.replace(value, quote="")  # that there is no such article is said elsewhere
        if looks_like_id(value.quote, ids):
            problems.append(_no_such_quote(value, ids, place))
        elif article is None:
            return value
        elif article.id not in self._unshown and shows_work(article.meta):
            problems.extend(self._too_long(article, value.quote, place))
            return value
        return msgspec.structs.replace(value, quote="")

    def _too_long(self, article: ArticleDocument, words: str, place: tuple[str, str]) -> Iterable[Problem]:
        """Count the words that a figure gives, unless they stand in a quotation or are counted by now."""
        limit = article.meta.rights.max_words
        if limit is None:
            return
        before = self._quoted.setdefault(article.id, dict.fromkeys(_quotes(article.meta), 0))
        if spoken(words) in before:
            return
        before[spoken(words)] = word_count(words)
        total = article.words + sum(before.values())
        if total > limit >= article.words:
            yield Problem(
                path=place[0],
                code="too-long",
                message=f"with these, {total} words of `{article.id}` are shown; its `rights` allow {limit}",
                hint="shorten them, or name the id of a quotation that is shown already",
                key=place[1],
            )


def looks_like_id(text: str, ids: Collection[str]) -> bool:
    """Whether a text is meant for an id rather than for words.

    It has the form of an id, in letters that are large and small, begins with one, and holds a digit, `-`,
    `_` or `.`; or is nearly one of these ids. So `q9` is, and `412`, `dozens` and Chinese are not.
    """
    letters = [char for char in text if char.isalpha()]
    if not is_id(text) or not text[0].isalpha() or any(char.lower() == char.upper() for char in letters):
        return False
    return _UNLIKE_WORDS.search(text) is not None or bool(nearest(text, ids))


def _quotes(meta: Article) -> Iterable[str]:
    return (spoken(quote.text) for quote in meta.quotes)


def _no_such_quote(value: FigureValue, ids: Collection[str], place: tuple[str, str]) -> Problem:
    owner = (
        f"the article {value.article} has no quote"
        if value.article
        else "no article is named that has a quote"
    )
    near = nearest(value.quote, ids)
    return Problem(
        path=place[0],
        code="unknown-reference",
        message=f"`{value.quote}` looks like the id of a quote, but {owner} of that id",
        hint=f"{near or 'mend the id'}; if these are words of the article, quote more of the sentence",
        key=place[1],
    )
