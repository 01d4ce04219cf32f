"""A creator's name as reference lists write it."""

import pytest

from dossierpress.plan.citationviews import CreatorView, inverted, joined, whole_family


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (("de", "La", "Fontaine"), "de La Fontaine"),
        (("", "al-", "Rashid"), "al-Rashid"),
        (("d'", "", "Orléans"), "d'Orléans"),
        (("", "van der", "Berg"), "van der Berg"),
        (("", "", "Dray"), "Dray"),
    ],
)
def test_particles_stand_before_the_family_name(parts: tuple[str, str, str], whole: str) -> None:
    dropping, kept, family = parts
    creator = CreatorView(
        name="", family=family, given="A.", dropping_particle=dropping, non_dropping_particle=kept
    )
    assert joined(*parts) == whole == whole_family(creator)
    assert inverted(creator) == f"{whole}, A."


def test_a_suffix_stands_last_and_a_name_in_one_piece_stays_so() -> None:
    assert (
        inverted(CreatorView(name="Sammy Davis Jr.", family="Davis", given="Sammy", suffix="Jr."))
        == "Davis, Sammy, Jr."
    )
    assert inverted(CreatorView(name="Harbour Board, Office", corporate=True)) == "Harbour Board, Office"
