"""Quotations as pages show them: where each stands, who said it in which role, and who said what."""

import re
from collections.abc import Iterable
from urllib.parse import quote as escaped

from dossierpress.model.article import Article, Quote
from dossierpress.model.collation import sort_key
from dossierpress.model.dates import Date
from dossierpress.model.document import ArticleDocument, Stand
from dossierpress.model.references import Reference, parse_reference
from dossierpress.model.registries import Person
from dossierpress.plan.desk import Desk, fact
from dossierpress.plan.evidenceviews import EvidenceView
from dossierpress.plan.nameviews import NameQuoteView, SpeakerView
from dossierpress.plan.routes import quote_anchor
from dossierpress.plan.summaries import summary
from dossierpress.plan.views import CitedView, NameView, QuoteView

_FEW, _EDGE = 12, 5
_MARKS = "\"'“”‘’«»„‚ "


@fact
def quote_views(desk: Desk, name: str) -> tuple[QuoteView, ...]:
    """The quotations of an article, each with the id that it has on the article's page."""
    article = desk.article(name)
    stands = (*article.stands, *(Stand() for _ in article.meta.quotes))
    return tuple(
        _quote(desk, article, each, number, stands[number - 1])
        for number, each in enumerate(article.meta.quotes, start=1)
    )


def _quote(desk: Desk, article: ArticleDocument, quote: Quote, number: int, stand: Stand) -> QuoteView:
    language, direction = desk.foreign(quote.language)
    meta = article.meta
    mark = f"quote-{quote.id or number}"
    capture = meta.captures[stand.capture] if stand.place == "capture" else None
    return QuoteView(
        text=quote.text,
        anchor=quote_anchor(quote.id or str(number)),
        who=desk.named("people", quote.who),
        capacity=quote.as_ or _role(desk, quote, meta),
        said=desk.date(quote.said),
        to=quote.to,
        where=desk.named("places", quote.where),
        kind=quote.kind,
        language=language,
        direction=direction,
        passage=mark if mark in desk.anchors(article.id) else "",
        original=text_fragment(meta.url, quote.text) if quote.kind == "direct" and meta.url else "",
        capture=capture.file.rsplit("/", 1)[-1] if capture else "",
        captured=desk.date(capture.taken) if capture else None,
    )


def text_fragment(url: str, text: str) -> str:
    """The address of a passage on a page: browsers that know text fragments go to it and mark it."""
    words = re.split(r"\s*\[", text, maxsplit=1)[0].strip(_MARKS).split()
    if not words:
        return url
    if len(words) <= _FEW:
        asked = _fragment(words)
    else:
        asked = f"{_fragment(words[:_EDGE])},{_fragment(words[-_EDGE:])}"
    page, _, fragment = url.partition("#")
    return f"{page}#{fragment.partition(':~:')[0]}:~:text={asked}"


def _fragment(words: list[str]) -> str:
    return escaped(" ".join(words), safe="").replace("-", "%2D")


def _role(desk: Desk, quote: Quote, meta: Article) -> str:
    """What the speaker was when it was said, where the registry knows and the quotation does not say."""
    named = desk.name("people", quote.who) if quote.who else None
    if named is None or not isinstance(named.entry, Person):
        return ""
    when = (quote.said or meta.date).first
    held = [
        each
        for each in named.entry.roles
        if (each.from_ or each.to)
        and (each.from_ is None or each.from_.first <= when)
        and (each.to is None or when <= each.to.last)
    ]
    return ", ".join(f"{each.role} ({each.of})" if each.of else each.role for each in held)


def said_by(desk: Desk, slug: str, articles: Iterable[str]) -> tuple[NameQuoteView, ...]:
    """What a person is reported to have said, in the order of time, each with the article that reports it."""
    return tuple(view for _, _, view in sorted(_said(desk, articles, slug), key=lambda each: each[0]))


def who_said_what(desk: Desk, articles: Iterable[str]) -> tuple[SpeakerView, ...]:
    """Everybody who is quoted in the dossier's articles, by name, with their words in the order of time."""
    found: dict[NameView, list[NameQuoteView]] = {}
    for _, who, view in sorted(_said(desk, articles), key=lambda each: each[0]):
        if who is not None:
            found.setdefault(who, []).append(view)
    in_order = sorted(found.items(), key=lambda item: sort_key(item[0].name, desk.language))
    return tuple(SpeakerView(name=who, quotes=tuple(quotes)) for who, quotes in in_order)


def evidence_of(desk: Desk, references: Iterable[str]) -> Iterable[EvidenceView]:
    """What references lead to, as far as readers can follow; of quotations their words."""
    for text in references:
        reference, cited = parse_reference(text), desk.resolved(text)
        if reference is None or cited is None:
            continue
        quote = _quote_of(desk, reference) if cited.kind == "quote" else None
        page, _, _ = cited.address.partition("#")
        passage = f"{page}#{quote.passage}" if quote is not None and quote.passage else cited.address
        yield EvidenceView(cited=cited, quote=quote, passage=passage)


def _quote_of(desk: Desk, reference: Reference) -> QuoteView | None:
    article = desk.article(reference.id)
    pairs = zip(article.meta.quotes, quote_views(desk, article.id), strict=True)
    return next((view for each, view in pairs if each.id == reference.part), None)


_When = tuple[tuple[object, ...], str, int]


def _said(
    desk: Desk, articles: Iterable[str], slug: str = ""
) -> Iterable[tuple[_When, NameView | None, NameQuoteView]]:
    """Quotations in articles, each with the moment at which it was said and its speaker."""
    for name in articles:
        article = desk.article(name)
        if not any(quote.who for quote in article.meta.quotes):
            continue
        own = summary(desk, name)
        pairs = zip(article.meta.quotes, quote_views(desk, name), strict=True)
        for number, (quote, view) in enumerate(pairs):
            speaker = desk.name("people", quote.who) if quote.who else None
            if slug and (speaker is None or speaker.slug != slug):
                continue
            cited = CitedView(
                title=own.title,
                address=f"{own.address}#{view.anchor}",
                kind="quote",
                language=own.language,
                direction=own.direction,
            )
            moment: Date = quote.said or article.meta.date
            yield (moment.sort_key(), name, number), view.who, NameQuoteView(quote=view, article=cited)
