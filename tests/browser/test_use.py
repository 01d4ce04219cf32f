"""Using the site: by keyboard alone, with the switch between light and dark, and on paper."""

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sample import LANGUAGES, Samples

FOCUSED = "() => document.activeElement.getAttribute('href') || document.activeElement.id"
# What a reader of paper has no use for: ways to other places in the document and the site.
LEFT_OUT = (
    ".dp-contents, .dp-around, .dp-others, .dp-others-label, .dp-anchor, .dp-pages, .footnote-backref,"
    " .dp-print-mark, .dp-to-top, .dp-cite-format, .dp-copy, .dp-files, summary, svg"
)
PRINTED_WORDS = f"""() => {{
  const text = [];
  const walk = document.createTreeWalker(document.getElementById("dp-main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {{
    const node = walk.currentNode;
    if (!node.parentElement.closest("{LEFT_OUT}")) text.push(node.data);
  }}
  return text.join(" ");
}}"""


@pytest.mark.parametrize("direction", LANGUAGES)
def test_the_keyboard_goes_through_the_menu_and_back(
    browser: Browser, samples: Samples, direction: str
) -> None:
    page = browser.new_page()
    page.goto(samples.address(direction, "article"))
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "#dp-main"
    box = page.locator(".dp-skip").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "dp-main"
    page.goto(samples.address(direction, "article"))
    menu = ["/dossiers/", "/dates/", "/sources/", "/about/", "/method/"]
    wanted = ["#dp-main", "/", *menu, "dp-search-q", "dp-switch"]
    reached: list[str] = []
    while wanted[-1] not in reached and len(reached) < 20:
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    assert [each for each in reached if each in wanted] == wanted
    page.locator(".dp-nav a").first.focus()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/dossiers/")
    page.go_back()
    page.wait_for_url(samples.address(direction, "article"))
    page.locator("#dp-search-q").focus()
    page.keyboard.type("dredging")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=dredging")
    page.locator(".dp-search-results a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/(articles|dossiers)/"))
    page.go_back()
    page.locator(".dp-search-results a").first.wait_for()
    page.go_back()
    page.wait_for_url(samples.address(direction, "article"))
    page.close()


def test_on_a_narrow_screen_a_button_leads_to_the_search(browser: Browser, samples: Samples) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.goto(samples.address("ltr", "article"))
    assert not page.locator("#dp-search-q").is_visible()
    page.locator(".dp-search-box button").press("Enter")
    page.wait_for_url("**/search/?q=")
    assert page.evaluate(FOCUSED) == "dp-search-words"
    page.keyboard.type("dredging")
    folded = page.locator("#dp-search-folded summary")
    folded.wait_for()
    folded.press("Enter")
    page.get_by_label("Year").select_option(value="2019")
    page.locator(".dp-search-results a").first.wait_for()
    page.close()


def test_everything_of_a_page_can_be_reached_by_keyboard(browser: Browser, samples: Samples) -> None:
    page = browser.new_page()
    page.goto(samples.address("ltr", "home"))
    count = page.locator("a[href], button, input, select, summary").filter(visible=True).count()
    for _ in range(count):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('footer') !== null")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_switch_remembers(browser: Browser, samples: Samples, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(samples.address("ltr", "home"))
    before = paper(page)
    page.locator("#dp-switch").press("Enter")
    switched = paper(page)
    assert switched != before
    page.goto(samples.address("ltr", "dossier"))
    assert paper(page) == switched
    page.reload()
    assert paper(page) == switched
    page.locator("#dp-switch").press("Space")
    assert paper(page) == before
    assert page.evaluate("Object.keys(localStorage)") == []
    assert context.cookies() == []
    context.close()


def test_without_scripts_there_is_no_switch(browser: Browser, samples: Samples) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(samples.address("ltr", "home"))
    assert not page.locator("#dp-switch").is_visible()
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("kind", ["article", "digest", "dossier", "person"])
def test_paper_keeps_every_word(
    browser: Browser, samples: Samples, tmp_path: Path, kind: str, *, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(samples.address("ltr", kind))
    # Joined scripts are drawn by shapes that cannot be read back as their letters.
    words = set(re.findall(r"[0-9A-Za-zÀ-ɏ]+", as_printed(page.evaluate(PRINTED_WORDS))))
    links = page.eval_on_selector_all(
        "#dp-main a[href^='http']", "links => links.map((each) => each.getAttribute('href'))"
    )
    printed = printed_text(page, tmp_path)
    together = re.sub(r"\s+", "", printed)
    assert len(words) > 50
    # A word may be broken at the end of a line.
    assert [word for word in sorted(words) if word not in together] == []
    assert [link for link in links if link not in together] == []
    context.close()


def test_paper_has_each_address_once_as_a_note(browser: Browser, samples: Samples, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(samples.address("ltr", "dossier"))
    printed = printed_text(page, tmp_path)
    assert "Addresses of the links" in printed
    notes = re.sub(r"\s+", "", printed.split("Addresses of the links")[1])
    listed = re.findall(r"\d+\.(http.+?)(?=\d+\.http|$)", notes)
    assert len(listed) > 20
    assert len(set(listed)) == len(listed)
    # When the paper is away, the page is as it was.
    assert page.locator(".dp-print-mark").count() == 0
    page.close()


@pytest.mark.parametrize(
    ("site", "kind"), [("ltr", "article"), ("awkward", "forty words"), ("awkward", "dossier")]
)
def test_paper_has_what_a_reader_of_paper_wants(
    browser: Browser, samples: Samples, tmp_path: Path, site: str, kind: str
) -> None:
    page = browser.new_page()
    page.goto(samples.address(site, kind))
    running = page.locator(".dp-running").text_content() or ""
    printed = printed_text(page, tmp_path)
    sheets = printed.rstrip("\f").split("\f")
    assert len(sheets) > 2
    # What it is and of which day, at the top of each sheet, and the number of the sheet at its foot.
    day = running.rpartition(", ")[2].strip()
    assert day
    for number, sheet in enumerate(sheets, start=1):
        assert day in "".join(sheet.split("\n")[:3])
        assert re.search(rf"\b{number} ?/ ?{len(sheets)}\b", sheet)
    for word in ("127.0.0.1", "BibTeX", "RIS:", "CSL-JSON", "JSON Feed", "@article", "TY  -", "Search"):
        assert word not in printed
    page.close()


def test_a_reference_is_copied(browser: Browser, samples: Samples) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(samples.address("ltr", "article"))
    assert page.locator("#dp-reference").inner_text() == (
        "Halima Dray, “Half a harbour,” The Port Lisle Courier, September 8, 2019, accessed April 2, 2021,"
        " https://www.courier.example/2019/09/08/half-a-harbour."
    )
    page.locator(".dp-reference .dp-copy").press("Enter")
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#dp-reference").inner_text()
    for name, begins in (("BibTeX", "@"), ("RIS", "TY  - "), ("CSL-JSON", "[")):
        folded = page.locator(".dp-cite-format", has_text=name).first
        assert not folded.locator("pre").is_visible()
        folded.locator("summary").press("Enter")
        folded.locator(".dp-copy").press("Enter")
        folded.get_by_role("button", name="Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(begins)
        assert copied.strip() == (folded.locator("pre").text_content() or "").strip()
    context.close()


def test_without_scripts_nothing_offers_to_copy(browser: Browser, samples: Samples) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(samples.address("ltr", "article"))
    assert page.locator(".dp-copy:visible").count() == 0
    assert page.locator("#dp-reference").is_visible()
    context.close()


def paper(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


def printed_text(page: Page, folder: Path) -> str:
    """The page as it prints on A4, read back as text."""
    page.pdf(path=folder / "page.pdf", format="A4")
    command = ["pdftotext", "-layout", "-enc", "UTF-8", folder / "page.pdf", "-"]
    done = subprocess.run(command, capture_output=True, check=True, text=True, timeout=300)
    return as_printed(done.stdout)


def as_printed(text: str) -> str:
    """Text with its ligatures and raised figures taken apart."""
    return unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize("width", [240, 1440])
def test_the_keyboard_reaches_what_scrolls_and_nothing_that_does_not(
    browser: Browser, samples: Samples, width: int
) -> None:
    """Some browsers, Safari among them, do not see to it themselves."""
    page = browser.new_page(
        base_url=samples.addresses["ltr"], viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    samples.visit(page, "ltr", "plain page")
    table = page.locator("table").first
    scrolls = table.evaluate("(each) => each.scrollWidth > each.clientWidth")
    assert scrolls == (width == 240)
    assert table.evaluate("(each) => each.tabIndex >= 0") == scrolls
    if scrolls:
        table.focus()
        page.keyboard.press("ArrowRight")
        moved = table.evaluate(
            """async (each) => {
              for (let frame = 0; frame < 120 && !each.scrollLeft; frame += 1) {
                await new Promise(requestAnimationFrame);
              }
              return each.scrollLeft;
            }"""
        )
        assert moved > 0
    page.close()
