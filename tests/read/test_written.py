"""Each finding in a body's HTML is shown where it was written, whatever stands in code before it."""

import pytest

from make import article, read

BOTH = pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])


def lines_of(text: str, engine: str) -> list[int]:
    """The lines of what is wrong, counted from the body's first."""
    return [each.line - 6 for each in read(article(text), engine=engine)[1]]


@BOTH
def test_what_stands_in_code_is_not_taken_for_the_tag(engine: str) -> None:
    tag = '<video autoplay="1">'
    text = f"`{tag}`\n\n```html\n{tag}\n```\n\n{tag}</video>\n\n`{tag}`\n\n{tag}</video>"
    assert lines_of(text, engine) == [7, 11]


@BOTH
def test_the_same_link_twice_has_two_lines(engine: str) -> None:
    assert lines_of("[a](ftp://h/x)\n\n[b](ftp://h/x)\n\n[c](ftp://h/x)", engine) == [1, 3, 5]


def test_attributes_that_markdown_wrote_are_found_by_name() -> None:
    text = "[a](https://h.example){target=_blank}\n\nWords.\n{: target=x }"
    assert lines_of(text, "python-markdown") == [1, 4]


@BOTH
def test_very_many_different_tags_are_all_found(engine: str) -> None:
    text = "\n\n".join(f'Word <font size="{number}">x</font>.' for number in range(700))
    assert lines_of(text, engine) == [1 + 2 * number for number in range(700)]
