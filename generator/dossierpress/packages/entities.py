"""A dossier as entities of FollowTheMoney, for Aleph and others: one a line; each edge names its articles."""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from dossierpress.packages.rows import DatasetView
from dossierpress.packages.tables import Cell
from dossierpress.packages.together import Record, named, records, together
from dossierpress.plan.outputs import Bodies

_SCHEMATA = {"people": "Person", "organisations": "Organization"}
# What FollowTheMoney takes for the id of an entity.
_ID = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?")
# How precise a date is in FollowTheMoney.
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def write_entities(view: DatasetView, _bodies: Bodies) -> bytes:
    """The entities: articles, who is named in them, that they are, and who is named together."""
    return "".join(
        f"{json.dumps(each, ensure_ascii=False, sort_keys=True)}\n" for each in _entities(view)
    ).encode()


def _entities(view: DatasetView) -> Iterator[dict[str, Any]]:
    articles = {str(each["id"]): each for each in records(view, "articles")}
    sources = {each["id"]: each["name"] for each in records(view, "sources")}
    names = named(view)
    for article in articles.values():
        yield _article(article, sources.get(article["source"]))
    for (kind, name), facts in names.items():
        yield _entity(
            _id(kind, name),
            _SCHEMATA[kind],
            name=facts["name"],
            notes=facts["note"],
            wikidataId=facts["wikidata"],
            sourceUrl=facts["address"],
        )
    for mention in records(view, "mentions"):
        if (mention["kind"], mention["name"]) in names:
            document, entity = _id("articles", mention["article"]), _id(mention["kind"], mention["name"])
            yield _entity(
                _id("mentions", f"{document} {entity}"),
                "Documentation",
                document=document,
                entity=entity,
                role="named in it",
                proof=document,
                sourceUrl=mention["address"],
            )
    for (one, other), both in together(view).items():
        ends = _id(*one), _id(*other)
        yield _entity(
            _id("together", " ".join(ends)),
            "UnknownLink",
            subject=ends[0],
            object=ends[1],
            role="named together",
            proof=[_id("articles", each) for each in both],
            sourceUrl=[articles[each]["address"] for each in both],
        )


def _article(article: Record, source: Cell) -> dict[str, Any]:
    date = str(article["date"] or "")
    return _entity(
        _id("articles", article["id"]),
        "Article",
        title=article["title"],
        author=article["byline"],
        publisher=source,
        date=date if _DATE.fullmatch(date) else article["date_first"],
        summary=article["standfirst"],
        notes=article["note"],
        sourceUrl=[article["address"], article["url"]],
    )


def _entity(name: str, schema: str, /, **properties: Any) -> dict[str, Any]:
    held = {
        key: [str(each) for each in (value if isinstance(value, list) else [value]) if each]
        for key, value in properties.items()
    }
    return {"id": name, "schema": schema, "properties": {key: each for key, each in held.items() if each}}


def _id(kind: Cell, name: Cell) -> str:
    """An id that FollowTheMoney takes, the same at each making."""
    plain = f"{kind}.{name}"
    return plain if _ID.fullmatch(plain) else f"{kind}.{hashlib.sha1(plain.encode()).hexdigest()}"  # noqa: S324
