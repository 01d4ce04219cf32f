"""Python-Markdown reads as authors mean; what both engines make of the same text is the same."""

import pytest

from dossierpress.model.document import Body
from dossierpress.read import commonmark
from dossierpress.read.markdown import converter
from make import article, read

ENGINES = ["python-markdown", "commonmark"]


def body(text: str, engine: str) -> str:
    document, problems = read(article(text), engine=engine)
    assert not [each for each in problems if each.severity == "error"]
    made: Body = document.body
    return "".join(made.parts)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1986. A great year.", '<ol start="1986">'),
        ("3. three\n4. four", '<ol start="3">'),
        ("0. nought\n1. one", '<ol start="0">'),
        ("1986. A.\n\n1990. B.", '<li value="1990">'),
        ("1. a\n2. b\n5. e", '<li value="5">'),
        ("- x\n\n7. seven", '<ol start="7">'),
        ("> 12. quoted", '<ol start="12">'),
        ("1234567890. a telephone", "1234567890. a telephone"),
        ("Said in\n1986. A year", "1986. A year"),
        ("1986\\. A year", "1986. A year"),
    ],
)
def test_the_number_that_was_written_is_seen(text: str, expected: str, engine: str) -> None:
    assert expected in body(text, engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_lists_that_count_by_themselves_are_left_alone(engine: str) -> None:
    for text in ("1. a\n1. b\n1. c", "1. a\n2. b\n3. c"):
        made = body(text, engine)
        assert "<ol>" in made
        assert "value=" not in made


def test_no_number_gets_lost_in_a_list_of_bullets() -> None:
    assert "1. one" in body("- a\n1. one", "python-markdown")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_hashtag_is_text(engine: str) -> None:
    made = body("#SaveTheQuay was the word.\n\n#1 in the list.\n\n# A headline\n\n## Another", engine)
    assert "#SaveTheQuay was" in made
    assert "#1 in" in made
    assert made.count("<h2") + made.count("<h3") == 2


@pytest.mark.parametrize("engine", ENGINES)
def test_text_is_struck_out(engine: str) -> None:
    made = body("It cost ~~two~~ *~~three~~* four; `~~no~~`.", engine)
    assert "<del>two</del>" in made
    assert "<del>three</del>" in made
    assert "~~no~~" in made


@pytest.mark.parametrize("engine", ENGINES)
def test_words_in_braces_are_text(engine: str) -> None:
    made = body("## He said {sic}\n\nAnd *so*{: .loud} on {well}, `c`{.k} {then} it.\n{: .lead }", engine)
    assert "He said {sic}" in made
    assert 'class="loud"' in made
    assert "on {well}," in made
    assert "{then} it." in made
    assert 'class="lead"' in made


@pytest.mark.parametrize("engine", ENGINES)
def test_abbreviations_are_explained(engine: str) -> None:
    made = body("The EU and `EU`.\n\n*[EU]: European Union", engine)
    assert '<abbr title="European Union">EU</abbr>' in made
    assert made.count("<abbr") == 1
    assert "*[EU]" not in made


@pytest.mark.parametrize("engine", ENGINES)
def test_markdown_stands_in_html_that_says_so(engine: str) -> None:
    made = body('<div class="box" markdown="1">\n*a*\n\n- b\n</div>\n\n*c*', engine)
    assert "<em>a</em>" in made
    assert "<li>b</li>" in made
    assert 'class="box"' in made


@pytest.mark.parametrize("engine", ENGINES)
def test_a_note_that_nothing_cites_leads_nowhere(engine: str) -> None:
    made = body("A.[^1]\n\n[^1]: One.\n\n[^3]: Nobody cites this.", engine)
    assert "Nobody cites this." in made
    assert "fnref:3" not in made
    assert "fnref:1" in made


@pytest.mark.parametrize("engine", ENGINES)
def test_notes_of_one_identifier_lose_no_text(engine: str) -> None:
    made = body("A.[^1] B.[^1]\n\n[^1]: The first text.\n\n[^1]: The second text.", engine)
    assert made.index("The first text.") < made.index("The second text.")
    assert made.count('id="fn:1"') == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_notes_are_numbered_as_the_text_cites_them(engine: str) -> None:
    made = body("[^b]: B uses[^c]\n\n[^a]: A\n\n[^c]: C\n\n[^d]: D\n\nText[^a] and[^b].", engine)
    order = [made.index(f'id="fn:{name}"') for name in "abcd"]
    assert order == sorted(order)
    assert 'href="#fn:c">3</a>' in made


def test_the_native_engine_knows_a_note_in_either_case() -> None:
    made = commonmark.convert("A[^N] b[^n]\n\n[^n]: x")
    assert made.count('href="#fn:n">1<') == 2


def test_a_site_that_names_what_always_works_gets_it_as_ours() -> None:
    assert '<ol start="3">' in converter(("extra", "markdown.extensions.footnotes"))("3. c")


def test_a_site_may_wish_other_lists() -> None:
    assert '<ol start="3">' in converter(("sane_lists",))("3. c\n4. d")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("note", ["", "[a]: https://a.example", "<!-- none -->"])
def test_a_note_without_text_is_a_note(note: str, engine: str) -> None:
    made = body(f"A[^2] b[^1]\n\n[^1]: {note}\n\n[^2]: Two.", engine)
    assert "fnref:1" in made
    assert made.index("Two.") < made.index('id="fn:1"')
