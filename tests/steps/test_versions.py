"""Captures of one address are held against one another word by word, as far as rights allow."""

import hashlib
from pathlib import Path

import pytest

from exports.whole import whole
from make import Built, article

OLD = "<html><body><p>The gates were shut at nine, kwoldkw said.</p><p>Then “nothing”.</p></body></html>"
NEW = "<html><body><p>The gates were shut at ten, somebody said.</p><p>Then 'nothing'.</p></body></html>"


def site(root: Path, old: str = OLD, settings: str = "", **keys: str) -> Built:
    captures = [
        f"{{file: {name}, sha256: {hashlib.sha256(text.encode()).hexdigest()}, taken: 2020-01-0{number}}}"
        for number, (name, text) in enumerate(
            (("old.html", old), ("scan.pdf", "%PDF"), ("new.html", NEW)), start=1
        )
    ]
    files = {
        "content/d/a/index.md": article("Text.", captures=f"[{', '.join(captures)}]", **keys),
        "content/d/a/old.html": old,
        "content/d/a/scan.pdf": "%PDF",
        "content/d/a/new.html": NEW,
    }
    return whole(root, files, settings)


def test_two_versions_stand_side_by_side(tmp_path: Path) -> None:
    page = site(tmp_path).text("articles/a/index.html")
    assert "<del>nine, kwoldkw</del>" in page
    assert "<ins>ten, somebody</ins>" in page
    assert "Word by word against <bdi>old.html</bdi>" in page.replace(' dir="auto"', "")
    assert page.count('class="dp-versions"') == 1


@pytest.mark.parametrize(
    "keys",
    [
        {"rights": "excerpt"},
        {"rights": "link-only"},
        {"rights": "{mode: full, max_words: 50}"},
        {"status": "withdrawn"},
        {"takedowns": "[{what: text, date: 2020, by: B, reason: R}]"},
    ],
)
def test_no_word_of_a_version_that_rights_withhold_is_shown(tmp_path: Path, keys: dict[str, str]) -> None:
    made = site(tmp_path, **keys)
    assert not [path for path, data in made.files.items() if b"kwoldkw" in data]
    assert "dp-versions" not in made.text("articles/a/index.html")


def test_what_is_redacted_is_taken_out_of_versions(tmp_path: Path) -> None:
    made = site(tmp_path, settings="redactions: [{label: A source, names: [kwoldkw]}]\n")
    assert not [path for path, data in made.files.items() if b"kwoldkw" in data]
    assert "<del>nine," in made.text("articles/a/index.html")


def test_the_same_words_are_no_version(tmp_path: Path) -> None:
    assert "dp-versions" not in site(tmp_path, NEW + " ").text("articles/a/index.html")
