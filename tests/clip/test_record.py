"""The record beside a capture: what it remembers, and what it does when somebody spoilt it."""

import json

import pytest
from tests.clip.pages import news
from tests.clip.stories import DREDGE

from dossierpress.clip.clip import clip
from dossierpress.clip.clipping import Asked, Decisions
from dossierpress.clip.record import Memory, decisions_in, memory_of, record_of

DECIDED = Decisions(keep=(3,), drop=(5, 7), set={"byline": "By Hand", "date": "2011-12"})
CLIPPING = clip(news(DREDGE).encode(), Asked(address="https://press.example/dredge"))


def test_a_record_remembers_what_was_decided() -> None:
    memory = memory_of(record_of(CLIPPING, DECIDED, "text", "2024-01-01"))
    assert memory.decisions == DECIDED
    assert memory.capture == CLIPPING.sha256
    assert (memory.kind, memory.day, memory.address) == ("html", "2024-01-01", CLIPPING.address)


def test_every_line_stands_in_the_record() -> None:
    said = json.loads(record_of(CLIPPING, DECIDED, "text", "2024-01-01"))
    assert [line["text"] for line in said["lines"]] == [line.text for line in CLIPPING.lines]


@pytest.mark.parametrize("name", ["decisions", "capture", "article"])
def test_a_record_without_a_part_remembers_nothing(name: str) -> None:
    said = json.loads(record_of(CLIPPING, DECIDED, "text", "2024-01-01"))
    del said[name]
    assert memory_of(json.dumps(said).encode()) == Memory()


def test_values_that_no_field_takes_are_left_out() -> None:
    decided = Decisions(set={"date": "soon", "type": "song", "byline": "By Hand", "x": "y"})
    memory = memory_of(record_of(CLIPPING, decided, "text", "2024-01-01"))
    assert memory.decisions.set == {"byline": "By Hand"}


@pytest.mark.parametrize("said", [None, [], {"keep": ["x"], "drop": [], "set": {}}, {"keep": 1}, {"set": []}])
def test_what_are_no_decisions(said: object) -> None:
    with pytest.raises(ValueError, match=r"decisions|invalid"):
        decisions_in(said)


def test_a_kind_that_there_is_none_of_is_forgotten() -> None:
    said = json.loads(record_of(CLIPPING, DECIDED, "text", "2024-01-01"))
    said["capture"]["kind"] = "song"
    assert memory_of(json.dumps(said).encode()).kind is None


def test_later_decisions_overrule() -> None:
    later = Decisions(keep=(5,), drop=(3,), set={"byline": ""})
    assert DECIDED.then(later) == Decisions((5,), (3, 7), {"byline": "", "date": "2011-12"})
