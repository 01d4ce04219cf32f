"""`dossier archive` asks one archive politely, tells it nothing private, and changes no line but its own."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dossierpress.cli import archive
from dossierpress.cli.main import cli
from dossierpress.model.article import ArchivedCopy
from dossierpress.model.dates import date_or_none
from make import article, write

OLD, NEW = "20110101000000", "20111224120000"
COPY = ArchivedCopy(url="https://a.example/web/1/x", service="An archive", date=date_or_none("2011-12-24"))


class Archive(ThreadingHTTPServer):
    """A web archive on loopback, with what it has, and how it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []
        self.copies: dict[str, list[str]] = {}
        self.busy: list[str] = []
        self.saves = "location"
        self.most = self.now = 0
        self.lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


class _Handler(BaseHTTPRequestHandler):
    server: Archive

    def do_GET(self) -> None:
        archive = self.server
        with archive.lock:
            archive.now += 1
            archive.most = max(archive.most, archive.now)
            archive.asked.append(self.path)
        try:
            self._answer()
        finally:
            archive.now -= 1

    def _answer(self) -> None:
        archive = self.server
        if archive.busy:
            self._send(429, {"Retry-After": archive.busy.pop()})
        elif self.path.startswith("/web/timemap/link/"):
            original = self.path.removeprefix("/web/timemap/link/")
            days = archive.copies.get(original, [])
            if not days:
                self._send(404)
                return
            lines = [f'<{original}>; rel="original"']
            names = {OLD: "Sat, 01 Jan 2011 00:00:00 GMT", NEW: "Sat, 24 Dec 2011 12:00:00 GMT"}
            lines += (
                f'<{archive.address}web/{day}/{original}>; rel="first memento"; datetime="{names[day]}"'
                for day in days
            )
            self._send(200, {}, ",\n".join(lines).encode())
        elif self.path.startswith("/save/"):
            original = self.path.removeprefix("/save/")
            if archive.saves == "refused":
                self._send(403)
            elif archive.saves == "later":
                archive.copies[original] = [NEW]
                self._send(200, {}, b"<p>Saving")
            else:
                name = "Location" if archive.saves == "location" else "Content-Location"
                self._send(302 if name == "Location" else 200, {name: f"/web/{NEW}/{original}"})

    def _send(self, status: int, fields: dict[str, str] | None = None, body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(fields or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    monkeypatch.setattr(archive, "MANNERS", replace(archive.MANNERS, pause=0.0, backoff=0.01, patience=1.0))
    server = Archive()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def site(root: Path, address: str, **articles: str) -> Path:
    files = {f"content/d/{name}.md": text for name, text in articles.items()}
    return write(
        root,
        {"site.yaml": f"title: T\ntheme: plain\narchive: {{address: '{address}', service: Here}}\n", **files},
    )


def run(root: Path, *arguments: str, says: str = "y\n") -> Result:
    return CliRunner().invoke(cli, ["archive", "--root", str(root), *arguments], input=says)


def of(url: str, **keys: str) -> str:
    return article("Text.", url=url, date="2011-12-05", **keys)


def test_copies_that_are_there_are_shown_and_written_after_a_yes(tmp_path: Path, there: Archive) -> None:
    there.copies["https://x.example/1?a=b"] = [OLD, NEW]
    text = of("https://x.example/1?a=b", people="[Ann]  # as in the print")
    root = site(tmp_path, there.address, one=text)
    place = root / "content/d/one.md"
    done = run(root, says="n\n")
    assert f"found   2011-12-24  {there.address}web/{NEW}/https://x.example/1?a=b" in done.output
    assert place.read_text() == text
    done = run(root)
    assert done.exit_code == 0, done.output
    url = f"{there.address}web/{NEW}/https://x.example/1?a=b"
    added = f"archived:\n- url: {url}\n  service: Here\n  date: 2011-12-24\n"
    assert place.read_text().count(added) == 1
    assert place.read_text().replace(added, "") == text
    assert "/save/" not in "".join(there.asked)
    asked = len(there.asked)
    assert "0 originals" in run(root).output
    assert len(there.asked) == asked


@pytest.mark.parametrize("saves", ["location", "content-location", "later"])
def test_what_is_not_there_is_saved_one_after_the_other(tmp_path: Path, there: Archive, saves: str) -> None:
    there.saves = saves
    root = site(tmp_path, there.address, one=of("https://x.example/1"), two=of("https://x.example/2"))
    done = run(root, "--yes")
    assert done.exit_code == 0, done.output
    assert "2 articles written" in done.output
    assert f"web/{NEW}/https://x.example/2" in (root / "content/d/two.md").read_text()
    assert there.most == 1


def test_find_only_and_one_article(tmp_path: Path, there: Archive) -> None:
    root = site(tmp_path, there.address, one=of("https://x.example/1"), two=of("https://x.example/2"))
    done = run(root, "two", "--find-only")
    assert "none    https://x.example/2" in done.output
    assert there.asked == ["/web/timemap/link/https://x.example/2"]
    assert run(root, "tow").exit_code == 2


def test_nothing_private_is_told(tmp_path: Path, there: Archive) -> None:
    root = site(
        tmp_path, there.address,
        draft=of("https://x.example/draft", status="draft"),
        embargo=of("https://x.example/embargo", embargo="2999-01-01"),
        private=of("https://x.example/private", rights="private"),
        inside=of("http://192.168.1.1/x"), near=of("http://intranet/x"), held=of("https://u:p@x.example/"),
        local=of("http://desk.local/x"),
    )  # fmt: skip
    done = run(root)
    assert done.exit_code == 0
    assert there.asked == []
    assert "skipped http://192.168.1.1/x: its host is in a private network" in done.output


def test_it_waits_as_long_as_it_is_asked_to_and_no_longer_than_that(tmp_path: Path, there: Archive) -> None:
    there.busy = ["0"]
    there.copies["https://x.example/1"] = [NEW]
    root = site(tmp_path, there.address, one=of("https://x.example/1"), two=of("https://x.example/2"))
    assert "found" in run(root, "one", says="n\n").output
    there.busy = ["3600"]
    there.asked.clear()
    done = run(root)
    assert done.exit_code == 1
    assert "come back later" in done.output
    assert len(there.asked) == 1


def test_what_fails_is_said_and_the_others_are_written(tmp_path: Path, there: Archive) -> None:
    there.saves = "refused"
    there.copies["https://x.example/2"] = [OLD]
    root = site(tmp_path, there.address, one=of("https://x.example/1"), two=of("https://x.example/2"))
    done = run(root)
    assert done.exit_code == 1
    assert "failed  https://x.example/1: the archive does not save it: it answers 403" in done.output
    assert f"web/{OLD}/https://x.example/2" in (root / "content/d/two.md").read_text(), (
        "older, and all there is"
    )


def test_without_an_archive_it_says_what_to_write(tmp_path: Path) -> None:
    root = write(tmp_path, {"site.yaml": "title: T\ntheme: plain\n", "content/d/a.md": article("Text.")})
    done = run(root)
    assert (done.exit_code, "archive: https://web.archive.org/" in done.output) == (2, True)


FRONT = "---\ntitle:   A\ndate: 2011-12-05 # sure\n{}\nsource: x\n---\nText.\n"


@pytest.mark.parametrize(
    "before",
    [
        "url: https://x.example/",
        "archived:\n  # first\n  - https://b.example/",
        "archived:\n- {url: 'https://b.example/', service: B}",
        "archived: []",
        "archived: ['https://b.example/'] # one",
        "archived: [{url: 'https://b.example/', date: 2011}, 'https://c.example/']",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_other_line_stays(before: str, end: str) -> None:
    text = FRONT.format(before).replace("\n", end)
    made = archive.with_copy(text, COPY)
    assert "https://a.example/web/1/x" in made
    kept = [line for line in text.split("\n") if not line.startswith("archived: [")]
    assert [line for line in made.split("\n") if line in kept] == kept
    assert made.count("\r\n") in (0, made.count("\n"))


def test_what_cannot_be_written_safely_is_not() -> None:
    assert archive.with_copy(FRONT.format("archived: [\n  'https://b.example/'\n]"), COPY) == ""
