"""Where CommonMark reads otherwise, the build says so at the line; where both read the same, it is silent."""

import importlib.util
import random
from pathlib import Path

import pytest
from benchmarks.make_corpus import body
from hypothesis import given
from hypothesis import strategies as st

from dossierpress.problems import Problem
from make import article, read

CONTENT = Path(__file__).resolve().parents[2] / "content"
FRONT = 6  # lines of front matter and the empty line before the body

PIECES = [
    "- ", "* ", "1. ", "3) ", "    ", "  ", "> ", "```", "~~~", "```py {x}", "\n", "\n\n", "a", "b c", "#",
    "## ", "---", "| a | b |\n|--|--|\n| 1 | 2 |\n", "[^1]", "[^1]: n", "[^2]:", "`", "{: .x}", "{{< y >}}",
    '<div markdown="1">', "</div>", "<div>", "<li>", "<ol>", "*[EU]: E", '![i](f "c")', "<pre>", "</pre>",
    "[TOC]", "Term\n: d", "\t", "<!--", "-->", "\\", "é", "wzxhzdk:0", "[a]: b", "```{.py #i}", "0. ",
]  # fmt: skip


def said(text: str, **settings: object) -> list[tuple[int, str]]:
    _, problems = read(article(text), **settings)
    return [
        (each.line - FRONT, each.message.removeprefix("Python-Markdown reads "))
        for each in problems
        if each.code == "read-otherwise"
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("- a\n  - b\n", 2, "an item of a list here, CommonMark an item of a list within a list"),
        ("* a\n   * b\n", 2, "an item of a list here, CommonMark an item of a list within a list"),
        ("1. a\n   - b\n2. c\n", 2, "item 2 of a list here, CommonMark an item of a list within a list"),
        ("The papers:\n- a\n- b\n", 2, "text here, CommonMark an item of a list"),
        ("The papers:\n\n1) a\n2) b\n", 3, "text here, CommonMark item 1 of a list"),
        ("- a\n1. b\n", 2, "text of an item of a list here, CommonMark item 1 of a list"),
        ("- a\n\n  more of a\n", 3, "text here, CommonMark text of an item of a list"),
        ("- a\n\n      code\n", 3, "text of an item of a list here, CommonMark code in a list"),
        ("Text\n\n```\nnever closed\n", 4, "text here, CommonMark code"),
        ("In short\n| a | b |\n|---|---|\n| 1 | 2 |\n", 2, "text here, CommonMark a row of a table"),
        ("##NoSpace\n", 1, "a headline here, CommonMark text"),
        ("Two lines\nof text\n---\n", 1, "text here, CommonMark a headline"),
        ("- a\n---\n\nb\n", 1, "a headline here, CommonMark an item of a list"),
        ("<div>\n\n- a\n\n</div>\n", 3, "text here, CommonMark an item of a list"),
        ("5. a\n    3. b\n", 2, "item 3 of a list within a list here, CommonMark text of item 5 of a list"),
    ],
)  # fmt: skip
def test_a_difference_is_named_at_its_line(text: str, line: int, message: str) -> None:
    assert said(text)[0] == (line, message)


@pytest.mark.parametrize(
    "text",
    [
        "- a\n    - b\n\n1. c\n\n    d\n\n2. e\n",
        "1986. A year.\n\n1990. Another.\n\nText.\n\n3. c\n4. d\n",
        "1. a\n1. b\n\n1. c\n",
        "#Hashtag\n\n# Headline\n\nText\n----\n\n***\n\nmore",
        "```text {lineNos=false}\n- a\n  - b\n```\n\n- a\n  ```\n  b\n  ```\n",
        "> a\nlazy\n\n> b\n\ntext\n> c\n",
        "| a | b |\n|:--|--:|\n| `x` | \\| |\n\na | b\n--|--\n1 | 2\n",
        "Term\n:   def\n\n    - x\n\n*[EU]: Union\n\nEU[^1]\n\n[^1]: a\n\n    - b\n",
        "<div>\n- a\n</div>\n\n<!-- - b -->\n\n    code\n\n[a]: https://a.example\n",
        "[TOC]\n\n## A {#b .c}\n\n![a](b.png)\n{: .d}\n",
        "* a\n* b\n\n- c\n",
    ],
)
def test_where_both_read_the_same_nothing_is_said(text: str) -> None:
    assert said(text) == []


def test_the_way_out_is_said_too() -> None:
    _, problems = read(article("Papers:\n- a\n- b"))
    (problem,) = (each for each in problems if each.code == "read-otherwise")
    assert problem.severity == "warning"
    assert problem.hint == (
        "put an empty line before the list, or a \\ before the sign if none is meant, "
        "or set `markdown: {engine: commonmark}` in site.yaml"
    )


def test_one_block_is_one_warning() -> None:
    assert len(said("- a\n  - b\n  - c\n- d\n  - e\n\ntext\n\n- f\n  - g\n")) == 2


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.md")), ids=lambda path: path.stem)
def test_the_sample_raises_no_false_alarm(path: Path) -> None:
    assert said(path.read_text(encoding="utf-8").split("---\n", 2)[2]) == []


def test_a_thousand_plain_articles_raise_no_false_alarm() -> None:
    rng = random.Random(7)
    for number in range(1000):
        assert said(body(rng, number)) == []


def test_the_native_engine_asks_nobody() -> None:
    assert said("- a\n  - b\n", engine="commonmark") == []


def test_extensions_may_add_blocks_of_their_own() -> None:
    assert said("- a\n  - b\n", extensions=("admonition",)) == []
    assert said("- a\n  - b\n", extensions=("nl2br",)) != []


def test_without_the_parser_there_is_no_second_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    def spec(_name: str) -> None:
        return None

    monkeypatch.setattr(importlib.util, "find_spec", spec)
    assert said("- a\n  - b\n") == []
    document, _ = read(article("- a\n  - b\n"))
    assert document.body.words == 2


def test_problems_are_warnings_with_a_column() -> None:
    _, problems = read(article("- a\n  - b"))
    found: list[Problem] = [each for each in problems if each.code == "read-otherwise"]
    assert [(each.severity, each.column) for each in found] == [("warning", 3)]


@given(
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.sampled_from(["python-markdown", "commonmark"]),
)
def test_no_text_is_too_strange_to_be_compared(text: str, engine: str) -> None:
    _, problems = read(article(text), engine=engine)
    assert "markdown" not in [each.code for each in problems]
    assert all(each.line >= FRONT for each in problems if each.code == "read-otherwise")
