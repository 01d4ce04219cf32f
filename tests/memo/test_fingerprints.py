"""What is remembered of files in columns is what was remembered of each."""

import os
from pathlib import Path

import pytest

from dossierpress.memo.fingerprints import Fingerprint, Fingerprints, Noted

PRINTS = {
    "/a": Fingerprint(3, 1_700_000_000_000_000_001, 2, 2**64 - 1, "ab" * 32),
    "/b": Fingerprint(-1, 0, -5, 0, "cd" * 32),
    "/é": Fingerprint(2**40, 7, 8, 9, "00" * 32),
}


def unpacked(noted: Noted) -> dict[str, Fingerprint]:
    return {path: noted.at(number) for number, path in enumerate(noted.paths)}


def test_columns_hold_what_was_put_into_them() -> None:
    noted = Noted.of(PRINTS)
    assert unpacked(noted) == PRINTS
    assert unpacked(noted.only([1])) == {"/b": PRINTS["/b"]}
    assert unpacked(noted.only([0, 2]).joined_with(Noted.of({"/b": PRINTS["/a"]}))) == PRINTS | {
        "/b": PRINTS["/a"]
    }
    assert unpacked(noted) == PRINTS
    assert unpacked(Noted()) == {}


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    places = [tmp_path / name for name in "abcd"]
    for place in places:
        place.write_text(place.name, encoding="utf-8")
        os.utime(place, (1_000_000_000, 1_000_000_000))
    return places


def test_only_files_with_other_bytes_have_changed(files: list[Path]) -> None:
    prints = Fingerprints()
    for place in files:
        prints.digest(place)
    noted = prints.noted()
    assert list(noted.changed()) == []
    files[0].write_text("A", encoding="utf-8")
    files[1].touch()  # the same bytes, read again
    files[2].unlink()
    assert list(noted.changed()) == [str(files[0]), str(files[2])]


def test_only_what_was_asked_for_is_noted_again(files: list[Path]) -> None:
    first = Fingerprints()
    for place in files[:3]:
        first.digest(place)
    before = unpacked(first.noted())
    files[1].write_text("other", encoding="utf-8")
    second = Fingerprints(first.noted())
    second.digest(files[0])
    other = second.digest(files[1])
    second.digest(files[3])
    after = unpacked(second.noted())
    assert set(after) == {str(place) for place in (files[0], files[1], files[3])}
    assert after[str(files[0])] == before[str(files[0])]
    assert after[str(files[1])].digest == other != before[str(files[1])].digest


def test_who_knows_which_files_were_edited_is_believed(files: list[Path]) -> None:
    first = Fingerprints()
    digests = [first.digest(place) for place in files[:2]]
    files[1].write_text("other", encoding="utf-8")
    noted = first.noted()
    edited = frozenset(noted.changed())
    assert edited == {str(files[1])}
    second = Fingerprints(noted, edited)
    assert [second.known(place) for place in files[:2]] == [digests[0], ""]
