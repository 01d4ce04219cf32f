"""Out of date is what took a fact that says something else now, and nothing more."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from dossierpress.exports.exports import exports_of
from dossierpress.memo.stamps import News, Stamps, Written
from dossierpress.model.site import Site
from dossierpress.plan.desk import Facts
from dossierpress.plan.plan import Planner, Unit
from dossierpress.plan.shelf import Shelf
from make import article, config, markdown, planned

T = TypeVar("T")
SETTINGS = "url: https://press.example/\napi: true\n"
FILES = {
    "content/tags.yaml": "- {id: sea, name: Sea}\n",
    "content/first/dossier.md": markdown("Introduction.", title="First"),
    "content/first/one.md": article("One.", title="One", date="2011-01-01", tags="[sea]"),
    "content/first/two.md": article("Two.", title="Two", date="2011-01-02", tags="[sand]"),
    "content/first/three.md": article("Three.", title="Three", date="2011-02-03"),
    "content/second/four.md": article("Four.", title="Four", date="2012-02-03", tags="[sea]"),
    "content/pages/about.md": markdown("About us.", title="About"),
}


def planner_of(site: Site) -> Planner:
    chosen = config(SETTINGS)
    return Planner(Facts(Shelf(site, chosen, {})), exports_of(chosen))


def learnt(site: Site) -> Stamps:
    """The stamps of a whole plan, as they come back from the disk."""
    planner, stamps = planner_of(site), Stamps()
    units = planner.units()
    assert stamps.stale(planner.facts, units) == list(units)
    stamps.learn(planner.facts, [(unit, planner.plan(unit)) for unit in units], units)
    return Stamps(again(stamps.written(), Written))


def again(value: T, kind: type[T]) -> T:
    """The same as it comes back from the disk."""
    return msgspec.msgpack.decode(msgspec.msgpack.encode(value), type=kind)


def views(planner: Planner, units: tuple[Unit, ...]) -> dict[Unit, bytes]:
    return {
        unit: msgspec.msgpack.encode([each.view for each in planner.plan(unit).outputs]) for unit in units
    }


EDITS: dict[str, tuple[dict[str, str], Callable[[Unit], bool]]] = {
    "nothing": ({}, lambda _: False),
    "a text": (
        {"content/first/one.md": article("Other.", title="One", date="2011-01-01", tags="[sea]")},
        lambda unit: unit in {("article", "one"), ("feeds", ""), ("search", "0")},
    ),
    "a link": (
        {"content/first/one.md": article("[Two](two.md).", title="One", date="2011-01-01", tags="[sea]")},
        lambda unit: unit in {("article", "one"), ("article", "two"), ("feeds", ""), ("search", "0")},
    ),
    "a name": (
        {"content/tags.yaml": "- {id: sea, name: Ocean}\n"},
        lambda unit: unit not in {("home",), ("article", "two"), ("name", "tags", "sand")},
    ),
    "an alias that nobody uses": (
        {"content/tags.yaml": "- {id: sea, name: Sea, aka: [Deep]}\n"},
        lambda unit: unit[0] not in ("home", "article", "page"),
    ),
    "a page": (
        {"content/pages/more.md": markdown("More.", title="More")},
        lambda unit: unit in {("page", "more"), ("search", "0")},
    ),
    "a date": (
        {"content/first/one.md": article("One.", title="One", date="2011-01-09", tags="[sea]")},
        lambda unit: unit not in {("page", "about"), ("404",), ("menu",), ("name", "tags", "sand")},
    ),
    "an article": (
        {"content/first/five.md": article("Five.", title="Five", date="2011-01-03", tags="[sand]")},
        lambda unit: unit not in {("page", "about"), ("404",), ("menu",), ("name", "tags", "sea")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", EDITS)
def test_only_what_an_edit_concerns_is_planned_and_all_of_that(kind: str, tmp_path: Path) -> None:
    before = planned(tmp_path, FILES, SETTINGS).site
    stamps, old = learnt(before), views(planner_of(before), planner_of(before).units())
    files, may_change = EDITS[kind]
    after = planned(tmp_path, files, SETTINGS).site
    planner = planner_of(after)
    units = planner.units()
    stale = stamps.stale(planner.facts, units)
    assert all(map(may_change, stale)), stale
    new = views(planner_of(after), units)
    assert {unit for unit in units if new[unit] != old.get(unit)} <= set(stale)
    stamps.learn(planner.facts, [(unit, planner.plan(unit)) for unit in stale], units)
    assert stamps.stale(planner_of(after).facts, units) == []
    assert set(planner_of(before).units()) >= set(
        stamps.stale(planner_of(before).facts, planner_of(before).units())
    )


def test_what_leads_to_a_page_concerns_it_by_what_it_leads_to_alone(tmp_path: Path) -> None:
    def stale(text: str, title: str) -> set[Unit]:
        one = article(text, title=title, date="2011-01-01")
        planner = planner_of(planned(tmp_path, FILES | {"content/first/one.md": one}, SETTINGS).site)
        return set(stamps.stale(planner.facts, planner.units()))

    one = article("See [two](two.md).", title="One", date="2011-01-01")
    stamps = learnt(planned(tmp_path, FILES | {"content/first/one.md": one}, SETTINGS).site)
    assert stale("Do see [two](two.md).", "One") == {("article", "one"), ("feeds", ""), ("search", "0")}
    assert ("article", "two") in stale("See [two](two.md).", "Uno")
    found = stale("See [three](three.md).", "One")
    assert {("article", "two"), ("article", "three")} <= found
    assert ("page", "about") not in found


def test_news_that_nobody_planned_by_is_news_again(tmp_path: Path) -> None:
    stamps = learnt(planned(tmp_path, FILES, SETTINGS).site)
    after = planned(tmp_path, EDITS["a date"][0], SETTINGS).site
    first = stamps.stale(planner_of(after).facts, planner_of(after).units())
    assert first
    assert stamps.stale(planner_of(after).facts, planner_of(after).units()) == first


def test_what_changed_leads_to_the_same_stamps(tmp_path: Path) -> None:
    """What is kept of a build is what is new in it; with what was kept before, that is all."""
    site = planned(tmp_path, FILES, SETTINGS).site
    whole, news = again(learnt(site).written(), Written), []
    for number, kind in enumerate(("a date", "an article", "a page", "nothing")):
        stamps = Stamps(again(whole, Written), news)
        planner = planner_of(planned(tmp_path / str(number), FILES | EDITS[kind][0], SETTINGS).site)
        units = planner.units()
        stale = stamps.stale(planner.facts, units)
        assert set(stale) <= set(units)
        stamps.learn(planner.facts, [(unit, planner.plan(unit)) for unit in stale], units)
        assert stamps.stale(planner.facts, units) == []
        news.append(again(stamps.news, News))
        both = Stamps(again(whole, Written), news)
        assert both.stale(planner.facts, units) == []
        assert both.written() == stamps.written()


def test_facts_that_nobody_holds_are_let_go(tmp_path: Path) -> None:
    site = planned(tmp_path, FILES, SETTINGS).site
    stamps = learnt(site)
    size = len(stamps.written().names)
    less = msgspec.structs.replace(site, pages={})
    planner = planner_of(less)
    stale = stamps.stale(planner.facts, planner.units())
    stamps.learn(planner.facts, [(unit, planner.plan(unit)) for unit in stale], planner.units())
    planner = planner_of(site)
    stale = stamps.stale(planner.facts, planner.units())
    assert stale == [("page", "about"), ("search", "0")]
    stamps.learn(planner.facts, [(unit, planner.plan(unit)) for unit in stale], planner.units())
    assert len(stamps.written().names) <= size
    assert stamps.stale(planner_of(site).facts, planner_of(site).units()) == []
