"""What other programs are given is read back by libraries that are not ours."""

import io
import json
import re
from pathlib import Path
from typing import Any

import geojson
import networkx as nx
from lxml import etree

from make import article, markdown, write
from packages.packing import HIDDEN, SAMPLE, guarded, packages


def graph(data: bytes) -> nx.Graph:
    return nx.read_graphml(io.BytesIO(data))


def test_places_are_geojson_and_name_their_articles(tmp_path: Path) -> None:
    made = geojson.loads(packages(guarded(tmp_path), "interchange")["d-places.geojson"])
    assert made.is_valid
    (place,) = made.features
    assert place.geometry.coordinates == [63.4, -13.5]
    assert place.properties["articles"] == ["full"]
    assert place.properties["address"] == "https://press.example/places/lisle/"


def test_the_sample_is_valid() -> None:
    for name, data in packages(SAMPLE, "interchange").items():
        if name.endswith(".geojson"):
            assert geojson.loads(data).is_valid
        elif name.endswith(".ftm.json"):
            assert len(entities(data)) == len(data.splitlines())
        elif name.endswith(".xml"):
            assert len(etree.fromstring(data)) == 3
        elif name.endswith("-iiif.json"):
            assert json.loads(data)["items"]
        elif name.endswith(".graphml"):
            assert graph(data).number_of_nodes()
        else:
            assert json.loads(data)["title"]["text"]["headline"]


def test_an_event_is_as_precise_as_it_was_written(tmp_path: Path) -> None:
    files = {
        "content/d/dossier.md": markdown(
            title="'<b>&'",
            timeline="[{date: 2001, title: year}, {date: 2002-03, title: month}, {date: 2003-04-05,"
            " title: day}, {date: 2004-01/2005-06, title: '<i>span'}, {date: '2006?', title: unsure}]",
        ),
        "content/d/a.md": article(),
        "site.yaml": "title: The Site\n",
    }
    made = json.loads(packages(write(tmp_path, files), "interchange")["d-timeline.json"])
    begins = [each["start_date"] for each in made["events"]]
    assert begins == [
        {"year": "2001"},
        {"year": "2002", "month": "3"},
        {"year": "2003", "month": "4", "day": "5"},
        {"year": "2004", "month": "1"},
        {"year": "2006"},
    ]
    assert made["events"][3]["end_date"] == {"year": "2005", "month": "6"}
    assert made["events"][3]["text"]["headline"] == "&lt;i&gt;span"
    assert made["title"]["text"]["headline"] == "&lt;b&gt;&amp;"
    assert len({each["unique_id"] for each in made["events"]}) == 5


def test_an_event_leads_to_what_it_rests_on(tmp_path: Path) -> None:
    made = json.loads(packages(guarded(tmp_path), "interchange")["d-timeline.json"])
    assert 'href="https://press.example/articles/full/#dp-quote-q"' in made["events"][1]["text"]["text"]


def test_who_appears_with_whom_and_where(tmp_path: Path) -> None:
    made = graph(packages(guarded(tmp_path), "interchange")["d-network.graphml"])
    names = {facts["name"] for _, facts in made.nodes(data=True)}
    assert names == {"Ann Lee", "Bo Ek", "Harbour Board"}
    ((_, _, facts),) = [
        edge for edge in made.edges(data=True) if {"people/ann-lee", "people/bo-ek"} == set(edge[:2])
    ]
    assert (facts["weight"], facts["articles"]) == (1, "full")


def test_nothing_that_readers_may_not_see(tmp_path: Path) -> None:
    for data in packages(guarded(tmp_path), "interchange").values():
        assert not [secret for secret in HIDDEN if secret in data.decode()]


def entities(data: bytes) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in map(json.loads, data.splitlines())}


def test_every_edge_of_followthemoney_leads_to_entities_and_names_its_articles(tmp_path: Path) -> None:
    """Checked by hand with the `followthemoney` library, which is too heavy to install for each test run."""
    found = entities(packages(guarded(tmp_path), "interchange")["d-entities.ftm.json"])
    assert found["people.ann-lee"]["properties"]["name"] == ["Ann Lee"]
    assert found["articles.full"]["properties"]["sourceUrl"] == [
        "https://press.example/articles/full/",
        "https://gazette.example/full",
    ]
    edges = [each for each in found.values() if each["schema"] in ("Documentation", "UnknownLink")]
    for each in edges:
        ends = ("document", "entity") if each["schema"] == "Documentation" else ("subject", "object")
        held = each["properties"]
        assert {found[held[end][0]]["schema"] for end in ends} <= {"Article", "Person", "Organization"}
        assert held["proof"]
        assert {found[name]["schema"] for name in held["proof"]} == {"Article"}
    assert sum(each["schema"] == "UnknownLink" for each in edges) == 3
    assert all(re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z.-]*[0-9A-Za-z]", name) for name in found)


def test_the_static_repository_has_each_article_as_dublin_core(tmp_path: Path) -> None:
    made = packages(guarded(tmp_path), "interchange")
    root = etree.fromstring(made["d-oai.xml"])
    spaces = {
        "r": "http://www.openarchives.org/OAI/2.0/static-repository",
        "oai": "http://www.openarchives.org/OAI/2.0/",
        "dc": "http://purl.org/dc/elements/1.1/",
    }
    assert root.xpath("string(r:Identify/oai:baseURL)", namespaces=spaces) == (
        "https://press.example/dossiers/d/d-oai.xml"
    )
    assert [etree.QName(each).localname for each in root[0]] == [
        "repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp", "deletedRecord",
        "granularity",
    ]  # fmt: skip
    records = root.xpath("r:ListRecords[@metadataPrefix='oai_dc']/oai:record", namespaces=spaces)
    names = [each.xpath("string(oai:header/oai:identifier)", namespaces=spaces) for each in records]
    assert set(names) == {f"oai:press.example:articles/{name}" for name in ("full", "linked", "gone", "part")}
    full = records[names.index("oai:press.example:articles/full")]
    for name, value in (
        ("title", "A full text"),
        ("publisher", "The Harbour Gazette"),
        ("coverage", "lisle"),
    ):
        assert value in full.xpath(f".//dc:{name}/text()", namespaces=spaces)
    days = root.xpath("//oai:datestamp/text()", namespaces=spaces)
    assert min(days) == root.xpath("string(r:Identify/oai:earliestDatestamp)", namespaces=spaces)


def test_pictures_that_articles_show_are_canvases_with_their_size(tmp_path: Path) -> None:
    made = json.loads(packages(guarded(tmp_path), "interchange")["d-iiif.json"])
    (canvas,) = made["items"]
    assert (canvas["width"], canvas["height"], canvas["label"]) == (40, 40, {"en": ["A quay"]})
    body = canvas["items"][0]["items"][0]["body"]
    assert body["id"] == "https://press.example/media/d/quay.png"
    assert canvas["items"][0]["items"][0]["target"] == canvas["id"]
    assert made["structures"][0]["label"] == {"en": ["A full text"]}
    assert made["structures"][0]["items"][0]["id"] == canvas["id"]


def test_without_a_web_address_there_is_nothing_to_harvest_or_load(tmp_path: Path) -> None:
    root = guarded(tmp_path)
    (root / "site.yaml").write_text("title: T\ntheme: plain\n")
    assert set(packages(root, "interchange")) == {
        "d-places.geojson", "d-timeline.json", "d-network.graphml", "d-entities.ftm.json",
    }  # fmt: skip
