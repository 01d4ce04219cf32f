"""What is private is found in the finished files, however it is marked up there, and never repeated."""

import datetime as dt
import hashlib
import sqlite3
from pathlib import Path

import pytest

from dossierpress.packages.press import Press
from dossierpress.packages.zips import zipped
from dossierpress.problems import Problem
from dossierpress.publish.private import find_private
from dossierpress.read.held import Audience
from dossierpress.read.withheld import withheld
from make import article, config, markdown, write

NOW = Audience(dt.datetime(2024, 5, 17, tzinfo=dt.UTC))
SECRET = "The witness said that the harbour master had known of the moved gauge since early spring."
CAPTURE = b"%PDF-1.7 a capture"


def search(
    root: Path, content: dict[str, str | bytes], page: str | bytes, **credentials: str
) -> list[Problem]:
    """What is found in one finished page of a site with this content."""
    write(root, content)
    write(root / "site", {"index.html": page})
    data = (root / "site/index.html").read_bytes()
    private, public = withheld(root, config(), NOW)
    files = {"index.html": hashlib.sha256(data).hexdigest()}
    return list(find_private(root / "site", files, private, public, credentials))


HELD = {
    "a draft": article(SECRET, status="draft"),
    "under embargo": article(SECRET, embargo="2030-01-01"),
    "a private text": article(SECRET, rights="private"),
    "a text that is held back": article(SECRET, expires="2020-01-01"),
    "a private note": article("Text.", private_note=f'"{SECRET}"'),
}


@pytest.mark.parametrize("why", HELD)
def test_private_text_is_found_and_its_source_named(tmp_path: Path, why: str) -> None:
    page = f"<p>Before. <em>{SECRET[:60]}</em>{SECRET[60:]} After.</p>"
    found = search(tmp_path, {"content/d/secret.md": HELD[why]}, page)
    assert [(each.path, each.code) for each in found] == [("content/d/secret.md", "private")]
    assert found[0].message.startswith(f"{why} would be published: it stands in /index.html")
    assert "witness" not in found[0].message + found[0].hint + found[0].source
    assert SECRET[:20] in (tmp_path / "content/d/secret.md").read_text().splitlines()[found[0].line - 1]


@pytest.mark.parametrize(
    "page",
    [
        f'<meta name="description" content="{SECRET}">',
        '{"text": "' + SECRET.replace(" ", "\\n", 1).replace("h", "\\u0068", 1) + '"}',
        SECRET.upper(),
        "<p>… had known of the <b>moved</b> gauge\n since&nbsp;early spring. The witness said",
    ],
)
def test_it_is_found_in_attributes_data_and_parts(tmp_path: Path, page: str) -> None:
    assert search(tmp_path, {"content/d/secret.md": HELD["a draft"]}, page)


def test_every_script_is_searched(tmp_path: Path) -> None:
    text = "گواہ نے کہا کہ بندرگاہ کے افسر کو پیمانے کے ہٹائے جانے کا علم بہار سے تھا۔"
    assert search(tmp_path, {"content/d/secret.md": article(text, status="draft")}, f"<p>{text}</p>")


def test_a_dossier_that_is_held_back_holds_its_articles(tmp_path: Path) -> None:
    content = {
        "content/d/dossier.md": markdown("", title="D", status="draft"),
        "content/d/a.md": article(SECRET),
    }
    assert search(tmp_path, content, SECRET)[0].path == "content/d/a.md"


@pytest.mark.parametrize(
    "keys",
    [
        {"status": "withdrawn", "standfirst": f'"{SECRET}"'},
        {"status": "withdrawn", "quotes": f'[{{text: "{SECRET}"}}]'},
        {"status": "withdrawn", "image": f'{{file: a.png, alt: "{SECRET}"}}'},
        {"rights": "link-only", "standfirst": f'"{SECRET}"'},
    ],
)
def test_what_is_withdrawn_or_withheld_is_found(tmp_path: Path, keys: dict[str, str]) -> None:
    found = search(tmp_path, {"content/d/a.md": article("Text.", **keys)}, f"<p>{SECRET}</p>")
    assert [(each.path, each.code) for each in found] == [("content/d/a.md", "private")]
    assert SECRET[:20] in (tmp_path / "content/d/a.md").read_text().splitlines()[found[0].line - 1]


def test_the_text_of_a_withdrawn_article_is_found(tmp_path: Path) -> None:
    content = {"content/d/a.md": article(SECRET, status="withdrawn")}
    assert search(tmp_path, content, f"<p>{SECRET}</p>")[0].line == 8


def test_what_a_figure_quotes_of_it_is_found(tmp_path: Path) -> None:
    figures = f'[{{question: Who?, values: [{{value: one, article: a, quote: "{SECRET}"}}]}}]'
    content = {
        "content/d/a.md": article("Text.", status="withdrawn"),
        "content/d/dossier.md": markdown("", title="D", figures=figures),
    }
    found = search(tmp_path, content, f"<q>{SECRET}</q>")
    assert [(each.path, each.line) for each in found] == [("content/d/dossier.md", 3)]


def test_a_digest_and_the_facts_of_what_is_withdrawn_are_no_secrets(tmp_path: Path) -> None:
    content = {
        "content/d/a.md": article(SECRET, rights="link-only"),
        "content/d/b.md": article("Text.", title=f'"{SECRET[:50]}"', status="withdrawn"),
    }
    assert search(tmp_path, content, f"<h1>{SECRET}</h1>") == []


def test_what_a_public_text_says_too_is_no_secret(tmp_path: Path) -> None:
    content = {"content/d/secret.md": HELD["a draft"], "content/d/open.md": article(f"> {SECRET}")}
    assert search(tmp_path, content, f"<p>{SECRET}</p>") == []


def test_dates_names_and_short_titles_are_no_secrets(tmp_path: Path) -> None:
    draft = article("", title="The gauge", date="2011-12-05", byline="A. Name", status="draft")
    assert search(tmp_path, {"content/d/secret.md": draft}, "<h1>The gauge</h1> 2011-12-05 A. Name") == []


def test_a_private_capture_is_found_by_its_digest(tmp_path: Path) -> None:
    digest = hashlib.sha256(CAPTURE).hexdigest()
    text = article("Text.", rights="link-only", captures=f"[{{file: page.pdf, sha256: {digest}}}]")
    found = search(tmp_path, {"content/d/a.md": text, "content/d/page.pdf": CAPTURE}, CAPTURE)
    assert found[0].message.startswith("the private capture page.pdf would be published")


def test_what_is_packed_is_found_too(tmp_path: Path) -> None:
    page = Press("", {})
    pdf = page.bind(page.lay(f"<html lang=en><title>T</title><p>{SECRET}", "x", lambda _: None), b"x")
    base = sqlite3.connect(tmp_path / "base")
    base.execute("create table t (text)")
    base.execute("insert into t values (?)", (SECRET,))
    base.commit()
    base.close()
    key, digest = b"AKIA" + b"ABCDEFGHIJKLMNOP", hashlib.sha256(CAPTURE).hexdigest()
    content = {
        "content/d/secret.md": HELD["a draft"],
        "content/d/a.md": article(
            "Text.", rights="link-only", captures=f"[{{file: p.pdf, sha256: {digest}}}]"
        ),
        "content/d/p.pdf": CAPTURE,
    }
    for number, data in enumerate((SECRET.encode(), pdf, (tmp_path / "base").read_bytes(), CAPTURE, key)):
        for packed in (zipped({"a/b": data}), zipped({"c.zip": zipped({"a/b": data})})):
            place = tmp_path / str(number)
            (found,) = search(place, content, packed)
            assert found.message.endswith("would be published: it stands in /index.html")
            assert "witness" not in found.message
    assert search(tmp_path / "open", content, zipped({"a": b"Nothing."})) == []
    assert search(tmp_path / "damaged", content, b"PK\3\4 none") == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a private key", "-----BEGIN OPENSSH " + "PRIVATE KEY-----"),
        ("a key of Amazon's", "AKIA" + "ABCDEFGHIJKLMNOP"),
        ("a token of GitHub", "ghp_" + "a1B2" * 9),
        ("a token of GitLab", "glpat-" + "a1B2" * 5),
        ("a token of Slack", "xoxb-" + "1234567890-abc"),
        ("a key of Google's", "AIza" + "a1B2_" * 7),
        ("a key of Stripe's", "sk_live_" + "a1B2" * 4),
        ("a token of npm", "npm_" + "a1B2" * 9),
        ("an address with a password", "sftp://me:" + "hunter22@host.example/"),
        ("a password", 'password = "hunter' + '2hunter2"'),
    ],
)
def test_what_looks_like_a_secret_stops_it(tmp_path: Path, what: str, text: str) -> None:
    found = search(tmp_path, {}, f"<p>See {text} here.</p>")
    assert [each.message for each in found] == [
        f"what looks like {what} would be published: it stands in /index.html"
    ]


def test_a_credential_in_use_is_found(tmp_path: Path) -> None:
    found = search(tmp_path, {}, b"\x00 correct-horse-battery", SITE_TOKEN="correct-horse-battery")
    assert found[0].message == "the value of SITE_TOKEN would be published: it stands in /index.html"


def test_prose_about_passwords_is_no_secret(tmp_path: Path) -> None:
    page = "The password: nobody knew it. Keys: a matter of trust. Tel. 10:30; https://press.example:8080/x"
    assert search(tmp_path, {}, page) == []
