"""A figure names a quotation by its id or gives words; both only as far as readers may see them."""

from pathlib import Path
from typing import Any

import pytest

from dossierpress.read.figures import looks_like_id
from make import Planned, article, markdown, planned, read

QUOTES = (
    "[{id: q1, text: Nobody saw it coming},"
    " {id: crowd-size, kind: indirect, text: It was large, passage: The text}]"
)


def shown(root: Path, quote: str, **keys: str) -> tuple[Planned, Any]:
    """A site with one figure, and its value as the dossier's page shows it."""
    value = {"q1": "Nobody", "crowd-size": "large"}.get(quote, quote)
    values = f"[{{value: '{value}', article: w, quote: '{quote}'}}]"
    files = {
        "content/d/dossier.md": markdown(title="D", figures=f"[{{question: How many?, values: {values}}}]"),
        "content/d/w.md": article("The text. Nobody saw it coming.", quotes=QUOTES, **keys),
    }
    found = planned(root, files)
    return found, found.view("/dossiers/d/").figures[0].values[0]


def test_an_id_leads_to_the_passage(tmp_path: Path) -> None:
    found, value = shown(tmp_path, "q1")
    assert not found.problems
    assert (value.source.address, value.source.kind, value.quote) == (
        "/articles/w/#dp-quote-q1",
        "quote",
        "",
    )


@pytest.mark.parametrize("keys", [{"status": "withdrawn"}, {"rights": "link-only"}])
def test_an_id_of_what_is_not_shown_leads_to_the_page(tmp_path: Path, keys: dict[str, str]) -> None:
    found, value = shown(tmp_path, "q1", **keys)
    assert {each.severity for each in found.problems} <= {"warning"}
    assert (value.source.address, value.source.kind, value.quote) == ("/articles/w/", "article", "")


def test_an_indirect_quotation_stands_in_a_digest(tmp_path: Path) -> None:
    _, value = shown(tmp_path, "crowd-size", rights="link-only")
    assert value.source.address == "/articles/w/#dp-quote-crowd-size"


@pytest.mark.parametrize(
    "words", ["412", "四百一十二人", "dozens", "31,000", "٤١٢", "four hundred", "สี่ร้อย", "Hunderte", "“q9”"]
)
def test_words_are_shown_unless_they_are_withheld(tmp_path: Path, words: str) -> None:
    found, value = shown(tmp_path / "ready", words)
    assert not found.problems
    assert value.quote == words
    assert shown(tmp_path / "gone", words, status="withdrawn")[1].quote == ""
    assert shown(tmp_path / "link", words, rights="link-only")[1].quote == ""


@pytest.mark.parametrize("quote", ["q9", "Q9", "quote-2", "no_such", "crowd-sise", "цитата-2", "crowdsize"])
def test_what_looks_like_an_id_and_is_none_is_a_problem(tmp_path: Path, quote: str) -> None:
    found, value = shown(tmp_path, quote)
    assert [(each.code, each.path, each.line) for each in found.problems] == [
        ("unknown-reference", "content/d/dossier.md", 3)
    ]
    assert f"`{quote}` looks like the id of a quote" in found.problems[0].message
    assert value.quote == ""


def test_an_article_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    values = "[{value: 40, article: nowhere, quote: q9}]"
    files = {"content/d/dossier.md": markdown(title="D", figures=f"[{{question: Q, values: {values}}}]")}
    files["content/d/w.md"] = article()
    assert planned(tmp_path, files).codes == ["unknown-reference"]


def test_ids_are_known_by_their_form() -> None:
    assert looks_like_id("port-inquiry", ())
    assert not looks_like_id("inquiry", ())
    assert looks_like_id("inqury", ("inquiry",))
    assert not looks_like_id("第412号", ("第412号文",))


def test_figures_count_among_the_words_of_a_work(tmp_path: Path) -> None:
    """Six of its own; a figure that repeats a quotation or another figure adds none."""
    rights = "{mode: excerpt, max_words: 9}"
    words = ["Nobody saw it coming", "three more words", "three more words", "a tenth"]
    values = ", ".join(f"{{value: {each}, article: w, quote: {each}}}" for each in words)
    files = {
        "content/d/dossier.md": markdown(title="D", figures=f"\n- question: Q\n  values: [{values}]"),
        "content/d/w.md": article("The text. Nobody saw it coming.", quotes=QUOTES, rights=rights),
    }
    found = planned(tmp_path, files)
    assert [(each.code, each.path, each.line) for each in found.problems] == [
        ("too-long", "content/d/dossier.md", 5)
    ]
    assert "with these, 11 words of `w` are shown; its `rights` allow 9" in found.problems[0].message


@pytest.mark.parametrize(
    ("keys", "total"),
    [
        ({"standfirst": "Two words"}, 4),
        ({"quotes": "[{text: Two words}]"}, 4),
        ({"quotes": "[{text: 'The  TEXT'}]"}, 2),
        ({"quotes": "[{text: Two words, kind: indirect}]"}, 2),
        ({"image": "{file: a.png, alt: Not counted, caption: Two words}"}, 4),
        ({"authors": "[{name: A, bio: Two words}]"}, 4),
        ({"corrections": "[{date: 2012, by: publisher, text: Two words}]"}, 4),
        ({"corrections": "[{date: 2012, by: curator, text: Two words}]"}, 2),
        ({"status": "withdrawn", "standfirst": "Two words"}, 0),
    ],
)
def test_every_word_of_the_work_counts(keys: dict[str, str], total: int) -> None:
    document, problems = read(article("The text.", rights="{mode: excerpt, max_words: 2}", **keys))
    assert document.words == total
    problems = tuple(each for each in problems if each.code != "quote-unverified")
    assert [each.code for each in problems] == (["too-long"] if total > 2 else [])
    if total > 2:
        assert problems[0].message.startswith(f"{total} words of the work are shown (body 2, ")


def test_a_digest_is_not_the_work() -> None:
    document, problems = read(article("Our own words.", rights="{mode: link-only, max_words: 1}"))
    assert (document.words, problems) == (0, ())
