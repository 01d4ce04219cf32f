"""Captures of one article, each held against the one before it, through the runner."""

from collections.abc import Iterable
from functools import partial
from itertools import pairwise
from pathlib import Path

import msgspec

from dossierpress.evidence.versions import changes_between
from dossierpress.model.document import ArticleDocument, Document, Version, beside
from dossierpress.model.redaction import Redaction
from dossierpress.read.held import shows_versions
from dossierpress.read.media import captured, real_path
from dossierpress.redaction.redactor import redactor_of
from dossierpress.run.task import Arguments, Deferred, Keeping, Runner, Task
from dossierpress.steps.witness import PAGES, TEXTS, words_of_capture


class Compared(msgspec.Struct, frozen=True):
    """Captures that are compared, by their numbers and names; what is redacted is taken out before."""

    captures: tuple[tuple[int, str], ...]
    redactions: tuple[Redaction, ...] = ()


class Found(msgspec.Struct, frozen=True):
    """What they say otherwise than one another. `is_whole`: every capture was there."""

    versions: tuple[Version, ...] = ()
    is_whole: bool = False


def with_versions(
    root: Path, documents: Iterable[Document], run: Runner, redactions: tuple[Redaction, ...] = ()
) -> tuple[Document, ...]:
    """The documents, each with what its captures say otherwise than one another, where it may be shown."""
    settled = list(documents)
    asked = [
        (number, Compared(held, redactions))
        for number, document in enumerate(settled)
        if len(held := _held(document)) > 1
    ]
    items = ((question, *_opened(root, settled[number], question)) for number, question in asked)
    answers = run(Task(compare, items, len(asked), _uncompared, keeping=_KEEPING))
    for (number, _), found in zip(asked, answers, strict=True):
        settled[number] = msgspec.structs.replace(settled[number], versions=found.versions)
    return tuple(settled)


def compare(question: Compared, *held: bytes | None) -> Found:
    """Hold each capture against the one before: the unit that workers run. None is one that was changed."""
    redactor = redactor_of(question.redactions)
    texts = [
        (at, words_of_capture(name, data, redactor))
        for (at, name), data in zip(question.captures, held, strict=True)
        if data is not None
    ]
    versions = (
        Version(before, after, changes)
        for (before, was), (after, is_now) in pairwise(texts)
        if (changes := changes_between(was, is_now))
    )
    return Found(tuple(versions), is_whole=None not in held)


def _depends_on(arguments: Arguments) -> tuple[Compared, list[str]]:
    question, *captures = arguments
    return question, [each.digest for each in captures]


_KEEPING = Keeping("versions", _depends_on, Found, lambda found: found.is_whole)


def _held(document: Document) -> tuple[tuple[int, str], ...]:
    """The captures that can be compared."""
    if not isinstance(document, ArticleDocument) or not shows_versions(document.meta):
        return ()
    return tuple(
        (number, each.file)
        for number, each in enumerate(document.meta.captures)
        if each.file.lower().endswith(TEXTS + PAGES)
    )


def _opened(root: Path, document: Document, question: Compared) -> Iterable[Deferred]:
    assert isinstance(document, ArticleDocument)
    redactor = redactor_of(question.redactions)
    for at, name in question.captures:
        path = real_path(root, beside(document.path, name), redactor)
        sha256 = document.meta.captures[at].sha256
        yield Deferred(partial(captured, root, path, sha256), sha256)


def _uncompared(_arguments: tuple[object, ...], _why: str) -> Found:
    """What took too long is not shown."""
    return Found()
