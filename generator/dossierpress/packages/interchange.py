"""A dossier for other programs: places as GeoJSON, events for TimelineJS, who is with whom as GraphML.

Each is made of the dataset's rows, so each thing has the id and the address that it has there.
"""

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dossierpress.formats.plainjson import plain_json
from dossierpress.packages.rows import DatasetView
from dossierpress.packages.tables import Cell
from dossierpress.packages.together import Name, Record, named, records, together
from dossierpress.packages.xhtml import without_forbidden
from dossierpress.plan.outputs import Bodies


def write_geojson(view: DatasetView, _bodies: Bodies) -> bytes:
    """The places that have coordinates (RFC 7946), each with the articles that name it."""
    named: dict[Cell, list[Cell]] = {}
    for mention in records(view, "mentions"):
        if mention["kind"] == "places":
            named.setdefault(mention["name"], []).append(mention["article"])
    features = [
        {
            "type": "Feature",
            "id": place["id"],
            "geometry": {"type": "Point", "coordinates": [place["lon"], place["lat"]]},
            "properties": {
                "name": place["name"],
                "address": place["address"],
                "note": place["note"],
                "articles": named.get(place["id"], []),
            },
        }
        for place in records(view, "places")
        if place["lat"] is not None and place["lon"] is not None
    ]
    return plain_json({"type": "FeatureCollection", "features": features})


def write_timeline(view: DatasetView, _bodies: Bodies) -> bytes:
    """The events as TimelineJS reads them (https://timeline.knightlab.com/docs/json-format.html)."""
    addresses = {
        each["id"]: each["address"] for each in (*records(view, "articles"), *records(view, "quotes"))
    }
    events = [_event(each, addresses) for each in records(view, "events")]
    title = {"headline": escape(view.title), "text": escape(view.description)}
    return plain_json({"title": {"text": title}, "events": [each for each in events if each is not None]})


def _event(event: Record, addresses: dict[Cell, Cell]) -> dict[str, Any] | None:
    first, last = str(event["date_first"] or ""), str(event["date_last"] or "")
    if not first:
        return None
    cited = [addresses[each] for each in str(event["cited"] or "").split() if each in addresses]
    links = " ".join(
        f"<a href={quoteattr(str(each))}>{number}</a>" for number, each in enumerate(cited, start=1)
    )
    told = (event["certainty"], event["place"], *str(event["also_dated"] or "").split())
    text = ", ".join(escape(str(each)) for each in told if each)
    found: dict[str, Any] = {
        "unique_id": str(event["id"]),
        "start_date": _date(first, str(event["date"])),
        "text": {"headline": escape(str(event["title"])), "text": f"{text} {links}".strip()},
    }
    if last and last != first:
        found["end_date"] = _date(last, str(event["date"]))
    return found


def _date(day: str, written: str) -> dict[str, str]:
    """A day as far as it was written: a year alone stays one."""
    year, month, number = day.split("-")
    parts = written.partition("/")[0].rstrip("?~%").count("-")
    found = {"year": str(int(year)), "month": str(int(month)), "day": str(int(number))}
    return {name: found[name] for name in ("year", "month", "day")[: max(1, min(parts + 1, 3))]}


def write_graphml(view: DatasetView, _bodies: Bodies) -> bytes:
    """People and organisations that stand in one article; the weight of an edge is in how many they do."""
    graph = _graph(named(view), together(view))
    return without_forbidden("\n".join([*graph, ""])).encode()


def _graph(nodes: dict[Name, Record], pairs: dict[tuple[Name, Name], list[str]]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for name, of, kind in (
        ("name", "node", "string"), ("kind", "node", "string"), ("address", "node", "string"),
        ("weight", "edge", "int"), ("articles", "edge", "string"),
    ):  # fmt: skip
        yield f'<key id="{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>'
    yield '<graph edgedefault="undirected">'
    for (kind, name), facts in nodes.items():
        told = {"name": facts["name"], "kind": kind, "address": facts["address"]}
        yield f"<node id={quoteattr(f'{kind}/{name}')}>{_data(told)}</node>"
    for ((kind, name), (other, second)), articles in pairs.items():
        ends = f"source={quoteattr(f'{kind}/{name}')} target={quoteattr(f'{other}/{second}')}"
        yield f"<edge {ends}>{_data({'weight': len(articles), 'articles': ' '.join(articles)})}</edge>"
    yield "</graph>"
    yield "</graphml>"


def _data(told: dict[str, Any]) -> str:
    return "".join(
        f'<data key="{name}">{escape(str(value))}</data>' for name, value in told.items() if value is not None
    )
