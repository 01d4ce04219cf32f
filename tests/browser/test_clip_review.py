"""Review and bookmarklet in a real browser: by keyboard, with hostile captures, from pages elsewhere."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue, SimpleQueue

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.clip.pages import news
from tests.clip.stories import DREDGE, LIVE

from dossierpress.cli import clipreview
from dossierpress.cli.clipdesk import TakingDesk
from dossierpress.cli.clipping import Clipped, Clipper, Wish
from dossierpress.preview.desk import PLACE
from dossierpress.preview.hosts import Hosts
from dossierpress.preview.listen import listen
from dossierpress.preview.server import Server

WISH = Wish(home="", kind=None, address="", keep=(), drop=(), settings={})
ATTACK = '<p>Said <img src=x onerror="document.title=\'hit\'"> &lt;script&gt;document.title="hit"&lt;/script&gt;</p>'


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "site.yaml").write_text("title: Press\n", encoding="utf-8")
    (tmp_path / "dredge.html").write_text(
        news(DREDGE).replace("</article>", f"{ATTACK}</article>"), encoding="utf-8"
    )
    (tmp_path / "live.html").write_text(news(LIVE), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@contextmanager
def reviewing(
    site: Path, monkeypatch: pytest.MonkeyPatch, *sources: str
) -> Iterator[tuple[str, list[Clipped]]]:
    """A review that runs, where the page is, and what comes of it."""
    opened: Queue[str] = Queue()
    monkeypatch.setattr("webbrowser.open", opened.put)
    monkeypatch.setattr(clipreview, "PORT", 0)
    done: list[Clipped] = []
    work = threading.Thread(
        target=lambda: done.extend(clipreview.reviewed(Clipper(site, WISH), sources)), daemon=True
    )
    work.start()
    yield opened.get(timeout=300), done
    work.join(timeout=300)


def test_a_capture_is_reviewed_by_keyboard(
    site: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reviewing(site, monkeypatch, "dredge.html", "live.html") as (address, done):
        page = browser.new_page()
        page.goto(address)
        expect(page.locator("#source")).to_have_text("dredge.html (1 of 2)")
        expect(page.locator("#text")).to_contain_text("The harbour board of Oriel")
        row = page.locator("li.line", has_text="The harbour board of Oriel ordered")
        row.locator("button").focus()
        page.keyboard.press("Enter")
        expect(row).to_have_class("line dropped")
        expect(row.locator(".why")).to_have_text("dropped by hand")
        expect(page.locator("#text")).not_to_contain_text("The harbour board of Oriel ordered")
        expect(row.locator("button")).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(row.locator("xpath=following-sibling::li[1]").locator("button")).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(row.locator("button")).to_be_focused()
        byline = page.get_by_label("byline", exact=True)
        byline.focus()
        page.keyboard.press("Control+A")
        page.keyboard.type("By Hand")
        page.keyboard.press("Enter")
        rival = page.get_by_role("button", name=f"take {DREDGE.by} for byline")
        expect(rival).to_be_visible()
        assert page.title() == "Review of a clip"
        page.locator("#save").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#source")).to_have_text("live.html (2 of 2)")
        page.locator("#skip").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_have_text("left out")
        page.close()
    assert len(done) == 2
    [article] = (site / "content").rglob("index.md")
    written = article.read_text(encoding="utf-8")
    assert "byline: By Hand" in written
    assert "The harbour board of Oriel ordered" not in written
    assert '"byline": "By Hand"' in (article.parent / "clip.json").read_text(encoding="utf-8")


def test_a_rival_is_taken(site: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    rivals = news(DREDGE).replace(
        "</head>", '<meta property="article:published_time" content="2018-01-01"></head>'
    )
    (site / "dredge.html").write_text(rivals, encoding="utf-8")
    with reviewing(site, monkeypatch, "dredge.html") as (address, _):
        page = browser.new_page()
        page.goto(address)
        page.get_by_role("button", name="take 2018-01-01 for date").click()
        expect(page.get_by_label("date", exact=True)).to_have_value("2018-01-01")
        page.get_by_role("button", name="Save the article").click()
        expect(page).to_have_title("Done")
        page.close()
    [article] = (site / "content").rglob("index.md")
    assert "date: 2018-01-01" in article.read_text(encoding="utf-8")


def test_nobody_reviews_without_the_token(
    site: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reviewing(site, monkeypatch, "dredge.html") as (address, _):
        page = browser.new_page()
        page.goto(address.partition("?")[0])
        expect(page.locator("#said")).to_contain_text("The token is not this site's")
        expect(page.locator("#lines")).to_be_empty()
        page.goto(address)
        page.get_by_role("button", name="Leave this one out").click()
        expect(page).to_have_title("Done")
        page.close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *_: object) -> None:  # noqa: A002
        """Say nothing."""

    def end_headers(self) -> None:
        """A policy as many newspapers have it."""
        self.send_header("Content-Security-Policy", "default-src 'self'; form-action 'none'")
        super().end_headers()


@pytest.fixture
def elsewhere(site: Path) -> Iterator[str]:
    """A newspaper at another origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/dredge.html"
    server.shutdown()
    server.server_close()


@pytest.fixture
def desk(site: Path) -> Iterator[str]:
    """A preview's server with a desk that takes pages."""
    listener, port = listen("127.0.0.1", 0)
    taking = TakingDesk(lambda: Clipper(site, WISH), "the site's own", lambda _: None)
    server = Server(Hosts("127.0.0.1", port), SimpleQueue(), taking)
    server.start(listener)
    yield f"http://127.0.0.1:{port}{PLACE}"
    server.stop()
    listener.close()


def sent(page: Page, desk: str, elsewhere: str, select: str = "", token: str = "") -> Page:
    """The window of ours, after the bookmarklet was clicked on a page elsewhere."""
    page.goto(f"{desk}clip")
    code = str(page.locator("#bookmarklet").get_attribute("href"))
    assert code.startswith("javascript:")
    if token:
        code = code.replace("the%20site's%20own", token)
    page.goto(elsewhere)
    if select:
        page.get_by_text(select).first.select_text()
    with page.expect_popup() as popup:
        # A bookmarklet runs as what the user does, whatever the page's policy says.
        page.evaluate("code => { (0, eval)(decodeURIComponent(code.slice(11))) }", code)
    return popup.value


def test_the_bookmarklet_takes_the_page(site: Path, desk: str, elsewhere: str, browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True)
    ours = sent(context.new_page(), desk, elsewhere)
    expect(ours.locator("#said")).to_contain_text("index.md")
    [article] = (site / "content").rglob("index.md")
    assert "The harbour board of Oriel" in article.read_text(encoding="utf-8")
    assert '"kind": "html"' in (article.parent / "clip.json").read_text(encoding="utf-8")
    context.close()


def test_the_bookmarklet_takes_what_is_selected(
    site: Path, desk: str, elsewhere: str, browser: Browser
) -> None:
    context = browser.new_context(bypass_csp=True)
    ours = sent(context.new_page(), desk, elsewhere, select="The harbour board of Oriel ordered")
    expect(ours.locator("#said")).to_contain_text("index.md")
    [article] = (site / "content").rglob("index.md")
    body = article.read_text(encoding="utf-8").split("---\n", 2)[2]
    assert "The harbour board of Oriel ordered" in body
    assert "Two engineers" not in body
    context.close()


def test_another_sites_token_is_refused(site: Path, desk: str, elsewhere: str, browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True)
    ours = sent(context.new_page(), desk, elsewhere, token="guessed")
    expect(ours.locator("#said")).to_contain_text("The token is not this site's")
    assert not list((site / "content").rglob("*"))
    context.close()
