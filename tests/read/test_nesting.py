"""Deep HTML is refused before the sanitiser sees it; long HTML is not."""

import pytest

from dossierpress.read.nesting import DEEPEST, nests_too_deeply
from make import markdown, read


@pytest.mark.parametrize(
    "markup",
    ["<p>x</p>" * 2000, "<p>" * 2000, "<br>" * 2000, "<ul><li>x<li>y</ul>" * 2000, "<b>x</b>" * 2000,
     "a < b" * 2000, "<div>" * DEEPEST, "</div>" * 2000],
    ids=range(8),
)  # fmt: skip
def test_long_is_not_deep(markup: str) -> None:
    assert not nests_too_deeply(markup)


@pytest.mark.parametrize("markup", ["<div>" * 501, "<div></b>" * 501, "<UL><li>" * 501, "<div x='>'>" * 501])
def test_deep_is_deep(markup: str) -> None:
    assert nests_too_deeply(markup)


@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
def test_a_body_that_nests_too_deeply_is_a_problem(engine: str) -> None:
    text = markdown("<div>" * 200_000, title="T", date="2012-01-02", source="S")
    _, problems = read(text, engine=engine)
    assert [problem.code for problem in problems] == ["markdown"]
    assert "nest too deeply" in problems[0].message
