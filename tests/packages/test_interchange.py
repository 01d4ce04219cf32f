"""What other programs are given is read back by libraries that are not ours."""

import io
import json
from pathlib import Path

import geojson
import networkx as nx

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
