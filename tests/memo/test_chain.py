"""A whole and its changes in one file: damage costs what comes after it, and nothing else."""

from pathlib import Path

import pytest

from dossierpress.memo.chain import Chain

WHOLE = b"w" * 1000


def records(place: Path) -> list[bytes]:
    return [bytes(each) for each in Chain(place).read()]


def add(place: Path, data: bytes) -> None:
    chain = Chain(place)
    list(chain.read())
    chain.add(data)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A file with a whole and two changes."""
    Chain(tmp_path / "memory").begin(WHOLE)
    add(tmp_path / "memory", b"one")
    add(tmp_path / "memory", b"two")
    return tmp_path / "memory"


def test_what_is_added_comes_after_the_whole(place: Path) -> None:
    assert records(place) == [WHOLE, b"one", b"two"]


def test_a_new_whole_takes_the_place_of_all(place: Path) -> None:
    Chain(place).begin(b"new")
    assert records(place) == [b"new"]
    assert [each.name for each in place.parent.iterdir()] == [place.name]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_damage_ends_the_file_and_the_next_change_mends_it(place: Path, number: int) -> None:
    sound = [WHOLE, b"one", b"two"]
    data = bytearray(place.read_bytes())
    data[data.index(sound[number])] ^= 1
    place.write_bytes(data)
    assert records(place) == sound[:number]
    if number:
        add(place, b"three")
        assert records(place) == [*sound[:number], b"three"]


def test_what_was_cut_off_is_left_out(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:-1])
    assert records(place) == [WHOLE, b"one"]


def test_a_change_of_another_history_is_not_taken_in(place: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    Chain(other).begin(b"v" * 1000)
    add(other, b"one")
    place.write_bytes(place.read_bytes() + other.read_bytes()[1040:])
    assert records(place) == [WHOLE, b"one", b"two"]


def test_who_was_overtaken_adds_nothing(place: Path) -> None:
    slow = Chain(place)
    list(slow.read())
    add(place, b"three")
    slow.add(b"late")
    assert records(place) == [WHOLE, b"one", b"two", b"three"]


def test_room_is_for_a_part_of_the_whole(place: Path) -> None:
    chain = Chain(place)
    assert not chain.has_room(1)  # before anything was read
    list(chain.read())
    assert chain.has_room(100)
    assert not chain.has_room(1000)


def test_without_a_file_there_is_nothing(tmp_path: Path) -> None:
    assert records(tmp_path / "none") == []
