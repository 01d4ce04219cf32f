"""Addresses that only some pages have: curators by ORCID iD, people and places by Wikidata."""

from pathlib import Path

from dossierpress.external.mentions import mentions
from dossierpress.external.rotten import link_problems
from make import article, config, markdown, planned


def test_orcid_and_wikidata_are_addresses_too(tmp_path: Path) -> None:
    files = {
        "content/d/a.md": article(people="[Ada]", places="[Oriel]", tags="[ships]"),
        "content/d/dossier.md": markdown(
            title="D",
            curators="[{name: A, orcid: 0000-0002-1825-0097},"
            " {name: B, orcid: 'https://orcid.org/0000-0001-5109-3700'}]",
        ),
        "content/people.yaml": "- {id: ada, name: Ada, wikidata: Q7259}\n"
        "- {id: bob, name: Bob, wikidata: Q1}\n",
        "content/places.yaml": "- {id: oriel, name: Oriel, wikidata: Q42}\n",
        "content/tags.yaml": "- {id: ships, name: Ships}\n",
    }
    found = mentions(planned(tmp_path, files).site, config())
    assert {each.url for each in found} == {
        "https://orcid.org/0000-0002-1825-0097",
        "https://orcid.org/0000-0001-5109-3700",
        "https://www.wikidata.org/wiki/Q7259",
        "https://www.wikidata.org/wiki/Q42",
    }
    ada = next(each for each in found if each.url.endswith("Q7259"))
    assert (ada.path, ada.line) == ("content/people.yaml", 1)


def test_a_password_is_one_wherever_it_stands_before_the_host(tmp_path: Path) -> None:
    body = "[a](https://me@press.example/) [b](https://press.example/@me) [c](https://press.example?a=b@c)"
    found = mentions(planned(tmp_path, {"content/d/a.md": article(body)}).site, config())
    assert [each.holds_password for each in found] == [True, False, False]
    (problem,) = link_problems(found[:1], {})
    assert (problem.code, problem.path) == ("link-password", "content/d/a.md")
