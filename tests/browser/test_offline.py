"""The offline page of a dossier, opened from disk in Chromium without a network."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page

from dossierpress.cli.main import cli
from packages.packing import SAMPLE, guarded, packages


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The page of the sample's dossier; whatever it asks for besides itself is an error."""
    file = tmp_path / "dossier.html"
    file.write_bytes(
        packages(SAMPLE, "offline", names=("calliope-inquiry",))["calliope-inquiry-offline.html"]
    )
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url.split(":", 1)[0]))
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(file.as_uri())
    yield page
    assert set(asked) <= {"file", "data"}
    assert asked.count("file") == 1
    assert not faults
    context.close()


def test_pictures_are_shown(page: Page) -> None:
    shown = page.evaluate("[...document.images].map((image) => image.complete && image.naturalWidth > 0)")
    assert len(shown) >= 6
    assert all(shown)


def test_the_search_finds_words_and_leads_to_them(page: Page) -> None:
    page.fill("#words", "maelle")
    assert page.locator("#results li").count() > 1, "without the accents of Maëlle"
    page.fill("#words", "padlock LOCKER")
    titles = page.locator("#results a").all_inner_texts()
    assert "Commission of Inquiry, fourth day: the after locker" in titles
    page.get_by_role("link", name="Commission of Inquiry, fourth day").first.click()
    name = page.evaluate("location.hash").removeprefix("#")
    assert "I had hold of it" in page.locator(f"#{name}").inner_text()
    page.fill("#words", "zzznothing")
    assert page.inner_text("#found") == "Nothing found"
    assert page.locator("#results li").count() == 0


def test_it_fits_a_small_screen(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_whole_site_works_from_disk_with_its_search(browser: Browser, tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["export", "offline", "all", "--site", "--root", str(guarded(tmp_path))])
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "exports/the-site-site.zip") as packed:
        packed.extractall(tmp_path / "out")
    context = browser.new_context(offline=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.goto((tmp_path / "out/index.html").as_uri())
    page.goto((tmp_path / "out/search/index.html").as_uri() + "?q=work")
    assert page.locator("#dp-search-results a").count() >= 1
    page.fill("#dp-search-words", "of the WÔRK")
    page.get_by_role("link", name="A full text").first.click()
    assert page.inner_text("h1") == "A full text"
    assert page.evaluate("[...document.images].every((image) => image.naturalWidth > 0)")
    assert not faults
    context.close()
