"""A real web server on loopback that plays each case of link rot, and remembers how it was asked."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PAYWALLED = b"""<html><script type="application/ld+json">
{"@type": "NewsArticle", "isAccessibleForFree": false}</script><p>Subscribe.</p></html>"""


@dataclass
class Web:
    """The server's address, what it was asked, and what a test tells it to say."""

    port: int = 0
    robots: str | int | None = None
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    most_at_once: dict[str, int] = field(default_factory=dict)
    here: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    release: threading.Event = field(default_factory=threading.Event)
    arrived: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self, *, robots: bool = False) -> list[str]:
        """What was asked, in order: method and path."""
        return [f"{method} {path}" for method, path, _ in self.asked if robots or path != "/robots.txt"]

    def fields(self, number: int) -> dict[str, str]:
        """The header fields of one request, robots.txt left out."""
        return [fields for _, path, fields in self.asked if path != "/robots.txt"][number]


class _Handler(BaseHTTPRequestHandler):
    web: Web
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""

    def do_HEAD(self) -> None:
        self._play()

    def do_GET(self) -> None:
        self._play()

    def _play(self) -> None:
        host = self.headers["Host"]
        with self.web.lock:
            self.web.asked.append((self.command, self.path, dict(self.headers)))
            self.web.here[host] = self.web.here.get(host, 0) + 1
            self.web.most_at_once[host] = max(self.web.most_at_once.get(host, 0), self.web.here[host])
        self.waits = True
        try:
            if self.path == "/robots.txt":
                self._robots()
            else:
                name = self.path.strip("/").split("/")[0].split("?")[0].replace("-", "_")
                getattr(self, f"case_{name}", self.case_status)()
        finally:
            self._answered()

    def _answered(self) -> None:
        """The client waits no more: counted before the answer is sent, since it may ask again at once."""
        if self.waits:
            self.waits = False
            with self.web.lock:
                self.web.here[self.headers["Host"]] -= 1

    def _robots(self) -> None:
        robots = self.web.robots
        if isinstance(robots, str) and robots.startswith("/"):
            self._send(301, fields={"Location": robots})
        elif isinstance(robots, str):
            self._send(200, robots.encode(), {"Content-Type": "text/plain"})
        else:
            self._send(robots or 404)

    def _send(self, status: int, body: bytes = b"", fields: dict[str, str] | None = None) -> None:
        self._answered()
        self.send_response(status)
        for name, value in (fields or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _count(self) -> int:
        return sum(path == self.path for _, path, _ in self.web.asked)

    def case_status(self) -> None:
        """`/status/404`, and anything else: 200."""
        parts = self.path.strip("/").split("/")
        self._send(int(parts[1]) if parts[0] == "status" else 200, b"x", {"Content-Type": "text/plain"})

    def case_page(self) -> None:
        self._send(200, b"<p>Read me.</p>", {"Content-Type": "text/html"})

    def case_rules(self) -> None:
        self._send(200, b"User-agent: dossierpress\nDisallow: /page", {"Content-Type": "text/plain"})

    def case_paywalled(self) -> None:
        self._send(200, PAYWALLED, {"Content-Type": "text/html; charset=utf-8"})

    def case_paywalled_etag(self) -> None:
        self.case_etag(PAYWALLED)

    def case_etag(self, body: bytes = b"<p>Read me.</p>") -> None:
        same = self.headers["If-None-Match"] == '"v1"'
        marks = {
            "ETag": '"v1"',
            "Last-Modified": "Mon, 05 Dec 2011 09:00:00 GMT",
            "Content-Type": "text/html",
        }
        self._send(304 if same else 200, b"" if same else body, marks)

    def case_moved(self) -> None:
        self._send(301, fields={"Location": "/page/new"})

    def case_moved_away(self) -> None:
        self._send(301, fields={"Location": self.web.url("/page/new", "localhost")})

    def case_for_now(self) -> None:
        self._send(302, fields={"Location": "/page/new"})

    def case_moved_to_nothing(self) -> None:
        self._send(301, fields={"Location": "/status/404"})

    def case_gone_softly(self) -> None:
        """A page that says it is not found, and a status that says all is well."""
        self._send(200, b"<title>Page not found | P</title>", {"Content-Type": "text/html", "ETag": '"v1"'})

    def case_to_gone_softly(self) -> None:
        self._send(301, fields={"Location": "/gone-softly"})

    def case_to_error(self) -> None:
        self._send(302, fields={"Location": "/en/error404.html"})

    def case_en(self) -> None:
        self.case_page()

    def case_front(self) -> None:
        self._send(301, fields={"Location": "/"})

    def case_circle(self) -> None:
        self._send(302, fields={"Location": self.path})

    def case_endless(self) -> None:
        number = int(self.path.rsplit("/", 1)[-1]) + 1
        self._send(301, fields={"Location": f"/endless/{number}"})

    def case_to_file(self) -> None:
        self._send(302, fields={"Location": "file:///etc/passwd"})

    def case_to_private(self) -> None:
        self._send(302, fields={"Location": self.web.url("/page", "127.0.0.2")})

    def case_long_way(self) -> None:
        self._send(302, fields={"Location": "/" + "a" * 5000})

    def case_no_location(self) -> None:
        self._send(302)

    def case_no_head(self) -> None:
        if self.command == "HEAD":
            self._send(405)
        else:
            self.case_page()

    def case_cuts_head(self) -> None:
        if self.command == "HEAD":
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
        else:
            self.case_page()

    def case_cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"<p>half")
        self.close_connection = True

    def case_not_http(self) -> None:
        self.wfile.write(b"\x00\xff no HTTP at all\r\n\r\n")
        self.close_connection = True

    def case_silent(self) -> None:
        self.web.arrived.set()
        self.web.release.wait(300)
        self.close_connection = True

    def case_drip(self) -> None:
        """A header that never ends, a byte at a time, each in time."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(6000):
            if self.web.release.wait(0.05):
                break
            try:
                self.wfile.write(b"a")
            except OSError:
                break
        self.close_connection = True

    def case_huge(self) -> None:
        """A page of a gigabyte, if anybody reads so far."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(1 << 30))
        self.end_headers()
        if self.command == "GET":
            try:
                for _ in range(1 << 14):
                    self.wfile.write(b"x" * (1 << 16))
            except OSError:
                pass
        self.close_connection = True

    def case_wait_then(self) -> None:
        """Busy at first, then well."""
        if self._count() == 1:
            self._send(429, fields={"Retry-After": "0"})
        else:
            self.case_page()

    def case_tired(self) -> None:
        self._send(429, fields={"Retry-After": "3600"})

    def case_tired_date(self) -> None:
        self.send_response_only(503)
        self.send_header("Date", "Mon, 05 Dec 2011 09:00:00 GMT")
        self.send_header("Retry-After", "Mon, 05 Dec 2011 10:00:00 GMT")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def case_shaky(self) -> None:
        if self._count() < 3:
            self._send(500)
        else:
            self.case_page()

    def case_tempo(self) -> None:
        """Long enough for two questions to meet, if two came."""
        time.sleep(0.02)
        self._send(200)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A client that goes away is no error here."""


@contextmanager
def web(tls: Any = None, address: str = "127.0.0.1") -> Iterator[Web]:
    """Run the server while a test lasts; with `tls`, an SSL context, it speaks HTTPS."""
    state = Web()
    server = _Server((address, 0), type("Handler", (_Handler,), {"web": state}))
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        state.release.set()
        server.shutdown()
        thread.join()
        server.server_close()
