"""The numbers of a numbered list: what was written before its items is what readers see."""

from collections.abc import Sequence


def shown(written: Sequence[int | None]) -> list[int]:
    """The number of each item; None stands for an item without one.

    The same number before every item is how some let their lists count by themselves.
    """
    lazy = len(written) > 1 and len(set(written)) == 1
    numbers: list[int] = []
    for number in written:
        following = numbers[-1] + 1 if numbers else 1
        numbers.append(following if number is None or (lazy and numbers) else number)
    return numbers


def departures(numbers: Sequence[int]) -> dict[int, int]:
    """The items, by their place, whose number is not the one that follows from the item before."""
    return {
        place: number for place, number in enumerate(numbers) if place and number != numbers[place - 1] + 1
    }
