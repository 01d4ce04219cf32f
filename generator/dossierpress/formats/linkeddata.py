"""JSON-LD in the vocabulary of schema.org, as docs/api.md maps it: what a page is about."""

import json
from collections.abc import Iterable
from typing import Any

from dossierpress.plan.addresses import full_address
from dossierpress.plan.pageviews import ArticleView, ClaimPageView, DossierView, HomeView
from dossierpress.plan.views import (
    AuthorView,
    CitedView,
    ImageView,
    PageHead,
    QuoteView,
    SiteView,
    SummaryView,
    View,
)

Data = dict[str, Any]

_SOURCES = {
    "newspaper": "Newspaper",
    "magazine": "Periodical",
    "blog": "Blog",
    "broadcaster": "NewsMediaOrganization",
    "agency": "NewsMediaOrganization",
    "body": "Organization",
}

_TYPES = {
    "opinion": "OpinionNewsArticle",
    "editorial": "OpinionNewsArticle",
    "press-release": "Article",
    "letter": "Article",
    "report": "Report",
    "transcript": "Article",
    "post": "BlogPosting",
    "document": "CreativeWork",
}


def json_ld(view: View) -> str:
    """What stands in the page's data block, empty for a page that has none or a site without `url`.

    `<`, `>` and `&` are escaped, so that no text can end the block it stands in.
    """
    found = list(_about(view))
    if not found:
        return ""
    data = {"@context": "https://schema.org", "@graph": found}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _about(view: View) -> Iterable[Data]:
    if isinstance(view, ArticleView) and view.site.url:
        yield _article(view)
        yield _crumbs(view.site, view.page)
    elif isinstance(view, DossierView) and view.site.url:
        yield _dossier(view)
        yield _crumbs(view.site, view.page)
    elif isinstance(view, ClaimPageView) and view.site.url:
        yield _claim(view)
        yield _crumbs(view.site, view.page)
    elif isinstance(view, HomeView) and view.site.url:
        yield _site(view.site)


def _article(view: ArticleView) -> Data:
    site, summary, citation = view.site, view.summary, view.citation
    collections = [
        _filled("Collection", {"@id": _web(site, each.dossier.address), "name": each.dossier.title})
        for each in view.memberships
    ]
    source = _filled(
        _SOURCES.get(citation.source_kind, "CreativeWork"), {"name": citation.source, "issn": citation.issn}
    )
    is_publisher = citation.source_kind in ("agency", "body", "broadcaster")
    files = [
        _filled("MediaObject", {"name": each.name, "sha256": each.sha256, "encodingFormat": each.type})
        for each in view.captures
    ]
    mentions = [
        _filled(kind, {"name": each.name, "url": _web(site, each.address)})
        for kind, names in (
            ("Person", view.people),
            ("Organization", view.organisations),
            ("Place", view.places),
        )
        for each in names
    ]
    return _filled(
        schema_type(summary.type),
        {
            "@id": f"{view.page.canonical}#article",
            "headline": summary.title,
            "alternativeHeadline": summary.title_translated,
            "abstract": summary.standfirst,
            "url": view.url or view.page.canonical,
            "mainEntityOfPage": view.page.canonical,
            "inLanguage": citation.language,
            "isPartOf": [*([source] if citation.source and not is_publisher else []), *collections],
            "publisher": source if citation.source and is_publisher else None,
            "author": [_author(site, each) for each in view.authors],
            "datePublished": summary.date.iso or summary.date.start,
            "dateModified": view.updated.iso if view.updated else "",
            "articleSection": view.section,
            "archivedAt": [each.url for each in view.archived],
            "encoding": files,
            "hasPart": [_quotation(each) for each in view.quotes],
            "image": _image(site, summary.image),
            "keywords": [each.name for each in view.tags],
            "mentions": mentions,
            "license": view.rights.licence if view.rights.licence.startswith("http") else "",
        },
    )


def _dossier(view: DossierView) -> Data:
    site, summary = view.site, view.summary
    members = (each for section in view.sections for each in section.members)
    listed = (each.article for member in members for each in (member, *member.reprints))
    articles = {each.address: each for each in listed}
    return _filled(
        "Collection",
        {
            "@id": view.page.canonical,
            "url": view.page.canonical,
            "name": summary.title,
            "headline": summary.question,
            "description": summary.summary,
            "inLanguage": summary.language or site.language,
            "image": _image(site, summary.cover),
            "creator": [
                _filled("Person", {"name": each.name, "sameAs": each.orcid, "url": each.url})
                for each in view.curators
            ],
            "dateCreated": view.opened.iso if view.opened else "",
            "dateModified": view.reviewed.iso if view.reviewed else "",
            "license": view.licence if view.licence.startswith("http") else "",
            "collectionSize": summary.count,
            "hasPart": [_part(site, each, n) for n, each in enumerate(articles.values(), start=1)],
        },
    )


def _claim(view: ClaimPageView) -> Data:
    site, claim = view.site, view.claim
    by = claim.by
    collection = {"@id": _web(site, view.dossier.address), "name": view.dossier.title}
    return _filled(
        "Claim",
        {
            "@id": view.page.canonical,
            "url": view.page.canonical,
            "text": claim.text,
            "author": _filled(
                "Person" if by.address else "Thing", {"name": by.name, "url": _web(site, by.address)}
            )
            if by
            else None,
            "appearance": [_cited(site, each) for each in claim.supporting],
            "citation": [_cited(site, each) for each in claim.against],
            "creativeWorkStatus": claim.status,
            "dateModified": claim.history[-1].date.iso if claim.history else "",
            "inLanguage": view.dossier.language or site.language,
            "isPartOf": _filled("Collection", collection),
        },
    )


def _cited(site: SiteView, cited: CitedView) -> Data:
    kind = "Quotation" if cited.kind == "quote" else "CreativeWork"
    return _filled(kind, {"name": cited.title, "url": _web(site, cited.address)})


def _site(site: SiteView) -> Data:
    publisher = site.publisher
    organisation = (
        _filled("Organization", {"name": publisher.title, "url": publisher.address}) if publisher else None
    )
    return _filled(
        "WebSite",
        {
            "@id": full_address(site.url, "/"),
            "url": full_address(site.url, "/"),
            "name": site.title,
            "description": site.description,
            "inLanguage": site.language,
            "publisher": organisation,
        },
    )


def _part(site: SiteView, article: SummaryView, position: int) -> Data:
    address = full_address(site.url, article.address)
    return _filled(
        schema_type(article.type),
        {
            "@id": f"{address}#article",
            "position": position,
            "headline": article.title,
            "mainEntityOfPage": address,
            "datePublished": article.date.iso or article.date.start,
        },
    )


def _crumbs(site: SiteView, page: PageHead) -> Data:
    trail = [(site.title, "/"), *((each.title, each.address) for each in page.crumbs)]
    steps = [
        {"@type": "ListItem", "position": number, "name": name, "item": full_address(site.url, address)}
        for number, (name, address) in enumerate([*trail, (page.title, page.address)], start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _author(site: SiteView, author: AuthorView) -> Data:
    values = {"name": author.name, "jobTitle": author.role, "url": _web(site, author.address)}
    return _filled("Organization" if author.corporate else "Person", values)


def _quotation(quote: QuoteView) -> Data:
    speaker = _filled("Person", {"name": quote.who.name, "jobTitle": quote.capacity}) if quote.who else None
    said = quote.said.iso if quote.said else ""
    return _filled(
        "Quotation",
        {"text": quote.text, "creator": speaker, "dateCreated": said, "inLanguage": quote.language},
    )


def _image(site: SiteView, image: ImageView | None) -> Data | None:
    if image is None:
        return None
    return _filled(
        "ImageObject",
        {
            "contentUrl": full_address(site.url, image.address),
            "description": image.alt,
            "caption": image.caption,
            "creditText": image.credit,
        },
    )


def _web(site: SiteView, address: str) -> str:
    return full_address(site.url, address) if address else ""


def schema_type(kind: str) -> str:
    """The class of schema.org for a type of article."""
    return _TYPES.get(kind, "NewsArticle")


def _filled(kind: str, values: Data) -> Data:
    """A node, without what has no value."""
    return {"@type": kind} | {name: value for name, value in values.items() if value}
