"""The search as a reader meets it: under a strict policy, by keyboard, across every part of the index."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from trial import article, dossier, lay

POLICY = (
    "default-src 'none'; base-uri 'none'; connect-src 'self'; form-action 'self'; img-src 'self'; "
    "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self'"
)
# More than one bucket holds, so that what is found comes from several.
MANY = 700
TAGS = ("winds", "tides")


class _Handler(SimpleHTTPRequestHandler):
    """Serves a site under a sub-path, with the strictest policy that search can live with."""

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  the library's own name
        """Say nothing."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/sub/path"))

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


def _files() -> dict[str, str]:
    files = {
        f"content/ships/a{number}.md": article(
            f"title: Report {number}\ntags: [{TAGS[number % 2]}]\ndate: {2000 + number % 3}-01-02",
            f"Cargo number {number} was weighed at the quay. " + "Filler about nothing much. " * 5,
        )
        for number in range(MANY)
    }
    files["content/ships/odd.md"] = article(
        "title: The <b>odd</b> one & others\nsource: Phare\npeople: [Ines Rahmat]",
        "The kestrel landed on `<i>` and **stay**ed. It was never *seen* again.",
    )
    files["content/ships/urdu.md"] = article(
        "title: بندرگاہ کی گہرائی\nlanguage: ur", "سمندر کی گہرائی کم ہو گئی"
    )
    filler = "Nothing of the kind was seen that day. " * 5
    files["content/ships/c-title.md"] = article("title: An osprey", filler)
    files["content/ships/b-name.md"] = article("title: Birds\npeople: [Osprey Lane]", filler)
    files["content/ships/a-text.md"] = article("title: Birds again", f"{filler}An osprey flew by. {filler}")
    files["content/ships/dossier.md"] = "---\ntitle: Ships\nquestion: Who counted the kestrels?\n---\n"
    files["site.yaml"] = "title: Trial\ntheme: broadsheet\nurl: https://press.example/sub/path/\n"
    return files


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay(tmp_path_factory.mktemp("search"), _files(), theme=False)
    for output, more in (("site", ()), ("disk", ("--relative",))):
        done = dossier("build", "--root", root, "--output", root / output, *more, limit=600)
        assert done.code == 0, done.both
    return root


@pytest.fixture(scope="module")
def origin(built: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(built / "site"))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser, origin: str) -> Iterator[Page]:
    """A page on which nothing is said to the console and nothing asked of another host."""
    said: list[str] = []
    context = browser.new_context()
    opened = context.new_page()
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: said.append(request.url) if origin not in request.url else None)
    yield opened
    context.close()
    assert said == []


def test_a_word_is_found_with_its_passage(page: Page, origin: str) -> None:
    page.goto(f"{origin}/sub/path/search/?q=kestrel")
    expect(page.get_by_role("status")).to_have_text("2 results")
    odd = page.locator(".dp-search-results li", has_text="Phare")
    expect(odd.get_by_role("link")).to_have_text("The <b>odd</b> one & others")
    expect(odd.locator("mark")).to_have_text("kestrel")
    expect(odd.locator(".dp-search-passage")).to_contain_text("The kestrel landed on <i> and stayed.")
    expect(odd.locator(".dp-line")).to_contain_text("Phare · December 5, 2011")
    odd.get_by_role("link").click()
    assert page.url == f"{origin}/sub/path/articles/odd/"
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("2 results")


def test_a_word_of_the_headline_finds_and_stays_out_of_the_passage(page: Page, origin: str) -> None:
    page.goto(f"{origin}/sub/path/search/?q=others")
    expect(page.get_by_role("status")).to_have_text("One result")
    expect(page.locator(".dp-search-passage")).to_have_text(
        "The kestrel landed on <i> and stayed. It was never seen again."
    )


@pytest.mark.parametrize("word", ["rtl", "ltr"])
def test_what_only_machines_read_is_not_found(page: Page, origin: str, word: str) -> None:
    page.goto(f"{origin}/sub/path/search/?q={word}")
    expect(page.get_by_role("status")).to_have_text("Nothing found")


def test_every_part_of_the_index_answers(page: Page, origin: str, built: Path) -> None:
    assert len(list((built / "site/pagefind").iterdir())) == 4
    page.goto(f"{origin}/sub/path/search/?q=cargo")
    expect(page.get_by_role("status")).to_have_text(f"{MANY} results")
    for _ in range(2):
        page.get_by_role("button", name="More results").click()
    expect(page.locator(".dp-search-results li")).to_have_count(30)


def test_filters_narrow_what_is_found(page: Page, origin: str) -> None:
    page.goto(f"{origin}/sub/path/search/?q=cargo")
    expect(page.get_by_role("status")).to_have_text(f"{MANY} results")
    page.get_by_label("Tag").select_option(value="winds")
    expect(page.get_by_role("status")).to_have_text(f"{MANY // 2} results")
    page.get_by_label("Year").select_option(value="2001")
    expect(page.get_by_role("status")).to_have_text("116 results")
    assert page.url.endswith("?q=cargo&tag=winds&year=2001")
    page.reload()
    expect(page.get_by_role("status")).to_have_text("116 results")
    expect(page.get_by_label("Year")).to_have_value("2001")


@pytest.mark.parametrize(("label", "value"), [("Person", "Ines Rahmat"), ("Source", "Phare")])
def test_a_filter_finds_without_words(page: Page, origin: str, label: str, value: str) -> None:
    page.goto(f"{origin}/sub/path/search/")
    page.get_by_label(label).select_option(value=value)
    expect(page.get_by_role("status")).to_have_text("One result")


def test_everything_goes_by_keyboard(page: Page, origin: str) -> None:
    page.goto(f"{origin}/sub/path/")
    box = page.get_by_role("searchbox", name="Search")
    for _ in range(12):
        page.keyboard.press("Tab")
        if box.evaluate("each => each === document.activeElement"):
            break
    page.keyboard.type("kestrel")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("2 results")
    page.get_by_role("searchbox").focus()
    while not page.locator(".dp-search-results a").first.evaluate("each => each === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sub/path/*/*/")


def test_another_script_and_direction_is_found_and_shown(page: Page, origin: str) -> None:
    page.goto(f"{origin}/sub/path/search/?q=گہرائی")
    expect(page.get_by_role("status")).to_have_text("One result")
    assert page.locator(".dp-search-results h2").get_attribute("dir") == "rtl"
    assert page.locator(".dp-search-passage").get_attribute("lang") == "ur"


def test_a_title_weighs_more_than_all_else(page: Page, origin: str) -> None:
    page.goto(f"{origin}/sub/path/search/?q=osprey")
    expect(page.get_by_role("status")).to_have_text("4 results")
    found = page.locator(".dp-search-results a").all_inner_texts()
    # The dossier shows who appears in it.
    others = [each for each in found if each != "Ships"]
    assert (others[0], sorted(others)) == ("An osprey", ["An osprey", "Birds", "Birds again"])


def test_nothing_found_says_so(page: Page, origin: str) -> None:
    page.goto(f"{origin}/sub/path/search/")
    page.get_by_role("searchbox").fill("zzzyx")
    expect(page.get_by_role("status")).to_have_text("Nothing found")


def test_opened_from_disk_it_says_what_it_cannot(browser: Browser, built: Path) -> None:
    page = browser.new_page()
    page.goto((built / "disk/search/index.html").as_uri())
    expect(page.locator("#dp-search-off")).to_contain_text("does not work for pages opened from disk")
    page.close()


def test_without_scripts_it_says_so(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/sub/path/search/?q=kestrel")
    expect(page.locator("#dp-search-off")).to_be_visible()
    context.close()
