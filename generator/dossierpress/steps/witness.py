"""Quotations that the part of an article that is here does not hold are looked for in its captures."""

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import msgspec

from dossierpress.evidence.find import Text, places, plain_text
from dossierpress.evidence.quotes import ambiguous, missing, unverified, words_of
from dossierpress.model.article import Quote
from dossierpress.model.document import ArticleDocument, Document, Stand, beside
from dossierpress.model.redaction import Redaction
from dossierpress.problems import Problem
from dossierpress.read.media import captured, real_path
from dossierpress.read.passages import Passages
from dossierpress.read.quotations import waits_for_captures
from dossierpress.redaction.redactor import Redactor, redactor_of
from dossierpress.run.task import Arguments, Deferred, Keeping, Runner, Task

# What opens as text by its name; other captures are evidence that only people can read.
TEXTS = (".txt", ".text", ".md")
PAGES = (".html", ".htm", ".xhtml")
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_HEAD = 4096


class Question(msgspec.Struct, frozen=True):
    """The quotations of one article that are looked for, by their numbers, in captures of these names.

    A capture keeps words that are redacted; they are taken out before the quotations, which have none, are
    looked for.
    """

    path: str
    quotes: tuple[tuple[int, Quote], ...]
    captures: tuple[tuple[int, str], ...]
    redactions: tuple[Redaction, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """Where each stands, by its number, and what is wrong. `is_whole`: every capture was looked through."""

    stands: tuple[tuple[int, Stand], ...] = ()
    problems: tuple[Problem, ...] = ()
    is_whole: bool = False


def witnessed(
    root: Path, documents: Iterable[Document], run: Runner, redactions: tuple[Redaction, ...] = ()
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """The documents, each with the captures in which its quotations stand, and quotations that do not."""
    given = tuple(documents)
    asked = [(number, _question(each, redactions)) for number, each in enumerate(given) if _waits(each)]
    items = (
        (question, *_captures(root, document, question))
        for number, question in asked
        if isinstance(document := given[number], ArticleDocument)
    )
    settled = list(given)
    problems: list[Problem] = []
    answers = run(Task(look_in_captures, items, len(asked), _unanswered, keeping=_KEEPING))
    for (number, _), answer in zip(asked, answers, strict=True):
        document = given[number]
        found = dict(answer.stands)
        assert isinstance(document, ArticleDocument)
        stands = tuple(found.get(at, stand) for at, stand in enumerate(document.stands))
        settled[number] = msgspec.structs.replace(document, stands=stands)
        problems.extend(answer.problems)
    return tuple(settled), tuple(problems)


def look_in_captures(question: Question, *held: bytes | None) -> Answer:
    """Look for quotations in captures: the unit that workers run. None is a capture that was changed."""
    redactor = redactor_of(question.redactions)
    texts = [
        (at, name, _text(name, data, redactor))
        for (at, name), data in zip(question.captures, held, strict=True)
        if data is not None
    ]
    stands: list[tuple[int, Stand]] = []
    problems: list[Problem] = []
    for number, quote in question.quotes:
        words = words_of(quote)
        found = [(at, name, len(places(text, words))) for at, name, text in texts]
        in_which = [each for each in found if each[2]]
        if not in_which and texts:
            where = f"the capture {texts[0][1]}" if len(texts) == 1 else "any of the captures"
            problems.append(missing(question.path, number, quote, (text for _, _, text in texts), where))
        elif not in_which and None not in held:
            problems.append(unverified(question.path, number, quote))
        elif in_which:
            at, name, count = in_which[0]
            stands.append((number, Stand("capture", at)))
            if (count > 1 and not quote.nth) or (quote.nth or 1) > count:
                problems.append(ambiguous(question.path, number, quote, count, f"the capture {name}"))
    return Answer(tuple(stands), tuple(problems), is_whole=None not in held)


def _depends_on(arguments: Arguments) -> tuple[Question, list[str]]:
    """What an answer depends on: the quotations, and the captures by their digests."""
    question, *captures = arguments
    return question, [each.digest for each in captures]


_KEEPING = Keeping("witness", _depends_on, Answer, lambda answer: answer.is_whole)


def _waits(document: Document) -> bool:
    return isinstance(document, ArticleDocument) and any(waits_for_captures(document))


def _question(document: Document, redactions: tuple[Redaction, ...]) -> Question:
    assert isinstance(document, ArticleDocument)
    waiting = waits_for_captures(document)
    quotes = tuple(
        each for each, waits in zip(enumerate(document.meta.quotes), waiting, strict=True) if waits
    )
    captures = tuple(
        (at, each.file)
        for at, each in enumerate(document.meta.captures)
        if each.file.lower().endswith(TEXTS + PAGES)
    )
    return Question(document.path, quotes, captures, redactions)


def _captures(root: Path, document: ArticleDocument, question: Question) -> Iterable[Deferred]:
    redactor = redactor_of(question.redactions)
    for at, name in question.captures:
        path = real_path(root, beside(document.path, name), redactor)
        sha256 = document.meta.captures[at].sha256
        yield Deferred(partial(captured, root, path, sha256), sha256)


def _text(name: str, data: bytes, redactor: Redactor) -> Text:
    text = redactor.clean(_decoded(data))
    return plain_text(text) if name.lower().endswith(TEXTS) else Passages(text).text


def words_of_capture(name: str, data: bytes, redactor: Redactor) -> str:
    """The text of a capture as it stands, without markup, and without what is redacted."""
    text = redactor.clean(_decoded(data))
    return text if name.lower().endswith(TEXTS) else Passages(text).plain


def _decoded(data: bytes) -> str:
    """A capture as text: in UTF-8, or in the encoding that a page declares, or in that of old ones."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:_HEAD])
    try:
        return data.decode(declared[1].decode("ascii") if declared else "cp1252", "replace")
    except LookupError:
        return data.decode("cp1252", "replace")


def _unanswered(arguments: tuple[object, ...], why: str) -> Answer:
    question = arguments[0]
    assert isinstance(question, Question)
    problem = Problem(
        path=question.path,
        code="too-slow",
        message=f"the quotations of this article cannot be looked for in its captures: {why}",
        hint="keep the text of the capture as a .txt beside it",
        key="quotes",
    )
    return Answer((), (problem,))
