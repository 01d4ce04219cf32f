"""Slugs are safe parts of addresses; two spellings of one name share a key."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossierpress.model.names import (
    LONGEST_SLUG,
    RESERVED,
    in_words,
    likeness,
    match_key,
    slugify,
    spelt_out,
)

LONG = st.text(st.sampled_from("aé-漢字ا٣ 'ß̈"), min_size=70, max_size=400)


@given(st.text() | LONG)
def test_a_slug_is_safe_bounded_and_settled(text: str) -> None:
    slug = slugify(text)
    assert slug == slugify(slug)
    assert unicodedata.is_normalized("NFC", slug)
    assert len(slug) <= LONGEST_SLUG
    assert len(slug.encode()) <= 2 * LONGEST_SLUG
    assert slug not in RESERVED
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug
    assert all(char.isalnum() or char == "-" or unicodedata.category(char)[0] == "M" for char in slug)
    assert slug == slug.casefold()


@given(st.text(), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_the_unicode_form_of_a_name_does_not_count(text: str, form: str) -> None:
    same = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    assert match_key(same) == match_key(text)
    assert slugify(same) == slugify(text)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("The Daily Star", "the-daily-star"),
        ("Émile Zola's «J’accuse»", "emile-zolas-jaccuse"),
        ("Straße", "strasse"),
        ("C++ / Rust", "c-rust"),
        ("ΑΘΉΝΑ", "αθηνα"),
        ("Чёрный", "черныи"),
        ("ڈان نیوز", "ڈان-نیوز"),
        ("北京日報", "北京日報"),
        ("हिन्दी", "हिन्दी"),
        ("  ", ""),
        ("!?…", ""),
        ("CON", "con-name"),
        ("lpt1", "lpt1-name"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_what_a_slug_looks_like(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_long_texts_that_share_a_beginning_keep_their_own_slugs() -> None:
    one, other = slugify("long " * 40 + "one"), slugify("long " * 40 + "other")
    assert one != other
    assert one.startswith("long-long-")


@pytest.mark.parametrize("other", ["THE  DAILY star", "The Daily Star", "TheDailyStar"])
def test_case_and_spaces_do_not_tell_names_apart(other: str) -> None:
    assert match_key(other) == match_key("The Daily Star")


@pytest.mark.parametrize(
    ("name", "words"), [("after-salala", "After salala"), ("x_y.z", "X y z"), ("ڈان", "ڈان"), ("-", "")]
)
def test_a_folder_gets_a_title_in_words(name: str, words: str) -> None:
    assert in_words(name) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("night lines", "Night-Lines"),
        ("café", "Cafe"),
        ("cafe\u0301", "CAFÉ"),
        ("Łódź", "Lodz"),
        ("co\u00adop", "co-op"),
        ("zero\u200bwidth", "zerowidth"),
        ("Qur’an", "Qur'an"),
        ("❤", "❤\ufe0f"),
        ("ｆｅｒｒｙ", "ferry"),
        ("پاکستان", "پاكستان"),
        ("مُحَمَّد", "محمد"),
        ("harbour!", "harbour"),
        ("night–lines", "night_lines"),
        ("9/11", "9-11"),
        ("a\u00a0b", "a b"),
    ],
)
def test_a_reader_takes_these_for_one(one: str, other: str) -> None:
    assert likeness(one) == likeness(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C++"),
        ("C", "C#"),
        ("9/11", "911"),
        ("1.5", "15"),
        ("🌊", "🔥"),
        ("!!!", "?"),
        ("آب", "اب"),
        ("R&D", "R D"),
    ],
)
def test_a_reader_tells_these_apart(one: str, other: str) -> None:
    assert likeness(one) != likeness(other)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("🌊", "water-wave"),
        ("❤\ufe0f", "heavy-black-heart"),
        ("C++", "c-plus-sign-plus-sign"),
        ("!", "exclamation-mark"),
        ("\ue000", "ue000"),
        ("\u200b", "u200b"),
    ],
)
def test_signs_are_spelt_out(text: str, slug: str) -> None:
    assert spelt_out(text) == slug
