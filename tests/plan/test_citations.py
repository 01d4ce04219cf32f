"""What a reference says of dates."""

import pytest

from dossierpress.model.dates import parse_date
from dossierpress.plan.citations import reference_date


@pytest.mark.parametrize(
    ("written", "parts", "season", "approximate"),
    [
        ("2011-12-05", ((2011, 12, 5),), 0, False),
        ("2011-12~", ((2011, 12),), 0, True),
        ("2011?", ((2011,),), 0, True),
        ("2011-12-05T09:30:00+05:00", ((2011, 12, 5),), 0, False),
        ("2011-11-26/2011-12-05", ((2011, 11, 26), (2011, 12, 5)), 0, False),
        ("2011/2012", ((2011,), (2012,)), 0, False),
        ("2011-11-26/..", (), 0, False),
        ("2011-21", ((2011,),), 1, False),
        ("201X", (), 0, False),
        ("2011-12-XX", ((2011, 12),), 0, False),
        ("2011-XX-XX", ((2011,),), 0, False),
        ("-0044-03-15", ((-44, 3, 15),), 0, False),
    ],
)
def test_dates_in_numbers(
    written: str, parts: tuple[tuple[int, ...], ...], season: int, *, approximate: bool
) -> None:
    view = reference_date(parse_date(written))
    assert (view.parts, view.season, view.approximate) == (parts, season, approximate)
    assert view.text == written
