"""The preview in a real browser: every save shows by itself, and what is broken never hides the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from live import Live, live
from make import CONFIG, TINY_THEME, article, markdown, write

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'none'; base-uri 'none'"
HEAD = (
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    '<link rel="stylesheet" href="{{ \'css/own.css\' | asset }}">'
)
FILES: dict[str, str | bytes] = {
    **TINY_THEME,
    "site.yaml": CONFIG + "url: https://press.example/reports/\n",
    "themes/tiny/templates/article.html": f"<html><head>{HEAD}</head><body><h1>{{{{ summary.title }}}}</h1>"
    "<p class='source'>{{ summary.source.name }}</p><p class='mark'>{{ page.mark }}</p>"
    "<p class='site'>{{ site.title }}</p>{{ body | html }}</body></html>",
    "themes/tiny/templates/dossier.html": "<h1>{{ summary.title }}</h1>{{ summary.question }}",
    "themes/tiny/templates/404.html": f"<html><head>{HEAD}</head><main>Nothing here</main></html>",
    "assets/css/own.css": "h1 { color: rgb(1, 2, 3) }\nbody { height: 4000px }\n",
    "content/sources.yaml": "- {id: daily, name: The Daily}\n",
    "content/first/dossier.md": markdown("Introduction.", title="First", question="Who?"),
    "content/first/one.md": article("First words.", title="One", source="daily"),
    "content/first/two.md": article("Second.", title="Two", source="daily"),
}
ONE, SETTING = "content/first/one.md", "site.yaml"
PANEL = "dossierpress-problems"
# Promises that are kept when the page has its socket, and when it has been scrolled.
CONNECTED = """() => new Promise((done) => window.LiveReload?.connector?.protocol === 7
  ? done() : document.addEventListener("LiveReloadConnect", done))"""
SCROLLED = """() => new Promise((done) => scrollY ? done() : addEventListener("scroll", done))"""


class Reading:
    """A browser at a page of a preview, which it never loads again by hand."""

    def __init__(self, page: Page, site: Live) -> None:
        self.page, self.site = page, site
        page.add_init_script("sessionStorage.loads = Number(sessionStorage.loads ?? -1) + 1")

    @property
    def loads(self) -> int:
        """How often the page was loaded again."""
        return int(self.page.evaluate("Number(sessionStorage.loads)"))

    def open(self, address: str) -> None:
        self.page.goto(f"{self.site.address}/reports{address}")
        self.page.evaluate(CONNECTED)

    def save(self, files: dict[str, str | bytes]) -> None:
        write(self.site.root, files)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Live]:
    write(tmp_path, FILES)
    with live(tmp_path) as running:
        yield running


@pytest.fixture
def reading(browser: Browser, site: Live) -> Iterator[Reading]:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
    yield Reading(page, site)
    page.close()
    assert faults == []


EDITS = {
    "article": ({ONE: article("First words.", title="Edited", source="daily")}, "h1", "Edited"),
    "registry": ({"content/sources.yaml": "- {id: daily, name: The Weekly}\n"}, ".source", "The Weekly"),
    "draft": ({ONE: article("x", title="One", status="draft")}, ".mark", "draft"),
    "embargo": ({ONE: article("x", title="One", embargo="2099-01-01")}, ".mark", "embargoed"),
    "template": (
        {"templates/article.html": "<html><body><h1>Overridden</h1></body></html>"},
        "h1",
        "Overridden",
    ),
    "setting": (
        {SETTING: "title: Renamed\ntheme: tiny\nurl: https://press.example/reports/\n"},
        ".site",
        "Renamed",
    ),
}


@pytest.mark.parametrize("kind", EDITS)
def test_a_save_shows_by_itself(reading: Reading, kind: str) -> None:
    files, place, words = EDITS[kind]
    reading.open("/articles/one/")
    reading.save(dict(files))
    expect(reading.page.locator(place)).to_have_text(words)
    assert reading.loads == 1


def test_a_dossier_file_shows_by_itself(reading: Reading) -> None:
    reading.open("/dossiers/first/")
    reading.save({"content/first/dossier.md": markdown("x", title="First", question="Why?")})
    expect(reading.page.locator("body")).to_contain_text("Why?")


def test_a_style_sheet_is_swapped_and_the_page_stays(reading: Reading) -> None:
    reading.open("/articles/one/")
    reading.page.evaluate("window.stays = 1; scrollTo(0, 900)")
    for colour in ("rgb(4, 5, 6)", "rgb(7, 8, 9)"):
        reading.save({"assets/css/own.css": f"h1 {{ color: {colour} }}\nbody {{ height: 4000px }}\n"})
        expect(reading.page.locator("h1")).to_have_css("color", colour)
    assert reading.page.evaluate("[window.stays, scrollY]") == [1, 900]
    assert reading.loads == 0
    reading.save({ONE: article("Edited after.", title="One")})
    expect(reading.page.locator("body")).to_contain_text("Edited after.")
    expect(reading.page.locator("h1")).to_have_css("color", "rgb(7, 8, 9)")


def test_the_reader_stays_where_they_were(reading: Reading) -> None:
    reading.open("/articles/one/")
    reading.page.evaluate("scrollTo(0, 1234)")
    reading.save({ONE: article("Other words.", title="One")})
    expect(reading.page.locator("body")).to_contain_text("Other words.")
    reading.page.evaluate(SCROLLED)
    assert reading.page.evaluate("scrollY") == 1234


def test_another_article_leaves_the_page_alone(reading: Reading) -> None:
    reading.open("/articles/one/")
    reading.page.evaluate("window.stays = 1")
    reading.save({"content/first/two.md": article("Other words.", title="Two", source="daily")})
    reading.site.until("content/first/two.md")
    assert reading.page.evaluate("window.stays") == 1


BREAKS = {
    "front matter": (ONE, "---\ntitle: One\nsorce: daily\ndate: 2011\n---\n", "sorce"),
    "template": ("themes/tiny/templates/article.html", "<h1>\n{{ summary.titel }}", "titel"),
    "setting": (SETTING, "title: x\nthema: tiny\n", "thema"),
}


@pytest.mark.parametrize("kind", BREAKS)
def test_a_panel_comes_over_the_last_good_page_and_goes(reading: Reading, kind: str) -> None:
    path, broken, word = BREAKS[kind]
    sound = (reading.site.root / path).read_bytes()
    reading.open("/articles/one/")
    reading.save({path: broken})
    panel = reading.page.locator(f"{PANEL} section")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text(f"{path}:")
    expect(panel.locator("ol")).to_contain_text(word)
    expect(panel.locator("pre").first).not_to_be_empty()
    expect(panel.locator(".hint").first).not_to_be_empty()
    expect(reading.page.locator("h1")).to_have_text("One")
    expect(panel).to_have_css("position", "fixed")
    reading.save({path: sound})
    expect(panel).to_have_count(0)
    expect(reading.page.locator("body")).to_contain_text("First words.")


def test_a_panel_shows_where_a_page_is_opened_after_the_fault(reading: Reading) -> None:
    reading.save({ONE: "---\ntitle: [\n---\n"})
    reading.site.until(ONE)
    reading.open("/articles/two/")
    expect(reading.page.locator(f"{PANEL} section")).to_contain_text(ONE)


def test_a_panel_can_be_put_away(reading: Reading) -> None:
    reading.open("/articles/one/")
    reading.save({ONE: "---\ntitle: [\n---\n"})
    reading.page.locator(f"{PANEL} button").click()
    expect(reading.page.locator(PANEL)).to_have_count(0)


def test_two_tabs_follow_each_their_own_page(browser: Browser, site: Live) -> None:
    context = browser.new_context()
    first, second = (Reading(context.new_page(), site) for _ in range(2))
    first.open("/articles/one/")
    second.open("/articles/two/")
    first.save({ONE: article("For the first.", title="One", source="daily")})
    expect(first.page.locator("body")).to_contain_text("For the first.")
    first.save({"content/first/two.md": article("For the second.", title="Two", source="daily")})
    expect(second.page.locator("body")).to_contain_text("For the second.")
    assert [first.loads, second.loads] == [1, 1]
    context.close()


def test_a_page_that_is_renamed_is_followed(reading: Reading) -> None:
    reading.open("/articles/one/")
    (reading.site.root / ONE).rename(reading.site.root / "content/first/uno.md")
    reading.page.wait_for_url("**/reports/articles/uno/")
    expect(reading.page.locator("h1")).to_have_text("One")


def test_an_address_that_is_not_there_yet_shows_when_it_is(reading: Reading) -> None:
    reading.open("/articles/onne/")
    expect(reading.page.locator("main")).to_contain_text("Nothing here")
    expect(reading.page.get_by_role("link", name="/articles/one/")).to_be_visible()
    reading.save({"content/first/onne.md": article("It is there.", title="Now", source="daily")})
    expect(reading.page.locator("h1")).to_have_text("Now")


def test_a_page_that_is_deleted_becomes_the_page_for_that(reading: Reading) -> None:
    reading.open("/articles/two/")
    (reading.site.root / "content/first/two.md").unlink()
    expect(reading.page.locator("main")).to_contain_text("Nothing here")


def test_a_burst_of_saves_ends_in_the_last(reading: Reading) -> None:
    reading.open("/articles/one/")
    for number in range(100):
        reading.save({ONE: article(f"Save {number}.", title="One", source="daily")})
    expect(reading.page.locator("body")).to_contain_text("Save 99.")


@pytest.mark.parametrize("way", ["rename", "backup", "truncate", "swap"])
def test_however_an_editor_saves_the_page_is_loaded_once(reading: Reading, way: str) -> None:
    reading.open("/articles/one/")
    place = reading.site.root / ONE
    text = article("Saved in another way.", title="One", source="daily")
    if way == "rename":
        place.with_name(".one.md.tmp").write_text(text)
        place.with_name(".one.md.tmp").replace(place)
    elif way == "backup":
        place.rename(place.with_name("one.md~"))
        place.write_text(text)
    elif way == "truncate":
        with place.open("w") as file:
            file.flush()
            file.write(text)
    else:
        place.with_name(".one.md.swp").write_bytes(b"b0VIM")
        place.with_name("4913").touch()
        place.with_name("4913").unlink()
        place.write_text(text)
        place.with_name(".one.md.swp").unlink()
    expect(reading.page.locator("body")).to_contain_text("Saved in another way.")
    reading.site.until(ONE)
    reading.save({"content/first/two.md": article("The next.", title="Two", source="daily")})
    reading.site.until("content/first/two.md")
    assert reading.loads == 1


def test_a_browser_comes_back_after_a_restart(browser: Browser, tmp_path: Path) -> None:
    write(tmp_path, FILES)
    page = browser.new_page()
    with live(tmp_path) as running:
        Reading(page, running).open("/articles/one/")
        port = running.port
    write(tmp_path, {ONE: article("Written meanwhile.", title="One", source="daily")})
    with live(tmp_path, port):
        expect(page.locator("body")).to_contain_text("Written meanwhile.", timeout=300_000)
    page.close()
