"""The fetcher: what it refuses, and what it takes, from a real server on loopback."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from dossierpress.clip.fetch import fetch
from dossierpress.clip.page import UnopenableError
from dossierpress.external.exchange import Limits, Reply
from dossierpress.external.target import Target


class _Site(BaseHTTPRequestHandler):
    answers: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {
        "/page": (200, {"Content-Type": "text/html; charset=koi8-r"}, b"<p>x</p>"),
        "/moved": (302, {"Location": "/page"}, b""),
        "/round": (302, {"Location": "/round"}, b""),
        "/out": (302, {"Location": "ftp://evil.example/"}, b""),
        "/film": (200, {"Content-Type": "video/mp4"}, b"x"),
        "/large": (200, {"Content-Type": "text/html"}, b"x" * 5000),
        "/short": (200, {"Content-Type": "text/html", "Content-Length": "100"}, b"x"),
        "/gone": (404, {"Content-Type": "text/html"}, b"none"),
    }

    def do_GET(self) -> None:
        status, fields, body = self.answers[self.path]
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_and_where_it_was_in_the_end(site: str) -> None:
    found = fetch(f"{site}/moved", allow_private=True)
    assert (found.data, found.address, found.declared) == (b"<p>x</p>", f"{site}/page", "koi8-r")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/round", "without end"),
        ("/out", "leads on"),
        ("/film", "no page"),
        ("/large", "larger"),
        ("/short", "cut off"),
        ("/gone", "404"),
    ],
)
def test_what_is_not_taken(site: str, path: str, why: str) -> None:
    with pytest.raises(UnopenableError, match=why):
        fetch(site + path, allow_private=True, limits=Limits(silence=5, whole=10, body=4000))


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/", "http://[::1]/",
        "http://[fe80::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:8.8.8.8]/", "http://2130706433/", "http://0x7f000001/",
        "http://0177.0.0.1/", "http://127.1/", "http://0/", "http://134744072/", "ftp://press.example/", "http://me:word@press.example/", "http://press.example:25/",
    ],
)  # fmt: skip
def test_where_nobody_is_asked(address: str) -> None:
    with pytest.raises(UnopenableError):
        fetch(address)


@pytest.mark.parametrize(
    "inner",
    ["http://127.0.0.1:8000/", "http://2130706433/", "http://[::ffff:10.0.0.1]/", "http://0x7f.1/", "http://169.254.169.254/meta"],
)  # fmt: skip
def test_a_public_page_that_leads_inside_is_not_followed(inner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def exchange(_method: str, target: Target, *_more: object) -> Reply:
        asked.append(target.host)
        return Reply(302, {"location": inner}, b"")

    monkeypatch.setattr("dossierpress.clip.fetch.exchange", exchange)
    with pytest.raises(UnopenableError):
        fetch("http://93.184.216.34/")
    assert asked == ["93.184.216.34"]
