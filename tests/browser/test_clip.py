"""Hostile pages, clipped, built and opened in a real browser: no script runs, and nothing asks elsewhere."""

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request, Route
from tests.clip.vectors import VECTORS

from dossierpress.build import Job, build
from dossierpress.clip.clip import clip
from dossierpress.clip.clipping import Asked, Decisions
from dossierpress.clip.keep import kept
from dossierpress.read.held import Audience
from dossierpress.run.task import serial
from dossierpress.steps.settings import load_config
from dossierpress.write.memory import MemorySink

PROSE = "The harbour board ordered a second survey of the channel weeks before the dredger sailed, as its minutes number {} show."
EDITOR = Audience(dt.datetime(2024, 5, 17, tzinfo=dt.UTC), "UTC", drafts=True, future=True)
HOME = "http://site.example"


def hostile(vector: str, number: int) -> bytes:
    """A page with an attack in its headline, its facts and the midst of its text."""
    prose = [f"<p>{PROSE.format(f'{number}.{part}')}</p>" for part in range(6)]
    facts = f'<meta property="og:site_name" content="Gauge {number}"><meta name="author" content="{vector[:60].replace(chr(34), "")}">'
    return (
        f"<html><head><title>Page {number}</title>{facts}<meta name=date content=2020-01-02></head><body>"
        f"<article><h1>Page {number} of the harbour minutes</h1>{''.join(prose[:3])}{vector}{''.join(prose[3:])}</article></body></html>"
    ).encode("utf-8", "replace")


def written(root: Path) -> None:
    """A site of clipped attacks."""
    (root / "site.yaml").write_text(
        "title: Hostile\nfeeds: false\nsearch: false\ncards: false\n", encoding="utf-8"
    )
    for number, vector in enumerate(VECTORS):
        clipping = clip(
            hostile(vector, number), Asked(kind="html", address=f"https://press.example/{number}")
        )
        laid = kept(clipping, b"capture", f"page-{number}", ("content", "", "2024-01-01"), Decisions())
        place = root / laid.article
        place.parent.mkdir(parents=True)
        place.write_text(laid.text, encoding="utf-8")
        for path, data in laid.files.items():
            (root / path).write_bytes(clipping_bytes(path, data, vector, number))


def clipping_bytes(path: str, data: bytes, vector: str, number: int) -> bytes:
    """The capture as it came, so that its digest holds."""
    return hostile(vector, number) if "/capture." in path else data


@pytest.mark.gate
@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
def test_no_attack_comes_through(browser: Browser, tmp_path: Path, engine: str) -> None:
    assert len(VECTORS) >= 200
    written(tmp_path)
    with (tmp_path / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(f"markdown: {{engine: {engine}}}\n")
    config, problems = load_config(tmp_path)
    assert config is not None, problems
    sink = MemorySink()
    report = build(Job(root=tmp_path, config=config, audience=EDITOR, sink=sink, run=serial))
    assert report.written is not None, [each.message for each in report.problems][:5]
    context = browser.new_context()
    ran: list[str] = []
    asked: list[str] = []

    def answer(route: Route, request: Request) -> None:
        path = request.url.removeprefix(HOME + "/").partition("?")[0]
        name = f"{path}index.html" if path.endswith("/") or not path else path
        if request.url.startswith(HOME) and name in sink.files:
            kind = (
                "text/html"
                if name.endswith(".html")
                else "text/css"
                if name.endswith(".css")
                else "image/svg+xml"
                if name.endswith(".svg")
                else "text/javascript"
                if name.endswith(".js")
                else "application/octet-stream"
            )
            route.fulfill(body=sink.files[name], content_type=kind)
        else:
            asked.append(request.url)
            route.abort()

    context.route("**/*", answer)
    page = context.new_page()
    page.add_init_script(
        "window.alert = window.confirm = window.prompt = () => { document.documentElement.dataset.ran = '1' }"
    )
    for number, vector in enumerate(VECTORS):
        page.goto(f"{HOME}/articles/page-{number}/", wait_until="load")
        for element in page.locator("main a:not([href]), main img, main details, main button").all()[:3]:
            element.dispatch_event("mouseover")
        found = page.evaluate(
            "() => [document.documentElement.dataset.ran || '',"
            " [...document.querySelectorAll('main *')].filter(e => [...e.attributes].some(a => a.name.startsWith('on')"
            " || /^\\s*(javascript|data|vbscript):/i.test(a.value))).length,"
            " document.querySelectorAll('main iframe, main form, main object, main embed, main script:not([src])').length]"
        )
        if found[0] or found[1] or found[2]:
            ran.append(f"{number} {found} {vector}")
        assert "pwned" not in page.title()
    context.close()
    assert not ran
    assert not [url for url in asked if not url.startswith(HOME)]
