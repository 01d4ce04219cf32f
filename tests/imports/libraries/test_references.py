"""RIS, BibTeX, CSL-JSON and Zotero's own JSON say the same of one article; broken entries are named by line."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.imports.libraries.exports import library

RIS = """TY  - NEWS
TI  - Port authority “lost” the files: an inquiry
AU  - Berg, Anna Maria
AU  - Reuters
T2  - The Harbour Gazette
DA  - 2011/12/05/
PY  - 2011
LA  - en-GB
SE  - Business
SP  - B3
UR  - https://gazette.example/2011/port?id=1
Y2  - 2020/01/02/
AB  - Three boxes are missing.
KW  - Ports
KW  - Customs
N1  - Ask the archive.
L1  - files/12/port.pdf
L1  - files/13/gone.pdf
ER  -
"""
BIB = """@string{gaz = "The Harbour Gazette"}
@article{berg2011,
  title = {Port authority ``lost'' the files: an inquiry},
  author = {Berg, Anna Maria and {Reuters}},
  journal = gaz,
  date = {2011-12-05},
  langid = {british},
  pages = {B3},
  url = {https://gazette.example/2011/port?id=1},
  urldate = {2020-01-02},
  abstract = {Three boxes are missing.},
  keywords = {Ports, Customs},
  note = {Ask the archive.},
  section = {Business},
  file = {Full text:files/12/port.pdf:application/pdf}
}
"""
CSL: dict[str, Any] = {
    "id": "berg2011",
    "type": "article-newspaper",
    "title": "Port authority “lost” the files: an inquiry",
    "author": [{"family": "Berg", "given": "Anna Maria"}, {"literal": "Reuters"}],
    "container-title": "The Harbour Gazette",
    "issued": {"date-parts": [["2011", 12, "5"]]},
    "accessed": {"date-parts": [[2020, 1, 2]]},
    "language": "en-GB",
    "section": "Business",
    "page": "B3",
    "URL": "https://gazette.example/2011/port?id=1",
    "abstract": "Three boxes are missing.",
    "keyword": "Ports, Customs",
    "note": "Ask the archive.",
}
OWN: dict[str, Any] = {
    "itemType": "newspaperArticle",
    "key": "ABCD2345",
    "title": CSL["title"],
    "creators": [
        {"creatorType": "author", "firstName": "Anna Maria", "lastName": "Berg"},
        {"creatorType": "author", "name": "Reuters"},
        {"creatorType": "translator", "firstName": "Tom", "lastName": "Other"},
    ],
    "publicationTitle": "The Harbour Gazette",
    "date": "2011-12-05",
    "accessDate": "2020-01-02",
    "language": "en-GB",
    "section": "Business",
    "pages": "B3",
    "url": "https://gazette.example/2011/port?id=1",
    "abstractNote": "Three boxes are missing.",
    "tags": [{"tag": "Ports"}, {"tag": "Customs", "type": 1}],
}
CHILDREN: list[dict[str, Any]] = [
    {"itemType": "note", "key": "N", "parentItem": "ABCD2345", "note": "<p>Ask the <b>archive</b>.</p>"},
    {
        "itemType": "attachment", "key": "K9", "parentItem": "ABCD2345", "title": "Snapshot",
        "contentType": "text/html", "path": "storage:port.html",
    },
]  # fmt: skip
PDF = b"%PDF-1.4 as it was"
FORMS = {
    "ris": ("lib.ris", RIS),
    "bibtex": ("lib.bib", BIB),
    "csl": ("lib.json", json.dumps([CSL])),
    "zotero": ("lib.json", json.dumps({"items": [OWN, *CHILDREN]})),
}


@pytest.mark.parametrize("kind", FORMS)
def test_each_form_says_the_same(tmp_path: Path, kind: str) -> None:
    name, text = FORMS[kind]
    files = {name: text, "files/12/port.pdf": PDF, "storage/K9/port.html": b"<p>as it was</p>"}
    done = library(tmp_path, files, name)
    assert done.code == 0, done.output
    assert f"imported from {kind}" in done.output
    (path,) = [each for each in done.content() if each.endswith(".md")]
    keys = done.keys(f"content/{path}")
    assert keys["title"] == CSL["title"]
    assert keys["source"] == "The Harbour Gazette"
    assert keys["date"] == "2011-12-05"
    assert keys["accessed"] == "2020-01-02"
    assert [each["name"] for each in keys["authors"]] == ["Anna Maria Berg", "Reuters"]
    assert (keys["language"], keys["section"], str(keys["page"])) == ("en-GB", "Business", "B3")
    assert keys["url"] == CSL["URL"]
    assert keys["standfirst"] == "Three boxes are missing."
    assert keys["tags"] == ["Ports", "Customs"]
    assert keys["note"].replace("*", "") == "Ask the archive."
    assert keys["rights"] == {"mode": "link-only"}
    done.builds()


@pytest.mark.parametrize(
    ("kind", "file", "data"),
    [("ris", "port.pdf", PDF), ("bibtex", "port.pdf", PDF), ("zotero", "port.html", b"<p>as it was</p>")],
)
def test_attachments_are_captures_byte_for_byte(tmp_path: Path, kind: str, file: str, data: bytes) -> None:
    name, text = FORMS[kind]
    files = {name: text, "files/12/port.pdf": PDF, "storage/K9/port.html": b"<p>as it was</p>"}
    done = library(tmp_path, files, name)
    (path,) = [each for each in done.content() if each.endswith(f"/{file}")]
    assert (done.root / "content" / path).read_bytes() == data
    assert "1  attachments, captures now" in done.output
    if kind == "ris":
        assert "gone.pdf" in done.details


@pytest.mark.parametrize("kind", FORMS)
def test_a_second_import_changes_nothing(tmp_path: Path, kind: str) -> None:
    name, text = FORMS[kind]
    done = library(tmp_path, {name: text}, name)
    before = {path: (done.root / "content" / path).read_bytes() for path in done.content()}
    again = library(tmp_path, {}, name)
    assert "1  held already" in again.output
    assert {path: (done.root / "content" / path).read_bytes() for path in again.content()} == before


def test_zotero_reads_the_forms_that_it_exports(tmp_path: Path) -> None:
    for name, text in {"a.ris": RIS, "a.bib": BIB, "a.json": json.dumps([CSL])}.items():
        done = library(tmp_path / name, {name: text}, name, "--from", "zotero")
        assert "imported from zotero" in done.output
        assert "1  articles" in done.output


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("a.ris", f"{RIS}\nTY  - NEWS\nAU  - Nobody\nER  - \n", "a.ris:21: this record cannot be read"),
        ("a.bib", f"{BIB}\n@article{{x,\n  author = {{Nobody}}\n}}\n", "a.bib:18: this entry has no title"),
        (
            "a.bib",
            f"{BIB}\n@article{{x, title = {{An end is missing\n",
            "a.bib:18: this entry cannot be read",
        ),
        ("a.json", json.dumps([CSL, {"id": "x"}]), "a.json: x (number 2): this reference has no title"),
    ],
)
def test_a_broken_entry_is_named_and_stops_nobody(tmp_path: Path, name: str, text: str, place: str) -> None:
    done = library(tmp_path, {name: text}, name)
    assert done.code == 0
    assert "1  articles" in done.output
    assert f"needs a hand: {place}" in done.output


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ({"date-parts": [[2011]]}, "2011"),
        ({"date-parts": [[2011, 12]]}, "2011-12"),
        ({"date-parts": [[2011, 12, 5], [2011, 12, 9]]}, "2011-12-05/2011-12-09"),
        ({"date-parts": [[2011]], "circa": True}, "2011~"),
        ({"raw": "2011-12-05"}, "2011-12-05"),
        ({"literal": "5 December 2011"}, "2011-12-05"),
    ],
)
def test_dates_stay_as_vague_as_they_are(tmp_path: Path, parts: dict[str, Any], date: str) -> None:
    done = library(tmp_path, {"a.json": json.dumps([CSL | {"issued": parts}])}, "a.json")
    assert done.keys(f"content/{done.content()[0]}")["date"] == date


def test_what_has_no_key_here_is_kept_and_counted(tmp_path: Path) -> None:
    done = library(tmp_path, {"a.json": json.dumps([CSL | {"ISSN": "1234-5678", "odd": {"a": 1}}])}, "a.json")
    assert done.keys(f"content/{done.content()[0]}")["extra"] == {"ISSN": "1234-5678", "odd": {"a": "1"}}
    assert "2  other fields, kept under `extra`" in done.output


HOSTILE = {
    "a.json": ["[" * 100_000, '{"items": 5}', '[{"type": "article", "title": ', "[1e999999]", "[]", "\x00" * 50],
    "a.ris": ["", "TY  - NEWS\n" * 3, "TI  - no beginning\n"],
    "a.bib": ["@article{", "@" * 5000, "@article{a, title = " + "{" * 20_000],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in HOSTILE.items() for text in texts]
)
def test_hostile_files_are_refused_by_name_and_line(tmp_path: Path, name: str, text: str) -> None:
    kind = {"a.json": "csl", "a.ris": "ris", "a.bib": "bibtex"}[name]
    done = library(tmp_path, {name: text}, name, "--from", kind)
    assert done.code == 1, done.output
    assert f"{name}:1: " in done.output
    assert done.root.joinpath("content").exists() is False


def test_a_file_that_leads_out_of_the_export_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").write_bytes(b"secret")
    text = RIS.replace("files/12/port.pdf", "../secret.pdf").replace("files/13/gone.pdf", "/etc/passwd")
    done = library(tmp_path, {"a.ris": text}, "a.ris")
    assert [each for each in done.content() if not each.endswith(".md")] == []
    assert "2  attachments that are not there" in done.output
