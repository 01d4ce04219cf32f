"""A dataset as files: CSV and JSON with a description for machines (Data Package), and one SQLite file."""

import csv
import io
import sqlite3
from collections.abc import Iterable
from typing import Any

from dossierpress.exports.searchindex import text_of
from dossierpress.formats.plainjson import plain_json
from dossierpress.packages.rows import DatasetView
from dossierpress.packages.tables import TABLES, Cell, Column, Row
from dossierpress.packages.zips import zipped
from dossierpress.plan.outputs import Bodies, pieces_of

_SQL = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_README = """# {title}

{description}

Made of {address}, which says more and may have changed since.

- `datapackage.json` describes every table and column (https://datapackage.org).
- `csv/` and `json/` hold the same tables, in UTF-8.
- An empty cell means that nobody wrote anything.
- `withheld` lists what is not here, and why.
- Licence of the curators' own words: {licence}
- The works themselves belong to those whom `articles` names: see its column `rights`.
"""


def write_dataset(view: DatasetView, bodies: Bodies) -> bytes:
    """The dataset as a zip of CSV and JSON."""
    tables = _filled(view, bodies)
    files = {
        "README.md": _README.format(
            title=view.title,
            description=view.description,
            address=view.address,
            licence=view.licence or "not given",
        ).encode(),
        "datapackage.json": plain_json(_described(view)),
    }
    for name, rows in tables.items():
        files[f"csv/{name}.csv"] = _csv(TABLES[name], rows)
        files[f"json/{name}.json"] = plain_json(_objects(TABLES[name], rows))
    return zipped(files, "README.md")


def write_sqlite(view: DatasetView, bodies: Bodies) -> bytes:
    """The dataset as one SQLite file, with every text that travels to be searched in `search`."""
    connection = sqlite3.connect(":memory:")
    try:
        # Not more than one page may differ between two machines: the number of the library.
        connection.execute("PRAGMA page_size = 4096")
        for name, rows in _filled(view, bodies).items():
            columns = TABLES[name]
            connection.execute(f"CREATE TABLE {name} ({', '.join(map(_declared, columns))})")
            marks = ", ".join("?" * len(columns))
            connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608  our own names
        connection.execute(
            "CREATE VIRTUAL TABLE search USING fts5(title, standfirst, text, content=articles,"
            " tokenize='unicode61 remove_diacritics 2')"
        )
        connection.execute("INSERT INTO search(search) VALUES ('rebuild')")
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()
    finally:
        connection.close()


def _filled(view: DatasetView, bodies: Bodies) -> dict[str, tuple[Row, ...]]:
    """Every table with its rows, the texts of the articles in them."""
    texts = {each.article: _plain(bodies[each.body]) for each in view.texts}
    at = [column.name for column in TABLES["articles"]].index("text")
    tables = {table.name: table.rows for table in view.tables}
    tables["articles"] = tuple(
        (*row[:at], texts.get(str(row[0])), *row[at + 1 :]) for row in tables["articles"]
    )
    return tables


def _plain(body: bytes) -> str:
    """The words of a body, a line for each block."""
    lines = (" ".join(line.split()) for line in text_of(pieces_of(body)).split("\n"))
    return "\n".join(line for line in lines if line)


def _csv(columns: tuple[Column, ...], rows: Iterable[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in columns)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _cell(cell: Cell) -> Cell:
    return {True: "true", False: "false"}[cell] if isinstance(cell, bool) else cell


def _objects(columns: tuple[Column, ...], rows: Iterable[Row]) -> list[dict[str, Cell]]:
    """Rows as objects; what is empty is left out."""
    return [
        {column.name: cell for column, cell in zip(columns, row, strict=True) if cell is not None}
        for row in rows
    ]


def _declared(column: Column) -> str:
    kind = "TEXT PRIMARY KEY" if column.name == "id" else _SQL[column.kind]
    return f'"{column.name}" {kind}' + (f" REFERENCES {column.of}(id)" if column.of else "")


def _described(view: DatasetView) -> dict[str, Any]:
    found: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "profile": "tabular-data-package",
        "name": view.name,
        "title": view.title,
        "description": view.description,
        "homepage": view.address,
        "resources": [_resource(name, columns) for name, columns in TABLES.items()],
    }
    return {name: value for name, value in found.items() if value}


def _resource(name: str, columns: tuple[Column, ...]) -> dict[str, Any]:
    keys = [
        {"fields": [each.name], "reference": {"resource": each.of, "fields": ["id"]}}
        for each in columns
        if each.of
    ]
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in columns],
        "primaryKey": ["id"],
        "missingValues": [""],
    }
    return {
        "name": name,
        "path": f"csv/{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": column.kind, "description": column.about}
    return found | ({"constraints": {"required": True, "unique": True}} if column.name == "id" else {})
