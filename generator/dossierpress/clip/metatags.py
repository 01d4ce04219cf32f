"""What a page says of its article in `<meta>`, `<link>` and microdata."""

import html as entities
import re
from collections import defaultdict
from typing import Final

from lxml.html import HtmlElement

from dossierpress.clip.fields import Found
from dossierpress.clip.lines import squeezed

# Names of `<meta>`, by field, the surest first.
_META: Final = {
    "title": "citation_title og:title dc.title dcterms.title parsely-title sailthru.title twitter:title title",
    "standfirst": "og:description description twitter:description dc.description dcterms.abstract sailthru.description",
    "author": (
        "citation_author author article:author byl dc.creator dcterms.creator parsely-author sailthru.author "
        "dable:author og:article:author twitter:creator_name authors"
    ),
    "published": (
        "citation_publication_date citation_date article:published_time og:article:published_time article:published "
        "dc.date.issued dcterms.issued dc.date.published pubdate publishdate publish_date publish-date publication_date date "
        "dc.date dcterms.date dcterms.created dc.date.created parsely-pub-date sailthru.date datepublished rnews:datepublished article.published "
        "cxenseparse:recs:publishtime originalpublicationdate timestamp displaydate prism.publicationdate"
    ),
    "modified": (
        "article:modified_time og:updated_time article:modified last-modified lastmod dcterms.modified dc.date.modified "
        "revised datemodified"
    ),
    "publication": (
        "citation_journal_title prism.publicationname og:site_name dc.publisher dcterms.publisher publisher "
        "application-name apple-mobile-web-app-title copyright-holder"
    ),
    "section": "article:section parsely-section dc.subject sailthru.section cxenseparse:section",
    "language": "dc.language dcterms.language content-language og:locale language",
    "url": "og:url citation_public_url twitter:url",
    "image": "og:image og:image:url twitter:image twitter:image:src",
    "image-alt": "og:image:alt twitter:image:alt",
}
_FIELD_OF: Final = {name: field for field, names in _META.items() for name in names.split()}
_ORDER: Final = {name: rank for names in _META.values() for rank, name in enumerate(names.split())}
_MICRODATA: Final = {
    "headline": "title",
    "alternativeheadline": "standfirst",
    "datepublished": "published",
    "datemodified": "modified",
    "author": "author",
    "articlesection": "section",
    "inlanguage": "language",
}


def meta_of(root: HtmlElement) -> dict[str, list[Found]]:
    """What `<meta>` and `<link>` say, by field, the surest first."""
    found: dict[str, list[tuple[int, Found]]] = defaultdict(list)
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").strip().lower()
        value = plain_text(meta.get("content") or "")
        if name in _FIELD_OF and value:
            found[_FIELD_OF[name]].append((_ORDER[name], Found(value, f"meta {name}")))
    gathered = {
        field: [each for _, each in sorted(pairs, key=lambda pair: pair[0])] for field, pairs in found.items()
    }
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            gathered.setdefault("url", []).insert(0, Found(link.get("href", "").strip(), "link canonical"))
    return gathered


def plain_text(value: str) -> str:
    """A value without the markup that some sites leave in it."""
    value = entities.unescape(value) if "&" in value else value
    return squeezed(re.sub(r"</?[a-zA-Z][^<>]*>", " ", value))


def microdata_of(root: HtmlElement) -> dict[str, list[Found]]:
    """What microdata of the page's first article says, by field."""
    found: dict[str, list[Found]] = defaultdict(list)
    for element in root.xpath("//*[@itemprop]"):
        for name in (element.get("itemprop") or "").lower().split():
            field = _MICRODATA.get(name)
            if field is None:
                continue
            value = _value(element, name)
            if value and not _is_comment(element):
                found[field].append(Found(value, f"microdata {name}"))
    return {
        field: list(dict.fromkeys(values)) if field == "author" else values[:1]
        for field, values in found.items()
    }


def _value(element: HtmlElement, name: str) -> str:
    if name == "author" and element.get("itemscope") is not None:
        inner = element.xpath(".//*[@itemprop='name']")
        return _value(inner[0], "name") if inner else squeezed(element.text_content())[:100]
    if element.tag == "meta":
        return squeezed(element.get("content") or "")
    if name.startswith("date") and (element.get("datetime") or element.get("content")):
        return squeezed(element.get("datetime") or element.get("content") or "")
    return squeezed(element.get("content") or element.text_content())[:400]


def _is_comment(element: HtmlElement) -> bool:
    return any(
        "comment" in (each.get("itemtype") or each.get("itemprop") or each.get("id") or "").lower()
        for each in element.iterancestors()
    )
