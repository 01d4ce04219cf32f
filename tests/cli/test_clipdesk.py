"""The desk without a browser: what the pages say and get back."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.clip.pages import news
from tests.clip.stories import DREDGE, LIVE

from dossierpress.cli.clipdesk import ReviewDesk, TakingDesk
from dossierpress.cli.clipping import Clipper, Wish

WISH = Wish(home="", kind=None, address="", keep=(), drop=(), settings={})


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "site.yaml").write_text("title: Press\n", encoding="utf-8")
    for story in (DREDGE, LIVE):
        (tmp_path / f"{story.name}.html").write_text(news(story), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1704067200")
    return tmp_path


def desk(site: Path, *sources: str) -> ReviewDesk:
    return ReviewDesk(Clipper(site, WISH), sources, "token")


def articles(site: Path) -> list[Path]:
    return sorted((site / "content").rglob("index.md"))


def line_with(state: dict[str, Any], words: str) -> dict[str, Any]:
    return next(line for line in state["lines"] if words in line["text"])


def test_every_line_and_field_is_shown(site: Path) -> None:
    state = desk(site, "dredge.html").answer("review", {"decisions": None})
    assert (state["number"], state["of"]) == (1, 1)
    assert {"title", "byline", "date", "standfirst"} <= {field["name"] for field in state["fields"]}
    assert all(line["kept"] or line["why"] for line in state["lines"])
    assert line_with(state, "The harbour board of Oriel")["kept"]
    assert "The harbour board of Oriel" in state["text"]
    assert not articles(site)


def test_decisions_are_shown_then_saved_and_given_again(site: Path) -> None:
    ours = desk(site, "dredge.html")
    state = ours.answer("review", {"decisions": None})
    number = line_with(state, "The harbour board of Oriel")["line"]
    decided = {"keep": [], "drop": [number], "set": {"byline": "By Hand"}}
    state = ours.answer("review", {"decisions": decided})
    assert "The harbour board of Oriel" not in state["text"]
    byline = next(field for field in state["fields"] if field["name"] == "byline")
    assert (byline["value"], byline["place"]) == ("By Hand", "set by hand")
    assert byline["rivals"][0]["value"] == DREDGE.by
    done = ours.answer("save", {"decisions": decided})
    assert done["done"]
    assert not ours.over.is_set(), "the server would stop before the page has its answer"
    ours.sent(done)
    assert ours.over.is_set()
    [article] = articles(site)
    assert "byline: By Hand" in article.read_text(encoding="utf-8")
    record = json.loads((article.parent / "clip.json").read_text(encoding="utf-8"))
    assert record["decisions"] == decided
    again = desk(site, "dredge.html")
    assert again.answer("review", {"decisions": None})["decisions"] == decided
    freed = {"keep": [], "drop": [], "set": {}}
    assert "changed as decided" in again.answer("save", {"decisions": freed})["said"]
    assert "The harbour board of Oriel" in article.read_text(encoding="utf-8")


def test_one_after_another_and_a_bad_one_between(site: Path) -> None:
    ours = desk(site, "dredge.html", "missing.html", "live.html")
    assert ours.answer("review", {"decisions": None})["source"] == "dredge.html"
    state = ours.answer("skip", {"decisions": {"keep": [], "drop": [], "set": {}}})
    assert state["source"] == "live.html"
    assert "missing.html" in state["said"]
    assert (state["number"], state["of"]) == (3, 3)
    assert ours.answer("save", {"decisions": state["decisions"]})["done"]
    assert [each.outcome.split(":")[0] for each in ours.done][:2] == ["left out", "not clipped"]
    assert len(articles(site)) == 1


def test_a_value_that_no_field_takes_is_told_of(site: Path) -> None:
    decided = {"keep": [], "drop": [], "set": {"date": "soon"}}
    state = desk(site, "dredge.html").answer("review", {"decisions": decided})
    assert "`soon` is not a date" in state["said"]
    assert state["decisions"]["set"] == {}


@pytest.mark.parametrize("said", [{"decisions": 5}, {"decisions": {"keep": ["x"]}}, {"decisions": []}])
def test_what_cannot_be_understood(site: Path, said: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"decisions|invalid"):
        desk(site, "dredge.html").answer("review", said)


def taking(site: Path) -> tuple[TakingDesk, list[str]]:
    told: list[str] = []
    return TakingDesk(lambda: Clipper(site, WISH), "token", told.append), told


def test_a_page_from_the_browser_is_clipped(site: Path) -> None:
    ours, told = taking(site)
    said = {"page": news(DREDGE), "address": "https://press.example/dredge", "selection": ""}
    state = ours.answer("take", said)
    [article] = articles(site)
    assert state["said"] == article.relative_to(site).as_posix()
    assert told == [f"https://press.example/dredge: {state['said']}"]
    assert (article.parent / "capture.html").read_bytes() == news(DREDGE).encode()
    assert "held already" in ours.answer("take", said)["said"]


def test_what_is_selected_becomes_the_text(site: Path) -> None:
    ours, _ = taking(site)
    said = {"page": news(DREDGE), "address": "https://press.example/dredge"}
    ours.answer("take", {**said, "selection": "The harbour board of Oriel ordered a second survey"})
    body = articles(site)[0].read_text(encoding="utf-8").split("---\n", 2)[2]
    assert "The harbour board of Oriel" in body
    assert "Two engineers" not in body


@pytest.mark.parametrize("said", [{}, {"page": 1, "address": "", "selection": ""}, {"page": "x"}])
def test_what_no_bookmarklet_sends(site: Path, said: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="take"):
        taking(site)[0].answer("take", said)


def test_an_empty_page_is_told_of(site: Path) -> None:
    state = taking(site)[0].answer("take", {"page": "<p></p>", "address": "", "selection": ""})
    assert "no text was found" in state["said"]
    assert not articles(site)
