"""The corpus as each generator reads it, and the edits."""

import json
from pathlib import Path

from benchmarks.contestants import hugo_article, pelican_article, write_corpus
from benchmarks.edits import NEW_SENTENCE, edit_body, edit_title, rewritten

ARTICLE = """\
---
title: "Who counts the sand"
standfirst: "The gauge was moved."
date: 2011-12-05
author: "Person A. Name1"
source: "The Daily Paper 7"
source_url: "https://example.org/news/1"
dossier: dossier-0001
tags: ["topic-001", "topic-002"]
people: ["Person B. Name2", "Person C. Name3"]
places: ["Place 1"]
---

The channel.

## A crosshead
"""


def test_hugo_lists_by_source_year_and_month() -> None:
    text = hugo_article(ARTICLE)
    for line in ('sources: ["The Daily Paper 7"]', 'years: ["2011"]', 'months: ["2011-12"]'):
        assert f"\n{line}\n" in text
    assert text.endswith("---\n\nThe channel.\n\n## A crosshead\n")


def test_pelican_has_people_as_authors() -> None:
    head, body = pelican_article(ARTICLE).split("\n\n", 1)
    assert body == "The channel.\n\n## A crosshead\n"
    assert {
        "Title: Who counts the sand",
        "Category: dossier-0001",
        "Tags: topic-001, topic-002",
        "Authors: Person B. Name2; Person C. Name3",
    } <= set(head.splitlines())


def test_corpus_is_the_same_every_time_and_fits_every_generator(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_corpus(tmp_path / name, 60)
    files = sorted((tmp_path / "one").rglob("*.md"))
    assert len(files) == 60
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert text == (tmp_path / "two" / file.relative_to(tmp_path / "one")).read_text(encoding="utf-8")
        assert "years" in hugo_article(text)
        assert pelican_article(text).startswith("Title: ")


def test_edits_change_one_thing_in_each_form() -> None:
    for text, line in (
        (ARTICLE, 'title: "Who counts the sand retitled"'),
        (pelican_article(ARTICLE), "Title: Who counts the sand retitled"),
    ):
        assert edit_body(text) == text.replace("The channel.", f"{NEW_SENTENCE} The channel.")
        changed = [
            new
            for new, old in zip(edit_title(text).splitlines(), text.splitlines(), strict=True)
            if new != old
        ]
        assert changed == [line]


def test_what_a_build_wrote_is_counted(tmp_path: Path) -> None:
    files = {
        "articles/sand/index.html": "retitled",
        "dossiers/harbour/index.html": "",
        "feed.atom": "retitled",
        "feed.json": "retitled",
        "articles/sand/index.json": "",
        "assets/plain.css": "",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    found = rewritten(json.dumps({"written": list(files)}), tmp_path)
    assert found.words == "1 article page, 1 other pages, 2 feeds, 1 JSON files, 1 other files"
    assert found.without_title == 3
    assert rewritten('{"written": []}', tmp_path).words == "nothing"
