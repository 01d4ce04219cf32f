"""The desk over real sockets: only this machine's browser, only pages of our own, only with the token."""

import http.client
import json
from collections.abc import Iterator
from queue import SimpleQueue
from typing import Any

import pytest

from dossierpress.preview.desk import PLACE
from dossierpress.preview.hosts import Hosts
from dossierpress.preview.listen import listen
from dossierpress.preview.server import Server

TOKEN = "the-site's-own"


class Clerk:
    """A desk that notes its errands."""

    token = TOKEN

    def __init__(self) -> None:
        self.errands: list[str] = []
        self.said: SimpleQueue[str] = SimpleQueue()

    def answer(self, errand: str, said: dict[str, Any]) -> dict[str, Any]:
        if errand == "nonsense":
            raise ValueError(errand)
        self.errands.append(errand)
        return {"said": said.get("word", "")}

    def sent(self, answer: dict[str, Any]) -> None:
        self.said.put(answer["said"])


class Served:
    def __init__(self, port: int, clerk: Clerk | None) -> None:
        self.port, self.clerk = port, clerk

    def ask(
        self, name: str, said: object = None, headers: dict[str, str] | None = None, method: str = ""
    ) -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        body = None if said is None else said if isinstance(said, str) else json.dumps(said)
        own = {"Origin": f"http://127.0.0.1:{self.port}", "Content-Type": "application/json"}
        given = {name: value for name, value in {**own, **(headers or {})}.items() if value}
        connection.request(
            method or ("GET" if body is None else "POST"), PLACE + name, body=body, headers=given
        )
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text, dict(answer.getheaders())


def serve(clerk: Clerk | None) -> Iterator[Served]:
    listener, port = listen("127.0.0.1", 0)
    server = Server(Hosts("127.0.0.1", port), SimpleQueue(), clerk)
    server.start(listener)
    try:
        yield Served(port, clerk)
    finally:
        server.stop()
        listener.close()


@pytest.fixture
def served() -> Iterator[Served]:
    yield from serve(Clerk())


@pytest.fixture
def without() -> Iterator[Served]:
    yield from serve(None)


def test_an_errand_is_done(served: Served) -> None:
    status, text, _ = served.ask("take", {"token": TOKEN, "word": "ü"})
    assert (status, json.loads(text)) == (200, {"said": "ü"})
    assert served.clerk is not None
    assert served.clerk.errands == ["take"]
    assert served.clerk.said.get(timeout=300) == "ü"


@pytest.mark.parametrize(
    ("said", "headers", "status"),
    [
        ({"token": "guessed"}, {}, 403),
        ({"token": "ü"}, {}, 403),
        ({}, {}, 400),
        ("[1]", {}, 400),
        ("{", {}, 400),
        ({"token": TOKEN}, {"Origin": "https://evil.example"}, 403),
        ({"token": TOKEN}, {"Origin": ""}, 403),
        ({"token": TOKEN}, {"Origin": "null"}, 403),
        ({"token": TOKEN}, {"Host": "evil.example", "Origin": "http://evil.example"}, 403),
        ({"token": TOKEN}, {"Content-Type": "text/plain"}, 415),
        ({"token": TOKEN}, {"Content-Type": ""}, 415),
    ],
)
def test_who_is_refused(served: Served, said: object, headers: dict[str, str], status: int) -> None:
    assert served.ask("take", said, headers)[0] == status
    assert served.clerk is not None
    assert served.clerk.errands == []


def test_nonsense_is_refused_in_a_line(served: Served) -> None:
    status, text, _ = served.ask("nonsense", {"token": TOKEN})
    assert status == 400
    assert text == "400: This cannot be understood\n"


@pytest.mark.parametrize(
    "name", ["review", "clip", "take", "review.js", "bookmarklet.js", "take.js", "desk.css"]
)
def test_its_pages_run_nothing_of_others(served: Served, name: str) -> None:
    status, text, headers = served.ask(name)
    assert status == 200
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert (TOKEN.replace("'", "&#x27;") in text) == (name == "clip")


@pytest.mark.parametrize("name", ["nothing", "desk.py", "..", "review.html"])
def test_it_serves_no_other_file(served: Served, name: str) -> None:
    assert served.ask(name)[0] == 404


def test_a_preview_without_clip_has_no_desk(without: Served) -> None:
    assert without.ask("clip")[0] == 404
    assert without.ask("take", {"token": TOKEN})[0] == 404
