"""One key for the spellings of a word, and what is indexed beside a text."""

import pytest

from dossierpress.exports.spellings import fold, other_spellings


@pytest.mark.parametrize(
    "words",
    [
        ("Straße", "strasse", "STRASSE"),
        ("Élan", "elan"),
        ("کاکڑ", "كاكڑ"),
        ("مسئولية", "مسيوليه"),
        ("أحمد", "احمد", "اَحمد"),
        ("یاسمین", "ياسمين"),
        ("۱۲", "١٢", "12"),
        ("می\u200cخواهم", "میخواهم"),
        ("ёлка", "елка"),
        ("Smørrebrød", "smorrebrod"),
    ],
)
def test_spellings_of_a_word_have_one_key(words: tuple[str, ...]) -> None:
    assert len({fold(word) for word in words}) == 1


@pytest.mark.parametrize(("word", "other"), [("کے", "کی"), ("Maß", "Mars"), ("कि", "की")])
def test_words_that_differ_keep_different_keys(word: str, other: str) -> None:
    assert fold(word) != fold(other)


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("The night watch.", ""),
        ("Müller fuhr nach Hause, sagte er.", "mueller"),
        ("Mueller fuhr nach Hause, sagte er.", "muller"),
        ("An der langen Straße stand: ein Haus", "strasse"),
        ("یعقوب کاکڑ", ""),  # in the index's own letters already
        ("يعقوب كاكڑ", "یعقوب کاکڑ"),  # a phrase, in its order
        ("Pegel ۱۲ am Tor und am Wehr", "12"),
    ],
)
def test_only_what_the_engine_does_not_know_is_indexed_beside(text: str, beside: str) -> None:
    assert other_spellings([text]) == beside
