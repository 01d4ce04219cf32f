"""Names sort as a reader of the language expects.

`sorted_words.json` holds words of 86 languages (names of countries, every letter of the alphabet, special
cases) as Node's `Intl.Collator` sorts them: `node tools/sort_words.js tests/model/sorted_words.json`.
"""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossierpress.model.collation import sort_key

SORTED: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("sorted_words.json").read_text(encoding="utf-8")
)
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
    assert in_order == ["resume", "Resume", "résumé", "resumes"]


@pytest.mark.parametrize("language", sorted(SORTED))
def test_every_language_sorts_as_its_collator_does(language: str) -> None:
    words = SORTED[language]
    shuffled = random.Random(language).sample(words, len(words))
    assert sorted(shuffled, key=lambda word: sort_key(word, language)) == words


def test_letters_that_cannot_be_taken_apart_stand_among_their_base_letters() -> None:
    names = ["Adam Poe", "Ægir Moor", "Dora Finn", "Đuro Hill", "Lars Ahl", "Łukasz Brandt", "Lydia Corr"]
    names += ["Olga Prins", "Ørjan Dahl", "Oskar Abel", "Zola Quist"]
    assert sorted(names, key=lambda name: sort_key(name, "en")) == names


@pytest.mark.parametrize(
    ("tag", "language"),
    [("cs-CZ", "cs"), ("zh-TW", "zh-Hant"), ("zh-Hans-HK", "zh"), ("sr-Latn-RS", "hr"), ("no", "nb")],
)
def test_a_longer_tag_finds_the_alphabet_of_its_language(tag: str, language: str) -> None:
    words = SORTED[language]
    assert sorted(words, key=lambda word: sort_key(word, tag)) == words


def test_names_in_other_forms_of_unicode_stand_together() -> None:
    names = ["Rez", "R\u030cehor", "Řehoř", "Sam"]
    assert sorted(names, key=lambda name: sort_key(name, "cs")) == names


def test_a_number_of_any_length_counts_by_its_value() -> None:
    names = ["No. 7", "No. 00008", "No. 10", "No. ١٢", f"No. {'9' * 5000}"]
    assert sorted(names, key=lambda name: sort_key(name, "en")) == names
