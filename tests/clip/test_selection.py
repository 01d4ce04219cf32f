"""What was selected in the browser decides which lines are kept."""

import pytest

from dossierpress.clip.clipping import Account, Decisions
from dossierpress.clip.selection import decisions_of

LINES = (
    Account("Home News Sport", kept=False, why="menu"),
    Account("The sea gates were shut at noon.", kept=True, why=""),
    Account("Nobody  said why they were shut at all.", kept=True, why=""),
    Account("The board met at four o'clock.", kept=False, why="not in the chosen text"),
)


@pytest.mark.parametrize(
    ("selection", "keep", "drop"),
    [
        ("", (), ()),
        (" \n ", (), ()),
        ("The sea gates were shut at noon.", (2,), (3,)),
        ("gates were shut at noon.\n\nNobody said why they", (2, 3), ()),
        ("The board met at four o'clock.", (4,), (2, 3)),
        ("Nobody said why they were shut at all.\nThe board met at", (3, 4), (2,)),
        ("words that stand nowhere in it", (), ()),
        ("the", (), ()),
    ],
)
def test_lines(selection: str, keep: tuple[int, ...], drop: tuple[int, ...]) -> None:
    assert decisions_of(LINES, selection) == Decisions(keep, drop)
