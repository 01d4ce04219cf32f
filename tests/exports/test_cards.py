"""Cards: for whom, with what on them, and drawn the same each time, in both directions."""

from pathlib import Path

from dossierpress.exports.cards import cards
from dossierpress.exports.exports import exports_of
from dossierpress.plan.cards import CardView
from dossierpress.plan.plan import plan
from make import article, config, markdown, planned

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
