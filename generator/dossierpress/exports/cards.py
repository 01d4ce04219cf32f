"""Cards as files: one for the site, one for each dossier and, where the site wants it, each article."""

from collections.abc import Iterable

from dossierpress.exports.drawncard import draw_card
from dossierpress.plan.addresses import file_of
from dossierpress.plan.cards import CardView, accent_of, article_card, dossier_card, drawable, site_card
from dossierpress.plan.desk import Desk
from dossierpress.plan.outputs import Cause, Output, produced
from dossierpress.plan.plan import Export, Unit
from dossierpress.plan.summaries import dossier_summary, site_view, summary
from dossierpress.plan.views import ImageView
from dossierpress.plan.words import short_words
from dossierpress.schema.config import CONFIG_FILE

# Between source and date; the mark keeps a date from being drawn into a source of the other direction.
_BETWEEN = {"ltr": " · ", "rtl": " \u200f– "}


def site_card_file(desk: Desk, _name: str) -> Iterable[Output]:
    """The card of the site."""
    config, direction = desk.config, site_view(desk).direction
    yield from _card(desk, site_card(config), config.title, config.description, direction, CONFIG_FILE)


def page_cards(desk: Desk, unit: Unit, _pages: tuple[Output, ...]) -> Iterable[Output]:
    """The card of a dossier or an article."""
    config = desk.config
    if unit[0] == "dossier":
        dossier, shown = desk.dossier(unit[1]), dossier_summary(desk, unit[1])
        line = shown.question or shown.span
        direction = shown.direction or site_view(desk).direction
        card, path = dossier_card(config, dossier), dossier.document.path
        yield from _card(desk, card, dossier.title, line, direction, path)
    elif unit[0] == "article" and config.cards.articles:
        article, found = desk.article(unit[1]), summary(desk, unit[1])
        direction = found.direction or site_view(desk).direction
        parts = (found.source.name if found.source else "", short_words(found.date))
        line = _BETWEEN[direction].join(part for part in parts if part)
        yield from _card(desk, article_card(config, article), found.title, line, direction, article.path)


def _card(
    desk: Desk, card: ImageView | None, headline: str, line: str, direction: str, path: str
) -> Iterable[Output]:
    if card is None:
        return
    config = desk.config
    headline, line, site = drawable(headline, line, config.title)
    view = CardView(
        headline=headline,
        line=line,
        site="" if site == headline else site,
        direction=direction,
        accent=accent_of(config),
    )
    yield produced(file_of(card.address), draw_card, view, Cause(path))


cards = Export("cards", beside=page_cards, own=site_card_file)
