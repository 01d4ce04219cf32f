"""The preview's requests and sockets, as Tornado and livereload hand them over."""

import json
from asyncio import Future
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError

from dossierpress.plan.addresses import file_of
from dossierpress.preview.answers import path_of
from dossierpress.preview.hosts import Hosts
from dossierpress.preview.room import Room
from dossierpress.problems import Problem

CLIENT = Path(__file__).with_name("client.js")
# livereload's protocol, version 7: http://livereload.com/api/protocol/
HELLO = {
    "command": "hello",
    "protocols": ["http://livereload.com/protocols/official-7"],
    "serverName": "dossierpress",
}
_TOLD = ("path", "line", "column", "severity", "code", "message", "source", "hint")


class Guarded(RequestHandler):
    """Refuses requests by a name that is not ours, and keeps what it answers from pages elsewhere."""

    def initialize(self, hosts: Hosts, room: Room) -> None:
        """Share what all requests need."""
        self.hosts, self.room = hosts, room

    def set_default_headers(self) -> None:
        """Nothing here is for pages elsewhere."""
        self.set_header("Server", "dossier")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Referrer-Policy", "same-origin")

    def prepare(self) -> None:
        """Check the host."""
        stream = getattr(self.request.connection, "stream", None)
        local = stream.socket.getsockname()[0] if stream is not None and stream.socket is not None else ""
        if not self.hosts.serves(self.request.headers.get("Host", ""), local):
            raise HTTPError(403, reason="This host is not served here")

    def write_error(self, status_code: int, **_details: Any) -> None:
        """A refusal in one line."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}: {self._reason}\n")

    def log_exception(
        self, typ: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None
    ) -> None:
        """A browser that gives up, or loads again before it has all, is no fault of anyone's."""
        if not isinstance(value, StreamClosedError | WebSocketClosedError):
            super().log_exception(typ, value, tb)


class SiteHandler(Guarded):
    """Any file of the site."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    async def get(self) -> None:
        """Answer as a static host does."""
        headers = {name.lower(): value for name, value in self.request.headers.get_all()}
        answer = await self.room.pages.answer(self.request.uri or "", headers)
        self.set_status(answer.status)
        for name, value in answer.headers.items():
            self.set_header(name, value)
        if answer.status != 304:
            self.set_header("Content-Length", str(len(answer.body)))
            if self.request.method == "GET":
                self.write(answer.body)
        await self.finish()

    async def head(self) -> None:
        """The same without the body."""
        await self.get()

    def compute_etag(self) -> str | None:
        """The answer says it."""
        return None


class ScriptHandler(Guarded, LiveReloadJSHandler):  # type: ignore[misc]  # livereload has no types
    """Our script, and livereload's after it."""

    def get(self) -> None:
        """One file of both."""
        self.write(CLIENT.read_bytes())
        super().get()
        self.set_header("Cache-Control", "no-cache")


class ReloadSocket(Guarded, LiveReloadHandler):  # type: ignore[misc]
    """One browser that has a page open: a `Reader`."""

    path = address = page = styles = ""
    is_leaving = False

    def prepare(self) -> None:
        """Only pages that we served may listen; livereload lets in anyone, Tornado any scheme."""
        super().prepare()
        origin = self.request.headers.get("Origin")
        if origin is not None and not self.hosts.is_own(origin, self.request.headers.get("Host", "")):
            raise HTTPError(403, reason="Only pages of this site may listen")

    def on_message(self, message: str | bytes) -> None:
        """Shake hands; then the browser says which page it shows."""
        try:
            said = json.loads(message)
            if said["command"] == "hello":
                self.send_message(HELLO)
            elif said["command"] == "info":
                marks = said["plugins"]["dossierpress"]
                self._opened(str(said["url"]), str(marks["page"]), str(marks["styles"]))
        except (ValueError, TypeError, KeyError):
            self.close(1002, "not livereload's protocol")

    def send_message(self, message: dict[str, Any]) -> None:
        """Say something, if the browser is still there: livereload tells the terminal when it is not."""
        with suppress(WebSocketClosedError):
            self.write_message(message).add_done_callback(_unheard)

    def on_close(self) -> None:
        """The page was left."""
        self.room.leave(self)

    def reload(self, path: str, more: dict[str, str] | None = None) -> None:
        """Load the page again, or only a part of it."""
        self.is_leaving = path == "*"
        self._send(path, more)

    def follow(self, to: str) -> None:
        """Go to another address."""
        self.is_leaving = True
        self._send("dossierpress:follow", {"to": to})

    def tell(self, problems: tuple[Problem, ...]) -> None:
        """Show problems, or none."""
        facts = [{name: value for name, value in asdict(each).items() if name in _TOLD} for each in problems]
        self._send("dossierpress:problems", {"problems": facts})

    def _opened(self, url: str, page: str, styles: str) -> None:
        self.address = urlsplit(url).path
        path = path_of(self.address, self.room.pages.base)
        self.path = file_of("/" + path) if path is not None else ""
        self.page, self.styles = page, styles
        self.room.enter(self)

    def _send(self, path: str, more: Any = None) -> None:
        """livereload.js lets these fields through, and no others."""
        message = {"command": "reload", "path": path, "liveCSS": True, "liveImg": True}
        if more is not None:
            message["originalPath"] = json.dumps(more)
        self.send_message(message)


def _unheard(sent: "Future[None]") -> None:
    """Take note that nobody heard it, lest asyncio do."""
    if not sent.cancelled():
        sent.exception()
