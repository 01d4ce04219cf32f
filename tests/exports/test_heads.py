"""What stands in a page for other programs: references, linked data, cards for links, COinS."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import html5lib
import pytest
from pyld import jsonld

from exports.whole import HOSTILE, head_of, whole
from make import Files, article, markdown

SCHEMA = "https://schema.org/"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060"
    "000000050001a5f645400000000049454e44ae426082"
)
FILES: Files = {
    "content/d/dossier.md": markdown(
        title="The Dossier",
        summary="What it is about.",
        curators="[{name: C. Urator, orcid: 0000-0002-1825-0097}]",
        licence="https://creativecommons.org/licenses/by/4.0/",
        sections="[{title: One, articles: [b, a]}]",
    ),
    "content/d/a/photo.png": PIXEL,
    "content/d/a/page.bin": b"evidence",
    "content/d/a/index.md": article(
        "Text. We saw it.",
        title="First",
        title_translated="Premier",
        standfirst="Above the text.",
        source="gazette",
        authors="[Halima Dray, 'Bellamy, Yusuf']",
        url="https://daily.example/1?a=1&b=2",
        accessed="2024-03-01",
        archived="[{url: 'https://archive.example/1', service: The Archive}]",
        updated="2011-12-06",
        page="'3'",
        section="News",
        language="fr",
        tags="[ferries, 'bread; wine']",
        people="[A. Person]",
        image="{file: photo.png, alt: A ferry, credit: Someone}",
        quotes="[{text: We saw it., who: A. Person, as: Mate, said: 2011-12-04}]",
        captures="[{file: page.bin, type: application/wacz, sha256: "
        f"{hashlib.sha256(b'evidence').hexdigest()}}}]",
    ),
    "content/d/b.md": article(title="Second", type="opinion"),
    "content/sources.yaml": "- {id: gazette, name: The Gazette, publisher: Sons, issn: 1234-5679}\n",
}


def offline(address: str, _options: Any) -> dict[str, Any]:
    """The context of schema.org as far as we use it, without asking its server."""
    assert address == "https://schema.org"
    ids = ("url", "contentUrl", "mainEntityOfPage", "item", "archivedAt", "sameAs", "license")
    context: dict[str, Any] = {"@vocab": SCHEMA, "id": "@id", "type": "@type"}
    context |= {name: {"@id": SCHEMA + name, "@type": "@id"} for name in ids}
    return {"contextUrl": None, "documentUrl": address, "document": {"@context": context}}


def linked_data(html: str) -> list[dict[str, Any]]:
    document = html5lib.parse(html, namespaceHTMLElements=False)
    blocks = [each.text for each in document.iter("script") if each.get("type") == "application/ld+json"]
    assert len(blocks) == 1
    written = json.loads(blocks[0])
    expanded = jsonld.expand(written, {"documentLoader": offline})
    compact = jsonld.compact(
        expanded, "https://schema.org", {"documentLoader": offline, "graph": True, "compactArrays": True}
    )
    return list(compact["@graph"])


def test_an_article_is_a_newspaper_article_to_zotero(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES)
    tags = head_of(built.text("articles/a/index.html"))
    assert [content for name, content in tags if name == "citation_author"] == [
        "Dray, Halima",
        "Bellamy, Yusuf",
    ]
    found = dict(tags)
    expected = {
        "z:itemType": "newspaperArticle",
        "citation_title": "First",
        "citation_date": "2011-12-05",
        "prism.publicationName": "The Gazette",
        "citation_publisher": "Sons",
        "citation_issn": "1234-5679",
        "citation_firstpage": "3",
        "citation_language": "fr",
        "citation_public_url": "https://daily.example/1?a=1&b=2",
        "dcterms.dateSubmitted": "2024-03-01",
        "z:archive": "The Archive",
        "z:archiveLocation": "https://archive.example/1",
        "z:abstractNote": "Above the text.",
        "z:section": "News",
    }
    assert {name: found.get(name) for name in expected} == expected
    assert "citation_journal_title" not in found


def test_other_kinds_of_article_have_other_item_types(tmp_path: Path) -> None:
    kinds = {"interview": "interview", "report": "report", "post": "blogPost", "letter": "newspaperArticle"}
    built = whole(tmp_path, {f"content/d/{kind}.md": article(type=kind) for kind in kinds})
    for kind, expected in kinds.items():
        assert dict(head_of(built.text(f"articles/{kind}/index.html")))["z:itemType"] == expected


def test_zotero_takes_no_body_apart_and_guesses_no_author(tmp_path: Path) -> None:
    """Zotero parts a name at a comma, else at its last space; without one it looks for these classes."""
    files = {
        "content/articles/a.md": article(
            authors='["Office of the Secretary, Ministry of Ports", "محمد علی جناح", "Anna Berg"]',
            byline="By A. B.",
        ),
        "content/articles/b.md": article(byline="From our own correspondent, Lahore"),
        "content/organisations.yaml": "- {id: o, name: 'Office of the Secretary, Ministry of Ports'}\n",
    }
    built = whole(tmp_path, files)
    page = built.text("articles/a/index.html")
    assert [content for name, content in head_of(page) if name == "citation_author"] == [
        "Office of the Secretary\N{SINGLE LOW-9 QUOTATION MARK} Ministry of Ports,",
        "محمد علی جناح,",
        "Berg, Anna",
    ]
    for each in (page, built.text("articles/b/index.html"), built.text("index.html")):
        assert not re.search(r'class="[^"]*(?:byline|vcard)', each, re.IGNORECASE)


@pytest.mark.parametrize(
    ("kind", "zotero", "place", "called"),
    [
        ("newspaper, daily", "newspaperArticle", "isPartOf", "Newspaper"),
        ("magazine", "magazineArticle", "isPartOf", "Periodical"),
        ("weblog", "blogPost", "isPartOf", "Blog"),
        ("news agency", "newspaperArticle", "publisher", "NewsMediaOrganization"),
        ("broadcaster", "newspaperArticle", "publisher", "NewsMediaOrganization"),
        ("company", "document", "publisher", "Organization"),
        ("ministry", "document", "publisher", "Organization"),
        ("curator", "newspaperArticle", "isPartOf", "CreativeWork"),
    ],
)
def test_a_source_is_what_its_kind_says(
    tmp_path: Path, kind: str, zotero: str, place: str, called: str
) -> None:
    files = {
        "content/articles/a.md": article(source="src"),
        "content/sources.yaml": f"- {{id: src, name: The Source, kind: '{kind}'}}\n",
    }
    page = whole(tmp_path, files).text("articles/a/index.html")
    item = next(each for each in linked_data(page) if each["type"] == "NewsArticle")
    assert (item[place]["type"], item[place]["name"]) == (called, "The Source")
    assert dict(head_of(page))["z:itemType"] == zotero


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2011-12-05", "2011-12-05"),
        ("2011-12-05T08:00:00+01:00", "2011-12-05T08:00:00+01:00"),
        ("2011-11-26/2011-12-05", "2011-11-26"),
        ("2011-22", "2011"),
        ("201X", None),
    ],
)
def test_machines_are_told_when_a_work_was_published(tmp_path: Path, date: str, told: str | None) -> None:
    page = whole(tmp_path, {"content/d/a.md": article(date=f"'{date}'")}).text("articles/a/index.html")
    assert dict(head_of(page)).get("article:published_time") == told
    item = next(each for each in linked_data(page) if each["type"] == "NewsArticle")
    assert item.get("datePublished") == told


def test_cards_for_links(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES)
    found = dict(head_of(built.text("articles/a/index.html")))
    assert found["og:type"] == "article"
    assert found["og:title"] == "First"
    assert found["og:url"] == "https://press.example/articles/a/"
    assert found["og:description"] == "Above the text."
    assert found["og:image"] == "https://press.example/media/d/a/photo.png"
    assert found["og:image:alt"] == "A ferry"
    assert found["twitter:card"] == "summary_large_image"
    home = dict(head_of(built.text("index.html")))
    assert (home["og:type"], home["og:title"], home["twitter:card"]) == (
        "website",
        "The Site",
        "summary_large_image",
    )


def test_linked_data_of_an_article(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES)
    graph = linked_data(built.text("articles/a/index.html"))
    item = next(each for each in graph if each["type"] == "NewsArticle")
    page = "https://press.example/articles/a/"
    assert item["id"] == f"{page}#article"
    assert (item["headline"], item["alternativeHeadline"]) == ("First", "Premier")
    assert (item["datePublished"], item["dateModified"]) == ("2011-12-05", "2011-12-06")
    assert (item["url"], item["mainEntityOfPage"]) == ("https://daily.example/1?a=1&b=2", page)
    assert (item["inLanguage"], item["archivedAt"]) == ("fr", "https://archive.example/1")
    newspaper, collection = item["isPartOf"]
    assert (newspaper["type"], newspaper["name"], newspaper["issn"]) == (
        "Newspaper",
        "The Gazette",
        "1234-5679",
    )
    assert (collection["type"], collection["id"]) == ("Collection", "https://press.example/dossiers/d/")
    assert [each["name"] for each in item["author"]] == ["Halima Dray", "Bellamy, Yusuf"]
    quotation = item["hasPart"]
    assert (quotation["type"], quotation["text"]) == ("Quotation", "We saw it.")
    assert (quotation["creator"]["name"], quotation["creator"]["jobTitle"]) == ("A. Person", "Mate")
    assert len(item["encoding"]["sha256"]) == 64
    assert (item["encoding"]["type"], item["encoding"]["encodingFormat"]) == (
        "MediaObject",
        "application/wacz",
    )
    assert item["image"]["contentUrl"] == "https://press.example/media/d/a/photo.png"
    crumbs = next(each for each in graph if each["type"] == "BreadcrumbList")["itemListElement"]
    assert [(each["position"], each["name"]) for each in crumbs] == [
        (1, "The Site"),
        (2, "The Dossier"),
        (3, "First"),
    ]


def test_linked_data_of_a_dossier_and_of_the_site(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES, "publisher: The Room\n")
    graph = linked_data(built.text("dossiers/d/index.html"))
    dossier = next(each for each in graph if each["type"] == "Collection")
    assert (dossier["name"], dossier["description"]) == ("The Dossier", "What it is about.")
    assert dossier["creator"]["sameAs"] == "https://orcid.org/0000-0002-1825-0097"
    assert [(each["position"], each["type"], each["headline"]) for each in dossier["hasPart"]] == [
        (1, "OpinionNewsArticle", "Second"),
        (2, "NewsArticle", "First"),
    ]
    (site,) = linked_data(built.text("index.html"))
    assert (site["type"], site["name"], site["publisher"]["name"]) == ("WebSite", "The Site", "The Room")


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_leaves_its_place(tmp_path: Path, title: str) -> None:
    built = whole(tmp_path, {"content/d/a.md": article(title=json.dumps(title), note=json.dumps(title))})
    html = built.text("articles/a/index.html")
    item = next(each for each in linked_data(html) if each["type"] == "NewsArticle")
    assert item["headline"] == title
    assert dict(head_of(html))["citation_title"] == title
    assert "<script>alert" not in html
    dossier = next(each for each in linked_data(built.text("dossiers/d/index.html")) if "hasPart" in each)
    assert dossier["hasPart"]["headline"] == title


def test_a_dossier_offers_its_whole_list_to_zotero(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES)
    document = html5lib.parse(built.text("dossiers/d/index.html"), namespaceHTMLElements=False)
    spans = [parse_qs(each.get("title")) for each in document.iter("span") if each.get("class") == "Z3988"]
    assert [span["rft.title"] for span in spans] == [["Second"], ["First"]]
    first = spans[1]
    assert first["ctx_ver"] == ["Z39.88-2004"]
    assert first["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:dc"]
    assert first["rft.type"] == ["newspaperArticle"]
    assert first["rft.source"] == ["The Gazette"]
    assert first["rft.date"] == ["2011-12-05"]
    assert first["rft.creator"] == ["Dray, Halima", "Bellamy, Yusuf"]
    assert first["rft.identifier"] == ["https://daily.example/1?a=1&b=2"]


def test_a_reference_can_be_copied_from_the_page(tmp_path: Path) -> None:
    built = whole(tmp_path, FILES)
    document = html5lib.parse(built.text("articles/a/index.html"), namespaceHTMLElements=False)
    panel = next(each for each in document.iter("section") if each.get("id") == "dp-cite")
    texts = ["".join(each.itertext()) for each in panel.iter("code")]
    assert texts[0].startswith("@article{a,")
    assert texts[1].startswith("TY  - NEWS")
    assert json.loads(texts[2])[0]["title"] == "First"


def test_a_site_without_url_says_what_needs_none(tmp_path: Path) -> None:
    html = whole(tmp_path, FILES, url="").text("articles/a/index.html")
    found = dict(head_of(html))
    assert found["citation_title"] == "First"
    assert not [name for name in found if name.startswith("og:")]
    assert "ld+json" not in html


def test_pages_name_their_feeds_and_files(tmp_path: Path) -> None:
    document = html5lib.parse(
        whole(tmp_path, FILES).text("dossiers/d/index.html"), namespaceHTMLElements=False
    )
    links = {
        (each.get("type"), each.get("href"))
        for each in document.iter("link")
        if each.get("rel") == "alternate"
    }
    assert links == {
        ("application/atom+xml", "/feed.xml"),
        ("application/feed+json", "/feed.json"),
        ("application/atom+xml", "/dossiers/d/feed.xml"),
        ("application/feed+json", "/dossiers/d/feed.json"),
        ("application/x-bibtex", "/dossiers/d/references.bib"),
        ("application/x-research-info-systems", "/dossiers/d/references.ris"),
        ("application/vnd.citationstyles.csl+json", "/dossiers/d/references.csl.json"),
        ("application/json", "/api/dossiers/d.json"),
    }
