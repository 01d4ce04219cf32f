"""What leads to articles, quotations, people and claims; nothing that readers do not see leads anywhere."""

from pathlib import Path

import pytest

from make import Planned, article, markdown, planned

DOSSIER = markdown(
    "See [the claim](ref:claim:d/sold), [Ines](/people/rahmat) and [the page itself](ref:dossier:d).",
    title="D",
    claims="\n  - {id: sold, text: The boats were sold., by: rahmat, for: ['a#q'], contradicts: [kept]}"
    "\n  - {id: kept, text: The boats were kept., against: [a]}",
    timeline="\n  - {date: 2011-01-01, title: A sale, cites: [a, 'a#q']}",
    figures="\n  - question: How many boats?\n"
    "    values: [{value: 4, article: a, quote: q}, {value: 5, article: a}]",
    paths="\n  - {id: short, title: In short, articles: [a]}",
    changes="\n  - {date: 2020-01-01, kind: added, text: Opened., refs: [a, 'claim:d/sold']}",
)
FILES = {
    "content/d/dossier.md": DOSSIER,
    "content/d/a.md": article(
        "They sold 4 boats.", title="A", people="[rahmat]", quotes="[{id: q, text: They sold 4 boats.}]"
    ),
    "content/d/b.md": article(
        "[one](a.md), [again](ref:a), [words](a.md#quote-q), [self](ref:b).", title="B", same_as="a"
    ),
    "content/d/c.md": article("C.", title="C", translation_of="{article: a, language: fr}"),
    "content/pages/about.md": markdown("[A](/articles/a)", title="About"),
    "content/people.yaml": "- id: rahmat\n  name: Ines Rahmat\n",
}


def led(referrers: object) -> set[tuple[str, str, str]]:
    return {(each.how, each.what.title, each.within.title if each.within else "") for each in referrers}  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    found = planned(tmp_path_factory.mktemp("led"), FILES)
    assert not [each for each in found.problems if each.severity == "error"]
    return found


def test_an_article_lists_what_refers_to_it(site: Planned) -> None:
    view = site.view("/articles/a/")
    assert led(view.referrers) == {
        ("link", "B", ""),
        ("link", "About", ""),
        ("reprint", "B", ""),
        ("translation", "C", ""),
        ("against", "The boats were kept.", "D"),
        ("event", "A sale", "D"),
        ("figure", "How many boats?", "D"),
        ("path", "In short", "D"),
        ("change", "Opened.", "D"),
    }
    assert len(view.referrers) == 9  # two links in one text are one referrer
    assert site.view("/articles/b/").referrers == ()  # its own link to itself


def test_a_quotation_lists_its_own(site: Planned) -> None:
    (quote,) = site.view("/articles/a/").quotes
    assert led(quote.referrers) == {
        ("link", "B", ""),
        ("for", "The boats were sold.", "D"),
        ("event", "A sale", "D"),
        ("figure", "How many boats?", "D"),
    }


def test_a_person_and_a_claim_list_theirs(site: Planned) -> None:
    assert led(site.view("/people/rahmat/").referrers) == {
        ("link", "D", ""),
        ("claims", "The boats were sold.", "D"),
    }
    sold, kept = site.view("/dossiers/d/").claims
    assert led(sold.referrers) == {("change", "Opened.", "D"), ("link", "D", "")}
    assert [each.title for each in kept.contradicts] == ["The boats were sold."]  # told of there
    assert kept.referrers == ()


@pytest.mark.parametrize(
    "keys", ["draft: true", "status: withdrawn", "rights: private", "embargo: 2100-01-01"]
)
def test_what_is_held_back_leads_nowhere(tmp_path: Path, keys: str) -> None:
    text = FILES["content/d/b.md"].replace("---\n\n", f"{keys}\n---\n\n")
    found = planned(tmp_path, FILES | {"content/d/b.md": text})
    view = found.view("/articles/a/")
    assert "B" not in {
        each.what.title for each in (*view.referrers, *view.quotes[0].referrers) if each.how == "link"
    }


def test_a_dossier_that_is_not_published_leads_nowhere(tmp_path: Path) -> None:
    found = planned(
        tmp_path, FILES | {"content/d/dossier.md": DOSSIER.replace("title: D", "title: D\ndraft: true")}
    )
    assert not any("/articles/" in path for path in found.paths)


def test_whose_words_are_withheld_loses_its_own_list(tmp_path: Path) -> None:
    text = FILES["content/d/a.md"].replace("---\n\n", "rights: link-only\n---\n\n")
    found = planned(tmp_path, FILES | {"content/d/a.md": text})
    view = found.view("/articles/a/")
    assert view.quotes == ()
    assert ("for", "The boats were sold.", "D") in led(view.referrers)  # to the article, now
