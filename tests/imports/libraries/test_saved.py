"""wallabag, Omnivore and feeds: texts become drafts with what was saved beside them; entries without, references."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.imports.libraries.exports import library

TEXT = (
    '<h2>What is known</h2><p>Three boxes are <em>missing</em>, <a href="/more">said</a> the office.</p>'
    "<ul><li>One</li><li>Two</li></ul><blockquote><p>We looked everywhere.</p></blockquote>"
    '<script>alert(1)</script><img src="https://gazette.example/q.png" alt="The quay" onerror="x()">'
)
WALLABAG: list[dict[str, Any]] = [
    {
        "is_archived": 1, "is_starred": 1, "id": 7, "title": "The port", "mimetype": "text/html",
        "url": "https://www.gazette.example/port", "content": TEXT, "language": "en_GB", "reading_time": 3,
        "created_at": "2020-01-02T10:00:00+00:00", "published_at": "2011-12-05 00:00:00",
        "published_by": ["Anna Berg"], "domain_name": "www.gazette.example", "tags": ["Ports", "Customs"],
        "preview_picture": "https://gazette.example/q.png", "annotations": [],
    },
    {"is_archived": 0, "title": "No text", "url": "https://b.example/x", "content": "", "tags": []},
    {"is_archived": 0, "title": "No address"},
]  # fmt: skip
OMNIVORE: list[dict[str, Any]] = [
    {
        "id": "1", "slug": "the-port", "title": "The port", "description": "What is known.", "author": "Anna Berg",
        "url": "https://www.gazette.example/port", "state": "Active", "readingProgress": 10, "thumbnail": "",
        "labels": ["Ports", "Customs"], "savedAt": "2020-01-02T10:00:00Z", "updatedAt": "2020-01-02T10:00:00Z",
        "publishedAt": "2011-12-05T00:00:00.000Z",
    },
]  # fmt: skip
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>The Gazette</title>
<entry><title>The port</title><link href="https://www.gazette.example/port"/><id>u:1</id>
<published>2011-12-05T08:00:00Z</published><updated>2012-01-01T00:00:00Z</updated>
<author><name>Anna Berg</name></author><category term="Ports"/><category term="Customs"/>
<summary>What is known.</summary><content type="html"><![CDATA[{TEXT}]]></content></entry>
<entry><title>Only a line</title><link href="https://www.gazette.example/line"/><id>u:2</id>
<updated>2012-01-01T00:00:00Z</updated><summary>A line.</summary></entry></feed>"""
RSS = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Gazette</title><language>en-GB</language>
<item><title>The port</title><link>https://www.gazette.example/port</link><dc:creator>Anna Berg</dc:creator>
<pubDate>Mon, 05 Dec 2011 08:00:00 +0000</pubDate><category>Ports</category><category>Customs</category>
<description>What is known.</description><content:encoded><![CDATA[{TEXT}]]></content:encoded></item>
<item><title>Only a line</title><link>https://www.gazette.example/line</link>
<description>A line.</description></item></channel></rss>"""


def zipped(files: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


FOLDER: dict[str, str | bytes] = {
    "metadata_0_to_1.json": json.dumps(OMNIVORE),
    "content/the-port.html": TEXT,
    "content/the-port.pdf": b"%PDF-1.4 kept",
}
SOURCES: dict[str, tuple[str, dict[str, str | bytes]]] = {
    "wallabag": ("w.json", {"w.json": json.dumps(WALLABAG)}),
    "omnivore": ("o.zip", {"o.zip": zipped(FOLDER)}),
    "feed": ("f.xml", {"f.xml": ATOM}),
    "rss": ("f.xml", {"f.xml": RSS}),
}


@pytest.mark.parametrize("kind", SOURCES)
def test_a_kept_page_is_a_draft_with_its_text_and_provenance(tmp_path: Path, kind: str) -> None:
    name, files = SOURCES[kind]
    done = library(tmp_path, files, name)
    assert done.code == 0, done.output
    assert f"imported from {'feed' if kind == 'rss' else kind}" in done.output
    keys = done.keys("content/articles/the-port/index.md")
    assert keys["title"] == "The port"
    assert keys["date"].startswith("2011-12-05")
    assert keys["url"] == "https://www.gazette.example/port"
    assert keys["source"] == ("The Gazette" if kind in ("feed", "rss") else "gazette.example")
    assert [each["name"] for each in keys["authors"]] == ["Anna Berg"]
    assert keys["tags"] == ["Ports", "Customs"]
    assert (keys["status"], keys["rights"]) == ("draft", {"mode": "excerpt"})
    if kind in ("wallabag", "omnivore"):
        assert keys["accessed"] == "2020-01-02"
        assert keys["needs_review"] == ["the publication was not found; its host stands for it"]
    assert keys["captures"][0]["file"] == "saved.html"
    assert (done.root / "content/articles/the-port/saved.html").read_bytes() == TEXT.encode()
    body = done.body("content/articles/the-port/index.md")
    for part in (
        "## What is known", "Three boxes are *missing*, [said](https://www.gazette.example/more) the office.",
        "One", "Two", "> We looked everywhere.", "The quay",
    ):  # fmt: skip
        assert part in body
    assert "alert" not in body
    assert "onerror" not in body
    done.builds()
    again = library(tmp_path, {}, name)
    assert again.content() == done.content()
    assert "held already" in again.output
    assert " articles\n" not in again.output


def test_what_has_no_text_is_a_reference(tmp_path: Path) -> None:
    done = library(tmp_path, SOURCES["wallabag"][1], "w.json")
    keys = done.keys("content/articles/no-text.md")
    assert keys["rights"] == {"mode": "link-only"}
    assert "status" not in keys
    assert "a date was not found" in keys["needs_review"][0]
    assert "needs a hand: w.json: entry 3: this entry has no address" in done.output
    line = library(tmp_path / "feed", SOURCES["feed"][1], "f.xml").keys("content/articles/only-a-line.md")
    assert line["standfirst"] == "A line."
    assert line["rights"] == {"mode": "link-only"}


def test_omnivore_as_a_folder_gives_the_same_as_its_zip(tmp_path: Path) -> None:
    one = library(tmp_path / "zip", SOURCES["omnivore"][1], "o.zip")
    other = library(tmp_path / "folder", FOLDER, ".")
    assert one.content() == other.content()
    for path in one.content():
        assert (one.root / "content" / path).read_bytes() == (other.root / "content" / path).read_bytes()
    assert "articles/the-port/the-port.pdf" in one.content()


BOMB = zipped({"metadata_0_to_1.json": b"[" + b" " * (300 * 1024 * 1024) + b"]"})


@pytest.mark.parametrize(
    ("name", "data", "kind", "said"),
    [
        ("w.json", "{}", "wallabag", "w.json:1: this is no list of entries"),
        ("w.json", "[", "wallabag", "w.json:1: this is not JSON"),
        ("w.json", "[[[]]]", "wallabag", "w.json:1: no reference is in it"),
        ("o.zip", b"PK\x03\x04 broken", "omnivore", "o.zip:1: "),
        ("o.zip", zipped({"x.txt": "x"}), "omnivore", "o.zip:1: there is no metadata_"),
        (
            "o.zip",
            zipped({"x-bag/bagit.txt": "BagIt-Version: 1.0"}),
            "omnivore",
            "run: dossier import bag o.zip",
        ),
        ("o.zip", BOMB, "omnivore", "o.zip:1: "),
        ("f.xml", "<feed>", "feed", "f.xml:1: this is no feed with entries"),
        ("f.xml", '<!DOCTYPE x [\n<!ENTITY a "b">]><rss>&a;</rss>', "feed", "f.xml:1: it declares entities"),
        ("f.xml", "not a feed", "feed", "f.xml:1: this is no feed with entries"),
    ],
    ids=range(10),
)
def test_hostile_and_broken_files_are_refused(
    tmp_path: Path, name: str, data: str | bytes, kind: str, said: str
) -> None:
    done = library(tmp_path, {name: data}, name, "--from", kind)
    assert done.code == 1, done.output
    assert said in done.output
    assert not (done.root / "content").exists()
