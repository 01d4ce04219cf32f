"""What was written before an item is what readers see."""

import pytest

from dossierpress.read.numbers import departures, shown


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ([1, 2, 3], [1, 2, 3]), ([3, 4], [3, 4]), ([1986], [1986]), ([1986, 1990], [1986, 1990]),
        ([1, 1, 1], [1, 2, 3]), ([7, 7], [7, 8]), ([0, 1], [0, 1]), ([3, None, 9], [3, 4, 9]), ([], []),
    ],
)  # fmt: skip
def test_numbers_are_those_that_were_written(written: list[int | None], numbers: list[int]) -> None:
    assert shown(written) == numbers


def test_only_leaps_need_a_word() -> None:
    assert departures([3, 4, 9, 10, 2]) == {2: 9, 4: 2}
