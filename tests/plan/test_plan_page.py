"""A page planned alone is the page of the whole plan; who watches a plan may end it."""

from pathlib import Path

import pytest

from dossierpress.plan.plan import plan, plan_page
from make import article, config, markdown, planned

FILES = {
    "content/sources.yaml": "- {id: daily, name: The Daily}\n",
    "content/pages/about.md": markdown("About us.", title="About", aliases="[/imprint/]"),
    "content/first/dossier.md": markdown("Introduction.", title="First"),
    "content/first/one.md": article(
        "See [two](two.md).", tags="[a, b]", people="[Ada]", aliases="[/old.html]"
    ),
    "content/first/two.md": article(date="2012-02-03", tags="[a]", dossiers="[second]"),
    "content/second/three.md": article(date="2012"),
}


def test_each_page_alone_is_as_in_the_whole_plan(tmp_path: Path) -> None:
    found = planned(tmp_path, FILES, "indexes: {page_size: 2}\n")
    assert len(found.plan.pages) > 20
    for page in found.plan.pages:
        assert plan_page(found.site, config("indexes: {page_size: 2}\n"), {}, page.path) == page


def test_an_address_that_no_planner_has_is_none(tmp_path: Path) -> None:
    found = planned(tmp_path, FILES)
    assert plan_page(found.site, config(), {}, "articles/none/index.html") is None


def test_who_is_asked_before_each_page_may_end_the_plan(tmp_path: Path) -> None:
    found = planned(tmp_path, FILES)
    asked: list[str] = []

    def wants(address: str) -> bool:
        asked.append(address)
        if len(asked) == 5:
            raise TimeoutError
        return True

    with pytest.raises(TimeoutError):
        plan(found.site, config(), {}, wants=wants)
    assert len(asked) == 5
