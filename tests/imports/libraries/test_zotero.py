"""Files that Zotero's own translators wrote of two items, with a note: each says the same, as far as it can."""

from pathlib import Path

import pytest
from tests.imports.libraries.exports import library

FILES = Path(__file__).parent / "zotero"


@pytest.mark.parametrize("name", ["library.ris", "bibtex.bib", "biblatex.bib", "library.json"])
def test_what_zotero_exports_is_read(tmp_path: Path, name: str) -> None:
    done = library(tmp_path, {name: (FILES / name).read_bytes()}, name, "--from", "zotero")
    assert done.code == 0, done.output
    assert "2  articles" in done.output
    assert "needs a hand" not in done.output
    port = done.keys("content/articles/port-authority-lost-the-files-an-inquiry.md")
    assert port["title"] == "Port authority “lost” the files: an inquiry"
    assert port["source"] == "The Harbour Gazette"
    assert port["date"] == ("2011-12" if name == "bibtex.bib" else "2011-12-05")  # BibTeX has no day
    assert port["accessed"].startswith("2020-01-02")
    assert port["authors"][0]["name"] == "Anna Maria Berg"
    assert port["authors"][1]["name"] == "Ministry of Ports, Customs"
    assert (port["language"], port["page"], port["edition"]) == ("en-GB", "B3", "Late")
    assert port["standfirst"] == "Three boxes are missing; 100% of them & more."
    assert port["url"] == "https://gazette.example/2011/port?id=1&x=%20y"
    if name != "library.json":
        assert port["tags"] == ["Ports", "Customs"]
    if name in ("library.ris", "bibtex.bib"):
        assert port["note"].replace("*", "") == "Ask the archive."
    blog = done.keys("content/articles/uber-die-kahne-ein-uberblick.md")
    assert blog["title"] == "Über die Kähne — ein Überblick"
    assert (blog["source"], blog["date"], blog["language"]) == ("Slack Water", "2019-06", "de")
    assert blog["authors"] == [{"name": "Núñez de la Peña, José"}]
    done.builds()
