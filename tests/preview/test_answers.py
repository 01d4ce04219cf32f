"""What a static host answers: paths in any spelling, redirects, ranges, tags."""

import pytest

from dossierpress.preview.answers import candidates, content_type, of_file, path_of, redirect


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", ""),
        ("/articles/one/", "articles/one/"),
        ("/articles/one", "articles/one"),
        ("/a%20b/", "a b/"),
        ("/caf%C3%A9/?q=1", "café/"),
        ("/x?../../etc", "x"),
        ("/.well-known/security.txt", ".well-known/security.txt"),
    ],
)
def test_a_path_is_decoded_once(target: str, path: str) -> None:
    assert path_of(target, "/") == path


@pytest.mark.parametrize(
    "target",
    [
        "/../etc/passwd",
        "/..%2fetc/passwd",
        "/%2e%2e/etc/passwd",
        "/.%2e/x",
        "/a/../../x",
        "/a/./b",
        "/a//b",
        "//evil.example/",
        "/%2f/evil.example/",
        "/a%00b",
        "/a%0d%0aSet-Cookie:x",
        "/..\\..\\x",
        "/..%5c..%5cx",
        "/%c0%ae%c0%ae/x",
        "/%ff",
        "/.git/config",
        "/a/.env",
        "/.well-known/../x",
        "http://evil.example/",
        "*",
        "",
    ],
)
def test_what_steps_out_is_no_path(target: str) -> None:
    assert path_of(target, "/") is None


def test_a_sub_path_is_asked_for() -> None:
    assert path_of("/reports/tags/", "/reports/") == "tags/"
    assert path_of("/tags/", "/reports/") is None
    assert path_of("/reports", "/reports/") is None


def test_candidates_are_the_file_and_the_one_with_a_slash() -> None:
    assert candidates("") == ("index.html", "")
    assert candidates("tags/") == ("tags/index.html", "")
    assert candidates("tags") == ("tags", "tags/index.html")


def test_content_types_are_known_everywhere() -> None:
    assert content_type("index.html") == "text/html; charset=utf-8"
    assert content_type("a.css") == "text/css; charset=utf-8"
    assert content_type("a.js") == "text/javascript; charset=utf-8"
    assert content_type("a.woff2") == "font/woff2"
    assert content_type("a.svg") == "image/svg+xml; charset=utf-8"
    assert content_type("CNAME") == "application/octet-stream"


def test_a_redirect_stays_on_the_site_and_is_not_kept() -> None:
    answer = redirect("/a b/#c", "/reports/", "q=1")
    assert answer.headers["Location"] == "/reports/a%20b/?q=1#c"
    assert answer.headers["Cache-Control"] == "no-store"
    assert redirect("//evil.example/", "/").headers["Location"] == "/evil.example/"


def test_a_file_has_a_tag_and_is_not_sent_twice() -> None:
    first = of_file("a.txt", b"0123456789", {})
    assert (first.status, first.body) == (200, b"0123456789")
    tag = first.headers["ETag"]
    for known in (tag, f'"x", W/{tag}', "*"):
        again = of_file("a.txt", b"0123456789", {"if-none-match": known})
        assert (again.status, again.body) == (304, b"")
    assert of_file("a.txt", b"changed", {"if-none-match": tag}).status == 200


@pytest.mark.parametrize(
    ("wanted", "status", "body", "place"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=-99", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=3-2", 200, b"0123456789", None),
        ("bytes=-", 200, b"0123456789", None),
        ("bytes=0-1,3-4", 200, b"0123456789", None),
        ("lines=1-2", 200, b"0123456789", None),
        ("bytes=٠-٣", 200, b"0123456789", None),
    ],
)
def test_one_range_is_answered(wanted: str, status: int, body: bytes, place: str | None) -> None:
    answer = of_file("a.bin", b"0123456789", {"range": wanted})
    assert (answer.status, answer.body, answer.headers.get("Content-Range")) == (status, body, place)


def test_a_range_of_what_has_changed_is_the_whole() -> None:
    assert of_file("a", b"0123", {"range": "bytes=0-1", "if-range": '"old"'}).status == 200
    tag = of_file("a", b"0123", {}).headers["ETag"]
    assert of_file("a", b"0123", {"range": "bytes=0-1", "if-range": tag}).status == 206


def test_other_statuses_are_never_cut() -> None:
    assert of_file("index.html", b"gone", {"range": "bytes=0-1", "if-none-match": "*"}, 404).status == 404
