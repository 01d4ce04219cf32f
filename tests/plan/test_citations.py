"""What a reference says of names and dates."""

from pathlib import Path

import pytest

from dossierpress.model.dates import parse_date
from dossierpress.plan.citations import reference_date
from dossierpress.plan.citationviews import CreatorView
from make import article, planned


@pytest.mark.parametrize(
    ("written", "family", "given"),
    [
        ("Halima Dray", "Dray", "Halima"),
        ("Ludwig van der Berg", "van der Berg", "Ludwig"),
        ("Lieut. H. P. Tolliver", "Tolliver", "Lieut. H. P."),
        ("García Márquez, Gabriel", "García Márquez", "Gabriel"),
        ("Анна Ахматова", "Ахматова", "Анна"),
        ("Leadsman", "", ""),
        ("王小明", "", ""),
        ("نائلہ فاروقی", "", ""),
        ("Twenty-six members", "", ""),
        ("Office of the Auditor General of Maravel", "", ""),
        ("Harbour Board of Maravel, Office of the Secretary", "", ""),
        ("A staff reporter", "", ""),
        ("Martin Luther King Jr.", "", ""),
        ("Harbour Cooperative", "", ""),
        ("Maravel Wire", "", ""),
    ],
)
def test_a_name_is_taken_apart_where_that_is_safe(
    tmp_path: Path, written: str, family: str, given: str
) -> None:
    files = {
        "content/d/a.md": article(authors=f"['{written}']", agency="Maravel Wire"),
        "content/organisations.yaml": "- {id: coop, name: Harbour Cooperative}\n",
    }
    (creator,) = planned(tmp_path, files).view("/articles/a/").citation.creators
    assert (creator.family, creator.given) == (family, given)
    assert isinstance(creator, CreatorView)
    assert family in creator.name


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
