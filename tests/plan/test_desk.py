"""A desk notes what it hands out, and facts are made once; what a page did not take does not concern it."""

from pathlib import Path

import msgspec
import pytest

from dossierpress.exports.exports import exports_of
from dossierpress.plan.desk import Desk, Facts, fact
from dossierpress.plan.plan import Planner
from dossierpress.plan.shelf import Shelf
from dossierpress.plan.summaries import summary
from make import article, config, markdown, planned

FILES = {
    "content/first/dossier.md": markdown("Introduction.", title="First"),
    "content/first/one.md": article("See [two](two.md).", title="One", tags="[a, b]", people="[Ada]"),
    "content/first/two.md": article(title="Two", date="2012-02-03", tags="[a]"),
    "content/second/three.md": article(title="Three", date="2012"),
    "content/pages/about.md": markdown("About us.", title="About"),
}


def facts_of(root: Path) -> Facts:
    return Facts(Shelf(planned(root, FILES).site, config(), {}))


def test_what_is_handed_out_is_noted_and_made_of_what_is_noted_elsewhere(tmp_path: Path) -> None:
    facts = facts_of(tmp_path)
    desk = Desk(facts)
    assert summary(desk, "one").title == "One"
    assert tuple(desk.taken) == (("summary", "one"),)
    assert ("article", "one") in facts.stamps["summary", "one"]
    assert ("whole_article", "one") in facts.stamps["article", "one"]
    assert summary(Desk(facts), "one") is summary(desk, "one")


def test_the_text_of_an_article_is_a_fact_of_its_own(tmp_path: Path) -> None:
    facts = facts_of(tmp_path)
    assert Desk(facts).article("one").body.is_empty
    assert Desk(facts).text("article", "one").digest
    site = facts.shelf.site
    bare = msgspec.structs.replace(site.articles["one"], body=site.articles["two"].body)
    other = msgspec.structs.replace(site, articles={**site.articles, "one": bare})
    edited = Facts(Shelf(other, config(), {}))
    assert edited.digest(("article", "one")) == facts.digest(("article", "one"))
    assert edited.digest(("text", "article", "one")) != facts.digest(("text", "article", "one"))


def test_a_fact_about_what_went_has_no_digest(tmp_path: Path) -> None:
    facts = facts_of(tmp_path)
    for gone in (("summary", "none"), ("whole_article", "none"), ("listed", "tags", "none"), ("period", "1")):
        assert facts.digest(gone) == b""


def test_two_facts_cannot_share_a_name() -> None:
    with pytest.raises(AssertionError, match="two facts are called summary"):
        fact(summary)


def test_each_page_is_found_by_its_address(tmp_path: Path) -> None:
    planner = Planner(facts_of(tmp_path), exports_of(config("search: false\n")))
    pages = {
        claim.path: unit for unit in planner.units() for claim in planner.plan(unit).claims if claim.is_page
    }
    assert len(pages) > 15
    for path, unit in pages.items():
        assert planner.unit_at("/" + path.removesuffix("index.html")) == unit
    for address in ("/articles/none/", "/tags/none/", "/dates/1999/", "/dossiers/none/", "/none/"):
        assert planner.unit_at(address) is None
