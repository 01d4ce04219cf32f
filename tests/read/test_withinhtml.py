"""`markdown="1"` opens an element, and only where it is written as an attribute."""

import pytest

from dossierpress.read.commonmark import convert
from dossierpress.read.withinhtml import is_marked, with_lines


@pytest.mark.parametrize(
    "text",
    [
        '<div markdown="1">\n*x*\n</div>',
        "<section class='a' markdown=1 id='b'>*x*</section>",
        '<div markdown="block">\n    *x*\n\n    - y\n</div>\n\nafter',
        '<div markdown="1">\n<div>\n\n*x*\n\n</div>\n</div>',
        '<div markdown="1">\n<div markdown="1">\n*x*\n</div>\n</div>',
    ],
)
def test_what_is_inside_is_markdown(text: str) -> None:
    assert is_marked(text)
    assert "<em>x</em>" in convert(text)
    assert "markdown=" not in convert(text)


@pytest.mark.parametrize(
    "text",
    [
        '```\n<div markdown="1">\n*x*\n</div>\n```',
        '<div markdown="1">\nnever closed',
        "markdown=1",
        '<div markdown="0">\n*x*\n</div>',
    ],
)
def test_anything_else_stays_as_it_is(text: str) -> None:
    assert with_lines(text) == text
