"""Who appears with whom: people and organisations that one article names, with the articles that do."""

from itertools import combinations

from dossierpress.packages.rows import DatasetView
from dossierpress.packages.tables import TABLES, Cell

Record = dict[str, Cell]
# A person or an organisation: its kind, and its id.
Name = tuple[str, str]
KINDS = ("people", "organisations")


def records(view: DatasetView, table: str) -> list[Record]:
    """The rows of a table, each with the names of its columns."""
    names = [column.name for column in TABLES[table]]
    rows = next(each.rows for each in view.tables if each.name == table)
    return [dict(zip(names, row, strict=True)) for row in rows]


def named(view: DatasetView) -> dict[Name, Record]:
    """Every person and organisation of a dossier."""
    return {(kind, str(each["id"])): each for kind in KINDS for each in records(view, kind)}


def together(view: DatasetView) -> dict[tuple[Name, Name], list[str]]:
    """The ids of the articles that name both of a pair, by pair, sorted."""
    known = named(view)
    of_article: dict[str, set[Name]] = {}
    for mention in records(view, "mentions"):
        name = str(mention["kind"]), str(mention["name"])
        if name in known:
            of_article.setdefault(str(mention["article"]), set()).add(name)
    pairs: dict[tuple[Name, Name], list[str]] = {}
    for article, names in of_article.items():
        for one, other in combinations(sorted(names), 2):
            pairs.setdefault((one, other), []).append(article)
    return dict(sorted(pairs.items()))
