"""Cards as files: one for the site, one for each dossier and, where the site wants it, each article."""

from collections.abc import Iterable

from dossierpress.config import CONFIG_FILE
from dossierpress.exports.drawncard import draw_card
from dossierpress.plan.addresses import file_of
from dossierpress.plan.cards import CardView, accent_of, article_card, dossier_card, drawable, site_card
from dossierpress.plan.outputs import Cause, Output, produced
from dossierpress.plan.summaries import Desk
from dossierpress.plan.views import ImageView
from dossierpress.plan.words import short_words

# Between source and date; the mark keeps a date from being drawn into a source of the other direction.
_BETWEEN = {"ltr": " · ", "rtl": " \u200f– "}


def cards(desk: Desk) -> Iterable[Output]:
    """One output for each card."""
    site, config, own = desk.routes.site, desk.routes.config, desk.site_view
    yield from _card(desk, site_card(config), config.title, config.description, own.direction, CONFIG_FILE)
    for dossier in site.dossiers.values():
        summary = desk.dossier(dossier)
        line = summary.question or summary.span
        direction = summary.direction or own.direction
        card, path = dossier_card(config, dossier), dossier.document.path
        yield from _card(desk, card, dossier.title, line, direction, path)
    for article in site.articles.values():
        found = desk.summary(article.id)
        direction = found.direction or own.direction
        parts = (found.source.name if found.source else "", short_words(found.date))
        line = _BETWEEN[direction].join(part for part in parts if part)
        yield from _card(desk, article_card(config, article), found.title, line, direction, article.path)


def _card(
    desk: Desk, card: ImageView | None, headline: str, line: str, direction: str, path: str
) -> Iterable[Output]:
    if card is None:
        return
    config = desk.routes.config
    headline, line, site = drawable(headline, line, config.title)
    view = CardView(
        headline=headline,
        line=line,
        site="" if site == headline else site,
        direction=direction,
        accent=accent_of(config),
    )
    yield produced(file_of(card.address), draw_card, view, Cause(path))
