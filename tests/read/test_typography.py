"""Typographic quotes, dashes and ellipses, as the language wants them.

`typographic_lines.txt` holds lines as they are written and as they are printed, by language.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossierpress.read.body import Setting, make_body
from dossierpress.read.quotes import QUOTES
from dossierpress.read.typography import Typographer


def lines() -> Iterator[tuple[str, str, str]]:
    language = ""
    text = Path(__file__).with_name("typographic_lines.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if heading := re.fullmatch(r"\[([a-zA-Z-]+)\]", line):
            language = heading[1]
        elif line and not line.startswith("#"):
            written, _, printed = line.partition(" | ")
            yield language, written, printed.replace("~", "\u202f")


@pytest.mark.parametrize(("language", "written", "printed"), list(lines()))
def test_signs_are_set_as_the_language_has_them(language: str, written: str, printed: str) -> None:
    assert Typographer(language).set(written) == printed


@pytest.mark.parametrize("language", ["en", "xx"])
def test_dashes_and_ellipses(language: str) -> None:
    assert Typographer(language).set("the '90s -- and after --- ...") == "the ’90s – and after — …"
    assert Typographer(language).set("plain") == "plain"
    assert Typographer(language).set("") == ""


def test_every_language_has_four_marks() -> None:
    assert {len(marks) for marks in QUOTES.values()} == {4}


def test_a_quotation_goes_on_through_tags_and_begins_anew_with_a_block() -> None:
    typographer = Typographer("en")
    assert typographer.set('"one ') == "“one "
    assert typographer.set("two") == "two"
    assert typographer.set('" three') == "” three"
    typographer.new_block()
    assert typographer.set('"four"') == "“four”"


def body(markup: str, language: str = "en") -> str:
    made, _ = make_body(markup, Setting("content/d/a.md", "content", language))
    return "".join(made.parts)


def test_an_elision_before_a_quoted_tag() -> None:
    assert "l’«\u202f<em>affaire</em>\u202f»" in body('<p>l\'"<em>affaire</em>"</p>', "fr")


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/a--b...",
        "https://a.example/it's--so?x=1&amp;y='2'",
        "mailto:a--b@a.example",
        "a--b...",
    ],
)
def test_a_link_that_shows_its_address_shows_it_as_it_is(address: str) -> None:
    shown = address.removeprefix("mailto:")
    assert f">{shown}</a>" in body(f'<p>"<a href="{address}">{shown}</a>" -- so</p>')


def test_the_text_of_other_links_is_set() -> None:
    assert ">it’s – so</a> “x”" in body('<p><a href="https://a.example/">it\'s -- so</a> "x"</p>')
