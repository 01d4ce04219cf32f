"""Who stands where in a dossier: the curators' sections first, every other article after; none is dropped."""

from collections.abc import Collection, Iterable, Mapping
from unicodedata import normalize

from dossierpress.model.document import ArticleDocument, DossierDocument
from dossierpress.model.dossier import Section
from dossierpress.model.names import slugify
from dossierpress.model.site import Member, PlacedSection
from dossierpress.problems import Problem
from dossierpress.schema.records import nearest


def place_articles(
    dossier: DossierDocument,
    own: Iterable[str],
    articles: Mapping[str, ArticleDocument],
    known: Collection[str],
) -> tuple[tuple[PlacedSection, ...], tuple[Problem, ...]]:
    """Place every article of a dossier.

    `own` are the ids of those that belong to it, oldest first; `articles` may be shown; `known` are
    all ids, so that one that is held back is left out without a word.
    """
    problems: list[Problem] = []
    sections: list[PlacedSection] = []
    listed: set[str] = set()
    anchors: set[str] = set()
    for number, section in enumerate(dossier.meta.sections):
        members, found = _members(dossier.path, number, section, articles, known)
        problems.extend(found)
        listed.update(member.article for member in members)
        anchor = section.id or slugify(section.title) or f"part-{number + 1}"
        if anchor in anchors:
            problems.append(
                _problem(
                    dossier.path,
                    "duplicate-id",
                    f"two sections have the id `{anchor}`",
                    "give one of them another `id:`",
                    f"sections[{number}]",
                )
            )
        anchors.add(anchor)
        ordered = _ordered(members, section.order, articles)
        sections.append(PlacedSection(anchor, section.title, section.note, ordered))
    rest = tuple(Member(name) for name in own if name not in listed)
    if rest:
        sections.append(PlacedSection("", "", "", _ordered(rest, dossier.meta.order, articles)))
    return tuple(sections), tuple(problems)


def _members(
    path: str,
    number: int,
    section: Section,
    articles: Mapping[str, ArticleDocument],
    known: Collection[str],
) -> tuple[tuple[Member, ...], Iterable[Problem]]:
    members: dict[str, Member] = {}
    problems: list[Problem] = []
    for position, membership in enumerate(section.articles):
        key = f"sections[{number}].articles[{position}].ref"
        name = normalize("NFC", membership.ref)
        if name not in known:
            hint = nearest(name, known) or "an article's id is its file's name without .md"
            problems.append(_problem(path, "unknown-article", f"there is no article `{name}`", hint, key))
        elif name in members:
            problems.append(
                _problem(
                    path,
                    "duplicate-member",
                    f"`{name}` stands in this section already",
                    "keep one of them",
                    key,
                )
            )
        elif name in articles:
            members[name] = Member(name, membership.note, membership.key)
    return tuple(members.values()), problems


def _ordered(
    members: tuple[Member, ...], order: str, articles: Mapping[str, ArticleDocument]
) -> tuple[Member, ...]:
    if order == "listed":
        return members
    by_date = sorted(
        members, key=lambda member: (articles[member.article].meta.date.sort_key(), member.article)
    )
    return tuple(by_date if order == "oldest" else reversed(by_date))


def _problem(path: str, code: str, message: str, hint: str, key: str) -> Problem:
    return Problem(path=path, code=code, message=message, hint=hint, key=key)
