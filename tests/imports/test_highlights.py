"""Annotations become quotes and notes of the article that they are of, where their words stand verbatim."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.imports.importing import Imported, imported
from tests.imports.libraries.exports import library
from tests.imports.libraries.test_saved import TEXT
from tests.imports.oldsites import write

URL = "https://gazette.example/2011/port"
ARTICLE = f"""---
# My own remark
title:   "The port"   # as printed
date: 2011-12-05
source: The Gazette
url: {URL}
tags: [Ports]
---

The minister said that three boxes were “missing”. The quay is long.

The quay is grey.
"""
SITE = {"site.yaml": "title: Press\nsearch: false\ncards: false\n", "content/articles/port.md": ARTICLE}


def hypothesis(
    words: str, note: str = "", prefix: str = "", *, public: bool = False, **more: Any
) -> dict[str, Any]:
    """One annotation as Hypothesis' API gives it."""
    selectors: list[dict[str, Any]] = [
        {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 1},
        {"type": "TextPositionSelector", "start": 1, "end": 9},
        {"type": "TextQuoteSelector", "exact": words, "prefix": prefix, "suffix": ""},
    ]
    target: dict[str, Any] = {"source": URL}
    if words:
        target["selector"] = selectors
    read = "group:__world__" if public else "acct:me@hypothes.is"
    return {
        "id": "x", "user": "acct:me@hypothes.is", "uri": f"{URL}?utm_source=x", "text": note, "tags": [],
        "permissions": {"read": [read]}, "target": [target],
    } | more  # fmt: skip


def annotated(tmp_path: Path, data: Any, name: str = "a.json") -> Imported:
    text = data if isinstance(data, str) else json.dumps(data)
    write(tmp_path, {name: text, **{f"new/{path}": each for path, each in SITE.items()}})
    return imported(tmp_path / name, tmp_path / "new")


SAYS = 'three boxes were "missing"'
FORMS: dict[str, Any] = {
    "api": {"total": 1, "rows": [hypothesis(SAYS, "Look it up.")]},
    "client": {"export_date": "2024-01-01", "client_version": "1", "annotations": [hypothesis(SAYS, "Look it up.")]},
    "w3c": {
        "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation",
        "body": {"type": "TextualBody", "value": "Look it up."},
        "target": {"source": URL, "selector": {
            "type": "RangeSelector", "refinedBy": {"type": "TextQuoteSelector", "exact": SAYS},
        }},
    },
    "w3c page": {
        "@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection",
        "first": {"items": [{
            "type": "Annotation", "body": [{"type": "TextualBody", "value": "Look it up."}],
            "target": {"source": {"id": URL}, "selector": [{"type": "TextQuoteSelector", "exact": SAYS}]},
        }]},
    },
    "obsidian": [{"url": URL, "title": "The port", "highlights": [
        {"text": "<p>three boxes were “missing”</p>", "timestamp": "2024", "notes": ["Look it up."]},
    ]}],
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_words_that_stand_there_become_quotes_and_notes(tmp_path: Path, form: str) -> None:
    done = annotated(tmp_path, FORMS[form])
    assert done.code == 0, done.output
    keys = done.keys("content/articles/port.md")
    (quote,) = keys["quotes"]
    assert quote["text"].replace("“", '"').replace("”", '"') == SAYS
    assert keys["private_note"].endswith(": Look it up.")
    text = done.text("content/articles/port.md")
    for line in ARTICLE.split("\n"):
        assert line in text.split("\n"), "every line of the curator's stays"
    assert "1  highlights, quotes now" in done.output
    assert "1  articles that get quotes or notes" in done.output
    assert "quote-" not in done.builds()
    again = imported(tmp_path / "a.json", tmp_path / "new")
    assert again.text("content/articles/port.md") == text
    assert "1  quotes that are there already" in again.output


def test_a_note_of_obsidian_gives_what_is_marked_in_it(tmp_path: Path) -> None:
    note = f'---\ntitle: "The port"\nsource: "{URL}"\n---\nSaid: ==The quay is grey.== And a == b.\n'
    done = annotated(tmp_path, note, "Port.md")
    assert [each["text"] for each in done.keys("content/articles/port.md")["quotes"]] == ["The quay is grey."]


def test_other_words_are_listed_with_the_nearest_passage(tmp_path: Path) -> None:
    done = annotated(tmp_path, [hypothesis("three chests were missing", "Hm.")])
    assert done.text("content/articles/port.md") == ARTICLE
    assert "1  highlights whose words do not stand there" in done.output
    assert "nearest in content/articles/port.md: “three boxes were" in done.details
    assert "notes to words that are not here" in done.output


def test_the_words_before_tell_one_place_from_another(tmp_path: Path) -> None:
    rows = [hypothesis("The quay is", prefix="is long.\n\n"), hypothesis("quay")]
    done = annotated(tmp_path, {"rows": rows})
    assert done.keys("content/articles/port.md")["quotes"] == [{"text": "The quay is", "nth": "2"}]
    assert "“quay” stands 2 times in content/articles/port.md; say which" in done.output
    done.builds()


def test_a_public_note_is_shown_and_a_private_one_is_not(tmp_path: Path) -> None:
    rows = [hypothesis("", "For all.", public=True), hypothesis("", "For me.", tags=["check"])]
    done = annotated(tmp_path, {"rows": rows})
    keys = done.keys("content/articles/port.md")
    assert keys["note"] == "For all."
    assert keys["private_note"] == "For me.\n\n#check"
    done.builds()
    page = (done.root / "site/articles/port/index.html").read_text(encoding="utf-8")
    assert "For all." in page
    assert "For me." not in page
    again = imported(tmp_path / "a.json", tmp_path / "new")
    assert again.keys("content/articles/port.md") == keys


def test_quotes_that_left_by_the_api_come_back(tmp_path: Path) -> None:
    done = annotated(tmp_path, {"rows": [hypothesis("The quay is long.")]})
    done.builds()
    write(tmp_path / "other", SITE)
    back = imported(done.root / "site/api/articles/port.json", tmp_path / "other")
    assert back.keys("content/articles/port.md")["quotes"] == [{"text": "The quay is long."}]


def test_pages_that_are_not_here_are_listed(tmp_path: Path) -> None:
    rows = [
        hypothesis("", "Hm.", uri="https://other.example/", target=[{"source": "https://other.example/"}])
    ]
    done = annotated(tmp_path, {"rows": rows})
    assert "1  highlights of pages that are not here" in done.output
    assert done.text("content/articles/port.md") == ARTICLE


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    write(
        tmp_path, {"a.json": json.dumps(FORMS["api"]), **{f"new/{path}": each for path, each in SITE.items()}}
    )
    done = imported(tmp_path / "a.json", tmp_path / "new", "--dry-run")
    assert "1  articles that get quotes or notes" in done.output
    assert done.text("content/articles/port.md") == ARTICLE
    assert done.details == ""


def test_front_matter_that_cannot_be_added_to_stays(tmp_path: Path) -> None:
    flow = ARTICLE.replace("tags: [Ports]", "quotes: [{text: The quay is long.}]")
    files = {**SITE, "content/articles/port.md": flow}
    write(
        tmp_path,
        {"a.json": json.dumps(FORMS["api"]), **{f"new/{path}": each for path, each in files.items()}},
    )
    done = imported(tmp_path / "a.json", tmp_path / "new")
    assert done.text("content/articles/port.md") == flow
    assert "cannot be quoted in content/articles/port.md as it is written" in done.output


def test_what_was_marked_in_wallabag_comes_along(tmp_path: Path) -> None:
    entry = {
        "is_archived": 0, "title": "The port", "url": URL, "content": TEXT, "published_at": "2011-12-05",
        "annotations": [{"quote": "We looked everywhere.", "text": "Did they?"}, {"quote": "Not there at all"}],
    }  # fmt: skip
    done = library(tmp_path, {"w.json": json.dumps([entry])}, "w.json")
    keys = done.keys("content/articles/the-port/index.md")
    assert [each["text"] for each in keys["quotes"]] == ["We looked everywhere."]
    assert keys["private_note"] == "“We looked everywhere.”: Did they?"
    assert "1  highlights whose words do not stand there" in done.output
    done.builds()


@pytest.mark.parametrize(
    "text", ["{}", "[]", '{"rows": 5}', '{"rows": [[]]}', '{"target": {"selector": ' * 90]
)
def test_broken_annotations_are_refused(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"a.json": text, **{f"new/{path}": each for path, each in SITE.items()}})
    done = imported(tmp_path / "a.json", tmp_path / "new", "--from", "hypothesis")
    assert done.code == 1
    assert "a.json:1: " in done.output
