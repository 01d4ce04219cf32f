"""The chain of custody: whatever is done to a line of it is named, with the line; a sound one is silent."""

import hashlib
import itertools

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossierpress.custody.chain import Chain, Entry, Head, against, line_of, read_chain
from dossierpress.custody.chainfile import added

LINES = 8


def entry(number: int) -> Entry:
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    return Entry(n=0, at="2024-01-01T00:00:00Z", event="collected", file=f"f{number}", sha256=digest, by="N")


def chain() -> tuple[list[str], Head]:
    placed, head = added(Chain(), [entry(number) for number in range(LINES)])
    return [line_of(each) for each in placed], head


def found(lines: list[str]) -> list[tuple[str, int]]:
    return [(each.code, each.line) for each in read_chain("".join(lines).encode())[1]]


def test_a_sound_chain_and_every_beginning_of_it_are_silent() -> None:
    lines, head = chain()
    assert found(lines) == []
    for length in range(LINES):
        assert found(lines[:length]) == []
    assert read_chain("".join(lines).encode())[0].head == head
    assert found(["\n", *lines, "\n"]) == []


@pytest.mark.parametrize("at", range(LINES))
def test_an_altered_line_is_named(at: int) -> None:
    lines, _ = chain()
    for changed in (
        lines[at].replace('"by":"N"', '"by":"M"'),
        lines[at].replace("collected", "moved"),
        "x\n",
    ):
        assert found([*lines[:at], changed, *lines[at + 1 :]]) == [("custody-altered", at + 1)]


@pytest.mark.parametrize("at", range(LINES - 1))
def test_a_line_that_was_altered_and_hashed_anew_is_named(at: int) -> None:
    lines, _ = chain()
    old = [each for _, each in read_chain("".join(lines).encode())[0].entries]
    before = read_chain("".join(lines[:at]).encode())[0]
    forged, _ = added(before, [msgspec.structs.replace(old[at], by="M")])
    assert found([*lines[:at], line_of(forged[0]), *lines[at + 1 :]]) == [("custody-altered", at + 1)]


@pytest.mark.parametrize(
    ("first", "last"), [(a, b) for a in range(LINES) for b in range(a + 1, LINES) if b - a < 4]
)
def test_dropped_lines_are_named_where_they_were(first: int, last: int) -> None:
    lines, _ = chain()
    assert found(lines[:first] + lines[last:]) == [("custody-dropped", first + 1)]


@pytest.mark.parametrize(("a", "b"), list(itertools.combinations(range(LINES), 2)))
def test_lines_that_changed_places_are_called_reordered(a: int, b: int) -> None:
    lines, _ = chain()
    lines[a], lines[b] = lines[b], lines[a]
    said = found(lines)
    assert said
    assert {code for code, _ in said} == {"custody-reordered"}


@pytest.mark.parametrize("kept", range(LINES))
def test_a_cut_end_is_named_by_whoever_pinned_it(kept: int) -> None:
    lines, head = chain()
    held, problems = read_chain("".join(lines[:kept]).encode())
    assert not problems
    assert [(each.code, each.line) for each in against(held, head, "there")] == [
        ("custody-cut", max(kept, 1))
    ]


def test_a_chain_that_was_written_anew_is_not_the_one_that_was_pinned() -> None:
    _, head = chain()
    placed, _ = added(Chain(), [entry(number + 100) for number in range(LINES)])
    forged = Chain(tuple(enumerate(placed, start=1)))
    assert [each.code for each in against(forged, head, "there")] == ["custody-altered"]
    assert list(against(forged, Head(), "there")) == []


@settings(deadline=None, max_examples=150)
@given(st.permutations(range(LINES)), st.integers(0, LINES))
def test_no_other_order_is_silent(order: list[int], length: int) -> None:
    lines, _ = chain()
    kept = list(order)[:length]
    assert (found([lines[number] for number in kept]) == []) == (kept == list(range(length)))
