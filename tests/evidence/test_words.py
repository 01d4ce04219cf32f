"""What counts for nothing when texts are compared, and what counts."""

import pytest

from dossierpress.evidence.words import is_joined, normalised

SAME = [
    ("“a”", '"a"'),
    ("‘a’", "'a'"),
    ("« a »", '"a"'),
    ("«\u202fa\u202f»", '"a"'),
    ("„a“", "'a'"),
    ("don’t", "don't"),
    ("a — b", "a–b"),
    ("a -- b", "a—b"),
    ("a‑b", "a-b"),
    ("a\xa0b", "a b"),
    ("a  \n b", "a b"),
    ("wait…", "wait..."),
    ("wait …", "wait..."),
    ("wait . . .", "wait…"),
    ("har\xadbour", "harbour"),
    ("a\u200bb", "ab"),
    ("\u200fقال", "قال"),
    ("e\u0301", "\xe9"),
    ("ﬁne", "fine"),
    ("ＡＢＣ１２", "ABC12"),
    ("ﻗﺎﻝ", "قال"),
    ("Pourquoi ?", "Pourquoi?"),
]
OTHER = [
    ("Rock", "rock"),
    ("rock.", "rock,"),
    ("rock.", "rock"),
    ("cafe", "caf\xe9"),
    ("10²", "102"),
    ("½", "1/2"),
    ("re-open", "reopen"),
    ("re-open", "re open"),
    ("don't", "dont"),
    ("a-1", "a - 1x"),
    ("1,200", "1.200"),
    ("ي", "ی"),
    ("straße", "strasse"),
    ("а", "a"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_typography_does_counts_for_nothing(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_everything_else_counts(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


@pytest.mark.parametrize("text", [text for pair in SAME for text in pair])
def test_what_is_normalised_stays_as_it_is(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@pytest.mark.parametrize(("text", "at"), [("ab", 1), ("काम", 1), ("a1", 1), ("и́т", 1)])
def test_within_a_word_no_quotation_begins(text: str, at: int) -> None:
    assert is_joined(text, at)


@pytest.mark.parametrize(("text", "at"), [("a b", 1), ("中文", 1), ("ไทย", 1), ("a", 0), ("a.", 1)])
def test_between_words_one_does(text: str, at: int) -> None:
    assert not is_joined(text, at)
