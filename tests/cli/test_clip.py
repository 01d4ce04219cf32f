"""The command: files in, articles out, nothing written over, one bad file stopping nobody."""

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.clip.pages import news, text
from tests.clip.stories import DREDGE, GERMAN, LIVE

from dossierpress.cli.main import cli

ROOT = Path(__file__).resolve().parent.parent.parent
URL = "https://press.example/dredge"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content" / "harbour").mkdir(parents=True)
    (tmp_path / "content" / "harbour" / "dossier.md").write_text(
        "---\ntitle: Harbour\n---\n", encoding="utf-8"
    )
    (tmp_path / "site.yaml").write_text("title: Press\nsearch: false\ncards: false\n", encoding="utf-8")
    for story in (DREDGE, LIVE, GERMAN):
        (tmp_path / f"{story.name}.html").write_text(news(story), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1704067200")
    return tmp_path


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["clip", *words], input=given, standalone_mode=False)


def test_a_clip_is_a_draft_with_its_capture_and_builds(site: Path) -> None:
    result = run("dredge.html", "--dossier", "harbour")
    assert result.return_value == 0, result.output
    article = site / result.output.splitlines()[0]
    written = article.read_text(encoding="utf-8")
    assert "status: draft" in written
    assert "mode: excerpt" in written
    assert "accessed: 2024-01-01" in written
    capture = (article.parent / "capture.html").read_bytes()
    assert capture == (site / "dredge.html").read_bytes()
    assert hashlib.sha256(capture).hexdigest() in written
    record = json.loads((article.parent / "clip.json").read_text(encoding="utf-8"))
    assert record["fields"]["title"]["from"] == "h1"
    assert all(line["why"] for line in record["lines"])
    built = CliRunner().invoke(cli, ["check", "--drafts", "--strict"], standalone_mode=False)
    assert built.exit_code == 0, built.output


def test_a_second_clip_changes_nothing_and_shows_the_difference(site: Path) -> None:
    article = site / run("dredge.html").output.splitlines()[0]
    edited = article.read_text(encoding="utf-8").replace("The harbour board of Oriel", "OUR OWN WORDS")
    article.write_text(edited, encoding="utf-8")
    result = run("dredge.html")
    assert "held already" in result.output
    assert "-OUR OWN WORDS" in result.output
    assert "+The harbour board of Oriel" in result.output
    assert article.read_text(encoding="utf-8") == edited


def test_another_capture_of_the_same_address_finds_the_article(site: Path) -> None:
    run("dredge.html")
    (site / "later.html").write_text(news(DREDGE).replace("nine metres", "ten metres"), encoding="utf-8")
    result = run("later.html")
    assert "held already" in result.output
    assert "ten metres" in result.output


def test_many_at_once_and_a_bad_one_between(site: Path) -> None:
    (site / "bad.pdf").write_bytes(b"%PDF-1.4 rubbish")
    result = run("dredge.html", "bad.pdf", "missing.html", "german.html", "--dossier", "harbour")
    assert result.return_value == 1
    assert "2 of 4 clipped" in result.output
    assert len(list((site / "content" / "harbour").glob("*/index.md"))) == 2


def test_dry_run_prints_and_writes_nothing(site: Path) -> None:
    before = sorted(site.rglob("*"))
    result = run("live.html", "--dry-run", "--set", "byline=By Somebody Else", "--drop", "9")
    assert result.return_value == 0
    assert "byline: By Somebody Else" in result.output
    assert "rival: By Lena Orr" in result.output
    assert "dropped by hand" in result.output
    assert sorted(site.rglob("*")) == before


def test_standard_input_and_output_to_a_file(site: Path) -> None:
    result = run("-", "--as", "text", "--output", "out.md", given=text(DREDGE))
    assert result.return_value == 0, result.output
    assert DREDGE.title in (site / "out.md").read_text(encoding="utf-8")
    assert not (site / "content" / "articles").exists()
    assert run("-", "--as", "text", "--output", "out.md", given=text(DREDGE)).return_value == 1


@pytest.mark.parametrize(
    "words",
    [
        ("dredge.html", "--dossier", "none"),
        ("dredge.html", "--set", "bylin=x"),
        ("dredge.html", "--set", "date=soon"),
        ("a", "b", "--url", URL),
        ("dredge.html", "--set", "url=javascript:x"),
    ],
)
@pytest.mark.usefixtures("site")
def test_wrong_usage(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, ["clip", *words])
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_the_same_bytes_twice(site: Path) -> None:
    first = {
        path.name: path.read_bytes()
        for path in (site / run("dredge.html").output.splitlines()[0]).parent.iterdir()
    }
    folder = next((site / "content" / "articles").iterdir())
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    second = {
        path.name: path.read_bytes()
        for path in (site / run("dredge.html").output.splitlines()[0]).parent.iterdir()
    }
    assert first == second


def article_of(result: Result, site: Path) -> Path:
    assert result.return_value == 0, result.output
    return site / result.output.splitlines()[0]


def line_with(article: Path, words: str) -> int:
    record = json.loads((article.parent / "clip.json").read_text(encoding="utf-8"))
    return next(line["line"] for line in record["lines"] if words in line["text"])


def test_decisions_are_remembered_and_taken_again(site: Path) -> None:
    article = article_of(run("dredge.html", "--set", "byline=By Hand"), site)
    first = article.read_bytes()
    again = run("dredge.html")
    assert "held already, and the same" in again.output
    number = line_with(article, "The harbour board of Oriel")
    dropped = run("dredge.html", "--drop", str(number))
    assert "changed as decided" in dropped.output
    written = article.read_text(encoding="utf-8")
    assert "The harbour board of Oriel" not in written.split("---\n")[2]
    assert "byline: By Hand" in written
    record = json.loads((article.parent / "clip.json").read_text(encoding="utf-8"))
    assert record["decisions"] == {"keep": [], "drop": [number], "set": {"byline": "By Hand"}}
    assert run("dredge.html", "--keep", str(number)).return_value == 0
    assert article.read_bytes() == first


def test_the_capture_beside_the_article_gives_the_same_on_another_day(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = article_of(run("dredge.html", "--url", URL), site)
    before = {path: path.read_bytes() for path in article.parent.iterdir()}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    again = run(str(article.parent / "capture.html"))
    assert "held already, and the same" in again.output
    assert {path: path.read_bytes() for path in article.parent.iterdir()} == before


def test_a_file_edited_by_hand_is_not_written_over_by_decisions(site: Path) -> None:
    article = article_of(run("dredge.html"), site)
    edited = article.read_text(encoding="utf-8").replace("The harbour board of Oriel", "OUR OWN WORDS")
    article.write_text(edited, encoding="utf-8")
    result = run("dredge.html", "--set", "byline=By Hand")
    assert "edited by hand" in result.output
    assert "+byline: By Hand" in result.output
    assert article.read_text(encoding="utf-8") == edited
    assert '"byline": "By Hand"' in (article.parent / "clip.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("record", ["", "{}", '{"decisions": 5}', '["a"]', '{"decisions": {"keep": "x"}}'])
def test_a_record_that_somebody_spoilt_decides_nothing(record: str, site: Path) -> None:
    article = article_of(run("dredge.html"), site)
    (article.parent / "clip.json").write_text(record, encoding="utf-8")
    assert "held already, and the same" in run("dredge.html").output


def test_a_changed_page_is_a_version_of_its_article(site: Path) -> None:
    article = article_of(run("dredge.html", "--dossier", "harbour"), site)
    edited = article.read_text(encoding="utf-8").replace("status: draft", "status: ready  # looked at")
    article.write_text(edited, encoding="utf-8")
    later = news(DREDGE).replace(DREDGE.title, "Board thinks again").replace("nine metres", "ten metres")
    (site / "later.html").write_text(later, encoding="utf-8")
    result = run("later.html")
    assert "this is version 2 of it: headline, text changed" in result.output, result.output
    assert (article.parent / "capture-2.html").read_text(encoding="utf-8") == later
    assert (article.parent / "clip-2.json").exists()
    written = article.read_text(encoding="utf-8").splitlines()
    assert set(edited.splitlines()) <= set(written)
    assert "became: Board thinks again" in "\n".join(written)
    assert "holds it already, as capture 2" in run("later.html").output
    built = CliRunner().invoke(cli, ["build"], standalone_mode=False)
    assert built.exit_code == 0, built.output
    page = next((site / "site").rglob(f"{article.parent.name}/index.html")).read_text(encoding="utf-8")
    assert "The article changed" in page
    assert "<ins" in page
    assert "Board thinks again" in page


def test_a_page_that_says_the_same_is_no_version(site: Path) -> None:
    article = article_of(run("dredge.html"), site)
    (site / "later.html").write_text(news(DREDGE) + "<!-- served at noon -->", encoding="utf-8")
    before = article.read_bytes()
    assert "its text is the same; nothing was changed" in run("later.html").output
    assert article.read_bytes() == before
    assert not (article.parent / "capture-2.html").exists()


def test_captures_that_cannot_be_added_to_are_left(site: Path) -> None:
    article = article_of(run("dredge.html"), site)
    text = article.read_text(encoding="utf-8")
    digest = hashlib.sha256((site / "dredge.html").read_bytes()).hexdigest()
    begin, end = text.index("captures:"), text.index("rights:")
    flow = f"captures: [{{file: capture.html, sha256: {digest}}}]\n"
    article.write_text(text[:begin] + flow + text[end:], encoding="utf-8")
    (site / "later.html").write_text(news(DREDGE).replace("nine metres", "ten metres"), encoding="utf-8")
    before = article.read_bytes()
    assert "cannot be added to" in run("later.html").output
    assert article.read_bytes() == before
    assert not (article.parent / "capture-2.html").exists()


def test_what_needs_review_is_told_by_check_and_bars_nothing_while_a_draft(site: Path) -> None:
    page = "<article><h1>Gates shut</h1><p>The sea gates were shut at noon on Friday.</p></article>"
    (site / "short.html").write_text(page, encoding="utf-8")
    told = run("short.html")
    assert "needs review: the text is short" in told.output
    article = article_of(told, site)
    shown = CliRunner().invoke(cli, ["check", "--drafts", "--strict"], standalone_mode=False)
    assert shown.exit_code == 0, shown.output
    path = article.relative_to(site).as_posix()
    text = article.read_text(encoding="utf-8")
    assert "a date was not found" in text
    line = text.splitlines().index("needs_review:") + 2
    assert f"{path}:{line}:" in shown.stderr
    assert "note[needs-review]" in shown.stderr
    assert "take this line out of `needs_review`" in shown.stderr
    article.write_text(text.replace("status: draft", "status: ready"), encoding="utf-8")
    shown = CliRunner().invoke(cli, ["check", "--strict"], standalone_mode=False)
    assert "error[needs-review]" in shown.stderr


def test_what_was_set_by_hand_is_no_longer_in_doubt(site: Path) -> None:
    page = "<article><h1>Gates shut</h1><p>The sea gates were shut at noon on Friday.</p></article>"
    (site / "short.html").write_text(page, encoding="utf-8")
    told = run("short.html", "--set", "date=2011-12-05")
    assert "a date was not found" not in told.output
    assert "the text is short" in told.output


def test_the_sample_holds_a_clip_that_is_found_again(site: Path) -> None:
    sample = (
        Path(__file__).parent.parent.parent
        / "content"
        / "long-dredge"
        / "ferry-masters-ask-for-a-second-look-at-the-pass"
    )
    held = site / "content" / "harbour" / sample.name
    held.mkdir()
    for path in sample.iterdir():
        (held / path.name).write_bytes(path.read_bytes())
    record = json.loads((held / "clip.json").read_text(encoding="utf-8"))
    assert record["capture"]["sha256"] == hashlib.sha256((held / "capture.html").read_bytes()).hexdigest()
    result = run(str(held / "capture.html"))
    assert "is held already; nothing was changed" in result.output
    assert "+source: Port Lisle Courier" in result.output
    changed = [line for line in result.output.splitlines() if line[:1] in "+-"]
    assert not any("PORT LISLE" in line for line in changed), "the text is as clip wrote it"


class Press(BaseHTTPRequestHandler):
    """A newspaper that serves one story, after a redirect."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/dredge" else 302)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Location", "/dredge")
        self.end_headers()
        if self.path == "/dredge":
            self.wfile.write(news(DREDGE).encode())

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


def test_an_address_is_clipped_and_found_again(site: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Press)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/short"
        refused = run(address)
        assert refused.return_value == 1
        assert "cannot be fetched" in refused.stderr
        article = article_of(run(address, "--allow-private"), site)
        assert (article.parent / "capture.html").read_bytes() == news(DREDGE).encode()
        assert "held already, and the same" in run(address, "--allow-private").output
    finally:
        server.shutdown()
        server.server_close()
