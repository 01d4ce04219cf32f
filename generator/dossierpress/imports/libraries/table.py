"""CSV and spreadsheets: a row is an article; what each column means was said once."""

import csv
import datetime as dt
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any, Final, NamedTuple

from python_calamine import CalamineError, CalamineWorkbook

from dossierpress.imports.item import Batch, Item, Picture
from dossierpress.imports.ledger import Ledger
from dossierpress.imports.libraries.csl import NO_DATE, batch_of
from dossierpress.imports.libraries.reading import LARGEST, Export
from dossierpress.imports.moments import moment_of
from dossierpress.imports.text.plaintext import one_line
from dossierpress.model.names import likeness

# What a column may mean: a key of an article, or one of these.
NOTHING, EXTRA = "-", "extra"
# Characters; a whole article may stand in a cell.
_LONGEST_CELL = 1_000_000
_LINES: Final = "title standfirst source byline agency dateline section page edition language url".split()
_DATES: Final = "date updated accessed embargo expires".split()
_LISTS: Final = "authors tags archived".split()
_TEXTS: Final = "body note private_note".split()
MEANINGS: Final = (*_LINES, *_DATES, *_LISTS, *_TEXTS, "type", "status", "rights", "image", EXTRA, NOTHING)
# What tables call these.
_NAMES: Final[Mapping[str, str]] = {
    "title": "headline name",
    "date": "published publicationdate pubdate datum",
    "source": "publication newspaper outlet publisher paper",
    "authors": "author",
    "byline": "by",
    "url": "link address weblink uri",
    "standfirst": "summary abstract description deck",
    "tags": "tag keywords topics",
    "body": "text content fulltext",
    "language": "lang",
    "note": "notes",
    "private_note": "comment",
    "page": "pages",
    "accessed": "retrieved",
    "archived": "archive archiveurl",
    "type": "kind",
}
_MARKED_UP: Final = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|a|em|strong|b|i|blockquote)\b[^<>]*>", re.IGNORECASE
)
# Says what each column means, by its heading.
Columns = Callable[[Sequence[str]], Mapping[str, str]]


class Row(NamedTuple):
    """A row with the place where it stands."""

    place: str
    cells: list[str]


def read(export: Export, ledger: Ledger, columns: Columns) -> Batch:
    """Every row that has a title; the others are named."""
    tables = [rows for rows in _tables(export) if rows]
    if not tables:
        raise export.fault("there is no row in it", "name another file")
    headings = [[each.strip() for each in rows[0].cells] for rows in tables]
    meanings = columns(list(dict.fromkeys(each for row in headings for each in row if each)))
    items: list[Item] = []
    for heading, rows in zip(headings, tables, strict=True):
        if "title" not in {meanings.get(each) for each in heading}:
            ledger.needs_hand(rows[0].place, "no column of this table holds titles")
            continue
        for row in rows[1:]:
            if any(each.strip() for each in row.cells):
                items.extend(_item(row, heading, meanings, ledger))
    return batch_of("csv", export, items)


def guessed(heading: str) -> str:
    """What a column means by its name; empty where that does not show."""
    bare = likeness(heading).replace(" ", "")
    known = {likeness(each).replace(" ", ""): each for each in MEANINGS if each != NOTHING}
    called = {name: meaning for meaning, names in _NAMES.items() for name in names.split()}
    return known.get(bare) or called.get(bare, "")


def _item(row: Row, heading: list[str], meanings: Mapping[str, str], ledger: Ledger) -> Iterable[Item]:
    values: dict[str, list[str]] = {}
    extra: dict[str, str] = {}
    for number, cell in enumerate(row.cells):
        name = heading[number] if number < len(heading) else ""
        meaning, text = meanings.get(name, EXTRA), cell.strip()
        if text and meaning == NOTHING:
            ledger.add(f"cells of the column `{name}`, left out as was said", row.place, text)
        elif text and meaning == EXTRA:
            extra[name or f"column {number + 1}"] = text
        elif text:
            values.setdefault(meaning, []).append(text)
    if "title" not in values:
        ledger.needs_hand(row.place, "this row has no title")
        return
    for key in extra:
        ledger.add("other fields, kept under `extra`", row.place, key)
    yield _made(row.place, values, extra, ledger)


def _made(place: str, values: Mapping[str, list[str]], extra: dict[str, str], ledger: Ledger) -> Item:
    body = "\n\n".join(values.get("body", ()))
    chosen: dict[str, Any] = {
        name: _choice(name, values, of, otherwise, place, ledger)
        for name, of, otherwise in (
            ("type", Item.__annotations__["type"], "news"),
            ("status", Item.__annotations__["status"], "draft" if body else "ready"),
            ("rights", Item.__annotations__["rights"], "excerpt" if body else "link-only"),
        )
    }
    facts: dict[str, Any] = {name: one_line("; ".join(values.get(name, ()))) for name in _LINES}
    for name in _DATES:
        written = next(iter(values.get(name, ())), "")
        facts[name] = moment_of(written)
        if written and not facts[name]:
            extra[name] = written
            ledger.add("dates that are none, kept under `extra`", place, f"{name}: {written}")
    image = next(iter(values.get("image", ())), "")
    return Item(
        origin=place,
        path=place,
        **facts,
        authors=tuple(_listed(values.get("authors", ()), r"[;\n]|\s+(?:and|&)\s+")),
        tags=tuple(_listed(values.get("tags", ()), r"[;,|\n]")),
        archived=tuple(_listed(values.get("archived", ()), r"\s+")),
        note="\n\n".join(values.get("note", ())),
        private_note="\n\n".join(values.get("private_note", ())),
        **chosen,
        image=Picture(image) if image else None,
        doubts=() if facts["date"] else (NO_DATE,),
        extra=extra,
        markup="html" if _MARKED_UP.search(body) else "text",
        body=body,
    )


def _choice(
    name: str, values: Mapping[str, list[str]], of: Any, otherwise: str, place: str, ledger: Ledger
) -> Any:
    written = next(iter(values.get(name, ())), "")
    word = written.lower().replace(" ", "-")
    if not written or word in of.__args__:
        return word or otherwise
    ledger.add(f"words for `{name}` that are none", place, written)
    return otherwise


def _listed(values: Iterable[str], at: str) -> Iterable[str]:
    return dict.fromkeys(one_line(part) for each in values for part in re.split(at, each) if part.strip())


def _tables(export: Export) -> Iterable[list[Row]]:
    is_sheet = export.data.startswith((b"PK", b"\xd0\xcf\x11\xe0"))
    return _sheets(export) if is_sheet else [_lines(export)]


def _lines(export: Export) -> list[Row]:
    text = export.text().removeprefix("\ufeff").replace("\x00", "")
    first = text.partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(_LONGEST_CELL)  # for the whole process: other libraries set it as well
    reader = csv.reader(StringIO(text), delimiter=delimiter)
    rows, line = [], 1
    try:
        for cells in reader:
            rows.append(Row(f"{export.name}:{line}", cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise export.fault("this line is not CSV", "export the table again", line) from error
    return rows


def _sheets(export: Export) -> Iterable[list[Row]]:
    damaged = export.fault("this spreadsheet cannot be read", "save it again, or as CSV")
    try:
        if export.data.startswith(b"PK"):
            with zipfile.ZipFile(BytesIO(export.data)) as archive:
                if sum(each.file_size for each in archive.infolist()) > LARGEST:
                    raise export.fault("this spreadsheet unfolds to more than 256 MB", "save it as CSV")
        book = CalamineWorkbook.from_filelike(BytesIO(export.data))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python()
            yield [
                Row(f"{export.name}: {name}, row {number}", [_cell(each) for each in row])
                for number, row in enumerate(rows, start=1)
            ]
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise damaged from error


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date | dt.datetime | dt.time) else str(value)
