"""The search finds every word that a page shows, in whatever spelling it is typed."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from sample import Samples


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    said: list[str] = []
    opened = browser.new_page()
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    opened.close()
    assert said == []


def look_for(page: Page, samples: Samples, words: str, more: str = "") -> list[str]:
    """The addresses that are found, the first ten."""
    page.goto(f"{samples.addresses['awkward']}/search/?q={quote(words)}{more}")
    expect(page.get_by_role("status")).not_to_be_empty()
    if page.get_by_role("status").inner_text() == "Nothing found":
        return []
    page.locator(".dp-search-results a").first.wait_for()
    return [
        str(link).split("//")[1].partition("/")[2]
        for link in page.locator(".dp-search-results a").evaluate_all("(all) => all.map((each) => each.href)")
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("volume nine", "articles/no-body/"),  # an article without a body: its headline
        ("Kept by the night watchman", "articles/no-body/"),  # byline
        ("Quartermaster’s shelves", "articles/no-body/"),  # section
        ("Minister admits", "articles/withdrawn-english/"),  # the headline of what is withdrawn
        ("no such admission", "articles/withdrawn-english/"),  # its note
        ("هدى الزعفراني", "articles/arabic-no-body/"),  # an author
        ("Yaqub Kakar", "people/yaqub-kakar/"),  # what a person is also called
        ("Bannister Commission", "articles/forty-words/"),  # and a body, in an article that names it
        ("WKW", "articles/forty-words/"),
        ("Karwan Herald and Valley Intelligencer", "articles/one/"),  # and a source
        ("Marjoribanks", "articles/forty-words/"),
        ("watchman witnesses", "articles/forty-words/"),
        ("Schweigekabinett", "dossiers/the-dam/"),  # a section's note
        ("Found under a door", "articles/no-body-no-source/"),  # a member's note
        ("sixty-seven letters", "method/"),  # a plain page
    ],
)
def test_whatever_a_page_shows_is_found(page: Page, samples: Samples, words: str, found: str) -> None:
    assert found in look_for(page, samples, words)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Großmüller", "articles/german-forty/"),
        ("Grossmueller", "articles/german-forty/"),
        ("grossmuller", "articles/german-forty/"),
        ("Muellkippe", "articles/german-forty/"),
        ("Flussbote", "articles/german-short/"),
        ("Strasse", "articles/german-forty/"),
        ("یعقوب کاکڑ", "articles/urdu-forty/"),
        ("يعقوب كاكڑ", "articles/urdu-forty/"),
        ("مسيله", "articles/urdu-short/"),
        ("مسیلہ", "articles/urdu-short/"),
        ("مسؤوليه", "articles/arabic-short/"),
        ("12 فٹ", "articles/urdu-forty/"),
        ("۱۲ قدما", "articles/arabic-forty/"),
        ("елки", "articles/russian-forty/"),
        ("Wasserkraftwerk", "articles/forty-words/"),  # a compound by its beginning
    ],
)
def test_spellings_of_a_word_find_each_other(page: Page, samples: Samples, typed: str, found: str) -> None:
    assert found in look_for(page, samples, typed)
    expect(page.locator(".dp-search-results li").first).to_be_visible()


def test_what_is_found_by_another_spelling_is_marked_in_its_passage(page: Page, samples: Samples) -> None:
    look_for(page, samples, "muellkippe")
    expect(page.locator(".dp-search-passage mark").first).to_have_text("Müllkippe,")


def test_a_phrase_holds_within_a_longer_search(page: Page, samples: Samples) -> None:
    assert look_for(page, samples, 'commissioners "nine times"') == ["articles/forty-words/"]
    assert look_for(page, samples, 'commissioners "times nine"') == []
    assert "articles/forty-words/" in look_for(page, samples, "„nine times“ watchman")
    with_phrase = look_for(page, samples, '"the sluice house" "the gauge" book')
    assert with_phrase
    assert "articles/german-forty/" not in with_phrase


def test_counts_are_right_with_a_phrase_and_words(page: Page, samples: Samples) -> None:
    look_for(page, samples, '"water" commissioners')
    total = page.get_by_role("status").inner_text()
    options = page.get_by_label("Year").locator("option").all_inner_texts()
    counts = [int(each.rpartition("(")[2].rstrip(")")) for each in options if "(" in each]
    listed = page.locator(".dp-search-results .dp-line").all_inner_texts()
    dated = [each for each in listed if "1999" in each or "20" in each or "19" in each]
    assert total
    assert 0 < sum(counts) <= len(dated) + 10
    page.get_by_label("Source").select_option(value="The Karwan Herald")
    expect(page.get_by_role("status")).not_to_be_empty()
    assert "source=The+Karwan+Herald" in page.url


def test_similar_words_are_called_so(page: Page, samples: Samples) -> None:
    look_for(page, samples, "commissioning")
    expect(page.locator(".dp-search-similar").first).to_contain_text("Similar words")
    look_for(page, samples, "commissioners")
    expect(page.locator(".dp-search-results li").first.locator(".dp-search-similar")).to_have_count(0)


def test_an_address_holds_words_and_filters(page: Page, samples: Samples) -> None:
    source = quote("Der Flußbote für Stadt und Land")
    found = look_for(page, samples, "karwan", f"&source={source}")
    assert found
    assert "articles/one/" not in found
    expect(page.get_by_label("Source")).to_have_value("Der Flußbote für Stadt und Land")


def test_a_filter_is_chosen_by_keyboard(page: Page, samples: Samples) -> None:
    look_for(page, samples, "gauge")
    year = page.get_by_label("Year")
    year.focus()
    page.keyboard.press("ArrowDown")
    chosen = year.input_value()
    assert chosen
    count = year.locator("option:checked").inner_text().rpartition("(")[2].rstrip(")")
    words = "One result" if count == "1" else f"{count} results"
    expect(page.get_by_role("status")).to_have_text(words)
    assert f"year={quote(chosen)}" in page.url


def test_the_first_stop_of_the_keyboard_is_the_way_to_the_content(page: Page, samples: Samples) -> None:
    page.goto(f"{samples.addresses['awkward']}/search/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "dp-skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "dp-search-words"


def test_without_scripts_the_lists_of_everything_are_offered(browser: Browser, samples: Samples) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{samples.addresses['awkward']}/search/?q=water")
    offered = page.locator("#dp-search-off a").evaluate_all(
        "(all) => all.map((each) => new URL(each.href).pathname)"
    )
    assert offered == [
        "/dossiers/", "/dates/", "/tags/", "/sources/", "/people/", "/organisations/", "/places/",
    ]  # fmt: skip
    page.locator("#dp-search-off a").nth(2).click()
    page.wait_for_url("**/tags/")
    context.close()
