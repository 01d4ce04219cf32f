"""What a dossier rests on too little: a list for its curators, and no score.

Each finding is a Problem, a warning, with the place in the file and what to do. Looked at is what files say,
also where rights keep it from readers.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dossierpress.evidence.quotes import cut
from dossierpress.model.article import Article
from dossierpress.model.dates import Date, Day
from dossierpress.model.document import ArticleDocument, DossierDocument
from dossierpress.model.dossier import Claim
from dossierpress.model.links import Link, link_key
from dossierpress.model.references import origin, parse_reference
from dossierpress.problems import Problem

# Every kind of finding by its code, in the order of the report.
KINDS: Final = {
    "one-source": "Rests on one source",
    "one-sided": "A claim with one side",
    "quote-unverified": "A quote that is not verified",
    "unidentified": "A person never identified",
    "undated": "An article without a certain date",
    "no-capture": "No capture is held",
    "no-archived-copy": "No copy in a web archive",
    "dead-original": "The original is gone",
    "stale-review": "A review that is stale",
}
# An open dossier that nobody has looked through for longer is stale.
MONTHS: Final = 6
# Letters of a text that a finding names.
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class Held:
    """What a site holds, as far as an audit looks at it.

    `articles` are those that readers may find, by id, as their files have them; `people` says whether a
    registry knows somebody, `sources` gives one key for all spellings of a source's name.
    """

    articles: Mapping[str, ArticleDocument]
    links: Mapping[str, Link]
    people: Callable[[str], bool]
    sources: Callable[[str], str]


def audit_article(held: Held, article: ArticleDocument) -> Iterator[Problem]:
    """What one article lacks; nothing for one that is withdrawn."""
    meta, path = article.meta, article.path
    if meta.status == "withdrawn":
        return
    if _is_vague(meta.date):
        message = f"the date `{meta.date.text}` is not certain"
        yield _found(
            path, "undated", message, "find an edition, a capture or a catalogue that dates it", "date"
        )
    if not meta.captures:
        hint = "keep the page or a scan beside the article, and name it under `captures` with its sha256"
        yield _found(path, "no-capture", "no capture of this article is held", hint, "title")
    yield from _original(held, path, meta)
    yield from _quotes(article)
    named = {f"people[{number}]": name for number, name in enumerate(meta.people)}
    named |= {f"quotes[{number}].who": each.who for number, each in enumerate(meta.quotes)}
    yield from _unidentified(held, path, named)


def audit_dossier(
    held: Held, dossier: DossierDocument, articles: Collection[str], today: Day
) -> Iterator[Problem]:
    """What one dossier itself rests on; `articles` are those that stand in it."""
    meta, path = dossier.meta, dossier.path
    standing = [name for name in articles if held.articles[name].meta.status != "withdrawn"]
    if len(standing) > 1:
        yield from _one_source(held, path, standing, "the whole dossier", "title")
    for number, claim in enumerate(meta.claims):
        yield from _claim(held, path, claim, f"claims[{number}]")
    for number, event in enumerate(meta.timeline):
        what = f"the event “{cut(event.title, _LONGEST)}”"
        yield from _one_source(held, path, event.all_cites, what, f"timeline[{number}].title")
    for number, figure in enumerate(meta.figures):
        given = [value.article for value in figure.values if value.article]
        what = f"the figures for “{cut(figure.question, _LONGEST)}”"
        yield from _one_source(held, path, given, what, f"figures[{number}].question")
    yield from _unidentified(held, path, {f"claims[{n}].by": each.by for n, each in enumerate(meta.claims)})
    yield from _review(dossier, today)


def _claim(held: Held, path: str, claim: Claim, key: str) -> Iterator[Problem]:
    if claim.status == "withdrawn":
        return
    lacking = [side for side, refs in (("for", claim.for_), ("against", claim.against)) if not refs]
    if lacking:
        sides = " and ".join(f"`{side}`" for side in lacking)
        message = f"the claim `{claim.id}` has nothing under {sides}"
        hint = "look for what the other side says, and name it there; or say in `history` that none was found"
        yield _found(path, "one-sided", message, hint, f"{key}.id")
    yield from _one_source(held, path, claim.for_, f"the claim `{claim.id}`", f"{key}.id")


def _one_source(held: Held, path: str, references: Iterable[str], what: str, key: str) -> Iterator[Problem]:
    """Whether everything that is cited goes back to one source; a reprint counts as what it reprints."""
    names = [each.id for text in references if (each := parse_reference(text)) is not None]
    cited = [name for name in names if name in held.articles]
    firsts = (origin(name, lambda each: _same_as(held, each)) for name in cited)
    origins = {held.sources(held.articles[name].meta.source) for name in firsts if name in held.articles}
    if len(origins) == 1:
        source = held.articles[cited[0]].meta.source or "an unknown source"
        message = f"{what} rests on one source, {source}"
        hint = "cite a second one that did not take it from the first, or say in the text that there is none"
        yield _found(path, "one-source", message, hint, key)


def _same_as(held: Held, name: str) -> str:
    return held.articles[name].meta.same_as if name in held.articles else ""


def _original(held: Held, path: str, meta: Article) -> Iterator[Problem]:
    if not meta.url:
        return
    if not meta.archived:
        message = f"{meta.url} has no copy in a web archive"
        hint = "have an archive save it, and name the copy under `archived`"
        yield _found(path, "no-archived-copy", message, hint, "url")
    link = held.links.get(link_key(meta.url))
    if link is not None and link.state == "dead":
        kept = meta.archived or meta.captures
        hint = (
            "nothing is to be done: readers are led to what is kept" if kept else "look for a copy elsewhere"
        )
        message = f"{meta.url} is gone (seen on {link.since.isoformat()})"
        yield _found(path, "dead-original", message, hint, "url")


def _quotes(article: ArticleDocument) -> Iterator[Problem]:
    for number, quote in enumerate(article.meta.quotes):
        if number < len(article.stands) and article.stands[number].place:
            continue
        yield _found(
            article.path,
            "quote-unverified",
            f"nothing here holds the words “{cut(quote.text, _LONGEST)}”",
            "keep a capture that holds them; a quote in other words names its `passage`",
            f"quotes[{number}].text",
        )


def _unidentified(held: Held, path: str, named: Mapping[str, str]) -> Iterator[Problem]:
    """Names that no registry knows, each once in a file."""
    seen: set[str] = set()
    for key, name in named.items():
        if name and name not in seen and not held.people(name):
            hint = "say in people.yaml who that is (for a body: organisations.yaml)"
            yield _found(path, "unidentified", f"nobody has said who “{cut(name, _LONGEST)}” is", hint, key)
        seen.add(name)


def _review(dossier: DossierDocument, today: Day) -> Iterator[Problem]:
    meta, path = dossier.meta, dossier.path
    hint = "look through the dossier, and write the day under `reviewed`"
    if meta.reviewed is None:
        yield _found(path, "stale-review", "nobody has written when this dossier was reviewed", hint, "title")
        return
    newest = max((each.date.last for each in meta.changes), default=meta.reviewed.last)
    if newest > meta.reviewed.last:
        message = f"changes were made after the review of {meta.reviewed.text}"
        yield _found(path, "stale-review", message, hint, "reviewed")
    elif meta.state == "open" and _month(today) - _month(meta.reviewed.last) > MONTHS:
        message = f"the last review, {meta.reviewed.text}, is more than {MONTHS} months ago"
        yield _found(path, "stale-review", message, hint, "reviewed")


def _month(day: Day) -> int:
    return 12 * day[0] + day[1]


def _is_vague(date: Date) -> bool:
    return date.uncertain or date.approximate or date.precision in ("span", "interval")


def _found(path: str, code: str, message: str, hint: str, key: str) -> Problem:
    return Problem(path=path, code=code, message=message, hint=hint, key=key, severity="warning")
