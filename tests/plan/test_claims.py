"""A claim has a page of its own: its evidence, its history, and what contradicts it, from both sides."""

import json
from pathlib import Path

import pytest

from dossierpress.exports.searchrecords import _of_claim
from dossierpress.formats.linkeddata import json_ld
from dossierpress.plan.pageviews import ClaimPageView
from exports.whole import whole
from make import Planned, article, markdown, planned
from trial import dossier, lay

FILES = {
    "content/d/dossier.md": markdown(
        "See [it](ref:claim:d/sold) and [it again](/dossiers/d/claims/kept/).",
        title="D",
        claims="\n  - {id: sold, text: The boats were sold., by: rahmat, status: disputed, for: ['a#q'],"
        " against: [b], contradicts: ['claim:e/gone'],"
        " history: [{date: 2020-01-02, status: disputed, text: Entered.}]}"
        "\n  - {id: kept, text: The boats were kept., contradicts: [sold]}",
    ),
    "content/e/dossier.md": markdown(title="E", claims="[{id: gone, text: The boats are gone.}]"),
    "content/d/a.md": article(
        "They sold 4 boats.", title="A", people="[rahmat]", quotes="[{id: q, text: They sold 4 boats.}]"
    ),
    "content/d/b.md": article("No.", title="B"),
    "content/people.yaml": "- id: rahmat\n  name: Ines Rahmat\n",
}
SOLD, KEPT, GONE = "/dossiers/d/claims/sold/", "/dossiers/d/claims/kept/", "/dossiers/e/claims/gone/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    found = planned(tmp_path_factory.mktemp("claims"), FILES)
    assert not [each for each in found.problems if each.severity == "error"], found.problems
    return found


def test_a_claim_has_a_page_with_its_evidence(site: Planned) -> None:
    view: ClaimPageView = site.view(SOLD)
    assert (view.claim.text, view.claim.status, view.page.title) == (
        "The boats were sold.", "disputed", "The boats were sold.",
    )  # fmt: skip
    assert [each.quote.text for each in view.supporting if each.quote] == ["They sold 4 boats."]
    assert [(each.cited.address, each.quote) for each in view.against] == [("/articles/b/", None)]
    assert view.claim.by.address == "/people/rahmat/"
    assert [each.text for each in view.claim.history] == ["Entered."]
    assert view.page.crumbs[0].address == view.dossier.address == "/dossiers/d/"
    assert site.view("/dossiers/d/").claims[0].address == SOLD


def test_both_sides_of_a_contradiction_link_each_other(site: Planned) -> None:
    contradicted = {
        address: {each.address for each in site.view(address).claim.contradicts}
        for address in (SOLD, KEPT, GONE)
    }
    assert contradicted == {SOLD: {GONE, KEPT}, KEPT: {SOLD}, GONE: {SOLD}}
    assert {each.how for each in site.view(SOLD).claim.referrers} == {"link"}


@pytest.mark.parametrize(
    ("key", "kept"), [("rights: link-only", 0), ("rights: private", None), ("draft: true", None)]
)
def test_no_word_that_is_withheld_is_evidence(tmp_path: Path, key: str, kept: int | None) -> None:
    text = FILES["content/d/a.md"].replace("---\n\n", f"{key}\n---\n\n")
    files = FILES | {"content/d/a.md": text}
    files["content/d/dossier.md"] = files["content/d/dossier.md"].replace("status: disputed, ", "", 1)
    view = planned(tmp_path, files).view(SOLD)
    assert all(each.quote is None for each in view.supporting)
    assert len(view.supporting) == (0 if kept is None else 1)


def test_no_claim_of_a_dossier_that_is_held_back_has_a_page(tmp_path: Path) -> None:
    text = FILES["content/e/dossier.md"].replace("title: E", "title: E\ndraft: true")
    found = planned(tmp_path, FILES | {"content/e/dossier.md": text})
    assert not [path for path in found.paths if path.startswith("dossiers/e/")]
    assert {each.address for each in found.view(SOLD).claim.contradicts} == {KEPT}


def test_programs_are_told_of_it(tmp_path: Path) -> None:
    found = planned(tmp_path, FILES, "url: https://press.example/\n")
    (claim,) = (each for each in json.loads(json_ld(found.view(SOLD)))["@graph"] if each["@type"] == "Claim")
    assert claim["@id"] == f"https://press.example{SOLD}"
    assert claim["author"] == {
        "@type": "Person", "name": "Ines Rahmat", "url": "https://press.example/people/rahmat/",
    }  # fmt: skip
    assert [each["@type"] for each in claim["appearance"]] == ["Quotation"]
    assert [each["url"] for each in claim["citation"]] == ["https://press.example/articles/b/"]


def test_it_is_in_the_sitemap_and_in_the_search(tmp_path: Path) -> None:
    text = whole(tmp_path, FILES).text
    assert f"{SOLD}</loc><lastmod>2020-01-02</lastmod>" in text("sitemap.xml")
    assert f"{KEPT}</loc></url>" in text("sitemap.xml")
    view = planned(tmp_path / "again", FILES).view(SOLD)
    record = _of_claim(view)
    assert (record.address, record.title) == (SOLD, "The boats were sold.")
    assert "They sold 4 boats." in record.text


def test_a_theme_from_before_claims_had_pages_sends_readers_to_the_dossier(tmp_path: Path) -> None:
    root = lay(tmp_path, FILES)
    (root / "themes/golden/templates/claim.html").unlink()
    done = dossier("build", "--root", root)
    assert done.code == 0, done.err
    page = (root / "site/dossiers/d/claims/sold/index.html").read_text(encoding="utf-8")
    assert 'content="0; url=/dossiers/d/#dp-claim-sold"' in page
    assert ">The boats were sold.</a>" in page
