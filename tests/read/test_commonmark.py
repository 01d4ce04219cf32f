"""The native engine gives the form that Python-Markdown gives, and no text makes it slow or lose its way."""

import importlib.util
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from dossierpress.memo.makers import makers, versions
from dossierpress.read import commonmark
from dossierpress.read.commonmark import converter
from dossierpress.read.markdown import converter as reference
from make import markdown, read, site

# What both engines must turn into the same HTML, but for line breaks between blocks.
SAME = [
    "# One\n\n### Two *words*\n\n## Two words\n\n[TOC]",
    "## A `code` & more {#own .wide}\n\n[x](#own)",
    "Text[^a] and[^b] again[^a].\n\n[^a]: One *word*.\n\n    Second.\n\n[^b]: Two.",
    "Text[^a].\n\n[^a]: - a list\n    - of two",
    "Nothing cites this.\n\n[^un]: A note.",
    "Term\n: A *definition*.",
    "## -\n\n## !\n\n## dp",
    "## Note[^a] here\n\n[TOC]\n\n[^a]: One.",
    "| a | b |\n|:--|--:|\n| 1 | 2 |",
    "## The same\n\n## The same\n\n## The same_1",
    "> quoted\n\n```python\nx = '<h2>'\n```\n\n*em* **strong** `code` <https://a.example>",
]


def flat(markup: str) -> str:
    for before, after in ((' class="wide" id="own"', ' id="own" class="wide"'), ("&quot;", '"')):
        markup = markup.replace(before, after)
    return "".join(markup.split())


@pytest.mark.parametrize("text", SAME)
def test_both_engines_give_the_same_form(text: str) -> None:
    assert flat(converter()(text)) == flat(reference(())(text))


def test_what_only_looks_like_a_heading_is_none() -> None:
    made = converter()("<!-- <h2>a</h2> -->\n\n```\n<h2>b</h2>\n```\n\n`<h2>c</h2>`\n\n## d\n\n[TOC]")
    assert made.count("<h2") == 2  # the comment's and d's
    assert made.count("<li>") == 1


def test_damaged_html_loses_no_text() -> None:
    text = (
        "<h3>never closed\n\n## Real\n\n</h5>\n\nA[^1].\n\n[^1]: note <div>open\n\nafter\n\n<!-- open\n\nrest"
    )
    made = converter()(text)
    for word in ("never closed", "Real", "note", "after", "rest"):
        assert word in made


def test_a_note_that_a_comment_swallows_is_cited_as_text() -> None:
    assert "A[^1]" in converter()("A[^1] <!--> b\n\n[^1]: n")


def test_only_the_first_contents_are_filled() -> None:
    """A body of nothing but [TOC] and headings would grow with their product."""
    made = converter()("# a\n\n" * 2000 + "[TOC]\n\n" * 2000)
    assert made.count('class="toc"') == 1


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 60_000, "*a_ " * 30_000, "> " * 20_000 + "x", "<!--" * 30_000, "<h1" * 30_000,
        "<div>" + "<h1 " * 30_000, "<div>" * 20_000, "<h2>" * 20_000, "# a\n" * 5_000,
        "[^a] " * 20_000 + "\n\n[^a]: x", "[^a]: x\n\n" * 5_000, "`" * 60_000, "![](" * 30_000,
        "<div>" + '<sup class="footnote-reference"><a href="#' * 5_000,
        "<h1 " + " " * 60_000 + "<h1",
    ],
    ids=range(15),
)  # fmt: skip
def test_a_bomb_is_a_text_like_any_other(bomb: str) -> None:
    document, problems = read(markdown(bomb, title="T", date="2012-01-02", source="S"), engine="commonmark")
    assert document is not None
    deep = [problem.message for problem in problems if problem.code == "markdown"]
    assert all("nest too deeply" in message for message in deep)


def test_without_the_parser_one_problem_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spec(_name: str) -> ModuleSpec | None:
        return None

    monkeypatch.setattr(importlib.util, "find_spec", spec)
    assert not commonmark.is_installed()
    with pytest.raises(AssertionError, match="pip install pyromark") as failed:
        site(tmp_path, {}, "markdown: {engine: commonmark}\n")
    assert "missing-parser" in str(failed.value)


def test_the_engine_is_one_of_those_who_make_results() -> None:
    assert versions()["pyromark"][0].isdigit()
    assert len(makers()) == 32
