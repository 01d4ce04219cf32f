"""A cell, a row, an address, a date: what every table is made of."""

import hashlib

from dossierpress.model.dates import BEGINNING, END, Date, Day
from dossierpress.model.site import NameKind
from dossierpress.packages.tables import TABLES, Cell, Row
from dossierpress.plan.addresses import absolute
from dossierpress.plan.desk import Desk
from dossierpress.plan.routes import quote_anchor

# Nothing of the day before the beginning, nor of the day after the end.
_LIMITS = (BEGINNING, END)


def reference_of(address: str) -> str:
    """The reference to what lives at an address: an article, one of its quotations, a dossier, a claim."""
    if not address.startswith("/"):
        return address
    path, _, fragment = address.partition("#")
    _, kind, name, *part = path.split("/")
    if kind == "articles":
        return f"{name}#{fragment.removeprefix(quote_anchor(''))}" if fragment else name
    return f"claim:{name}/{part[1]}" if part[:1] == ["claims"] else f"dossier:{name}"


def row(table: str, **cells: Cell) -> Row:
    """A row with the columns of a table; a cell that nobody gives is empty."""
    made = tuple(cells.pop(column.name, "") for column in TABLES[table])
    assert not cells, f"{table} has no column {next(iter(cells))}"
    return tuple(None if cell == "" else cell for cell in made)


def at(desk: Desk, address: str) -> str:
    """Where readers find something; on a site without `url`, its path."""
    return absolute(desk.config.url, address) if desk.config.url else address


def dated(name: str, date: Date | None) -> dict[str, Cell]:
    """The three cells of a date, under the name of its column."""
    if date is None:
        return {}
    return {name: date.text, f"{name}_first": _day(date.first), f"{name}_last": _day(date.last)}


def _day(day: Day) -> str:
    year, month, number = day
    return "" if day in _LIMITS or not 0 < year < 10000 else f"{year:04}-{month:02}-{number:02}"


def short(*texts: str) -> str:
    """A few letters for what has no id of its own: the same as long as its words are."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]


def slug_of(desk: Desk, kind: NameKind, text: str) -> str:
    """The id of a name as a file writes it."""
    found = desk.name(kind, text) if text else None
    return found.slug if found else text


def shown(desk: Desk, kind: NameKind, text: str) -> str:
    """A name as the site writes it."""
    view = desk.named(kind, text)
    return view.name if view else ""
