"""What a later capture says otherwise, and how it is entered: every other line stays."""

from collections.abc import Callable

import pytest
from tests.clip.pages import news
from tests.clip.stories import DREDGE

from dossierpress.clip.clip import clip
from dossierpress.clip.clipping import Asked, Decisions
from dossierpress.clip.keep import kept
from dossierpress.clip.versions import differences, with_version
from dossierpress.model.article import Article, Difference
from dossierpress.schema import articlefile

FIRST = clip(news(DREDGE).encode(), Asked())
LATER = clip(news(DREDGE).replace("nine metres", "ten long metres").encode(), Asked())
OTHERWISE = "Robin Somebody Else"
CHANGED = (Difference(what="text", removed=2, added=4),)


def test_the_same_page_has_no_differences() -> None:
    assert differences(FIRST, FIRST) == ()


def test_words_of_the_text_are_counted() -> None:
    assert differences(FIRST, LATER) == CHANGED


@pytest.mark.parametrize(
    ("what", "was"),
    [("headline", DREDGE.title), ("standfirst", DREDGE.standfirst), ("byline", DREDGE.by)],
)
def test_a_line_is_told_as_it_was_and_became(what: str, was: str) -> None:
    told = OTHERWISE if what == "byline" else f"{OTHERWISE} said on Friday that much of this was so"
    later = clip(news(DREDGE).replace(was.removeprefix("By "), told).encode(), Asked())
    found = {each.what: each for each in differences(FIRST, later)}
    assert found[what].was == was
    assert told in found[what].became


def held() -> str:
    return kept(FIRST, news(DREDGE).encode(), "dredge", ("content", "", "2024-01-01"), Decisions()).text


@pytest.mark.parametrize(
    "make",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("captures:\n", "captures:\n# ours\n"),
        lambda text: text.replace("status: draft", "# a remark\nstatus: draft\nnote: |\n  one\n\n  two"),
    ],
)
def test_every_line_stays(make: Callable[[str], str]) -> None:
    text = make(held())
    made = with_version(text, LATER, "capture-2.html", "2024-02-01", CHANGED)
    rest = iter(made.split("\n"))
    assert all(line in rest for line in text.split("\n"))
    parts, _ = articlefile.split(made.replace("\r", ""), "")
    assert parts is not None
    record, problems = articlefile.parse(parts, Article, "")
    assert record is not None
    assert not problems
    assert [each.file for each in record.captures] == ["capture.html", "capture-2.html"]
    assert record.captures[1].changed == CHANGED


def test_a_list_that_is_indented_goes_on_so() -> None:
    entry = f"captures:\n    - file: a.html\n      sha256: {'0' * 64}\n\n# ours\nstatus: draft\n"
    made = with_version(f"---\ntitle: A\ndate: 2024\n{entry}---\n", LATER, "b.html", "2024-02-01", CHANGED)
    assert "    - file: b.html\n      sha256: " in made
    assert made.endswith("\n\n# ours\nstatus: draft\n---\n")


def test_a_list_that_is_not_there_is_begun() -> None:
    text = "---\ntitle: A\ndate: 2024\n---\n\nText.\n"
    made = with_version(text, LATER, "capture-2.html", "2024-02-01", ())
    assert made.startswith("---\ntitle: A\ndate: 2024\ncaptures:\n- file: capture-2.html\n")
    assert made.endswith("---\n\nText.\n")


def test_what_cannot_be_added_to_is_left() -> None:
    text = f"---\ntitle: A\ndate: 2024\ncaptures: [{{file: a.html, sha256: {'0' * 64}}}]\n---\n"
    assert with_version(text, LATER, "capture-2.html", "2024-02-01", ()) == ""
