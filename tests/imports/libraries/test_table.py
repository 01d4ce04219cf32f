"""Tables: what a column means is guessed, asked for once and kept; every row comes over or is named."""

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.imports.libraries.exports import library
from tests.imports.oldsites import write

from dossierpress.cli import columns
from dossierpress.cli.main import cli
from dossierpress.imports.libraries.table import guessed

CSV = (
    "Headline;Date;Newspaper;Author;Link;Keywords;Shelf;Text\r\n"
    '"The port; again";05.12.2011;The Gazette;Anna Berg and Tom Lee;https://g.example/1;Ports, Customs;B 3;\r\n'
    'With text;2012;The Gazette;;;;;"First paragraph.\n\nSecond *one*."\r\n'
    ";2012;The Gazette;;;;;\r\n"
)
KNOWN = "Shelf: extra\n"


def test_rows_become_articles_by_the_names_of_their_columns(tmp_path: Path) -> None:
    write(
        tmp_path / "new", {"site.yaml": "title: Press\nsearch: false\ncards: false\n", "columns.yaml": KNOWN}
    )
    done = library(tmp_path, {"a.csv": CSV}, "a.csv")
    assert done.code == 0, done.output
    assert "imported from csv" in done.output
    keys = done.keys("content/articles/the-port-again.md")
    assert keys["title"] == "The port; again"
    assert keys["date"] == "2011-12-05"
    assert keys["source"] == "The Gazette"
    assert [each["name"] for each in keys["authors"]] == ["Anna Berg", "Tom Lee"]
    assert keys["tags"] == ["Ports", "Customs"]
    assert keys["extra"] == {"Shelf": "B 3"}
    assert keys["rights"] == {"mode": "link-only"}
    text = done.keys("content/articles/with-text.md")
    assert (text["date"], text["status"]) == ("2012", "draft")
    assert done.body("content/articles/with-text.md") == "First paragraph.\n\nSecond \\*one\\*."
    assert "needs a hand: a.csv:6: this row has no title" in done.output
    done.builds()
    again = library(tmp_path, {}, "a.csv")
    assert "2  held already" in again.output
    assert again.content() == done.content()


def test_a_column_is_asked_for_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.csv": CSV, "new/site.yaml": "title: Press\n"})
    monkeypatch.setattr(columns, "is_somebody_there", lambda: True)
    words = ["import", str(tmp_path / "a.csv"), "--root", str(tmp_path / "new")]
    first = CliRunner().invoke(cli, words, input="page\n")
    assert "the column `Shelf` means" in first.output
    assert first.exit_code == 0, first.output
    kept = (tmp_path / "new/columns.yaml").read_text(encoding="utf-8")
    assert "Shelf: page\n" in kept
    assert "Headline: title\n" in kept
    assert "\npage: B 3\n" in (tmp_path / "new/content/articles/the-port-again.md").read_text(
        encoding="utf-8"
    )
    second = CliRunner().invoke(cli, words, input="")
    assert "the column" not in second.output
    assert second.exit_code == 0
    assert (tmp_path / "new/columns.yaml").read_text(encoding="utf-8") == kept


def test_where_nobody_can_be_asked_the_columns_are_named(tmp_path: Path) -> None:
    done = library(tmp_path, {"a.csv": CSV}, "a.csv")
    assert done.code == 2
    assert "write it into columns.yaml, such as\n  Shelf: extra" in done.output
    write(tmp_path / "new", {"columns.yaml": "# mine\nShelf: nonsense\n"})
    wrong = library(tmp_path, {}, "a.csv")
    assert wrong.code == 1
    assert "columns.yaml:2" in wrong.output
    assert not (done.root / "content").exists()


def ods(*rows: tuple[str, ...]) -> bytes:
    """A spreadsheet as LibreOffice writes it, as far as readers need it."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{each}</text:p></table:table-cell>'
            for each in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.3"><office:body>'
        f'<office:spreadsheet><table:table table:name="List">{cells}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return made.getvalue()


def test_a_spreadsheet_says_the_same_as_a_list(tmp_path: Path) -> None:
    data = ods(("Title", "Date", "Source"), ("The port", "2011-12-05", "The Gazette"), ("", "2012", "X"))
    done = library(tmp_path, {"a.ods": data}, "a.ods")
    assert done.code == 0, done.output
    assert done.keys("content/articles/the-port.md")["date"] == "2011-12-05"
    assert "needs a hand: a.ods: List, row 3: this row has no title" in done.output


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", ""),
        ("a.csv", "Title\n" + "x" * 1_200_000),
        ("a.xlsx", b"PK\x03\x04 broken"),
        ("a.ods", ods(("Title",))[:200]),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 600),
    ],
)
def test_broken_tables_are_refused_by_name_and_line(tmp_path: Path, name: str, data: str | bytes) -> None:
    done = library(tmp_path, {name: data}, name)
    assert done.code == 1, done.output
    assert f"{name}:" in done.output


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [("Headline", "title"), ("Publication date", "date"), ("AUTHORS", "authors"), ("Private note", "private_note"),
     ("Shelf", ""), ("", "")],
)  # fmt: skip
def test_columns_are_known_by_their_names(heading: str, meaning: str) -> None:
    assert guessed(heading) == meaning
