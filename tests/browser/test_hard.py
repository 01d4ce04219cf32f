"""What is hard to hold, in a real browser: wide tables, long texts, long headlines, several scripts on a page."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sample import Samples


def opened(browser: Browser, samples: Samples, kind: str, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    samples.visit(page, "awkward", kind)
    return page


def test_a_wide_table_shows_that_it_goes_on_and_keeps_its_first_column(
    browser: Browser, samples: Samples
) -> None:
    page = opened(browser, samples, "long article", 390)
    table = page.locator(".dp-body table").first
    assert table.evaluate("(each) => each.scrollWidth > each.clientWidth")
    # Two covers that go with what scrolls, and two shadows that stay at the edges.
    attachments = table.evaluate("(each) => getComputedStyle(each).backgroundAttachment")
    assert attachments == "local, local, scroll, scroll"
    first = table.locator("tbody tr").first.locator("> *").first
    before = first.bounding_box()
    table.evaluate("(each) => { each.scrollLeft = 400; }")
    assert first.bounding_box() == before
    page.close()


def test_a_wide_table_breaks_out_of_its_column_where_there_is_room(
    browser: Browser, samples: Samples
) -> None:
    page = opened(browser, samples, "long article", 1800)
    table = page.locator(".dp-body table").first.bounding_box()
    text = page.locator(".dp-body > p").first.bounding_box()
    contents = page.locator(".dp-contents").bounding_box()
    assert table is not None
    assert text is not None
    assert contents is not None
    assert table["width"] > text["width"] + 100
    assert table["x"] >= 0
    assert table["x"] + table["width"] <= contents["x"]
    page.close()


def test_a_wide_table_lies_on_its_side_on_paper(browser: Browser, samples: Samples, tmp_path: Path) -> None:
    page = opened(browser, samples, "long article", 1200)
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    page.close()

    def read(*command: str | Path) -> str:
        return subprocess.run(command, capture_output=True, check=True, text=True, timeout=300).stdout

    sizes = read("pdfinfo", "-l", "99", tmp_path / "page.pdf")
    lying = [int(each) for each in re.findall(r"Page +(\d+) size: +8\d\d\.\d+ x 59", sizes)]
    assert len(lying) == 1
    number = str(lying[0])
    text = read("pdftotext", "-layout", "-f", number, "-l", number, tmp_path / "page.pdf", "-")
    assert "Remark of the inspector" in " ".join(text.split())
    assert text.count("Strasser") == 13


@pytest.mark.parametrize("width", [1200, 1600])
def test_the_contents_stay_beside_the_text_and_say_where_one_is(
    browser: Browser, samples: Samples, width: int
) -> None:
    page = opened(browser, samples, "long article", width)
    assert page.locator(".toc").count() == 0
    assert page.locator(".dp-contents").count() == 1
    for heading in ("The winter of 1998", "What they were told"):
        page.locator(".dp-body h2", has_text=heading).evaluate("(each) => each.scrollIntoView()")
        current = page.locator(".dp-contents [aria-current]")
        current.filter(has_text=heading).wait_for()
        assert current.count() == 1
        box = page.locator(".dp-contents").bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 900
    page.locator(".dp-contents .dp-to-top a").press("Enter")
    page.wait_for_function("scrollY < 400")
    page.close()


def test_a_long_text_on_a_narrow_screen_ends_with_a_way_back(browser: Browser, samples: Samples) -> None:
    page = opened(browser, samples, "long article", 390)
    back = page.locator(".dp-column-main > .dp-to-top a")
    assert back.is_visible()
    assert back.get_attribute("href") == "#dp-main"
    page.close()


def test_question_and_summary_lead_the_page_of_a_dossier(browser: Browser, samples: Samples) -> None:
    page = opened(browser, samples, "dossier", 1600)
    places = [
        page.locator(each).first.bounding_box()
        for each in (".dp-title", ".dp-question", ".dp-summary", ".dp-picture")
    ]
    tops = [place["y"] for place in places if place]
    assert len(tops) == 4
    assert tops == sorted(tops)
    main, side = (page.locator(each).bounding_box() for each in (".dp-column-main", ".dp-column-side"))
    assert main is not None
    assert side is not None
    assert main["y"] == side["y"]
    page.close()


@pytest.mark.parametrize("kind", ["home", "dossier"])
def test_the_menu_takes_one_row_on_the_narrowest_screen(
    browser: Browser, samples: Samples, kind: str
) -> None:
    page = opened(browser, samples, kind, 320)
    tops = page.locator(".dp-nav a").evaluate_all(
        "(all) => all.map((each) => each.getBoundingClientRect().top)"
    )
    assert len(tops) == 6
    assert len(set(tops)) == 1
    last = page.locator(".dp-nav a").last
    last.focus()
    box = last.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 320
    page.close()


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("dossier", ".dp-section .dp-headline a"),
        ("dossier", ".dp-event .dp-line a"),
        ("dossier", ".dp-claim .dp-facts a"),
        ("dossier", ".dp-paths a"),
        ("long article", ".dp-membership a"),
        ("tag", ".dp-list .dp-headline a"),
    ],
)
def test_a_headline_of_forty_words_is_repeated_in_short(
    browser: Browser, samples: Samples, kind: str, place: str
) -> None:
    page = opened(browser, samples, kind, 1200)
    links = page.locator(place)
    long = [
        (text, title)
        for text, title in zip(
            links.all_inner_texts(), links.evaluate_all("(all) => all.map((each) => each.title)"), strict=True
        )
        if text.endswith("…")
    ]
    assert long
    for text, title in long:
        assert len(text) < 120
        assert title.startswith(text.removesuffix("…"))
        assert len(title.split()) > 16
    assert max(len(text) for text in links.all_inner_texts()) < 120
    page.close()


def test_a_headline_is_whole_on_its_own_page(browser: Browser, samples: Samples) -> None:
    page = opened(browser, samples, "forty words", 1200)
    assert len(page.locator("h1").inner_text().split()) == 40
    page.close()


URDU = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (!/[ٹڈڑںےہھ]/.test(walk.currentNode.data) || parent.closest("pre, script, title, svg")) continue;
    if (!/Nastaliq/.test(getComputedStyle(parent).fontFamily)) found.push(walk.currentNode.data.trim());
  }
  return found;
}"""


@pytest.mark.parametrize(
    "kind",
    [
        "home", "dossiers", "dossier", "Urdu dossier", "forty Urdu words", "forty words", "withdrawn", "tags",
        "people", "organisations", "sources", "source", "places", "place", "year", "person",
    ],
)  # fmt: skip
def test_urdu_is_in_nastaliq_everywhere(browser: Browser, samples: Samples, kind: str) -> None:
    page = opened(browser, samples, kind, 1200)
    assert page.evaluate(URDU) == []
    page.close()


def test_lines_of_an_urdu_headline_stand_apart(browser: Browser, samples: Samples) -> None:
    page = opened(browser, samples, "dossier", 390)
    for place in (
        ".dp-headline:lang(ur)",
        ".dp-claim :lang(ur)",
        ".dp-path :lang(ur)",
        ".dp-section > h2:lang(ur)",
    ):
        spaced = page.locator(place).first.evaluate(
            "(each) => parseFloat(getComputedStyle(each).lineHeight) / parseFloat(getComputedStyle(each).fontSize)"
        )
        assert spaced >= 1.9, place
    page.close()


# The boxes of what is read on a map, and of the map itself.
LETTERING = """() => {
  const box = (each) => { const { left, top, right, bottom } = each.getBoundingClientRect(); return [left, top, right, bottom]; };
  const shown = [...document.querySelectorAll(".dp-map-sheet text")].filter((each) => each.getClientRects().length);
  return [box(document.querySelector(".dp-map-sheet")), ...shown.map(box)];
}"""


@pytest.mark.parametrize("site", ["ltr", "rtl", "awkward"])
def test_words_on_maps_do_not_cover_each_other_in_the_fonts_that_draw_them(
    browser: Browser, samples: Samples, site: str
) -> None:
    """The plan knows no fonts; it takes words to be wider than they are."""
    for width in (360, 1440):
        page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        for kind in ("places", "place"):
            samples.visit(page, site, kind)
            sheet, *words = page.evaluate(LETTERING)
            assert words
            for number, (left, top, right, bottom) in enumerate(words):
                assert left >= sheet[0] - 1
                assert right <= sheet[2] + 1
                # Boxes of letters have room above and below in which nothing is drawn.
                high = (bottom - top) / 4
                for other in words[:number]:
                    is_apart = right <= other[0] or other[2] <= left
                    assert is_apart or bottom - high <= other[1] or other[3] - high <= top, (width, kind)
        page.close()
