"""The API says what the pages say, in plain data, and nothing that no page shows."""

import json
from pathlib import Path
from typing import Any

from dossierpress.read.held import Audience
from exports.whole import HOSTILE, whole
from make import NOW, article, markdown

FILES = {
    "content/d/dossier.md": markdown(
        "CANARY-INTRODUCTION",
        title="The Dossier",
        question="Why?",
        sections="[{title: One, articles: [{ref: a, note: Read this first., key: true}]}]",
        claims="[{id: c, text: It sank., for: [a]}]",
        private_note="CANARY-PRIVATE",
    ),
    "content/d/a.md": article(
        "CANARY-BODY We saw it.",
        title="First",
        tags="[ferries]",
        people="[A. Person]",
        url="https://daily.example/1",
        quotes="[{text: We saw it., who: A. Person, id: saw}]",
        private_note="CANARY-PRIVATE",
    ),
    "content/d/b.md": article(title="Second", rights="link-only"),
    "content/d/c.md": article(title="CANARY-HELD", status="draft"),
    "content/d/p.md": article(title="CANARY-HELD", rights="private"),
}


def data(built: Any, path: str) -> Any:
    found = json.loads(built.files[f"api/{path}.json"])
    assert found["api"] == 1
    return found


def test_the_site_lists_dossiers_and_articles(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES, "description: Reports.\npublisher: The Room\n")
    site = data(built, "site")
    assert (site["title"], site["description"], site["language"]) == ("The Site", "Reports.", "en")
    assert site["publisher"] == {"title": "The Room"}
    assert site["address"] == "https://press.example/"
    assert [each["id"] for each in site["dossiers"]] == ["d"]
    assert site["dossiers"][0]["data"] == "https://press.example/api/dossiers/d.json"
    assert {each["id"]: each["title"] for each in site["articles"]} == {"a": "First", "b": "Second"}


def test_every_data_address_leads_to_a_file(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES)
    site = data(built, "site")
    for each in (*site["dossiers"], *site["articles"]):
        assert each["data"].removeprefix("https://press.example/") in built.files
        assert each["address"].removeprefix("https://press.example/") + "index.html" in built.files


def test_a_dossier_field_by_field(tmp_path: Path) -> None:
    dossier = data(whole(tmp_path, FILES), "dossiers/d")
    assert (dossier["id"], dossier["question"], dossier["count"]) == ("d", "Why?", 2)
    section, rest = dossier["sections"]
    assert section["members"][0]["note"] == "Read this first."
    assert section["members"][0]["article"]["id"] == "a"
    assert rest["members"][0]["article"]["id"] == "b"
    assert dossier["claims"][0]["supporting"] == [
        {"title": "First", "address": "https://press.example/articles/a/", "kind": "article"}
    ]
    assert dossier["files"]["bibtex"] == "https://press.example/dossiers/d/references.bib"


def test_an_article_field_by_field(tmp_path: Path) -> None:
    found = data(whole(tmp_path, FILES), "articles/a")
    assert (found["id"], found["title"], found["url"]) == ("a", "First", "https://daily.example/1")
    assert found["address"] == "https://press.example/articles/a/"
    assert found["date"]["iso"] == "2011-12-05"
    assert found["tags"] == [{"name": "ferries", "address": "https://press.example/tags/ferries/"}]
    assert found["quotes"][0]["anchor"] == "dp-quote-saw"
    assert found["annotations"] == [
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "https://press.example/articles/a/#dp-quote-saw",
            "type": "Annotation",
            "motivation": "highlighting",
            "target": {
                "source": "https://daily.example/1",
                "selector": {"type": "TextQuoteSelector", "exact": "We saw it."},
            },
            "body": [{"type": "TextualBody", "value": "A. Person", "purpose": "identifying"}],
        }
    ]
    assert found["memberships"][0]["position"] == 1
    assert found["references"]["csl"]["title"] == "First"
    assert found["references"]["bibtex"].startswith("@article{a,")
    assert found["references"]["ris"].startswith("TY  - NEWS")


def test_no_text_and_nothing_private_is_in_it(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES)
    for path, content in built.files.items():
        if path.startswith("api/") or "references" in path:
            assert b"CANARY" not in content, path
    assert b"CANARY-BODY" in built.files["articles/a/index.html"]


def test_a_preview_marks_what_readers_will_not_see(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES, audience=Audience(NOW, drafts=True))
    assert data(built, "articles/c")["mark"] == "draft"


def test_a_withdrawn_article_keeps_its_entry_only(tmp_path: Path) -> None:
    files = {"content/d/a.md": article(status="withdrawn", quotes="[{text: CANARY}]")}
    built = whole(tmp_path, files)
    assert data(built, "articles/a")["withdrawn"] is True
    assert b"CANARY" not in built.files["api/articles/a.json"]


def test_without_url_addresses_are_paths_from_the_root(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES, url="")
    found = data(built, "articles/a")
    assert found["address"] == "/articles/a/"
    assert data(built, "site")["address"] == "/"
    assert found["data"] == "/api/articles/a.json"


def test_hostile_titles_come_back(tmp_path: Path) -> None:
    files = {f"content/d/h{n}.md": article(title=json.dumps(each)) for n, each in enumerate(HOSTILE)}
    built = whole(tmp_path, files)
    assert {each["title"] for each in data(built, "site")["articles"]} == set(HOSTILE)


def test_one_file_beside_each_article(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES)
    assert [path for path in built.files if "articles/a" in path] == [
        "api/articles/a.json",
        "articles/a/index.html",
    ]
