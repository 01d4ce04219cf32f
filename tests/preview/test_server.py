"""The server over real sockets: what static hosts do, and what an attacker gets."""

import asyncio
import gc
import json
import socket
import struct
import threading
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from dossierpress.preview.answers import Answer
from dossierpress.preview.pages import Pages
from live import LONGEST, Live, live
from make import CONFIG, TINY_THEME, article, markdown, png, write

PICTURE = png(9, 64)
FILES: dict[str, str | bytes] = {
    "site.yaml": CONFIG,
    **TINY_THEME,
    "themes/tiny/templates/404.html": "<main>nothing here</main>",
    "content/first/one.md": article("![a](pic.png)", title="One", aliases="[/old/, /older.html]"),
    "content/first/pic.png": PICTURE,
    "content/first/secret.txt": "never published",
    "content/pages/about.md": markdown("We.", title="About"),
    "assets/css/own.css": "p { color: red }\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    root = tmp_path_factory.mktemp("site")
    write(root, FILES)
    (root / "outside").write_text("root:x:0:0")
    (root / "content/first/link.png").symlink_to(root / "outside")
    with live(root) as running:
        yield running


def raw(site: Live, request: bytes, *, ends: bool = False) -> tuple[int, dict[str, str], bytes]:
    """Send bytes, read until the end; status (0 when closed without a word), headers and body."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=LONGEST) as connection:
        connection.sendall(request)
        if ends:
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        while part := connection.recv(65536):
            answer += part
    if not answer:
        return 0, {}, b""
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return int(first.split()[1]), headers, body


def get(
    site: Live, target: str, headers: dict[str, str] | None = None, method: str = "GET"
) -> tuple[int, dict[str, str], bytes]:
    fields = {"Host": f"localhost:{site.port}", "Connection": "close", **(headers or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return raw(site, f"{method} {target} HTTP/1.1\r\n{lines}\r\n".encode("latin-1"))


def test_a_page_has_the_script_in_the_response_only(site: Live) -> None:
    status, headers, body = get(site, "/articles/one/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert b"<h1>One</h1>" in body
    assert b"/livereload.js?host=localhost&amp;port=" in body
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_the_script_is_ours_and_livereloads(site: Live) -> None:
    status, headers, body = get(site, "/livereload.js")
    assert (status, headers["content-type"]) == (200, "application/javascript")
    assert b"LiveReloadPluginDossierpress" in body
    assert b"livereload.com/protocols/official-7" in body


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/articles/one", "/articles/one/"),
        ("/articles/one?a=b", "/articles/one/?a=b"),
        ("/old/", "/articles/one/"),
        ("/old", "/old/"),
        ("/older.html", "/articles/one/"),
    ],
)
def test_slashes_and_old_addresses_redirect(site: Live, target: str, location: str) -> None:
    status, headers, _ = get(site, target)
    assert (status, headers["location"], headers["cache-control"]) == (301, location, "no-store")


def test_head_has_the_length_and_no_body(site: Live) -> None:
    status, headers, body = get(site, "/media/first/pic.png", method="HEAD")
    assert (status, headers["content-length"], body) == (200, str(len(PICTURE)), b"")
    assert headers["content-type"] == "image/png"


def test_tags_and_ranges(site: Live) -> None:
    status, headers, body = get(site, "/media/first/pic.png", {"Range": "bytes=4-7"})
    assert (status, body) == (206, PICTURE[4:8])
    assert headers["content-range"] == f"bytes 4-7/{len(PICTURE)}"
    status, _, body = get(site, "/media/first/pic.png", {"If-None-Match": headers["etag"]})
    assert (status, body) == (304, b"")
    assert get(site, "/media/first/pic.png", {"Range": "bytes=9999-"})[0] == 416


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"])
def test_only_reading_is_allowed(site: Live, method: str) -> None:
    assert get(site, "/", method=method)[0] in (400, 405)


def test_an_address_that_is_not_there_names_the_nearest(site: Live) -> None:
    status, headers, body = get(site, "/articles/ome/")
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert b"nothing here" in body
    assert b'<a href="/articles/one/">' in body
    assert b"livereload.js" in body


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "192.168.1.2:{port}",
        "127.0.0.1.nip.io:{port}",
        "",
        "[::1",
    ],
)
@pytest.mark.parametrize("target", ["/", "/livereload.js", "/livereload", "/nothing"])
def test_a_foreign_host_is_refused(site: Live, host: str, target: str) -> None:
    status, headers, body = get(site, target, {"Host": host.format(port=site.port)})
    assert status in (400, 403)
    assert "location" not in headers
    assert b"<h1>" not in body


def test_a_request_without_a_host_or_with_two_is_refused(site: Live) -> None:
    assert raw(site, b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")[0] in (0, 400, 403)
    assert raw(site, b"GET / HTTP/1.0\r\n\r\n")[0] in (0, 400, 403)
    two = f"GET / HTTP/1.1\r\nConnection: close\r\nHost: localhost:{site.port}\r\nHost: evil.example\r\n\r\n"
    assert raw(site, two.encode())[0] in (0, 400, 403)


@pytest.mark.parametrize(
    "target",
    [
        "/../outside",
        "/..%2foutside",
        "/%2e%2e/outside",
        "/%2e%2e%2foutside",
        "/..%5coutside",
        "/..\\outside",
        "/%252e%252e/outside",
        "/articles/../../outside",
        "/articles/%2e%2e/%2e%2e/outside",
        "/..;/outside",
        "/%c0%ae%c0%ae/outside",
        "/\xc0\xae\xc0\xae/outside",
        "//outside",
        "/./outside",
        "/outside%00.html",
        "/etc/passwd",
        "//etc/passwd",
        "/media/../../outside",
        "/media/first/link.png",
        "/media/first/secret.txt",
        "/media/first/%2e%2e/first/secret.txt",
        "/content/first/one.md",
        "/site.yaml",
        "/.dossier/cache.sqlite",
        "/themes/tiny/theme.yaml",
        "/assets/../site.yaml",
        "/file:///etc/passwd",
    ],
)
def test_nothing_but_the_site_can_be_read(site: Live, target: str) -> None:
    status, headers, body = get(site, target)
    assert status in (400, 404)
    assert b"root:x" not in body
    assert b"never published" not in body
    assert b"title: The Site" not in body
    assert "location" not in headers


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "//evil.example/", "/%2fevil.example", "/\\evil.example", "///evil.example/.."],
)
def test_no_redirect_leads_elsewhere(site: Live, target: str) -> None:
    assert "location" not in get(site, target)[1]


def test_an_absolute_target_is_none_of_ours(site: Live) -> None:
    assert get(site, "http://evil.example/")[0] in (400, 404)


def test_bytes_that_are_no_request_harm_nothing(site: Live) -> None:
    for junk in (b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"A" * 70000, b"GET / HTTP/9\r\n\r\n"):
        assert raw(site, junk, ends=True)[0] in (0, 400, 403)
    assert get(site, "/")[0] == 200


UPGRADE = (
    "Connection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
)


def upgrade(site: Live, headers: dict[str, str]) -> int:
    """The status of a request for a socket (RFC 6455, 4.1)."""
    lines = UPGRADE + "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    with socket.create_connection(("127.0.0.1", site.port), timeout=LONGEST) as connection:
        connection.sendall(f"GET /livereload HTTP/1.1\r\n{lines}\r\n".encode())
        return int(connection.recv(64).split()[1])


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "https://localhost:{port}", "http://localhost:1", "null", "http://[::1"]
)
def test_a_socket_from_another_origin_is_refused(site: Live, origin: str) -> None:
    own = {"Host": f"localhost:{site.port}"}
    assert upgrade(site, {**own, "Origin": origin.format(port=site.port)}) == 403
    assert upgrade(site, {**own, "Origin": f"http://localhost:{site.port}"}) == 101


@pytest.mark.parametrize("host", ["localhost:9000", "127.0.0.1:9000", "[::1]:9000", "localhost"])
def test_a_tunnel_may_begin_at_any_port(site: Live, host: str) -> None:
    status, _, body = get(site, "/articles/one/", {"Host": host})
    name, _, port = host.rpartition(":") if ":" in host else (host, "", "80")
    assert status == 200
    assert f"/livereload.js?host={name}&amp;port={port}&".encode() in body
    assert upgrade(site, {"Host": host, "Origin": f"http://{host}"}) == 101
    assert upgrade(site, {"Host": host, "Origin": f"http://localhost:{site.port}"}) == 403
    assert upgrade(site, {"Host": host, "Origin": "http://evil.example:9000"}) == 403


def gone(site: Live, request: str, wanted: int = 0) -> None:
    """A browser that hangs up when it has so many bytes, without waiting for the rest."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=LONGEST) as connection:
        connection.sendall(request.encode())
        while wanted > 0 and (part := connection.recv(wanted)):
            wanted -= len(part)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def test_a_browser_that_gives_up_is_not_worth_a_word(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, left = Pages.answer, threading.Event()

    async def late(pages: Pages, target: str, headers: Mapping[str, str]) -> Answer:
        found = await answer(pages, target, headers)
        await asyncio.to_thread(left.wait, LONGEST)
        return found

    monkeypatch.setattr(Pages, "answer", late)
    write(tmp_path, FILES)
    with live(tmp_path) as running:
        host = f"Host: localhost:{running.port}\r\n"
        for target in ("/articles/one/", "/none/", "/media/first/pic.png", "/articles/one"):
            left.clear()
            gone(running, f"GET {target} HTTP/1.1\r\n{host}\r\n")
            left.set()
            assert get(running, "/")[0] == 200
        for number, wanted in enumerate((0, 1, 0)):
            gone(running, f"GET /livereload HTTP/1.1\r\n{host}{UPGRADE}\r\n", wanted)
            write(tmp_path, {"content/first/one.md": article(f"{number}.", title="One")})
            running.until("content/first/one.md")
    gc.collect()  # asyncio tells of a failure that nobody took note of when it is thrown away
    assert caplog.records == []


def test_a_socket_by_a_foreign_host_is_refused(site: Live) -> None:
    host = f"evil.example:{site.port}"
    assert upgrade(site, {"Host": host, "Origin": f"http://{host}"}) == 403


def in_a_thread(talk: Coroutine[Any, Any, list[Any]]) -> list[Any]:
    """Run it where no loop runs: a browser that other tests hold open keeps one in the main thread."""
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(asyncio.run, talk).result()


async def said(site: Live, *messages: str) -> list[Any]:
    """Say things; what is answered until the socket is closed or a page is told to load again."""
    headers = {"Origin": f"http://localhost:{site.port}"}
    connection = await websocket_connect(
        HTTPRequest(f"ws://localhost:{site.port}/livereload", headers=headers, connect_timeout=LONGEST)
    )
    for message in messages:
        await connection.write_message(message)
    answers: list[Any] = []
    while (answer := await asyncio.wait_for(connection.read_message(), LONGEST)) is not None:
        answers.append(json.loads(answer))
        if answers[-1].get("path") == "*":
            connection.close()
    connection.close()
    return answers


def info(site: Live, page: str) -> str:
    marks = {"dossierpress": {"page": page, "styles": ""}}
    return json.dumps({"command": "info", "url": f"{site.address}/articles/one/", "plugins": marks})


def test_a_page_that_is_not_the_newest_is_loaded_again(site: Live) -> None:
    answers = in_a_thread(said(site, json.dumps({"command": "hello"}), info(site, "old")))
    assert [answer["command"] for answer in answers] == ["hello", "reload", "reload"]
    assert json.loads(answers[1]["originalPath"]) == {"problems": []}
    assert answers[2]["path"] == "*"


@pytest.mark.parametrize(
    "message", ["", "{", "[]", "1", '{"command": "info"}', '{"command": "info", "url": 1, "plugins": 2}']
)
def test_a_socket_that_talks_nonsense_is_closed(site: Live, message: str) -> None:
    assert in_a_thread(said(site, message)) == []
    assert get(site, "/")[0] == 200


def test_the_site_lies_under_its_sub_path(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "site.yaml": CONFIG + "url: https://press.example/reports/\n"})
    with live(tmp_path) as running:
        assert get(running, "/")[1]["location"] == "/reports/"
        assert get(running, "/reports")[1]["location"] == "/reports/"
        assert get(running, "/reports/articles/one")[1]["location"] == "/reports/articles/one/"
        assert get(running, "/reports/old/")[1]["location"] == "/reports/articles/one/"
        status, _, body = get(running, "/reports/articles/one/")
        assert (status, b"/livereload.js" in body) == (200, True)
        status, _, body = get(running, "/articles/one/")
        assert (status, b'href="/reports/articles/one/"' in body) == (404, True)


@pytest.mark.parametrize("folder", ["content", "content/first"])
def test_a_folder_moved_away_and_back_is_there_again(tmp_path: Path, folder: str) -> None:
    write(tmp_path, FILES)
    with live(tmp_path) as running:
        assert get(running, "/articles/one/")[0] == 200
        for _ in range(2):
            (tmp_path / folder).rename(tmp_path / "away")
            while get(running, "/articles/one/")[0] != 404:
                running.next()
            (tmp_path / "away").rename(tmp_path / folder)
            while get(running, "/articles/one/")[0] != 200:
                running.next()


def test_before_there_is_a_site_a_page_says_so(tmp_path: Path) -> None:
    write(tmp_path, {"site.yaml": "titel: x\n", **TINY_THEME})
    with live(tmp_path) as running:
        for target in ("/", "/articles/one/"):
            status, _, body = get(running, target)
            assert (status, b"Nothing to show yet" in body, b"livereload.js" in body) == (503, True, True)


def test_a_page_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "templates/article.html": "{{ nothing }}"})
    with live(tmp_path) as running:
        status, _, body = get(running, "/articles/one/")
        assert (status, b"Nothing to show yet" in body) == (503, True)
        assert get(running, "/")[0] == 200
