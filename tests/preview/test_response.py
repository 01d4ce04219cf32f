"""What is added to a page in the response: the script, leave for it, and nearest addresses."""

import pytest

from dossierpress.preview.response import amended, marks_of, with_nearest, with_script
from dossierpress.render.theme import Theme

PAGE = b"<!doctype html><html><head><title>x</title></head><body><main>y</main></body></html>"
SCRIPT = "http://localhost:8000/livereload.js"
SOCKET = "ws://localhost:8000/livereload"


def themed(**assets: str) -> Theme:
    return Theme({}, assets, {}, {}, (), "en", "", "", "")


def test_the_script_stands_at_the_end_of_the_head() -> None:
    page = with_script(PAGE, "localhost:8000", ("aa", "bb")).decode()
    tag = page[page.index("<script") : page.index("</head>")]
    assert 'src="/livereload.js?host=localhost&amp;port=8000&amp;' in tag
    assert "page=aa&amp;styles=bb" in tag


@pytest.mark.parametrize(
    ("host", "options"),
    [
        ("[::1]:8000", "host=[::1]&amp;port=8000"),
        ("[::1]", "host=[::1]&amp;port=80"),
        ("localhost", "host=localhost&amp;port=80"),
    ],
)
def test_the_script_connects_to_the_host_that_the_page_came_from(host: str, options: str) -> None:
    assert options.encode() in with_script(PAGE, host, ("", ""))


def test_a_page_without_head_gets_the_script_too() -> None:
    assert b"livereload.js" in with_script(b"<p>bare", "localhost:8000", ("", ""))


@pytest.mark.parametrize(
    ("policy", "wanted"),
    [
        ("default-src 'none'", f"default-src 'none'; script-src {SCRIPT}; connect-src {SOCKET}"),
        (
            "default-src 'self'; script-src 'none'",
            f"default-src 'self'; script-src {SCRIPT}; connect-src 'self' {SOCKET}",
        ),
        ("script-src-elem 'self'", f"script-src-elem 'self' {SCRIPT}"),
        ("img-src 'self'", "img-src 'self'"),
        ("CONNECT-SRC https://a.example;;", f"connect-src https://a.example {SOCKET}"),
    ],
)
def test_a_policy_gives_leave_to_the_preview_alone(policy: str, wanted: str) -> None:
    assert amended(policy, "localhost:8000") == wanted


def test_only_the_policy_of_the_head_is_changed() -> None:
    meta = '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'
    page = f"<head><meta name='x' content='y'>{meta}</head><body>{meta}</body>".encode()
    head, _, body = with_script(page, "localhost:8000", ("", "")).decode().partition("</head>")
    assert SOCKET in head
    assert "<meta name='x' content='y'>" in head
    assert body == f"<body>{meta}</body>"


def test_a_page_is_the_same_whatever_its_style_sheets_hold() -> None:
    before = themed(**{"css/a.css": "assets/css/a.11.css", "b.png": "assets/b.11.png"})
    after = themed(**{"css/a.css": "assets/css/a.22.css", "b.png": "assets/b.11.png"})
    old = marks_of(b"<link href=/assets/css/a.11.css><img src=/assets/b.11.png>", before)
    new = marks_of(b"<link href=/assets/css/a.22.css><img src=/assets/b.11.png>", after)
    assert old[0] == new[0]
    assert old[1] != new[1]
    assert marks_of(b"<link href=/assets/css/a.22.css><img src=/assets/b.22.png>", after)[0] != new[0]


def test_nearest_addresses_are_escaped_links() -> None:
    page = with_nearest(PAGE, ['/a"<b>/'], "/reports/").decode()
    assert '<a href="/reports/a%22%3Cb%3E/">/a&quot;&lt;b&gt;/</a>' in page
    assert page.index("<nav") < page.index("</main>")
    assert with_nearest(PAGE, [], "/") == PAGE
    assert with_nearest(b"bare", ["/a/"], "/").startswith(b"bare<nav")
