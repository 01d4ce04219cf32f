"""Documents and registries in, the whole `Site` out: who belongs where, in which order."""

from collections.abc import Iterable, Mapping

from dossierpress.evidence.weigh import weigh
from dossierpress.model.document import (
    ArticleDocument,
    Body,
    Document,
    DossierDocument,
    PageDocument,
)
from dossierpress.model.dossier import Dossier
from dossierpress.model.names import in_words
from dossierpress.model.site import NAME_KINDS, Mark, Named, NameKind, PlacedDossier, Site
from dossierpress.problems import Problem
from dossierpress.read.figures import Quotable
from dossierpress.read.files import ContentFile
from dossierpress.read.held import Audience, ahead, let_through, published
from dossierpress.read.membership import place_articles
from dossierpress.read.naming import settle_names
from dossierpress.schema.records import nearest


def assemble(
    documents: Iterable[Document],
    folders: Iterable[str],
    registries: Mapping[NameKind, tuple[Named, ...]],
    audience: Audience,
    broken: Iterable[ContentFile] = (),
) -> tuple[Site, tuple[Problem, ...]]:
    """Build the site of all that `audience` may see. Order of the input does not matter.

    `broken` are files that could not be read: mentions of them are no problems of their own.
    """
    unread = frozenset(
        name
        for file in broken
        for name in (file.path, f"dossier:{file.name}" if file.kind == "dossier" else file.name)
    )
    given = tuple(sorted(documents, key=lambda document: document.path))
    everything = given + _undeclared(given, folders)
    problems = list(_same_id(everything)) + list(_unknown_dossiers(everything))
    shown, held = published(everything, audience)
    problems.extend(map(_not_yet, ahead(shown, audience)))
    quotable = Quotable(everything, held | unread)
    written = {each.id: each.meta for each in everything if isinstance(each, ArticleDocument)}
    marks: dict[str, Mark] = {}
    articles: dict[str, ArticleDocument] = {}
    dossiers: dict[str, tuple[DossierDocument, Mark]] = {}
    pages: dict[str, PageDocument] = {}
    for document, mark in shown:
        if isinstance(document, ArticleDocument):
            articles.setdefault(document.id, let_through(document))
            marks[document.id] = mark
        elif isinstance(document, DossierDocument):
            settled, found = quotable.settled(let_through(document))
            at_fault = {_place(each) for each in found}
            problems.extend(each for each in weigh(document, written, held) if _place(each) not in at_fault)
            dossiers[document.id] = (settled, mark)
            problems.extend(found)
        else:
            pages.setdefault(document.id, let_through(document))
            marks[f"page:{document.id}"] = mark
    in_order = dict(sorted(articles.items(), key=lambda item: (item[1].meta.date.sort_key(), item[0])))
    known = {document.id for document in everything if isinstance(document, ArticleDocument)} | unread
    belonging = _belonging(in_order)
    placed: dict[str, PlacedDossier] = {}
    for name, (document, mark) in sorted(dossiers.items()):
        sections, found = place_articles(document, belonging.get(name, ()), in_order, known)
        title = document.meta.title or in_words(name)
        placed[name] = PlacedDossier(document, title, sections, mark)
        problems.extend(found)
    names: dict[NameKind, dict[str, Named]] = {}
    for kind in NAME_KINDS:
        names[kind], found = settle_names(kind, registries.get(kind, ()), in_order)
        problems.extend(found)
    return Site(in_order, placed, pages, names, marks, held, unread), tuple(problems)


def _place(problem: Problem) -> tuple[str, str]:
    """The record that a problem is about: what is wrong with one of its keys is said once."""
    return problem.path, problem.key.rpartition(".")[0]


def _belonging(articles: Mapping[str, ArticleDocument]) -> dict[str, list[str]]:
    """The articles of each dossier, by its folder or by their own word, in the order given."""
    found: dict[str, list[str]] = {}
    for article in articles.values():
        for name in dict.fromkeys((article.home, *article.meta.dossiers)):
            found.setdefault(name, []).append(article.id)
    return found


def _undeclared(documents: tuple[Document, ...], folders: Iterable[str]) -> tuple[Document, ...]:
    """A folder of articles is a dossier already, without a dossier.md."""
    declared = {document.id for document in documents if isinstance(document, DossierDocument)}
    homes = {
        document.home: document.path.split("/")[:-1]
        for document in documents
        if isinstance(document, ArticleDocument) and document.home
    }
    return tuple(
        DossierDocument(_folder_of(name, homes[name]), name, Dossier(), Body())
        for name in sorted(set(folders) - declared)
        if name in homes
    )


def _folder_of(name: str, parts: list[str]) -> str:
    """The folder of a dossier, of those that one of its articles lies in; a redacted name is none of them."""
    return "/".join(parts[: parts.index(name) + 1] if name in parts else parts)


def _same_id(documents: tuple[Document, ...]) -> Iterable[Problem]:
    """Articles share one space of ids, wherever they lie."""
    owners: dict[str, str] = {}
    for document in documents:
        if not isinstance(document, ArticleDocument):
            continue
        first = owners.setdefault(document.id, document.path)
        if first != document.path:
            yield Problem(
                path=document.path,
                code="duplicate-id",
                message=f"two articles have the id `{document.id}`: {first} and {document.path}",
                hint="rename one of the files, or give it another `id:`",
                key="id",
                line=0 if document.meta.id else 1,
            )


def _unknown_dossiers(documents: tuple[Document, ...]) -> Iterable[Problem]:
    known = {document.id for document in documents if isinstance(document, DossierDocument)}
    for document in documents:
        if not isinstance(document, ArticleDocument):
            continue
        for number, name in enumerate(document.meta.dossiers):
            if name not in known:
                yield Problem(
                    path=document.path,
                    code="unknown-dossier",
                    message=f"there is no dossier `{name}`",
                    hint=nearest(name, known) or f"create content/{name}/dossier.md, or mend the name",
                    key=f"dossiers[{number}]",
                )


def _not_yet(article: ArticleDocument) -> Problem:
    return Problem(
        path=article.path,
        code="future-date",
        message=f"this article is dated {article.meta.date.text}, which has not come yet",
        hint="correct the date; what is to appear later has an `embargo`",
        severity="warning",
        key="date",
    )
