"""Quotations of an article as Web Annotations (W3C): the words, where they stand, and who said them."""

from typing import Any

from dossierpress.plan.addresses import absolute
from dossierpress.plan.pageviews import ArticleView
from dossierpress.plan.views import QuoteView

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def annotations(view: ArticleView) -> list[dict[str, Any]]:
    """Every quotation that the page shows. Their target is the original where it has an address."""
    own = absolute(view.site.url, view.summary.address) if view.site.url else view.summary.address
    return [_annotation(each, own, view.citation.url or own) for each in view.quotes]


def _annotation(quote: QuoteView, own: str, original: str) -> dict[str, Any]:
    """One quotation: its own words are selected; what is told in ours is said of the page."""
    selected = {"type": "TextQuoteSelector", "exact": quote.text}
    is_direct = quote.kind == "direct"
    who = ", ".join(each for each in (quote.who.name if quote.who else "", quote.capacity) if each)
    bodies = [] if is_direct else [{"type": "TextualBody", "value": quote.text, "purpose": "describing"}]
    if who:
        bodies.append({"type": "TextualBody", "value": who, "purpose": "identifying"})
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "id": f"{own}#{quote.anchor}",
        "type": "Annotation",
        "motivation": "highlighting" if is_direct else "describing",
        "target": {"source": original, "selector": selected} if is_direct else {"source": original},
    }
    return made | ({"body": bodies} if bodies else {})
