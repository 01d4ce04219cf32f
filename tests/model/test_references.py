"""References have one grammar, and are written as they are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossierpress.model.record import is_id
from dossierpress.model.references import Reference, parse_reference

ids = st.from_regex(r"\A[a-zA-Z0-9éا漢]{1,8}([-_.][a-z0-9]{1,4}){0,2}\Z")
references = st.one_of(
    st.builds(Reference, st.just("article"), ids),
    st.builds(Reference, st.just("quote"), ids, ids),
    st.builds(Reference, st.just("dossier"), ids),
    st.builds(Reference, st.just("claim"), ids, ids),
)


@given(references)
def test_what_is_written_is_read_back(reference: Reference) -> None:
    assert parse_reference(str(reference)) == reference


@given(st.text() | st.text("ab:/#-.dossierclaim", max_size=20))
def test_any_text_is_a_reference_or_none(text: str) -> None:
    reference = parse_reference(text)
    if reference is not None:
        assert str(reference) == text
        assert is_id(reference.id)
        assert bool(reference.part) == (reference.kind in ("quote", "claim"))


@pytest.mark.parametrize(
    "text", ["", "a b", "a#", "#q", "claim:a", "claim:a/b/c", "dossier:", "../a", "a/b", "a#b#c", "-a", "a\n"]
)
def test_what_is_no_reference(text: str) -> None:
    assert parse_reference(text) is None


@given(st.text())
def test_an_id_is_safe_in_an_address(text: str) -> None:
    if is_id(text):
        assert not set(text) & set("/\\?#%&<>\"' \t\n:")
        assert not text.startswith(".")
        assert ".." not in text


@pytest.mark.parametrize("text", ["port-inquiry", "2011-12-05.a_b", "ڈان", "हिन्दी", "ภาษาไทย"])
def test_ids_may_be_of_every_script(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize("text", ["", "a" * 201, "ا" * 101, "a--b", "a-", ".a", "a\n"])
def test_what_is_no_id(text: str) -> None:
    assert not is_id(text)
