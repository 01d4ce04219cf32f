"""Which name each spelling in an article stands for: names that a reader takes for one have one page."""

import hashlib
from collections.abc import Iterable, Mapping
from unicodedata import category, normalize

import msgspec

from dossierpress.model.article import Article
from dossierpress.model.document import ArticleDocument
from dossierpress.model.names import likeness, match_key, slugify, spelt_out
from dossierpress.model.site import Named, NameKind
from dossierpress.problems import Problem
from dossierpress.read.registries import spellings

# A spelling's uses, newest first: the article and the key at which it stands.
Uses = Mapping[str, list[tuple[ArticleDocument, str]]]


def settle_names(
    kind: NameKind, entries: tuple[Named, ...], articles: Mapping[str, ArticleDocument]
) -> tuple[dict[str, Named], tuple[Problem, ...]]:
    """Every spelling that is known or used, with the name that it stands for.

    A spelling stands for the entry that has it, else for one that a reader takes for the same, else for
    the commonest of the spellings that readers take for one, the newest of those that are as common.
    """
    by_key = {match_key(word): named for named in entries for word in spellings(named)}
    alike: dict[str, Named] = {}
    for named in entries:
        for word in spellings(named):
            alike.setdefault(likeness(word), named)
    uses = _uses(kind, articles)
    groups: dict[str, list[str]] = {}
    for text in uses:
        if match_key(text) not in by_key:
            groups.setdefault(likeness(text), []).append(text)
    slugs = {named.slug: named for named in entries}
    problems: list[Problem] = []
    for key, texts in sorted(groups.items(), key=lambda group: (not group[0].isalnum(), list(group[1]))):
        chosen = alike.get(key)
        if chosen is None:
            chosen, found = _new_name(kind, max(texts, key=lambda text: len(uses[text])), uses, slugs)
            problems.extend(found)
        problems.extend(_merged(chosen, text, uses[text]) for text in texts if text != chosen.name)
        by_key |= {match_key(text): chosen for text in texts}
    users: dict[str, list[str]] = {}
    for article in reversed(list(articles.values())):
        for slug in dict.fromkeys(by_key[match_key(text)].slug for text in used_names(kind, article.meta)):
            users.setdefault(slug, []).append(article.id)
    finished = {
        slug: msgspec.structs.replace(named, articles=tuple(users.get(slug, ())))
        for slug, named in slugs.items()
    }
    return {key: finished[named.slug] for key, named in sorted(by_key.items())}, tuple(problems)


def _uses(kind: NameKind, articles: Mapping[str, ArticleDocument]) -> Uses:
    uses: dict[str, list[tuple[ArticleDocument, str]]] = {}
    for article in reversed(list(articles.values())):
        for key, text in _used(kind, article.meta):
            uses.setdefault(text, []).append((article, key))
    return uses


def _new_name(
    kind: NameKind, text: str, uses: Uses, slugs: dict[str, Named]
) -> tuple[Named, tuple[Problem, ...]]:
    """A name that no registry has, at an address of its own."""
    article, key = uses[text][0]
    slug = slugify(text)
    owner = slugs.get(slug)
    if not slug or owner is not None:
        slug = spelt_out(text)
    if slug in slugs:
        slug = f"{slug}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    named = slugs[slug] = Named(kind, slug, text, article.path)
    if owner is None:
        return named, ()
    problem = Problem(
        path=article.path,
        code="near-address",
        message=f"`{text}` would share its address with `{owner.name}`: its page is /{kind}/{slug}/",
        hint=f"give it an entry with an id of its own in {kind}.yaml",
        severity="warning",
        key=key,
    )
    return named, (problem,)


def _merged(chosen: Named, text: str, places: list[tuple[ArticleDocument, str]]) -> Problem:
    article, key = places[0]
    more = f", here and {len(places) - 1} times more" if len(places) > 1 else ""
    message = f"`{text}` is taken for `{chosen.name}`{more}"
    hint = f"write `{chosen.name}`, or give each an entry of its own in {chosen.kind}.yaml"
    if _seen(text) == _seen(chosen.name):
        signs = ", ".join(f"U+{ord(sign):04X}" for sign in text if sign not in chosen.name)
        message += f": they look the same, and differ in signs{f' ({signs})' if signs else ''}"
        hint = "type it anew, or copy it from where it is right"
    return Problem(
        path=article.path, code="same-name", message=message, hint=hint, severity="warning", key=key
    )


def _seen(text: str) -> str:
    """What a reader sees of a name: marks in one form, nothing that has no shape."""
    return normalize("NFC", "".join(sign for sign in text if category(sign) != "Cf"))


def used_names(kind: NameKind, meta: Article) -> tuple[str, ...]:
    """The names of one kind that an article uses."""
    return tuple(text for _, text in _used(kind, meta))


def _used(kind: NameKind, meta: Article) -> Iterable[tuple[str, str]]:
    """The same, each with the key at which it stands."""
    if kind == "sources":
        found = [("source", meta.source)]
    else:
        listed: tuple[str, ...] = getattr(meta, kind)
        found = [(f"{kind}[{number}]", text) for number, text in enumerate(listed)]
    if kind == "people":
        found += [(f"quotes[{number}].who", quote.who) for number, quote in enumerate(meta.quotes)]
        found += [(f"authors[{number}].person", author.person) for number, author in enumerate(meta.authors)]
    return ((key, text) for key, text in found if text)
