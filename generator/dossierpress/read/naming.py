"""Which name each spelling in an article stands for: names that a reader takes for one have one page."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from unicodedata import category, normalize

import msgspec

from dossierpress.model.article import used_names, used_with_keys
from dossierpress.model.document import ArticleDocument
from dossierpress.model.names import likeness, match_key, slugify, spelt_out
from dossierpress.model.site import Named, NameKind
from dossierpress.problems import Problem
from dossierpress.read.registries import spellings

Articles = dict[str, ArticleDocument]
# The ids of articles that use a spelling, newest first, one that uses it twice twice.
Uses = Mapping[str, list[str]]


def settle_names(
    kind: NameKind, entries: tuple[Named, ...], articles: Articles
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
            commonest = max(texts, key=lambda text: len(uses[text]))
            chosen, found = _new_name(kind, commonest, articles[uses[commonest][0]], slugs)
            problems.extend(found)
        others = (text for text in texts if text != chosen.name)
        problems.extend(_merged(chosen, text, articles[uses[text][0]], len(uses[text])) for text in others)
        by_key |= {match_key(text): chosen for text in texts}
    users: dict[str, list[list[str]]] = {}
    for text, ids in uses.items():
        users.setdefault(by_key[match_key(text)].slug, []).append(ids)
    finished = {
        slug: msgspec.structs.replace(named, articles=_newest(users.get(slug, []), articles))
        for slug, named in slugs.items()
    }
    return {key: finished[named.slug] for key, named in sorted(by_key.items())}, tuple(problems)


def _uses(kind: NameKind, articles: Articles) -> Uses:
    uses: defaultdict[str, list[str]] = defaultdict(list)
    for name, article in reversed(articles.items()):
        for text in used_names(kind, article.meta):
            uses[text].append(name)
    return uses


def _newest(uses: list[list[str]], articles: Articles) -> tuple[str, ...]:
    """The articles that use one of several spellings, each once, newest first."""
    if len(uses) == 1:
        return tuple(dict.fromkeys(uses[0]))
    used = {name for ids in uses for name in ids}
    by_date = sorted(used, key=lambda name: (articles[name].meta.date.sort_key(), name))
    return tuple(reversed(by_date))


def _place(kind: NameKind, text: str, article: ArticleDocument) -> str:
    """The key at which an article uses a spelling first."""
    return next(key for key, used in used_with_keys(kind, article.meta) if used == text)


def _new_name(
    kind: NameKind, text: str, article: ArticleDocument, slugs: dict[str, Named]
) -> tuple[Named, tuple[Problem, ...]]:
    """A name that no registry has, at an address of its own; `article` is the newest that uses it."""
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
        key=_place(kind, text, article),
    )
    return named, (problem,)


def _merged(chosen: Named, text: str, article: ArticleDocument, uses: int) -> Problem:
    more = f", here and {uses - 1} times more" if uses > 1 else ""
    message = f"`{text}` is taken for `{chosen.name}`{more}"
    hint = f"write `{chosen.name}`, or give each an entry of its own in {chosen.kind}.yaml"
    if _seen(text) == _seen(chosen.name):
        signs = ", ".join(f"U+{ord(sign):04X}" for sign in text if sign not in chosen.name)
        message += f": they look the same, and differ in signs{f' ({signs})' if signs else ''}"
        hint = "type it anew, or copy it from where it is right"
    return Problem(
        path=article.path,
        code="same-name",
        message=message,
        hint=hint,
        severity="warning",
        key=_place(chosen.kind, text, article),
    )


def _seen(text: str) -> str:
    """What a reader sees of a name: marks in one form, nothing that has no shape."""
    return normalize("NFC", "".join(sign for sign in text if category(sign) != "Cf"))
