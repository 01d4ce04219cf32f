"""A site with one article exchanged is the site that assembling anew would give."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from dossierpress.model.article import Article
from dossierpress.model.document import ArticleDocument, Document, DossierDocument
from dossierpress.model.site import Site
from dossierpress.read.assemble import assemble
from dossierpress.read.document import ReadSettings, read_one
from dossierpress.read.exchange import exchange
from dossierpress.read.files import ContentFile
from dossierpress.read.held import Audience
from trial import article

AUDIENCE = Audience(dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
SETTINGS = ReadSettings("content", "en", typography=True, trusted=False, extensions=())
# One line of front matter for each key of an article, each other than what the first article has.
CHANGES = {
    "title": "title: Another title",
    "date": "date: 2012-01-01",
    "id": "id: other",
    "title_translated": "title_translated: Another",
    "type": "type: opinion",
    "standfirst": "standfirst: Another",
    "source": "source: Another paper",
    "byline": "byline: By another",
    "authors": "authors: [Another]",
    "agency": "agency: Another",
    "updated": "updated: 2012-01-02",
    "dateline": "dateline: ELSEWHERE",
    "section": "section: Sport",
    "page": "page: 9",
    "edition": "edition: Late",
    "url": "url: https://press.example/other",
    "same_as": "same_as: second",
    "language": "language: fr",
    "translation_of": "translation_of: {article: second, language: fr}",
    "image": "image: {file: other.png, alt: Other}",
    "redactions": "redactions: [{label: Source A, names: [Nobody]}]",
    "corrections": "corrections: [{date: 2012-01-03, text: Mended, by: curator}]",
    "via": "via: [{name: A mirror}]",
    "accessed": "accessed: 2012-01-04",
    "archived": "archived: [{url: https://archive.example/1}]",
    "captures": f"captures: [{{file: c.html, sha256: {'0' * 64}}}]",
    "dossiers": "dossiers: [others]",
    "tags": "tags: [another]",
    "people": "people: [Another Person]",
    "organisations": "organisations: [Another Body]",
    "places": "places: [Elsewhere]",
    "quotes": "quotes: [{text: Another, who: A Speaker}]",
    "rights": "rights: private",
    "status": "status: draft",
    "draft": "draft: true",
    "embargo": "embargo: 2030-01-01",
    "expires": "expires: 2013-01-01",
    "note": "note: Another",
    "private_note": "private_note: Another",
    "needs_review": "needs_review: [a date that is a guess]",
    "assessment": "assessment: {source: A, information: 1}",
    "aliases": "aliases: [/old/]",
    "extra": "extra: {key: value}",
}


def read(path: str, name: str, text: str, kind: Any = "article") -> Document:
    document, problems = read_one(ContentFile(path, kind, name, "trial"), text.encode(), SETTINGS)
    assert document is not None, problems
    return document


def assembled(*documents: Document) -> Site:
    return assemble(documents, ("trial",), {}, AUDIENCE)[0]


OTHERS = (
    read("content/others/dossier.md", "others", "---\ntitle: Others\n---\n", "dossier"),
    read("content/trial/second.md", "second", article("date: 2011-12-06")),
)
FIRST = read("content/trial/first.md", "first", article())


def test_every_key_is_tried() -> None:
    assert set(CHANGES) == set(Article.__struct_fields__)


@pytest.mark.parametrize("key", CHANGES)
def test_a_changed_key_gives_the_assembled_site_or_none(key: str) -> None:
    changed = read("content/trial/first.md", "first", article(CHANGES[key]))
    assert changed.meta != FIRST.meta
    found = exchange(assembled(FIRST, *OTHERS), [(FIRST, changed)])
    assert found in (None, assembled(changed, *OTHERS))


@pytest.mark.parametrize("key", ["title", "standfirst", "note", "language", "aliases"])
def test_common_edits_need_no_assembly(key: str) -> None:
    changed = read("content/trial/first.md", "first", article(CHANGES[key], "Another text."))
    assert exchange(assembled(FIRST, *OTHERS), [(FIRST, changed)]) == assembled(changed, *OTHERS)


def test_an_article_that_is_held_back_stays_so() -> None:
    draft = read("content/trial/first.md", "first", article("status: draft"))
    changed = read("content/trial/first.md", "first", article("status: draft", "Another text."))
    site = assembled(draft, *OTHERS)
    assert exchange(site, [(draft, changed)]) == site


def test_a_dossier_or_another_home_is_assembled_anew() -> None:
    assert isinstance(FIRST, ArticleDocument)
    assert isinstance(OTHERS[0], DossierDocument)
    site = assembled(FIRST, *OTHERS)
    assert exchange(site, [(FIRST, msgspec.structs.replace(FIRST, home="others"))]) is None
    assert exchange(site, [(OTHERS[0], OTHERS[0])]) is None


@pytest.mark.parametrize("state", ["status: withdrawn", "rights: link-only", "private_note: Secret"])
def test_what_is_exchanged_shows_no_more_than_what_is_assembled(state: str) -> None:
    old = read("content/trial/first.md", "first", article(state, "One."))
    new = read("content/trial/first.md", "first", article(f"{state}\nstandfirst: Deck", "Two."))
    assert exchange(assembled(old, *OTHERS), [(old, new)]) == assembled(new, *OTHERS)
