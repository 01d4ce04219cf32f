"""Cards: pictures that other sites show beside a link to a page. Which pages have one, and what it says."""

import re
import unicodedata
from collections.abc import Iterable

from dossierpress.model.document import ArticleDocument
from dossierpress.model.site import PlacedDossier
from dossierpress.plan.views import ImageView, View
from dossierpress.schema.config import Config

# The size that Facebook, LinkedIn, Mastodon and others ask for, in pixels.
WIDTH, HEIGHT = 1200, 630
# What the fonts that ship can write (tools/card_fonts.py): Latin, Greek and Cyrillic, and Arabic.
EUROPEAN = (
    "\u0020-\u007e\u00a0-\u024f\u0259\u02b0-\u0345\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1"
    "\u03a3-\u03e1\u03f0-\u052f\u1e00-\u1eff\u2010-\u2027\u202f-\u203a\u20a0-\u20c0\u2116\u2122\ufb00-\ufb04"
)
ARABIC = "\u0600-\u06ff\u0750-\u077f\u200c-\u200f"
_UNKNOWN = re.compile(f"[^{EUROPEAN}{ARABIC}]")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_ACCENT = "#8a1c1c"


class CardView(View, frozen=True):
    """What a card says: a headline, a line below it, and whose site it is; `direction` is the headline's."""

    headline: str
    line: str
    site: str
    direction: str
    accent: str


def site_card(config: Config) -> ImageView | None:
    """The card of the site itself."""
    return _card(config, "/cards/site.png", config.title)


def dossier_card(config: Config, dossier: PlacedDossier) -> ImageView | None:
    """The card of a dossier."""
    return _card(config, f"/cards/dossiers/{dossier.id}.png", dossier.title)


def article_card(config: Config, article: ArticleDocument) -> ImageView | None:
    """The card of an article, where articles have them."""
    if not config.cards.articles:
        return None
    return _card(config, f"/cards/articles/{article.id}.png", article.meta.title)


def accent_of(config: Config) -> str:
    """The theme's accent, as the site sets it."""
    chosen = str(config.theme.settings.values.get("accent", ""))
    return chosen if _COLOUR.fullmatch(chosen) else _ACCENT


def drawable(*texts: str) -> Iterable[str]:
    """Texts as a card can write them: in NFC, without signs that its fonts lack."""
    for text in texts:
        yield " ".join(_UNKNOWN.sub("", unicodedata.normalize("NFC", text)).split())


def _card(config: Config, address: str, title: str) -> ImageView | None:
    """None where there are no cards, and for a title in letters that would come out as boxes."""
    unknown = _UNKNOWN.findall(unicodedata.normalize("NFC", title))
    if not config.cards.on or any(unicodedata.category(letter)[0] in "LMN" for letter in unknown):
        return None
    return ImageView(address=address, alt=title, width=WIDTH, height=HEIGHT)
