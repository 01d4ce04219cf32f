"""HTML as paragraphs of text, and passages marked in it without touching anything else."""

import re

import pytest

from dossierpress.evidence.find import places
from dossierpress.read.passages import CUT, Passages


def marked(markup: str, words: str) -> str:
    passages = Passages(markup)
    (place,) = places(passages.text, words)
    return passages.marked([("quote-q", place)])


@pytest.mark.parametrize(
    ("markup", "words", "expected"),
    [
        ("<p>We sold it.</p>", "We sold it.", '<p><mark class="dp-said" id="quote-q">We sold it.</mark></p>'),
        (
            "<p>We <em>sold</em> it.</p>",
            "We sold it.",
            (
                '<p><mark class="dp-said" id="quote-q">We </mark><em><mark class="dp-said">sold</mark></em>'
                '<mark class="dp-said"> it.</mark></p>'
            ),
        ),
        (
            "<p>Salt &amp; sand&#8230; came</p>",
            "sand... came",
            '<p>Salt &amp; <mark class="dp-said" id="quote-q">sand&#8230; came</mark></p>',
        ),
        (
            "<p>Salt &amp; sand &lt; came</p>",
            "Salt & sand <",
            '<p><mark class="dp-said" id="quote-q">Salt &amp; sand &lt;</mark> came</p>',
        ),
        (
            "<p>A — b  and\nc, d</p>",
            "and c",
            '<p>A — b  <mark class="dp-said" id="quote-q">and\nc</mark>, d</p>',
        ),
        (
            "<table><tr><td>One</td>\n<td>Two</td></tr></table>",
            "One Two",
            (
                '<table><tr><td><mark class="dp-said" id="quote-q">One</mark></td>\n'
                '<td><mark class="dp-said">Two</mark></td></tr></table>'
            ),
        ),
        (
            f'<p><a href="{CUT}">We</a> sold</p>',
            "We sold",
            (
                f'<p><a href="{CUT}"><mark class="dp-said" id="quote-q">We</mark></a>'
                '<mark class="dp-said"> sold</mark></p>'
            ),
        ),
        (
            "<p>cafe\u0301 noir, served</p>",
            "caf\xe9 noir",
            '<p><mark class="dp-said" id="quote-q">cafe\u0301 noir</mark>, served</p>',
        ),
        (
            "<p>x « Oui ! » dit-il</p>",
            "Oui!",
            '<p>x « <mark class="dp-said" id="quote-q">Oui !</mark> » dit-il</p>',
        ),
    ],
)
def test_a_passage_is_marked(markup: str, words: str, expected: str) -> None:
    found = marked(markup, words)
    assert found == expected
    assert re.sub(r"</?mark[^>]*>", "", found) == markup


def test_numbers_of_footnotes_are_no_text() -> None:
    markup = '<p>We sold<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup> it.</p>'
    assert Passages(markup).text.whole == "We sold it."


def test_programs_and_styles_are_no_text() -> None:
    assert Passages("<style>p {}</style><p>A</p><script>say()</script>").text.whole == "A"


def test_overlapping_passages_are_marked_once() -> None:
    passages = Passages("<p>one two three</p>")
    (first,), (second,) = places(passages.text, "one two"), places(passages.text, "two three")
    assert passages.marked([("a", first), ("b", second)]) == (
        '<p><mark class="dp-said" id="a">one </mark><mark class="dp-said" id="b">two</mark>'
        '<mark class="dp-said"> three</mark></p>'
    )
