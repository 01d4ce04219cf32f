"""Cards: for whom, with what on them, and drawn the same each time, in both directions."""

from pathlib import Path

import pytest

from dossierpress.config import parse_config
from dossierpress.exports.cards import cards
from dossierpress.exports.drawncard import draw_card
from dossierpress.exports.exports import exports_of
from dossierpress.plan.cards import HEIGHT, WIDTH, CardView, accent_of
from dossierpress.plan.plan import plan
from make import article, config, markdown, planned
from pictures import opened

FILES = {
    "content/port/one.md": article(title="Night ferry ends", language="en"),
    "content/port/urdu.md": article(title="بندرگاہ کی گہرائی", language="ur"),
    "content/port/dossier.md": markdown(title="The port", question="Who counted?"),
    "content/zh/dossier.md": markdown(title="港口"),
    "content/zh/two.md": article(title="In Chinese 🚢"),
}
WORDS = ("A headline that is long enough to need more than one line", "A line below it", "The Site")


def views(root: Path, settings: str = "") -> dict[str, CardView]:
    chosen = config(settings)
    made, problems = plan(planned(root, FILES).site, chosen, {}, exports=(cards,))
    assert not problems
    return {output.path: output.view for output in made.pages if isinstance(output.view, CardView)}


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


def test_site_and_dossiers_have_cards_and_articles_when_asked(tmp_path: Path) -> None:
    assert set(views(tmp_path)) == {"cards/site.png", "cards/dossiers/port.png"}
    asked = views(tmp_path, "cards: {articles: true}\n")
    assert set(asked) - set(views(tmp_path)) == {
        f"cards/articles/{name}.png" for name in ("one", "urdu", "two")
    }
    assert asked["cards/articles/one.png"].line == "The Daily · December 5, 2011"
    assert asked["cards/articles/urdu.png"].direction == "rtl"
    assert asked["cards/articles/two.png"].headline == "In Chinese"


def test_pages_name_the_nearest_card(tmp_path: Path) -> None:
    site = planned(tmp_path, FILES)
    images = {address: site.view(address).page.image for address in ("/", "/dossiers/port/", "/dossiers/zh/")}
    assert {address: image.address for address, image in images.items()} == {
        "/": "/cards/site.png",
        "/dossiers/port/": "/cards/dossiers/port.png",
        "/dossiers/zh/": "/cards/site.png",
    }
    assert (images["/"].width, images["/"].height, images["/"].alt) == (1200, 630, "The Site")


def test_turned_off_there_are_none(tmp_path: Path) -> None:
    assert cards not in exports_of(config("cards: false\n"))
    site = planned(tmp_path, FILES, "cards: false\n")
    assert site.view("/").page.image is None


@pytest.mark.parametrize(("written", "drawn"), [('"#004488"', "#004488"), ("red", "#8a1c1c")])
def test_the_accent_is_the_sites_own_where_it_is_a_colour(written: str, drawn: str) -> None:
    found, problems = parse_config(f"title: T\ntheme: {{name: plain, settings: {{accent: {written}}}}}\n")
    assert found is not None, problems
    assert accent_of(found) == drawn


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
