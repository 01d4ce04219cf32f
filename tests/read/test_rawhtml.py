"""Raw HTML in bodies: what stays, what is mended, and one finding for each thing that is taken out."""

import re

import pytest

from dossierpress.problems import Problem
from dossierpress.read.rawhtml import made_safe
from make import article, read

BOTH = pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])


def body_of(text: str, engine: str, *, trusted: bool = False) -> tuple[str, tuple[Problem, ...]]:
    document, problems = read(article(text), engine=engine, trusted=trusted)
    return "@".join(document.body.parts), problems


def said(problems: tuple[Problem, ...]) -> list[tuple[int, str]]:
    """Line and what is named, `<x>` or an attribute; bodies begin on line 7."""
    return [(each.line, re.findall(r"<\S+>|attribute \S+|`.+?`|$", each.message)[0]) for each in problems]


@BOTH
@pytest.mark.parametrize("trusted", [True, False])
def test_a_comment_harms_nothing(engine: str, *, trusted: bool) -> None:
    text, problems = body_of("One.\n\n<!--more-->\n\nTwo <!-- x --> three.", engine, trusted=trusted)
    assert re.sub(r"<!--.*?-->|<[^>]+>|\s+", " ", text).split() == ["One.", "Two", "three."]
    assert problems == ()


@BOTH
def test_what_is_taken_out_is_reported_each_time(engine: str) -> None:
    attributes = ("align", "valign", "target", "cite", "bgcolor", "data-x", "style", "onclick")
    text = "\n\n".join(f'<p {name}="1">word</p>' for name in attributes) + "\n\n"
    text += '<iframe src="x"></iframe>\n\nand\n\n<iframe src="x"></iframe>\n\n<font size="1">a</font>\n\n'
    text += 'A <span style="a">b</span> and <span style="a">c</span>.'
    made, problems = body_of(text, engine)
    assert said(problems) == [
        *((7 + 2 * number, f"attribute {name}") for number, name in enumerate(attributes)),
        (23, "<iframe>"),
        (27, "<iframe>"),
        (29, "<font>"),
        (31, "attribute style"),
        (31, "attribute style"),
    ]
    assert {each.severity for each in problems} == {"warning"}
    assert "iframe" not in made
    assert "style" not in made


def test_markdown_in_html_is_reported_where_no_engine_reads_it() -> None:
    _, problems = made_safe('<div markdown="1"><p>x</p></div>')
    assert [each.message for each in problems] == ["the attribute markdown is not kept"]


@BOTH
def test_roles_and_aria_stay(engine: str) -> None:
    made, problems = body_of('<p role="note" aria-label="n" aria-hidden="false">x</p>', engine)
    assert 'role="note" aria-label="n" aria-hidden="false"' in made
    assert problems == ()


@BOTH
@pytest.mark.parametrize("trusted", [True, False])
def test_an_old_anchor_becomes_an_id(engine: str, *, trusted: bool) -> None:
    made, problems = body_of(
        "Text <A NAME='here'></A> <a name=there id=x></a> [go](#here) [x](#x)", engine, trusted=trusted
    )
    assert re.search(r"<a id=[\"']here[\"']>", made)
    assert "name=" not in made.lower()
    assert problems == ()


@BOTH
@pytest.mark.parametrize("trusted", [True, False])
def test_a_headline_stands_one_level_down(engine: str, *, trusted: bool) -> None:
    made, problems = body_of('<h1 class="x">Big <em>one</em></h1>\n\nText.', engine, trusted=trusted)
    assert re.search(r"<h2[^>]*>Big <em>one</em></h2>", made)
    assert "h1" not in made
    assert problems == ()


@BOTH
@pytest.mark.parametrize(
    "name", ["noscript", "iframe", "noembed", "noframes", "textarea", "xmp", "script", "style"]
)
def test_what_is_no_text_for_readers_is_never_shown_as_source(engine: str, name: str) -> None:
    made, problems = body_of(
        f"Before.\n\n<{name}><b>inner</b> &amp; <i>x</i></{name.upper()}>\n\nAfter.", engine
    )
    assert said(problems) == [(9, f"<{name}>")]
    assert "Before." in made
    assert "After." in made
    assert "inner" not in made


@BOTH
@pytest.mark.parametrize("name", ["textarea", "script", "xmp", "noscript", "title", "App", "T", "plaintext"])
def test_a_tag_without_end_swallows_nothing(engine: str, name: str) -> None:
    made, problems = body_of(f"Use the <{name}> word here.\n\nAfter.", engine)
    assert f"Use the &lt;{name}&gt; word here." in made
    assert "After." in made
    assert said(problems) == [(7, f"`<{name}>`")]


@BOTH
def test_mixed_case_tags_are_found_at_their_line_and_prose_is_text(engine: str) -> None:
    made, problems = body_of("First.\n\nA Vec<T> of\nsome <App>.\n\n`Vec<T>` in code, Vec<T> again.", engine)
    assert [(each.line, each.column) for each in problems] == [(9, 6), (10, 6), (12, 22)]
    assert re.sub("<[^>]+>", "", made).count("Vec&lt;T&gt;") == 3


@BOTH
def test_a_component_of_another_system_is_taken_out_and_its_words_stay(engine: str) -> None:
    made, problems = body_of('A <Note kind="x">few words</Note> and <Chart id="1" /> more.', engine)
    assert "A few words and  more." in made
    assert said(problems) == [(7, "<Note>"), (7, "<Chart>")]


@BOTH
@pytest.mark.parametrize(
    "address", ["ftp://h/x", "irc://h/x", "news:alt.x", "magnet:?xt=1", "gopher://h", "sms:1"]
)
def test_a_link_that_browsers_do_not_follow_is_plain_text(engine: str, address: str) -> None:
    made, problems = body_of(f'One [two *three*]({address} "t") four.\n\n<{address}>\n\nx', engine)
    assert "One two <em>three</em> four." in made
    assert f"<p>{address}</p>" in made
    assert "href" not in made
    assert [(each.line, each.code, each.severity) for each in problems] == [
        (7, "link-scheme", "warning"),
        (9, "link-scheme", "warning"),
    ]


@BOTH
def test_a_link_that_runs_a_program_stays_an_error(engine: str) -> None:
    made, problems = body_of("[a](javascript:x) <a href='java&#10;script:x'>b</a>", engine)
    assert [each.severity for each in problems] == ["error", "error"]
    assert "script" not in made


@BOTH
def test_a_comment_or_quotation_mark_without_end_hides_nothing(engine: str) -> None:
    made, problems = body_of('<div>\n<!-- open\n</div>\n\nAfter.\n\n<div title="x>y</div>\n\nLast.', engine)
    assert "After." in made
    assert "Last." in made
    assert {each.code for each in problems} <= {"html-as-text"}


@BOTH
def test_code_of_a_program_is_reported(engine: str) -> None:
    made, problems = body_of("A <?php echo '<b>'; ?> b.", engine)
    assert said(problems) == [(7, "`<?php echo '<b>'; ?>`")]
    assert "php" not in made
