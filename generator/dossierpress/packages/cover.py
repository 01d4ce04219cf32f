"""The cover of a book, drawn with the fonts and the hand that draw cards."""

from dossierpress.exports.drawncard import draw_sheet
from dossierpress.packages.book import BookView
from dossierpress.plan.cards import CardView, drawable

_HEIGHT, _BOTTOM, _LINES = 1600, 1000, 8


def draw_cover(book: BookView) -> bytes:
    """The bytes of the picture."""
    summary, site = book.dossier.summary, book.site
    below = book.path or summary.question or summary.span
    headline, line, name = drawable(book.title, below, site.title)
    view = CardView(
        headline=headline,
        line=line,
        site=name,
        direction=summary.direction or site.direction,
        accent=book.accent,
    )
    return draw_sheet(view, _HEIGHT, _BOTTOM, _LINES)
