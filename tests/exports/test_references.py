"""Reference lists are read back, by parsers that are not ours, as what was written."""

import json
from pathlib import Path
from typing import Any

import rispy
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from exports.whole import HOSTILE, whole
from make import article

KNOWN = article(
    "Text.",
    title="Night ferry to end",
    date="2024-09-02",
    source="gazette",
    authors="[Halima van der Berg, 'Bellamy, Yusuf', The Harbour Staff, 王小明]",
    url="https://gazette.example/ferry?id=1&x=%C3%A9",
    accessed="2024-09-05",
    archived="[{url: 'https://archive.example/1', service: The Archive}]",
    page="'3'",
    section="News",
    edition="Late",
    language="en",
    tags="[ferries]",
    standfirst="It was loved.",
    dossiers="[d]",
)
SOURCES = (
    "- {id: gazette, name: The Harbour Gazette, publisher: Gazette & Sons, place: lisle, issn: 1234-5679}\n"
)
PLACES = "- {id: lisle, name: Port Lisle}\n"
FILES = {"content/d/known.md": KNOWN, "content/sources.yaml": SOURCES, "content/places.yaml": PLACES}


def bibtex_of(text: str) -> Any:
    return parse_string(text, "bibtex").entries


def hostile(root: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    titles = {f"a{number}": title for number, title in enumerate(HOSTILE)}
    files = {f"content/d/{name}.md": article(title=json.dumps(title)) for name, title in titles.items()}
    built = whole(root, files)
    assert not built.report.problems
    return built.files, titles


def test_every_dossier_tag_and_source_has_three_files(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES)
    for place in ("dossiers/d", "tags/ferries", "sources/gazette"):
        for ending in ("bib", "ris", "csl.json"):
            assert built.files[f"{place}/references.{ending}"]
    assert not [path for path in built.files if path.startswith("people/") and "references" in path]


def test_bibtex_field_by_field(tmp_path: Path) -> None:
    entry = bibtex_of(whole(tmp_path, FILES).text("dossiers/d/references.bib"))["known"]
    assert entry.type == "article"
    fields = dict(entry.fields)
    assert fields["title"] == "{Night ferry to end}"
    assert fields["journal"] == "The Harbour Gazette"
    assert (fields["year"], fields["month"], fields["day"]) == ("2024", "September", "2")
    assert fields["url"] == "https://gazette.example/ferry?id=1&x=%C3%A9"
    assert fields["urldate"] == "2024-09-05"
    assert fields["publisher"] == r"Gazette \& Sons"
    assert (fields["address"], fields["issn"], fields["pages"]) == ("Port Lisle", "1234-5679", "3")
    assert fields["note"] == "Archived copy: https://archive.example/1"
    people = entry.persons["author"]
    assert [str(each) for each in people] == [
        "van der Berg, Halima",
        "Bellamy, Yusuf",
        "{The Harbour Staff}",
        "{王小明}",
    ]


def test_ris_field_by_field(tmp_path: Path) -> None:
    text = whole(tmp_path, FILES).text("tags/ferries/references.ris")
    assert text.endswith("ER  - \r\n\r\n")
    (entry,) = rispy.loads(text)
    assert entry["type_of_reference"] == "NEWS"
    assert entry["title"] == "Night ferry to end"
    assert entry["authors"] == ["van der Berg, Halima", "Bellamy, Yusuf", "The Harbour Staff", "王小明"]
    assert entry["secondary_title"] == "The Harbour Gazette"
    assert (entry["year"], entry["date"], entry["access_date"]) == ("2024", "2024/09/02/", "2024/09/05/")
    assert entry["urls"] == ["https://gazette.example/ferry?id=1&x=%C3%A9"]
    assert (entry["publisher"], entry["place_published"], entry["issn"]) == (
        "Gazette & Sons",
        "Port Lisle",
        "1234-5679",
    )
    assert (entry["start_page"], entry["edition"], entry["language"]) == ("3", "Late", "en")
    assert (entry["name_of_database"], entry["keywords"]) == ("The Archive", ["ferries"])


def test_csl_json_field_by_field(tmp_path: Path) -> None:
    data = json.loads(whole(tmp_path, FILES).text("sources/gazette/references.csl.json"))
    item = CiteProcJSON(data)["known"]
    assert item["type"] == "article-newspaper"
    assert str(item["title"]) == "Night ferry to end"
    assert str(item["container_title"]) == "The Harbour Gazette"
    assert (item["issued"]["year"], item["issued"]["month"], item["issued"]["day"]) == (2024, 9, 2)
    assert str(item["URL"]) == "https://gazette.example/ferry?id=1&x=%C3%A9"
    assert data[0]["author"] == [
        {"family": "Berg", "given": "Halima", "non-dropping-particle": "van der"},
        {"family": "Bellamy", "given": "Yusuf"},
        {"literal": "The Harbour Staff"},
        {"literal": "王小明"},
    ]
    assert data[0]["accessed"] == {"date-parts": [[2024, 9, 5]]}
    assert (data[0]["archive"], data[0]["archive_location"]) == ("The Archive", "https://archive.example/1")


def test_hostile_titles_come_back_from_bibtex(tmp_path: Path) -> None:
    files, titles = hostile(tmp_path)
    text = files["dossiers/d/references.bib"].decode()
    entries = bibtex_of(text)
    assert list(entries) == list(titles)
    for name, title in titles.items():
        written = entries[name].fields["title"][1:-1]
        # The decoder knows no names for lone braces; and TeX's circumflex is not ASCII's.
        for escape, sign in ((r"\textbraceleft{}", "\1"), (r"\textbraceright{}", "\2")):
            written = written.replace(escape, sign)
        read = LatexNodes2Text(math_mode="verbatim").latex_to_text(written)
        assert read.translate({1: "{", 2: "}", ord("ˆ"): "^"}) == title


def test_hostile_titles_come_back_from_ris(tmp_path: Path) -> None:
    files, titles = hostile(tmp_path)
    entries = rispy.loads(files["dossiers/d/references.ris"].decode())
    assert {entry["id"]: entry["title"] for entry in entries} == titles


def test_hostile_titles_come_back_from_csl_json(tmp_path: Path) -> None:
    files, titles = hostile(tmp_path)
    data = json.loads(files["dossiers/d/references.csl.json"])
    assert {item["id"]: item["title"] for item in data} == titles
    assert set(CiteProcJSON(data)) == set(titles)


def test_a_line_break_in_front_matter_is_a_space(tmp_path: Path) -> None:
    built = whole(tmp_path, {"content/d/a.md": article(title='"One\\ntwo\\r\\n@misc{x,"')})
    assert rispy.loads(built.text("dossiers/d/references.ris"))[0]["title"] == "One two @misc{x,"
    assert list(bibtex_of(built.text("dossiers/d/references.bib"))) == ["a"]


def test_ids_of_other_scripts_make_keys_that_bibtex_takes(tmp_path: Path) -> None:
    built = whole(tmp_path, {"content/d/بندرگاہ.md": article(), "content/d/渡輪.md": article(title="Other")})
    keys = list(bibtex_of(built.text("dossiers/d/references.bib")))
    assert len(keys) == 2
    assert all(key.startswith("article-") and key.isascii() for key in keys)


def test_kinds_of_article_become_kinds_of_reference(tmp_path: Path) -> None:
    kinds = {
        "news": ("article", "NEWS", "article-newspaper"),
        "report": ("techreport", "RPRT", "report"),
        "interview": ("misc", "PCOMM", "interview"),
        "post": ("misc", "BLOG", "post-weblog"),
        "press-release": ("misc", "GEN", "document"),
    }
    files = {f"content/d/{kind}.md": article(type=kind) for kind in kinds}
    built = whole(tmp_path, files)
    bib = bibtex_of(built.text("dossiers/d/references.bib"))
    ris = {each["id"]: each for each in rispy.loads(built.text("dossiers/d/references.ris"))}
    csl = {each["id"]: each for each in json.loads(built.text("dossiers/d/references.csl.json"))}
    for kind, expected in kinds.items():
        assert (bib[kind].type, ris[kind]["type_of_reference"], csl[kind]["type"]) == expected
    assert bib["report"].fields["institution"] == "The Daily"
    assert csl["press-release"]["genre"] == "Press release"


def test_a_withdrawn_article_says_so(tmp_path: Path) -> None:
    built = whole(tmp_path, {"content/d/a.md": article(status="withdrawn")})
    for ending in ("bib", "ris", "csl.json"):
        assert "Withdrawn by the curators." in built.text(f"dossiers/d/references.{ending}")


def test_a_site_that_turns_the_api_off_has_none_of_it(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES, "api: false\n")
    assert not [path for path in built.files if "references" in path or path.startswith("api/")]
    assert "references.bib" not in built.text("dossiers/d/index.html")
    assert "@article{known" in built.text("articles/known/index.html")
