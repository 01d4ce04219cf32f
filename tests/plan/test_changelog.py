"""What curators tell of changes, as a feed of each dossier: its log, corrections, its claims."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from exports.whole import whole
from make import article, markdown

ATOM = "{http://www.w3.org/2005/Atom}"
FILES = {
    "content/d/dossier.md": markdown(
        title="D",
        changes="[{date: 2020-01-02, kind: added, text: One more., refs: [a]}]",
        claims="[{id: c, text: A claim., history: [{date: 2021-01-01, status: disputed, text: Why.},"
        " {date: 2021-01-01, status: withdrawn}]}]",
    ),
    "content/d/a.md": article(
        "Text.",
        title="A",
        corrections="[{date: 2022-03-04, by: publisher, text: kwpublisherkw},"
        " {date: 2019, by: curator, text: Ours.}]",
    ),
    "content/e/b.md": article("Text."),
}


def feed(root: Path, **keys: str) -> tuple[list[dict[str, object]], bytes, str]:
    files = dict(FILES)
    for key, value in keys.items():
        files["content/d/a.md"] = files["content/d/a.md"].replace("---\n", f"---\n{key}: {value}\n", 1)
    made = whole(root, files)
    items = json.loads(made.text("dossiers/d/changes/feed.json"))["items"]
    return items, made.text("dossiers/d/changes/feed.xml").encode(), made.text("dossiers/d/index.html")


def test_the_newest_change_is_first_and_each_has_an_id_of_its_own(tmp_path: Path) -> None:
    items, atom, _ = feed(tmp_path)
    assert [each["date_modified"][:10] for each in items] == [
        "2022-03-04", "2021-01-01", "2021-01-01", "2020-01-02", "2019-01-01",
    ]  # fmt: skip
    assert [each["tags"] for each in items][::2] == [
        ["correction by publisher"],
        ["claim"],
        ["correction by curator"],
    ]
    assert len({each["id"] for each in items}) == len(items)
    assert items[1]["url"].startswith("https://press.example/dossiers/d/claims/c/#dp-change-")
    root = ET.fromstring(atom)
    links = {each.get("rel"): each.get("href") for each in root.findall(f"{ATOM}link")}
    assert links["self"] == "https://press.example/dossiers/d/changes/feed.xml"
    assert links["alternate"] == "https://press.example/dossiers/d/"
    assert root.findtext(f"{ATOM}id") == "https://press.example/dossiers/d/changes/"


def test_the_page_leads_to_it_and_a_dossier_without_changes_has_none(tmp_path: Path) -> None:
    made = whole(tmp_path, FILES)
    assert not [path for path in made.files if path.startswith("dossiers/e/changes")]
    assert 'href="/dossiers/d/changes/feed.xml"' in made.text("dossiers/d/index.html")
    assert "changes/feed" not in made.text("dossiers/e/index.html")


@pytest.mark.parametrize(
    ("key", "value"), [("rights", "link-only"), ("status", "withdrawn"), ("draft", "true")]
)
def test_no_word_that_is_withheld_is_told(tmp_path: Path, key: str, value: str) -> None:
    items, atom, _ = feed(tmp_path, **{key: value})
    assert "kwpublisherkw" not in json.dumps(items)
    assert b"kwpublisherkw" not in atom
    assert ("Ours." in json.dumps(items)) is (key != "draft")
