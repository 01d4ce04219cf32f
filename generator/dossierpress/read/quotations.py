"""Each quotation of an article, held against its text: its passage is marked, or what is wrong is told."""

from collections.abc import Iterable

import msgspec

from dossierpress.evidence.find import Place, places, plain_text
from dossierpress.evidence.quotes import ambiguous, missing, unverified, words_of
from dossierpress.model.article import Article, Quote
from dossierpress.model.document import ArticleDocument, Body, Stand
from dossierpress.problems import Problem
from dossierpress.read.body import digest_of
from dossierpress.read.passages import CUT, Passages

Settled = tuple[Body, tuple[Stand, ...], tuple[Problem, ...]]


def settle_quotes(meta: Article, body: Body, path: str) -> Settled:
    """The body with the passages of its quotations marked; where each stands, and what is wrong."""
    if not meta.quotes or meta.status == "withdrawn":
        return body, tuple(Stand() for _ in meta.quotes), ()
    passages = Passages(CUT.join(body.parts))
    front = plain_text("\n\n".join(_front(meta)))
    stands: list[Stand] = []
    problems: list[Problem] = []
    marks: list[tuple[str, Place]] = []
    taken = set(body.ids)
    for number, quote in enumerate(meta.quotes):
        words = words_of(quote)
        found = places(passages.text, words) if _speaks(meta, quote) else []
        elsewhere = places(front, words) if not found and meta.rights.mode != "link-only" else []
        stand = Stand("body" if found else "front" if elsewhere else "")
        name = f"quote-{quote.id or number + 1}"
        at = (quote.nth or 1) - 1
        if found and (len(found) == 1 or quote.nth) and at < len(found):
            if name not in taken:
                taken.add(name)
                marks.append((name, found[at]))
        elif found:
            problems.append(ambiguous(path, number, quote, len(found)))
        elif not elsewhere and not _may_stand_in_captures(meta, body):
            problems.append(
                unverified(path, number, quote)
                if _is_part(meta, body)
                else missing(path, number, quote, [passages.text, front])
            )
        stands.append(stand)
    return _marked(body, passages, marks), tuple(stands), tuple(problems)


def waits_for_captures(document: ArticleDocument) -> tuple[bool, ...]:
    """For each quotation, whether only a capture can hold its words."""
    meta = document.meta
    may = meta.status != "withdrawn" and _may_stand_in_captures(meta, document.body)
    return tuple(may and not stand.place for stand in document.stands)


def _front(meta: Article) -> Iterable[str]:
    yield from (meta.title, meta.standfirst)
    if meta.image is not None:
        yield meta.image.caption


def _speaks(meta: Article, quote: Quote) -> bool:
    """Whether the body can hold the words: a digest, which is the curators', holds none of the work's."""
    return meta.rights.mode != "link-only" or quote.kind == "indirect"


def _is_part(meta: Article, body: Body) -> bool:
    """Whether the text that is here is not the whole work."""
    return meta.rights.mode in ("excerpt", "link-only") or body.is_empty


def _may_stand_in_captures(meta: Article, body: Body) -> bool:
    return _is_part(meta, body) and bool(meta.captures)


def _marked(body: Body, passages: Passages, marks: list[tuple[str, Place]]) -> Body:
    if not marks:
        return body
    parts = tuple(passages.marked(marks).split(CUT))
    ids = (*body.ids, *(name for name, _ in marks))
    return msgspec.structs.replace(body, parts=parts, digest=digest_of(parts), ids=ids)
