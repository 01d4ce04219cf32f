"""Copies of one article stand below the first of them, and count once."""

from pathlib import Path
from typing import Any

import pytest

from make import article, markdown, planned

FILES = {
    "content/d/wire.md": article("W", title="Wire", date="2011-01-01", source="Agency", people="[Ann]"),
    "content/d/copy.md": article(
        "C", title="Copy", date="2011-01-02", source="Daily", same_as="wire", people="[Ann]"
    ),
    "content/d/again.md": article("A", title="Again", date="2011-02-03", source="Daily", same_as="copy"),
    "content/d/own.md": article("O", title="Own", date="2011-03-01", source="Daily"),
    "content/d/last.md": article("L", title="Last", date="2011-05-01", source="Daily"),
}


def view(root: Path, files: dict[str, str] | None = None, **keys: str) -> Any:
    found = FILES | {"content/d/dossier.md": markdown(title="D", **keys)} | (files or {})
    return planned(root, found).view("/dossiers/d/")


def shape(dossier: Any) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    return [
        (each.title, [(m.article.title, [c.article.title for c in m.reprints]) for m in each.members])
        for each in dossier.sections
    ]


def test_copies_stand_below_the_first(tmp_path: Path) -> None:
    assert shape(view(tmp_path)) == [("", [("Wire", ["Copy", "Again"]), ("Own", []), ("Last", [])])]


def test_a_copy_that_no_section_lists_goes_where_the_first_is(tmp_path: Path) -> None:
    sections = "[{title: One, articles: [wire]}, {title: Two, articles: [{ref: again, note: Ours.}]}]"
    assert shape(view(tmp_path, sections=sections)) == [
        ("One", [("Wire", ["Copy"])]), ("Two", [("Again", [])]), ("", [("Own", []), ("Last", [])]),
    ]  # fmt: skip


def test_copies_count_once_with_the_source_that_was_first(tmp_path: Path) -> None:
    found = view(tmp_path)
    assert {each.name: each.count for each in found.sources} == {"Agency": 1, "Daily": 2}
    assert {each.name: each.count for each in found.people} == {"Ann": 1}
    assert {row.source.name: row.count for row in found.coverage.rows} == {"Agency": 1, "Daily": 2}
    assert sum(month.count for month in found.coverage.months) == 3


def test_copies_of_what_is_not_in_the_dossier_are_one(tmp_path: Path) -> None:
    files = {"content/d/wire.md": article("W", title="Wire", draft="true")}
    found = view(tmp_path, files)
    assert shape(found) == [("", [("Copy", ["Again"]), ("Own", []), ("Last", [])])]
    assert {each.name: each.count for each in found.sources} == {"Daily": 3}


@pytest.mark.parametrize("same_as", ["again", "copy", "nobody"])
def test_no_circle_and_no_reference_that_leads_nowhere_hides_an_article(tmp_path: Path, same_as: str) -> None:
    files = {"content/d/wire.md": article("W", title="Wire", date="2011-01-01", same_as=same_as)}
    titles = [title for _, members in shape(view(tmp_path, files)) for title, _ in members]
    copies = [
        each for _, members in shape(view(tmp_path / "x", files)) for _, found in members for each in found
    ]
    assert sorted(titles + copies) == ["Again", "Copy", "Last", "Own", "Wire"]
