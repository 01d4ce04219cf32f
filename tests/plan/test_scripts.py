"""What letters tell of the language of a text."""

import pytest

from dossierpress.plan.scripts import is_written_in, language_in_letters, script_of, script_of_language


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Fluß ohne Ufer", "Latn"),
        ("Вода", "Cyrl"),
        ("گیج کی کتاب, volume 9", "Arab"),
        ("Θάλασσα", "Grek"),
        ("1999", ""),
        ("東京", ""),
        ("", ""),
    ],
)
def test_the_script_is_that_of_most_letters(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("language", "script"),
    [("en", "Latn"), ("ur", "Arab"), ("sr-Latn", "Latn"), ("ru", "Cyrl"), ("qqq", "")],
)
def test_a_language_has_its_usual_script(language: str, script: str) -> None:
    assert script_of_language(language) == script


@pytest.mark.parametrize(
    ("text", "language", "may_be"),
    [
        ("یعقوب کاکڑ", "ur", True),
        ("Subh-e-Karwan", "ur", False),
        ("Subh-e-Karwan", "de", True),
        ("1999", "ar", True),
    ],
)
def test_a_name_is_in_a_language_only_if_its_letters_are(text: str, language: str, *, may_be: bool) -> None:
    assert is_written_in(text, language) is may_be


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("وہ رات", "ur"),
        ("ما بعد السد: التقرير الذي لم يُقرأ", "ar"),
        ("کتاب‌های بزرگ", "fa"),
        ("من", ""),
        ("Water", ""),
        ("Вода", ""),
    ],
)
def test_letters_of_one_language_alone_give_it_away(text: str, language: str) -> None:
    assert language_in_letters(text) == language
