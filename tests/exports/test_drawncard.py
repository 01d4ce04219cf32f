"""A card, drawn: the same each time, from its own side, inside its margins, Arabic joined."""

import pytest

from dossierpress.exports.drawncard import draw_card
from dossierpress.plan.cards import HEIGHT, WIDTH, CardView
from pictures import opened

WORDS = ("A headline that is long enough to need more than one line", "A line below it", "The Site")


def card(
    headline: str = WORDS[0], line: str = WORDS[1], direction: str = "ltr", site: str = WORDS[2]
) -> bytes:
    view = CardView(headline=headline, line=line, site=site, direction=direction, accent="#1f4e5f")
    return draw_card(view, {})


def inked(data: bytes) -> tuple[int, int, int, int]:
    """The box of all that is drawn below the bar."""
    image = opened(data).convert("L").crop((0, 20, WIDTH, HEIGHT))
    box = image.point(lambda value: 255 if value < 200 else 0).getbbox()
    assert box is not None
    return box


def test_a_card_is_a_small_picture_of_the_size_that_is_asked_for() -> None:
    data = card()
    assert opened(data).format == "PNG"
    assert opened(data).size == (1200, 630)
    assert len(data) < 60_000


def test_the_same_card_is_the_same_bytes() -> None:
    assert card() == card()
    assert card("Another") != card()


def test_text_begins_at_its_own_side() -> None:
    left, _, right, _ = inked(card("Short", ""))
    assert left < 90
    assert right < 700
    left, _, right, _ = inked(card("گہرائی", "", "rtl", "سائٹ"))
    assert left > 600
    assert right > 1100


def test_letters_of_arabic_are_joined() -> None:
    """Joined letters are narrower than the same letters side by side."""
    joined, apart = (
        inked(card("سسسس", "", "rtl", "")),
        inked(card("س س س س".replace(" ", "\u200c"), "", "rtl", "")),
    )
    assert joined[2] - joined[0] < apart[2] - apart[0]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize(
    "headline", ["W" * 400, "many words " * 80, "گہرائی " * 80, "x", "Mixed گہرائی and more " * 9]
)
def test_nothing_leaves_the_margins(headline: str, direction: str) -> None:
    left, _, right, bottom = inked(card(headline, headline, direction))
    assert left > 60
    assert right < WIDTH - 60
    assert bottom < HEIGHT - 40
