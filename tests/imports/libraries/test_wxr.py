"""WordPress: posts, pages, drafts, pictures and old addresses come over; what does not is counted."""

from pathlib import Path

import pytest
from tests.imports.importing import imported
from tests.imports.libraries.exports import entry, wxr
from tests.imports.oldsites import picture, write

BODY = """<!-- wp:paragraph -->
<p>Three boxes are missing, <a href="https://blog.example/2017/03/second/#later">said</a> the office.</p>
<!-- /wp:paragraph -->
<!-- wp:image {"id":7} -->
<figure class="wp-block-image"><img src="https://blog.example/wp-content/uploads/2017/03/quay-300x200.png"
 alt="The quay"/><figcaption>The quay at dusk</figcaption></figure>
<!-- /wp:image -->
<script>alert(1)</script><p onclick="x()">It ended &amp; began.</p>"""
CLASSIC = """First paragraph
with a second line.

[caption id="attachment_7" width="300"]<img src="/wp-content/uploads/2017/03/quay.png" alt="Quay" /> At \
dusk[/caption]

https://www.youtube.com/watch?v=abc123

[gallery ids="7"]

[sonaar_player id="9"]"""
META = """<wp:postmeta><wp:meta_key><![CDATA[_thumbnail_id]]></wp:meta_key>
<wp:meta_value><![CDATA[7]]></wp:meta_value></wp:postmeta>
<wp:postmeta><wp:meta_key><![CDATA[mood]]></wp:meta_key>
<wp:meta_value><![CDATA[grey]]></wp:meta_value></wp:postmeta>
<category domain="category" nicename="ports"><![CDATA[Ports]]></category>
<category domain="post_tag" nicename="customs"><![CDATA[Customs]]></category>
<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content>Nice</wp:comment_content></wp:comment>"""
PICTURE = """<wp:attachment_url><![CDATA[https://blog.example/wp-content/uploads/2017/03/quay.png]]></wp:attachment_url>
<wp:postmeta><wp:meta_key><![CDATA[_wp_attachment_image_alt]]></wp:meta_key>
<wp:meta_value><![CDATA[The quay]]></wp:meta_value></wp:postmeta>"""
EXPORT = wxr(
    entry(1, "first", title="First &amp; foremost", body=BODY, excerpt="A short word.", more=META),
    entry(2, "second", body=CLASSIC),
    entry(3, "third", status="draft", link="/?p=3", body="<p>Not yet.</p>"),
    entry(4, "about", kind="page", body="<p>Who we are.</p>"),
    entry(5, "gone", status="trash", body="<p>Away.</p>"),
    entry(6, "menu", kind="nav_menu_item"),
    entry(7, "quay", kind="attachment", more=PICTURE),
)


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wxr")
    write(folder, {"blog.xml": EXPORT})
    picture(folder, "wp-content/uploads/2017/03/quay.png")
    return folder


def test_a_blog_comes_over_and_every_old_address_answers(blog: Path, tmp_path: Path) -> None:
    done = imported(blog / "blog.xml", tmp_path / "new")
    assert done.code == 0, done.output
    assert "imported from wxr" in done.output
    first = "content/articles/first.md"
    keys = done.keys(first)
    assert keys["title"] == "First & foremost"
    assert keys["date"] == "2017-03-14T08:30:00Z"
    assert keys["standfirst"] == "A short word."
    assert keys["tags"] == ["Ports", "Customs"]
    assert keys["extra"] == {"mood": "grey"}
    body = done.body(first)
    assert "Three boxes are missing, [said](ref:second) the office." in body
    assert "It ended & began." in body
    assert "alert" not in body
    assert '"The quay at dusk"' in body
    second = next(done.body(f"content/{each}") for each in done.content() if "second" in each)
    assert "First paragraph" in second
    assert "with a second line." in second
    assert '"At dusk")' in second
    assert second.count("quay.png") == 2, "the gallery's picture is there too"
    assert "youtube.com/watch?v=abc123" in second
    third = next(done.keys(f"content/{each}") for each in done.content() if "third" in each)
    assert third["status"] == "draft"
    done.builds()
    for address in (
        "2017/03/first",
        "2017/03/second",
        "category/ports",
        "tag/customs",
        "author/anna",
        "2017/03",
    ):
        assert (done.root / "site" / address / "index.html").is_file(), address
    assert (done.root / "site/about/index.html").is_file()


def test_what_does_not_come_over_is_counted_and_named(blog: Path, tmp_path: Path) -> None:
    done = imported(blog / "blog.xml", tmp_path / "new")
    for line in (
        "1  trash of WordPress, left out",
        "1  nav_menu_item of WordPress",
        "1  comments of readers",
    ):
        assert line in done.output
    assert "sonaar_player" in done.details
    assert "blog.xml:" in done.details


def test_a_second_import_changes_nothing(blog: Path, tmp_path: Path) -> None:
    done = imported(blog / "blog.xml", tmp_path / "new")
    before = {each: (done.root / "content" / each).read_bytes() for each in done.content()}
    settings = done.text("site.yaml")
    again = imported(blog / "blog.xml", tmp_path / "new")
    assert "4  held already" in again.output
    assert {each: (done.root / "content" / each).read_bytes() for each in again.content()} == before
    assert again.text("site.yaml") == settings


BOMB = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n<rss><b>&b;</b></rss>'
OUTSIDE = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<rss>&a;</rss>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB, "a.xml:2: it declares entities"),
        (OUTSIDE, "a.xml:2: it declares entities"),
        (EXPORT[:700], "a.xml:"),
        ("<rss><channel><title>x</title></channel></rss>", "a.xml:1: this is no export of WordPress"),
        (wxr(), "a.xml:1: no post and no page is in it"),
        ("", "a.xml:1: this is not XML"),
        ("<a>" * 100_000, "a.xml:1: this is not XML"),
    ],
)
def test_hostile_and_broken_files_are_refused(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path, {"a.xml": text})
    done = imported(tmp_path / "a.xml", tmp_path / "new", "--from", "wxr")
    assert done.code == 1, done.output
    assert said in done.output
    assert done.root.joinpath("content").exists() is False
