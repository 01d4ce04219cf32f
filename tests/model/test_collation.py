"""Names sort as a reader of the language expects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossierpress.model.collation import sort_key

IN_ORDER = {
    "en": ["Äpfel", "apple", "Apple pie", "banana", "Zebra", "Ωmega", "Яблоко"],
    "sv": ["Adam", "Zoë", "Åsa", "Ärla", "Örn"],
    "de": ["Adam", "Ärla", "Beate", "Zoë"],
    "es": ["nada", "nube", "ñandú", "ojo"],
    "da": ["Zoë", "Ægir", "Øre", "Åse"],
    "tr": ["cam", "çam", "dam"],
    "pl": ["lama", "łania", "mama"],
    "ur": ["آج", "باغ", "پانی", "ٹوپی", "یاد"],
    "en-GB": ["page 2", "page 10", "page 100"],
}


@pytest.mark.parametrize("language", IN_ORDER)
def test_names_stand_in_the_order_of_the_language(language: str) -> None:
    names = IN_ORDER[language]
    assert sorted(names, key=lambda name: sort_key(name, language)) == names


@given(st.lists(st.text(), unique=True), st.sampled_from([*IN_ORDER, "xx"]))
def test_the_order_is_total(names: list[str], language: str) -> None:
    keys = [sort_key(name, language) for name in names]
    assert len(set(keys)) == len(names)
    assert sorted(keys) == sorted(keys)


def test_accents_and_case_only_break_ties() -> None:
    names = ["resumes", "résumé", "Resume", "resume"]
    in_order = sorted(names, key=lambda name: sort_key(name, "en"))
    assert in_order == ["Resume", "resume", "résumé", "resumes"]
