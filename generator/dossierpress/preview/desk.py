"""The desk: what the preview's server answers about clipping, to this machine's own browser alone."""

import asyncio
import hmac
import html
import json
from pathlib import Path
from typing import Any, Protocol

from tornado.web import HTTPError

from dossierpress.preview.answers import content_type
from dossierpress.preview.handlers import Guarded
from dossierpress.preview.hosts import is_loopback

# No path of a site begins with a dot.
PLACE = "/.dossierpress/"
_FILES = {
    "review": "review.html",
    "clip": "bookmarklet.html",
    "take": "take.html",
    "review.js": "review.js",
    "bookmarklet.js": "bookmarklet.js",
    "take.js": "take.js",
    "desk.css": "desk.css",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)
# A page with its pictures in it may be large; Tornado itself ends at 100 MiB.
LARGEST = 64 * 1024 * 1024


class Desk(Protocol):
    """Who clips: takes plain data, gives plain data. `token` is known to the curator's browser alone."""

    token: str

    def answer(self, errand: str, said: dict[str, Any]) -> dict[str, Any]:
        """Do an errand (`review`, `save`, `skip`, `take`). Raises ValueError for nonsense."""

    def sent(self, answer: dict[str, Any]) -> None:
        """An answer has reached its page."""


class DeskHandler(Guarded):
    """The desk's pages, and what they send."""

    SUPPORTED_METHODS = ("GET", "POST")

    def initialize(self, hosts: Any, room: Any, desk: Desk | None = None) -> None:
        """Share what all requests need, and the desk."""
        super().initialize(hosts, room)
        self.desk = desk

    def set_default_headers(self) -> None:
        """The pages show what others wrote: nothing in them may run or ask."""
        super().set_default_headers()
        self.set_header("Content-Security-Policy", _POLICY)
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        """Only this machine's browser may ask, whatever network the preview listens on."""
        super().prepare()
        if self.desk is None:
            raise HTTPError(404)
        if not is_loopback((self.request.remote_ip or "").removeprefix("::ffff:")):
            raise HTTPError(403, reason="Only this machine may clip")

    def get(self, name: str) -> None:
        """A page of the desk, or a file of one."""
        file = _FILES.get(name)
        if file is None or self.desk is None:
            raise HTTPError(404)
        text = Path(__file__).with_name(file).read_text(encoding="utf-8")
        if name == "clip":
            text = text.replace("{token}", html.escape(self.desk.token))
        self.set_header("Content-Type", content_type(file))
        self.finish(text)

    async def post(self, name: str) -> None:
        """An errand, from a page of our own that knows the token."""
        host = self.request.headers.get("Host", "")
        if not self.hosts.is_own(self.request.headers.get("Origin", ""), host):
            raise HTTPError(403, reason="Only pages of this site may clip")
        if self.request.headers.get("Content-Type", "").partition(";")[0] != "application/json":
            raise HTTPError(415, reason="This takes JSON")
        assert self.desk is not None
        try:
            said = json.loads(self.request.body)
            token = str(said["token"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise HTTPError(400, reason="This is no errand") from error
        if not hmac.compare_digest(token.encode(), self.desk.token.encode()):
            raise HTTPError(403, reason="The token is not this site's")
        try:
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(None, self.desk.answer, name, said)
        except ValueError as error:
            raise HTTPError(400, reason="This cannot be understood") from error
        self.set_header("Content-Type", "application/json; charset=utf-8")
        await self.finish(json.dumps(answer, ensure_ascii=False))
        self.desk.sent(answer)
