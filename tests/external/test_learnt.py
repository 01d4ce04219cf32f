"""What is kept of an answer: dates of change, patience with hosts, one line an address."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from dossierpress.external.learnt import DAYS_UNTIL_DEAD, dump_links, is_settled, learnt
from dossierpress.external.verdict import Answer
from dossierpress.model.links import LINKS_FILE, Link
from dossierpress.read.links import read_links

URL = "https://a.example/x"
DAY = dt.date(2026, 11, 24)
GONE = Answer(state="unsure", why="no such host is known", unreachable=True)


def after(days: int) -> dt.date:
    return DAY + dt.timedelta(days)


def link(**keys: Any) -> Link:
    return Link(**{"url": URL, "state": "live", "since": DAY, "checked": DAY} | keys)


def test_a_state_that_stays_keeps_its_first_day() -> None:
    first = learnt(URL, None, Answer(state="dead", status=404, why="it answers 404"), DAY)
    again = learnt(URL, first, Answer(state="dead", status=410, why="it answers 410"), after(7))
    assert (again.since, again.checked, again.status) == (DAY, after(7), 410)


def test_a_state_that_changes_has_a_new_day() -> None:
    assert learnt(URL, link(), Answer(state="moved", to="https://b.example/"), after(2)).since == after(2)
    moved = link(state="moved", to="https://b.example/")
    assert learnt(URL, moved, Answer(state="moved", to="https://c.example/"), after(2)).since == after(2)


def test_a_host_is_gone_only_when_it_stays_away() -> None:
    first = learnt(URL, link(), GONE, DAY)
    assert (first.state, first.failing) == ("unsure", DAY)
    second = learnt(URL, first, GONE, after(DAYS_UNTIL_DEAD - 1))
    assert (second.state, second.failing) == ("unsure", DAY)
    third = learnt(URL, second, GONE, after(DAYS_UNTIL_DEAD))
    assert (third.state, third.since) == ("dead", after(DAYS_UNTIL_DEAD))
    assert third.why == "no such host is known, since 2026-11-24"


def test_a_host_that_comes_back_is_alive() -> None:
    gone = link(state="dead", failing=DAY)
    assert learnt(URL, gone, Answer(state="live"), after(9)) == link(since=after(9), checked=after(9))


def test_what_is_not_known_anew_stays() -> None:
    dead = link(state="dead", why="it answers 404")
    assert learnt(URL, dead, Answer(state="not-asked", why="robots"), after(1)) == dead
    unsure = learnt(URL, dead, Answer(state="unsure", status=500, why="it answers 500"), after(1))
    assert (unsure.state, unsure.since, unsure.why) == ("dead", DAY, "it answers 404")
    assert learnt(URL, None, Answer(state="not-asked", why="robots"), DAY).state == "not-asked"


@pytest.mark.parametrize(
    ("state", "settled"),
    [("live", True), ("dead", True), ("blocked", True), ("unsure", False), ("not-asked", False)],
)
def test_an_address_is_asked_once_a_day(state: str, *, settled: bool) -> None:
    assert is_settled(link(state=state), DAY) is settled
    assert not is_settled(link(state=state), after(1))
    assert not is_settled(None, DAY)


def test_the_file_is_sorted_one_line_an_address_and_reads_back(tmp_path: Path) -> None:
    links = [
        link(url="https://z.example/"),
        link(url="https://a.example/?q=1", state="moved", to="https://b.example/", etag='W/"1"', failing=DAY),
        link(url="https://پریس.example/مضمون", state="dead", status=404, why="it answers 404"),
    ]
    data = dump_links(links)
    assert data == dump_links(links[::-1])
    assert [line.partition(b",")[0] for line in data.splitlines()] == [
        b'{"url":"https://a.example/?q=1"',
        b'{"url":"https://z.example/"',
        '{"url":"https://پریس.example/مضمون"'.encode(),
    ]
    (tmp_path / LINKS_FILE).write_bytes(data)
    found, problems = read_links(tmp_path)
    assert sorted(found.values(), key=lambda each: each.url) == sorted(links, key=lambda each: each.url)
    assert not problems
