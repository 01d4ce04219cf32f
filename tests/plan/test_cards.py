"""What a card can say, and in which colour."""

import pytest

from dossierpress.plan.cards import accent_of, drawable, site_card
from dossierpress.schema.config import parse_config


@pytest.mark.parametrize(("written", "drawn"), [('"#004488"', "#004488"), ("red", "#8a1c1c")])
def test_the_accent_is_the_sites_own_where_it_is_a_colour(written: str, drawn: str) -> None:
    found, problems = parse_config(f"title: T\ntheme: {{name: plain, settings: {{accent: {written}}}}}\n")
    assert found is not None, problems
    assert accent_of(found) == drawn


def test_signs_that_the_fonts_lack_are_left_out() -> None:
    assert list(drawable("Ships \N{SHIP} and  sand", "cafe\u0301")) == ["Ships and sand", "café"]


@pytest.mark.parametrize(
    ("title", "has"), [("Port", True), ("Порт \N{SHIP}", True), ("ميناء", True), ("港", False)]
)
def test_a_title_in_letters_that_the_fonts_lack_gets_no_card(title: str, *, has: bool) -> None:
    found, _ = parse_config(f"title: {title}\n")
    assert found is not None
    assert (site_card(found) is not None) == has
