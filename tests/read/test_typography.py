"""Typographic quotes, dashes and ellipses, as the language wants them."""

import pytest

from dossierpress.read.typography import Typographer


@pytest.mark.parametrize(
    ("language", "written", "printed"),
    [
        ("en", "\"It's 'so'\", he said.", "“It’s ‘so’”, he said."),
        ("en", "the '90s -- and after --- ...", "the ’90s – and after — …"),
        ("en", "\"'Both' began.\"", "“‘Both’ began.”"),
        ("de", '"Gut", sagte er.', "„Gut“, sagte er."),
        ("fr", '"Bon", dit-il.', "«\u00a0Bon\u00a0», dit-il."),
        ("en", "plain", "plain"),
        ("en", "", ""),
    ],
)
def test_signs_are_set(language: str, written: str, printed: str) -> None:
    assert Typographer(language).set(written).replace("\u202f", "\u00a0") == printed


def test_a_quotation_goes_on_through_tags_and_begins_anew_with_a_block() -> None:
    typographer = Typographer("en")
    assert typographer.set('"one ') == "“one "
    assert typographer.set("two") == "two"
    assert typographer.set('" three') == "” three"
    typographer.new_block()
    assert typographer.set('"four"') == "“four”"
