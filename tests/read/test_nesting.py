"""Deep HTML is refused before the sanitiser sees it; long HTML is not."""

import pytest

from dossierpress.read.nesting import DEEPEST, too_deep
from make import markdown, read


@pytest.mark.parametrize(
    "markup",
    ["<p>x</p>" * 2000, "<p>" * 2000, "<br>" * 2000, "<ul><li>x<li>y</ul>" * 2000, "<b>x</b>" * 2000,
     "a < b" * 2000, "<div>" * DEEPEST, "</div>" * 2000],
    ids=range(8),
)  # fmt: skip
def test_long_is_not_deep(markup: str) -> None:
    assert not too_deep(markup)


@pytest.mark.parametrize("markup", ["<div>" * 501, "<div></b>" * 501, "<UL><li>" * 501, "<div x='>'>" * 501])
def test_deep_is_deep(markup: str) -> None:
    assert too_deep(markup)


@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
def test_a_body_that_too_deep_is_a_problem(engine: str) -> None:
    text = markdown("<div>" * 200_000, title="T", date="2012-01-02", source="S")
    _, problems = read(text, engine=engine)
    assert [problem.code for problem in problems] == ["markdown"]
    assert "nest too deeply" in problems[0].message


@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
def test_a_glossary_of_words_that_only_look_like_tags_is_no_nest(engine: str) -> None:
    body = "\n".join(f"A <term> and <name{n}> and <a name='t{n}'>word.\n" for n in range(600))
    document, problems = read(markdown(body, title="T", date="2012-01-02", source="S"), engine=engine)
    assert not document.body.is_empty
    assert {problem.code for problem in problems} == {"html-as-text"}


@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
def test_tags_that_are_never_closed_are_named_at_the_first(engine: str) -> None:
    body = "First.\n\n" + "\n\n".join(f"A <b>term {n}" for n in range(600))
    _, problems = read(markdown(body, title="T", date="2012-01-02", source="S"), engine=engine)
    assert [(each.code, each.line, each.column) for each in problems] == [("markdown", 9, 3)]
    assert "<b> is opened 600 times" in problems[0].message
