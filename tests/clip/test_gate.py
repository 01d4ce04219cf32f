"""The gate: sixty-four pages of eight makes, each clipped to the article that it was made of."""

import re
from functools import cache
from typing import Any

import pytest
from tests.clip.measuring import f1, plain, precision_and_recall
from tests.clip.pages import MAKES, address
from tests.clip.stories import STORIES, Story

from dossierpress.clip.clip import clip
from dossierpress.clip.clipping import Asked, Clipping
from dossierpress.clip.dom import tree_of
from dossierpress.model.wordcount import words_of

PAGES = [(make, story) for make in MAKES for story in STORIES]


@cache
def clipped(make: str, story: Story) -> Clipping:
    given = "" if make == "text" else address(story)
    return clip(MAKES[make](story).encode(), Asked(address=given))


def expected(make: str, story: Story) -> str:
    lines: list[str] = []
    for kind, value in story.blocks:
        if kind in ("p", "h2", "quote", "strong"):
            lines.append(str(value))
        elif kind in ("ul", "ol"):
            lines.extend(value)  # type: ignore[arg-type]
        elif kind == "table" and make != "text":
            lines.extend(cell for row in value for cell in row)  # type: ignore[attr-defined]
        elif kind == "figure" and make != "text":
            lines.append(value[2])  # type: ignore[index]
        elif kind == "link":
            lines.append(value[0] + value[1] + value[3])  # type: ignore[index]
    return "\n".join(lines)


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_bodies() -> None:
    pairs = [precision_and_recall(plain(clipped(*page).body), expected(*page)) for page in PAGES]
    worst = sorted(zip(pairs, [(make, story.name) for make, story in PAGES], strict=True))[:6]
    assert f1(pairs) >= 0.97, worst


@pytest.mark.parametrize(
    ("field", "wanted", "least"),
    [("title", "title", 0.98), ("date", "day", 0.98), ("publication", "publication", 0.98)],
)
def test_fields(field: str, wanted: str, least: float) -> None:
    wrong = []
    for make, story in PAGES:
        if field == "publication" and make == "bare" and "|" not in MAKES[make](story):
            continue
        found = clipped(make, story).fields.get(field)
        if found is None or letters(found.value) != letters(getattr(story, wanted)):
            wrong.append((make, story.name, found.value if found else ""))
    assert 1 - len(wrong) / len(PAGES) >= least, wrong


def test_bylines() -> None:
    pages = [page for page in PAGES if page[0] != "repost"]
    wrong = []
    for make, story in pages:
        found = clipped(make, story).fields.get("byline")
        names = [letters(name) for name in story.author.split(" and ")]
        if found is None or not all(name in letters(found.value) for name in names):
            wrong.append((make, story.name, found.value if found else ""))
    assert 1 - len(wrong) / len(pages) >= 0.95, wrong


def test_a_repost_gives_neither_its_name_nor_its_author_nor_its_date() -> None:
    for story in STORIES:
        found = clipped("repost", story)
        assert found.via["name"] == "Views From My Window", story.name
        assert found.fields["date"].value == story.day
        assert "Sam" not in str(found.authors)
        assert "byline" not in found.fields


def written(kind: str, value: Any) -> str:
    """How a block, or the beginning of it, stands in Markdown."""
    if kind == "quote":
        return f"> {value}"
    if kind == "h2":
        return f"## {value}"
    if kind == "table":
        return "| " + " | ".join(value[1]) + " |"
    if kind == "link":
        return f"[{value[1]}]({value[2]})"
    if kind == "figure":
        return str(value[2])
    return f"{'-  ' if kind == 'ul' else '1. '} {value[0]}"


@pytest.mark.parametrize("kind", ["quote", "table", "link", "h2", "figure", "ul", "ol"])
def test_structures(kind: str) -> None:
    kept = []
    for make, story in PAGES:
        if make == "text":
            continue
        body = clipped(make, story).body
        for each, value in story.blocks:
            if each != kind:
                continue
            wanted = written(kind, value)
            kept.append(letters(wanted) in letters(body) if kind == "figure" else wanted in body)
    assert share(kept) >= 0.9


def test_every_word_that_a_reader_sees_is_accounted_for() -> None:
    for make, story in PAGES:
        found = clipped(make, story)
        page = MAKES[make](story)
        if make != "text":
            root = tree_of(page).root
            for element in list(root.iter("script", "style", "head")):
                element.drop_tree()
            page = " ".join(root.itertext())
        listed = " ".join(line.text for line in found.lines)
        assert "".join(words_of(listed)) == "".join(words_of(page)), (make, story.name)
        assert all(line.why for line in found.lines)


def test_the_same_bytes_twice() -> None:
    for make, story in PAGES[::5]:
        again = clip(MAKES[make](story).encode(), Asked(address="" if make == "text" else address(story)))
        assert (again.body, again.fields, again.lines) == (
            clipped(make, story).body,
            clipped(make, story).fields,
            clipped(make, story).lines,
        )


def test_a_teaser_is_said_to_be_cut_off() -> None:
    for story in STORIES:
        assert any("cut off" in reason for reason in clipped("teaser", story).needs_review)
