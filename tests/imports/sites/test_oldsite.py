"""Old sites' front matter and addresses: every key of the mapping, however it is written."""

import json
from pathlib import Path

import pytest
from tests.imports.importing import post, site
from tests.imports.oldsites import picture

TOML = "+++\ntitle = 'T'\ndate = 2020-01-02T03:04:05+02:00\ntags = ['a', 'b']\n[nested]\nx = 1\ny = [true]\n+++\nText\n"


def one(tmp_path: Path, text: str, path: str = "content/posts/x.md") -> dict[str, object]:
    done = site(tmp_path, {"hugo.toml": "baseURL='https://old.example/'\n", path: text})
    assert done.code == 0, done.output
    return done.keys("content/" + next(each for each in done.content() if each.endswith(".md")))


@pytest.mark.parametrize(
    "text",
    [
        TOML,
        "---\ntitle: T\ndate: 2020-01-02T03:04:05+02:00\ntags: [a, b]\nnested:\n  x: 1\n  y: [true]\n---\nText\n",
        json.dumps(
            {"title": "T", "date": "2020-01-02T03:04:05+02:00", "tags": ["a", "b"], "nested": {"x": 1, "y": [True]}}, indent=1
        ) + "\nText\n",
    ],
    ids=["toml", "yaml", "json"],
)  # fmt: skip
def test_front_matter_in_three_forms(tmp_path: Path, text: str) -> None:
    keys = one(tmp_path, text)
    assert (keys["title"], keys["date"], keys["tags"]) == ("T", "2020-01-02T03:04:05+02:00", ["a", "b"])
    assert keys["extra"] == {"nested": {"x": "1", "y": ["true"]}}


@pytest.mark.parametrize(
    ("written", "key", "wanted"),
    [
        *(
            (f"{name}: Words", "standfirst", "Words")
            for name in "summary description excerpt teaser deck subtitle standfirst".split()
        ),
        *((f"{name}: [a, b]", "tags", ["a", "b"]) for name in "tags topics categories keywords".split()),
        ("tags: a\ncategories: [b]\ntopics: [a]", "tags", ["a", "b"]),
        *(
            (f"{name}: 2021-02-03", "updated", "2021-02-03")
            for name in "lastmod updated modified last_modified_at lastUpdated".split()
        ),
        ("expirydate: 2031-01-01", "expires", "2031-01-01"),
        ("expiryDate: 2031-01-01", "expires", "2031-01-01"),
        ("published: false", "status", "draft"),
        ("draft: true", "status", "draft"),
        ("status: draft", "status", "draft"),
        ("status: Private", "status", "draft"),
        ("author: Jane Doe", "authors", [{"name": "Jane Doe"}]),
        ("authors: [Jane Doe, John Roe]", "authors", [{"name": "Jane Doe"}, {"name": "John Roe"}]),
        ("authors: Jane Doe, John Roe", "authors", [{"name": "Jane Doe"}, {"name": "John Roe"}]),
        ("author:\n  name: Jane Doe\n  email: x", "authors", [{"name": "Jane Doe"}]),
        ("lang: pt_BR", "language", "pt-BR"),
        ("source: The Paper", "source", "The Paper"),
        ("canonical_url: https://paper.example/x", "url", "https://paper.example/x"),
        ("odd_key: 1", "extra", {"odd_key": "1"}),
        ("extra:\n  a: b", "extra", {"a": "b"}),
    ],
)
def test_keys(tmp_path: Path, written: str, key: str, wanted: object) -> None:
    assert one(tmp_path, f"---\ntitle: T\ndate: 2020-01-02\n{written}\n---\nText\n")[key] == wanted


def test_what_only_themes_know_is_counted_and_dropped(tmp_path: Path) -> None:
    files = post(
        "x",
        "hugo",
        layout="post",
        comments="true",
        weight="3",
        wordpress_id="7",
        wordpress_url="https://x.example",
    )
    done = site(tmp_path, files)
    assert "extra" not in done.keys("content/articles/p.md")
    for name in ("layout", "comments", "weight", "wordpress_id", "wordpress_url"):
        assert f"1  front matter key `{name}`, left out" in done.output


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("image: /i/a.png\nimage_alt: Alt\nimage_caption: Cap", {"alt": "Alt", "caption": "Cap"}),
        (
            "image:\n  path: /i/a.png\n  alt: Alt\n  caption: Cap\n  credit: Who",
            {"alt": "Alt", "caption": "Cap", "credit": "Who"},
        ),
        ("cover:\n  image: i/a.png\n  alt: Alt", {"alt": "Alt"}),
        ("featured_image: /i/a.png", {"alt": "T"}),
        ("header:\n  image: /i/a.png\n  caption: Cap", {"alt": "Cap", "caption": "Cap"}),
        ("images: [/i/a.png, /i/b.png]", {"alt": "T"}),
    ],
)
def test_the_picture_comes_with_its_text(tmp_path: Path, written: str, wanted: dict[str, str]) -> None:
    picture(tmp_path / "old", "static/i/a.png")
    keys = one(tmp_path, f"---\ntitle: T\ndate: 2020-01-02\n{written}\n---\nText\n")
    assert keys["image"] == {"file": "a.png", **wanted}


def test_a_picture_that_is_not_there_is_not_lost(tmp_path: Path) -> None:
    keys = one(tmp_path, "---\ntitle: T\ndate: 2020-01-02\nimage: https://far.example/a.png\n---\nText\n")
    assert keys["extra"] == {"image": "https://far.example/a.png"}


@pytest.mark.parametrize(
    ("path", "text", "title", "date"),
    [
        ("content/posts/2019-03-04-some-words.md", "---\ntitle: T\n---\nx\n", "T", "2019-03-04"),
        ("content/posts/2019/03/04/words.md", "# From the text\n\nx\n", "From the text", "2019-03-04"),
        ("content/posts/2019/03/words.md", "## A *second* level\n\nx\n", "A second level", "2019-03"),
        ("content/posts/2019-03-04-some-words.md", "Only text.\n", "Some words", "2019-03-04"),
        ("content/posts/2019-03-04-x.md", "Setext `code`\n====\n\nx\n", "Setext code", "2019-03-04"),
    ],
)
def test_date_and_title_from_elsewhere(tmp_path: Path, path: str, text: str, title: str, date: str) -> None:
    keys = one(tmp_path, text, path)
    assert (keys["title"], keys["date"]) == (title, date)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("title: T: with a colon\ndate: 2020-01-02", "T: with a colon"),
        ('title: "T\ndate: 2020-01-02', None),
        ("title: 'It''s [x]: {y}'\ndate: 2020-01-02", "It's [x]: {y}"),
        ("title: @handle says\ndate: 2020-01-02", "@handle says"),
        ("title: T\ttabbed\ndate:\t2020-01-02", "T tabbed"),
    ],
)
def test_broken_front_matter_is_mended_or_named(tmp_path: Path, text: str, wanted: str | None) -> None:
    done = site(tmp_path, {"hugo.toml": "", "content/posts/2020-01-02-x.md": f"---\n{text}\n---\nText\n"})
    assert done.code == 0
    if wanted is None:
        assert "needs a hand: content/posts/2020-01-02-x.md" in done.output
    else:
        assert done.keys("content/articles/x.md")["title"] == wanted
    done.builds()


def test_spellings_of_a_tag_are_merged(tmp_path: Path) -> None:
    files = post("x", "hugo", tags="[Night lines, Ports]") | {
        "content/posts/r.md": "---\ntitle: R\ndate: 2020-01-01\ntags: [night-lines, ports]\n---\nx\n",
        "content/posts/s.md": "---\ntitle: S\ndate: 2020-01-01\ntags: [night-lines, Ports]\n---\nx\n",
    }
    done = site(tmp_path, files)
    assert [done.keys(f"content/articles/{name}.md")["tags"] for name in "prs"] == [
        ["night-lines", "Ports"]
    ] * 3
    assert "2  spellings of a tag, merged" in done.output


def test_jekyll_cuts_plain_tags_at_spaces(tmp_path: Path) -> None:
    done = site(tmp_path, post("x", "jekyll", tags="ferries night", categories="news old"))
    assert done.keys("content/articles/p.md")["tags"] == ["ferries", "night", "news", "old"]
    assert done.keys("content/articles/p.md")["aliases"] == ["/news/old/2020/01/02/p.html"]


@pytest.mark.parametrize(
    ("tool", "settings", "keys", "wanted"),
    [
        ("hugo", "", {}, ["/posts/p/"]),
        ("hugo", "uglyURLs = true", {}, ["/posts/p.html"]),
        ("hugo", "[permalinks]\nposts = '/:year/:month/:day/:title/'", {}, ["/2020/01/02/p/"]),
        ("hugo", "", {"url": "/a/b.html", "aliases": "[/x/, y]"}, ["/a/b.html", "/x/", "/a/y"]),
        ("hugo", "", {"slug": "Other-Name"}, ["/posts/other-name/"]),
        ("jekyll", "", {}, ["/2020/01/02/p.html"]),
        ("jekyll", "permalink: pretty", {}, ["/2020/01/02/p/"]),
        ("jekyll", "permalink: /:year/:title", {}, ["/2020/p"]),
        (
            "jekyll",
            "baseurl: /blog",
            {"permalink": "/own/", "redirect_from": "[/a/, /b.html]"},
            ["/own/", "/a/", "/b.html"],
        ),
        ("jekyll", "", {"categories": "[News]"}, ["/news/2020/01/02/p.html"]),
        ("pelican", "", {}, ["/p.html"]),
        ("pelican", "ARTICLE_URL = '{date:%Y}/{slug}/'", {"slug": "s"}, ["/2020/s/"]),
        ("eleventy", "", {}, ["/posts/p/"]),
        ("eleventy", "", {"permalink": '"/{{ page.fileSlug }}.html"'}, ["/p.html"]),
        ("mkdocs", "", {}, ["/blog/2020/01/02/p/"]),
        ("mkdocs", "use_directory_urls: false", {}, ["/blog/2020/01/02/p.html"]),
    ],
)
def test_the_old_address_answers(
    tmp_path: Path, tool: str, settings: str, keys: dict[str, str], wanted: list[str]
) -> None:
    files = post("x", tool, **keys)
    config = next(iter(files))
    files[config] = f"{files[config]!s}{settings}\n"
    done = site(tmp_path, files)
    article = next(each for each in done.content() if not each.endswith("q.md"))
    assert done.keys(f"content/{article}")["aliases"] == wanted
    done.builds()
    for address in wanted:
        file = address.lstrip("/") + (
            "index.html" if address.endswith("/") else "" if "." in address else "/index.html"
        )
        assert "/articles/" in (done.root / "site" / file).read_text(encoding="utf-8")


def test_lists_answer_too(tmp_path: Path) -> None:
    done = site(tmp_path, post("x", "hugo", categories="[Old News]"))
    assert '  - {from: "/categories/old-news/", to: "/tags/old-news/"}' in done.text("site.yaml")
    assert '  - {from: "/posts/", to: "/dates/"}' in done.text("site.yaml")
    done.builds()


def test_the_settings_are_the_old_ones(tmp_path: Path) -> None:
    files = post("x", "jekyll")
    files["_config.yml"] = (
        "title: \"Old: 'one'\"\nurl: https://old.example\nbaseurl: /blog\nlang: de\ntimezone: Europe/Berlin\n"
    )
    settings = site(tmp_path, files).text("site.yaml")
    assert settings.startswith(
        "title: \"Old: 'one'\"\nurl: https://old.example/blog\nlanguage: de\ntimezone: Europe/Berlin\n"
        "markdown: {engine: commonmark}\n"
    )


def test_pages_and_articles(tmp_path: Path) -> None:
    files = post("x", "jekyll") | {
        "about.md": "---\ntitle: About\ntags: [a]\n---\nWho.\n",
        "tags.md": "---\ntitle: No layout\npermalink: /tags/\n---\nAll tags.\n",
        "_drafts/d.md": "---\ntitle: D\n---\nNot yet.\n",
        "static.html": "<p>no front matter</p>",
    }
    done = site(tmp_path, files)
    assert done.content() == [
        "articles/d.md",
        "articles/p.md",
        "articles/q.md",
        "pages/about.md",
        "pages/tags-page.md",
    ]
    assert done.keys("content/pages/about.md") == {
        "title": "About",
        "aliases": ["/about.html"],
        "extra": {"tags": ["a"]},
    }
    assert done.keys("content/articles/d.md")["status"] == "draft"
    done.builds()


def test_languages_of_hugo(tmp_path: Path) -> None:
    files = {
        "hugo.toml": "baseURL='https://old.example/'\ndefaultContentLanguage='en'\n[languages.en]\n[languages.fr]\n",
        "content/posts/a.md": "---\ntitle: A\ndate: 2020-01-01\n---\nx\n",
        "content/posts/a.fr.md": "---\ntitle: Un\ndate: 2020-01-01\n---\ny\n",
    }
    done = site(tmp_path, files)
    assert done.keys("content/articles/a-2.md")["aliases"] == ["/posts/a/"] or done.keys(
        "content/articles/a.md"
    )
    french = next(
        done.keys(f"content/{each}")
        for each in done.content()
        if done.keys(f"content/{each}")["title"] == "Un"
    )
    assert (french["language"], french["aliases"]) == ("fr", ["/fr/posts/a/"])


def test_headers_of_pelican_and_markups(tmp_path: Path) -> None:
    files = {
        "pelicanconf.py": "AUTHOR = 'Jane'\nSITENAME = 'Old'\nPAGE_PATHS = ['pages']\n",
        "content/news/a.md": "Title: A: b\nDate: 2020-01-02 10:20\nModified: 2020-02-03\nTags: x, y z\nSummary: One\n  two\nStatus: draft\n\nText.\n",
        "content/b.rst": "Rest\n####\n\n:date: 2020-01-03\n:tags: x\n\nA *b* `c <https://d.example/>`_.\n\nPart\n====\n\n- e\n",
        "content/c.html": "<html><head><title>C</title><meta name='date' content='2020-01-04'></head><body><p>A <b>b</b></p></body></html>",
        "content/pages/p.md": "Title: Page\n\nText.\n",
    }
    done = site(tmp_path, files)
    keys = done.keys("content/articles/a.md")
    assert (keys["title"], keys["date"], keys["updated"]) == ("A: b", "2020-01-02T10:20:00", "2020-02-03")
    assert (keys["tags"], keys["standfirst"], keys["status"]) == (["news", "x", "y z"], "One two", "draft")
    assert done.body("content/articles/b.md") == "A *b* [c](https://d.example/).\n\n## Part\n\n-   e"
    assert done.body("content/articles/c.md") == "A **b**"
    assert done.keys("content/pages/p.md")["aliases"] == ["/pages/page.html"]
    done.builds()


def test_links_of_pelican_name_what_has_spaces_in_its_name(tmp_path: Path) -> None:
    body = '[a]({author}Jane Doe "T"), [b]({tag}old ports) and [home]({index}).'
    done = site(tmp_path, post(body, "pelican", tags="Old Ports", author="Jane Doe"))
    (article,) = [each for each in done.content() if "q" not in each]
    assert done.body(f"content/{article}") == '[a](/ "T"), [b](/tags/old-ports/) and [home](/).'
    done.builds()
