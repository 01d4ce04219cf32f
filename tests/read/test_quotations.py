"""Every quotation that does not stand in its article is found with its line, and no other."""

import json

import pytest

from evidence.planted import ALTERED, TYPOGRAPHY, WHERE
from make import article, read


def quoting(body: str, *texts: str, **keys: str) -> str:
    quotes = "".join(
        f"\n  - id: q{number}\n    text: {json.dumps(text)}" for number, text in enumerate(texts)
    )
    return article(body, quotes=quotes, **keys)


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("how", ALTERED)
def test_an_altered_quotation_is_found(where: str, how: str) -> None:
    body, words = WHERE[where]
    _, problems = read(quoting(body, words, ALTERED[how](words)))
    assert [(each.code, each.key, each.severity) for each in problems] == [
        ("quote-not-found", "quotes[1].text", "error")
    ]
    assert problems[0].hint


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("how", TYPOGRAPHY)
def test_a_sound_quotation_is_none(where: str, how: str) -> None:
    body, words = WHERE[where]
    document, problems = read(quoting(body, TYPOGRAPHY[how](words)))
    assert problems == ()
    assert [each.place for each in document.stands] == ["body"]
    assert "quote-q0" in document.body.ids
    assert '<mark class="dp-said" id="quote-q0">' in "".join(document.body.parts)


@pytest.mark.parametrize("where", [where for where in WHERE if where != "table"])
def test_words_that_stand_twice_ask_which(where: str) -> None:
    body, words = WHERE[where]
    again = f"{body}\n\n{words}\n"
    _, problems = read(quoting(again, words))
    assert [(each.code, each.key) for each in problems] == [("quote-ambiguous", "quotes[0].text")]


def test_which_of_several_is_said() -> None:
    text = article("He left. He left. He left.", quotes="[{id: q, text: He left., nth: 2}]")
    document, problems = read(text)
    assert problems == ()
    assert 'He left. <mark class="dp-said" id="quote-q">He left.</mark>' in document.body.parts[0]
    _, problems = read(text.replace("nth: 2", "nth: 4"))
    assert [(each.code, each.key) for each in problems] == [("quote-nth", "quotes[0].nth")]


@pytest.mark.parametrize("key", ["standfirst", "title"])
def test_words_above_the_text_are_the_article_too(key: str) -> None:
    document, problems = read(quoting("Text.", "Four boats left", **{key: "Four boats left"}))
    assert problems == ()
    assert document.stands[0].place == "front"


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({}, "quote-not-found"),
        ({"rights": "private"}, "quote-not-found"),
        ({"rights": "excerpt"}, "quote-unverified"),
        ({"rights": "link-only"}, "quote-unverified"),
    ],
)
def test_where_a_part_is_here_nobody_can_tell(keys: dict[str, str], code: str) -> None:
    _, problems = read(quoting("A text.", "Four boats left", **keys))
    assert [each.code for each in problems] == [code]


def test_a_digest_verifies_no_words_of_the_work() -> None:
    document, problems = read(quoting("Four boats left.", "Four boats left.", rights="link-only"))
    assert [each.code for each in problems] == ["quote-unverified"]
    assert "<mark" not in "".join(document.body.parts)


def test_what_is_withdrawn_is_not_verified() -> None:
    assert read(quoting("", "Four boats left", status="withdrawn"))[1] == ()


def test_an_indirect_quotation_points_to_its_passage() -> None:
    quotes = "[{id: q, kind: indirect, text: They sailed, passage: Four boats left}]"
    document, problems = read(article("Four boats left.", quotes=quotes))
    assert problems == ()
    assert '<mark class="dp-said" id="quote-q">Four boats left</mark>.' in document.body.parts[0]
    _, problems = read(article("Five boats left.", quotes=quotes))
    assert [(each.code, each.key) for each in problems] == [("quote-not-found", "quotes[0].passage")]
